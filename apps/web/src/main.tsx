import './zod-without-eval.ts'
import { isLanguage, type Language } from '@samskriv/domain'
import { loadCatalogue, webMessages } from '@samskriv/i18n/web'
import '@samskriv/theme/fonts.css'
import '@samskriv/theme/tokens.css'
import '@samskriv/theme/base.css'
import '@samskriv/theme/document.css'
import '@samskriv/theme/pages.css'
import { createRoot } from 'react-dom/client'

import { makeQueryClient } from './api/query-client.ts'
import { App } from './app.tsx'
import { preloadPage } from './pages.tsx'
import { placeForApp } from './shell/show-app.ts'
import { noteSignedOut } from './shell/signed-out.tsx'
import './styles.css'
import { standInForPressableStyle } from './ui/pressable-style.ts'

/** The server has put the reading page where the app goes; it stays until the app can show the same page. */
async function start(): Promise<void> {
  const language = pageLanguage()
  const queries = makeQueryClient(noteSignedOut)
  const [catalogue] = await Promise.all([loadCatalogue(language), preloadPage(window.location.pathname, queries)])
  const place = document.getElementById('app')
  if (place) createRoot(placeForApp(place)).render(<App messages={webMessages(language, catalogue)} queries={queries} />)
}

function pageLanguage(): Language {
  const content = document.querySelector<HTMLMetaElement>('meta[name="samskriv"]')?.content ?? '{}'
  const told: unknown = JSON.parse(content)
  const language = typeof told === 'object' && told !== null && 'language' in told ? told.language : undefined
  return isLanguage(language) ? language : 'en'
}

standInForPressableStyle()
void start()
