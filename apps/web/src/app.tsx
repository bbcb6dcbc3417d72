import type { i18n } from 'i18next'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode, Suspense, useEffect } from 'react'
import { I18nextProvider } from 'react-i18next'
import { BrowserRouter, Route, Routes } from 'react-router'

import { HelpLayer } from './help/HelpLayer.tsx'
import { HomePage } from './home/HomePage.tsx'
import { OfflinePage } from './offline/OfflinePage.tsx'
import { told } from './offline/told.ts'
import { AccountPage, AuditPage, FromFilePage, NewStudyPage, PartnershipPage, StudyPage } from './pages.tsx'
import { Announcer } from './shell/announcer.tsx'
import { CrashBoundary } from './shell/CrashBoundary.tsx'
import { NotFoundPage } from './shell/NotFoundPage.tsx'
import { SpokenPlace } from './shell/SpokenPlace.tsx'
import { useLanguage, useSay } from './shell/use-say.ts'

interface AppProps {
  readonly messages: i18n
  readonly queries: QueryClient
}

export function App({ messages, queries }: AppProps) {
  return (
    <StrictMode>
      <I18nextProvider i18n={messages}>
        <SpokenPlace>
          <QueryClientProvider client={queries}>
            <CrashBoundary>
              <Announcer>
                <DocumentLanguage />
                <BrowserRouter>
                  <Suspense fallback={<Loading />}>
                    <Routes>
                      <Route path="/" element={<HomePage />} />
                      <Route path="/studies/new" element={<NewStudyPage />} />
                      <Route path="/studies/new/file" element={<FromFilePage />} />
                      <Route path="/studies/:id" element={<StudyPage />} />
                      <Route path="/studies/:id/audit" element={<AuditPage />} />
                      <Route path="/account" element={<AccountPage />} />
                      <Route path="/partnership" element={<PartnershipPage />} />
                      <Route path="*" element={told.isFrame ? <OfflinePage /> : <NotFoundPage />} />
                    </Routes>
                  </Suspense>
                  <HelpLayer />
                </BrowserRouter>
              </Announcer>
            </CrashBoundary>
          </QueryClientProvider>
        </SpokenPlace>
      </I18nextProvider>
    </StrictMode>
  )
}

function DocumentLanguage() {
  const language = useLanguage()
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return null
}

function Loading() {
  const say = useSay()
  return (
    <main className="page">
      <p role="status">{say('word.loading')}</p>
    </main>
  )
}
