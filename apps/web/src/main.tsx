import './zod-without-eval.ts'
import { isLanguage } from '@samskriv/domain'
import { addLaterMessages, loadCatalogue, webMessages } from '@samskriv/i18n/web'
import '@samskriv/theme/fonts.css'
import '@samskriv/theme/tokens.css'
import '@samskriv/theme/base.css'
import '@samskriv/theme/document.css'
import '@samskriv/theme/pages.css'
import { createRoot } from 'react-dom/client'

import { makeQueryClient } from './api/query-client.ts'
import { App } from './app.tsx'
import { refreshWhenBack } from './offline/come-back.ts'
import { keepProgram } from './offline/program.ts'
import { told } from './offline/told.ts'
import { preloadPage } from './pages.tsx'
import { placeForApp } from './shell/show-app.ts'
import { noteSignedOut } from './shell/signed-out.tsx'
import { bearTranslators } from './shell/translated-page.ts'
import './styles.css'
import { standInForPressableStyle } from './ui/pressable-style.ts'

/** The server has put the reading page where the app goes; it stays until the app can show the same page. */
async function start(): Promise<void> {
  const language = isLanguage(told.language) ? told.language : 'en'
  const queries = makeQueryClient(noteSignedOut)
  refreshWhenBack(queries)
  const [catalogue] = await Promise.all([loadCatalogue(language), preloadPage(window.location.pathname, queries)])
  const messages = webMessages(language, catalogue)
  const later = addLaterMessages(messages, language)
  // Home and a study say at once what they show first; every other page is made of the rest.
  if (!/^\/(studies\/[^/]+)?$/.test(window.location.pathname)) await later
  const place = document.getElementById('app')
  if (place) createRoot(placeForApp(place)).render(<App messages={messages} queries={queries} />)
}

bearTranslators()
standInForPressableStyle()
void start()
keepProgram()
