import { languages } from '@samskriv/domain'
import { switchLanguage } from '@samskriv/i18n/web'
import { useQuery } from '@tanstack/react-query'
import { type ComponentType, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { meQuery, useChangeLanguage } from '../api/me.ts'
import { Disclosure } from '../ui/Disclosure.tsx'
import type { SignOutDialogProps } from './SignOutDialog.tsx'
import { useLanguage, useSay } from './use-say.ts'

const loadSignOut = async () => import('./SignOutDialog.tsx')
/** Late enough to be in nobody's way, and early enough to be there when the network is gone. */
const signOutLoadsAfterMs = 3_000

/** Who is signed in, the language of the interface, and the way out. */
export function AccountMenu() {
  const say = useSay()
  const me = useQuery(meQuery)
  const signOut = useSignOut()
  if (!me.data) return <LanguageChoice isKept={false} />
  const { person } = me.data
  const { Dialog } = signOut
  return (
    <nav className="account" aria-label={say('home.signedInAs', { name: person.name })}>
      <Disclosure label={person.name} className="account-menu">
        <p className="soft small">{say('home.signedInAs', { name: person.email })}</p>
        <LanguageChoice isKept />
        {!person.guest && <a href="/account">{say('account.open')}</a>}
        <button type="button" className="text-button" onClick={() => void signOut.begin()}>
          {say('nav.signOut')}
        </button>
        {signOut.isUnreachable && <p role="alert">{say('problem.offline')}</p>}
      </Disclosure>
      {Dialog && <Dialog person={person.id} onStay={signOut.end} />}
    </nav>
  )
}

function useSignOut() {
  const [Dialog, setDialog] = useState<ComponentType<SignOutDialogProps> | null>(null)
  const [isUnreachable, setIsUnreachable] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => void loadSignOut().catch(() => setIsUnreachable(false)), signOutLoadsAfterMs)
    return () => clearTimeout(timer)
  }, [])
  return {
    Dialog,
    isUnreachable,
    begin: async () => {
      try {
        const { SignOutDialog } = await loadSignOut()
        setIsUnreachable(false)
        setDialog(() => SignOutDialog)
      } catch {
        setIsUnreachable(true)
      }
    },
    end: () => setDialog(null),
  }
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
