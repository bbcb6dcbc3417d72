import { useId } from 'react'

import { useLanguage, useSay } from '../../shell/use-say.ts'
import { languageName, offeredLanguages } from './sentences.ts'

interface LanguageFieldProps {
  /** Null to have it guessed from the words. */
  readonly value: string | null
  readonly onChange: (language: string | null) => void
  /** Words that are there already have one. */
  readonly isKnown?: boolean
}

/** In which language the words are. Any is welcome. */
export function LanguageField({ value, onChange, isKnown = false }: LanguageFieldProps) {
  const say = useSay()
  const language = useLanguage()
  const id = useId()
  const tags = [...new Set([...(value === null ? [] : [value]), ...offeredLanguages])]
  const named = tags.map((tag) => [tag, languageName(language, tag)] as const)
  // Browsers know different ones by name.
  const known = named.filter(([tag, name]) => name !== tag).sort(([, a], [, b]) => a.localeCompare(b, language))
  return (
    <div className="field">
      <label htmlFor={id}>{say('threads.language.label')}</label>
      <select id={id} className="select" value={value ?? ''} onChange={({ target }) => onChange(target.value === '' ? null : target.value)}>
        {!isKnown && <option value="">{say('threads.language.guess')}</option>}
        {known.map(([tag, name]) => (
          <option key={tag} value={tag}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}
