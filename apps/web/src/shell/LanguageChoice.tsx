import { languages } from '@samskriv/domain'
import { switchLanguage } from '@samskriv/i18n/web'
import { useTranslation } from 'react-i18next'

import { useChangeLanguage } from '../api/me.ts'
import { useLanguage, useSay } from './use-say.ts'

/** @param isKept - whether there is somebody to remember it for */
export function LanguageChoice({ isKept }: { readonly isKept: boolean }) {
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
