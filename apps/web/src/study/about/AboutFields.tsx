import { isSector, subtypesOf } from '@samskriv/domain'
import { aboutLists, type CodeItem } from '@samskriv/domain/about-lists'

import { useLanguage, useSay } from '../../shell/use-say.ts'
import { Field } from '../../ui/Field.tsx'
import type { AboutField } from './about-fields.ts'
import { currencies, type Draft, inputId } from './about-form.ts'

interface AboutFieldsProps {
  readonly fields: readonly AboutField[]
  readonly draft: Draft
  /** The language of what people write. */
  readonly language: string
  readonly errors: ReadonlyMap<string, string>
  readonly onChange: (draft: Draft) => void
}

/** The questions about one entry. */
export function AboutFields({ fields, draft, language, errors, onChange }: AboutFieldsProps) {
  return fields.map((field) => {
    // Whether the work goes on is asked before when it ended.
    if (field.name === 'end' && draft.answers['ongoing'] === 'yes') return null
    return (
      <OneField
        key={field.name}
        field={field}
        draft={draft}
        language={language}
        error={errors.get(inputId(draft.id, field.name))}
        onAnswer={(text) => onChange({ ...draft, answers: { ...draft.answers, ...changed(field.name, text) } })}
      />
    )
  })
}

/** Another sector has other kinds of partners. */
function changed(name: string, text: string): Readonly<Record<string, string>> {
  return name === 'sector' ? { sector: text, subtype: '' } : { [name]: text }
}

interface OneFieldProps {
  readonly field: AboutField
  readonly draft: Draft
  readonly language: string
  readonly error: string | undefined
  readonly onAnswer: (text: string) => void
}

function OneField({ field, draft, language, error, onAnswer }: OneFieldProps) {
  const say = useSay()
  const { name, kind, label, hint } = field
  const value = draft.answers[name] ?? ''
  const id = inputId(draft.id, name)
  if (kind === 'yes-no')
    return (
      <label className="choice">
        <input id={id} type="checkbox" checked={value === 'yes'} onChange={({ target }) => onAnswer(target.checked ? 'yes' : '')} />
        <span>{say(label)}</span>
      </label>
    )
  return (
    <Field id={id} label={say(label)} hint={hint && say(hint)} error={error}>
      {(input) => {
        switch (kind) {
          case 'text':
            return <textarea {...input} rows={3} lang={language} value={value} onChange={({ target }) => onAnswer(target.value)} />
          case 'day':
            return <input {...input} type="date" value={value} onChange={({ target }) => onAnswer(target.value)} />
          case 'choice':
          case 'currency':
            return (
              <select {...input} className="select" value={value} onChange={({ target }) => onAnswer(target.value)}>
                <option value="">{say('about.choose')}</option>
                <Choices field={field} draft={draft} />
              </select>
            )
          case 'whole-number':
          case 'amount':
            return (
              <input {...input} inputMode="decimal" autoComplete="off" value={value} onChange={({ target }) => onAnswer(target.value)} />
            )
          case 'line':
            return <input {...input} lang={language} autoComplete="off" value={value} onChange={({ target }) => onAnswer(target.value)} />
        }
      }}
    </Field>
  )
}

function Choices({ field, draft }: Pick<OneFieldProps, 'field' | 'draft'>) {
  const language = useLanguage()
  if (field.kind === 'currency')
    return currencies.map((currency) => (
      <option key={currency} value={currency}>
        {currency}
      </option>
    ))
  return itemsOf(field, draft).map((item) => (
    <option key={item.id} value={item.id}>
      {item.label[language]}
    </option>
  ))
}

function itemsOf({ name, list }: AboutField, { answers }: Draft): readonly Pick<CodeItem, 'id' | 'label'>[] {
  const sector = answers['sector']
  if (name === 'subtype') return isSector(sector) ? subtypesOf(sector) : []
  return list === undefined ? [] : aboutLists[list].items
}
