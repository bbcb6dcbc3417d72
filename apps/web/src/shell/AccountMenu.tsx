import { languages } from '@samskriv/domain'
import { switchLanguage } from '@samskriv/i18n/web'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { meQuery, useChangeLanguage } from '../api/me.ts'
import { Disclosure } from '../ui/Disclosure.tsx'
import { useLanguage, useSay } from './use-say.ts'

const SignOutDialog = lazy(async () => import('./SignOutDialog.tsx').then(({ SignOutDialog }) => ({ default: SignOutDialog })))

/** Who is signed in, the language of the interface, and the way out. */
export function AccountMenu() {
  const say = useSay()
  const me = useQuery(meQuery)
  const [isLeaving, setIsLeaving] = useState(false)
  if (!me.data) return <LanguageChoice isKept={false} />
  const { person } = me.data
  return (
    <nav className="account" aria-label={say('home.signedInAs', { name: person.name })}>
      <Disclosure label={person.name} className="account-menu">
        <p className="soft small">{say('home.signedInAs', { name: person.email })}</p>
        <LanguageChoice isKept />
        <button type="button" className="text-button" onClick={() => setIsLeaving(true)}>
          {say('nav.signOut')}
        </button>
      </Disclosure>
      {isLeaving && (
        <Suspense>
          <SignOutDialog person={person.id} onStay={() => setIsLeaving(false)} />
        </Suspense>
      )}
    </nav>
  )
}

function LanguageChoice({ isKept }: { readonly isKept: boolean }) {
  const say = useSay()
  const current = useLanguage()
  const { i18n } = useTranslation()
  const change = useChangeLanguage()
  return (
    <ul className="languages" aria-label={say('language.label')}>
      {languages.map((language) => (
        <li key={language} lang={language}>
          <button
            type="button"
            className="text-button"
            aria-pressed={language === current}
            onClick={() => {
              void switchLanguage(i18n, language)
              if (isKept) change.mutate(language)
            }}
          >
            {say(`language.${language}`)}
          </button>
        </li>
      ))}
    </ul>
  )
}
