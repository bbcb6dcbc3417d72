import { isSubtypeOf, subtypesOf } from '@samskriv/domain'
import type { AddOrganisation } from '@samskriv/protocol/http'
import { type FormEvent, useEffect, useRef, useState } from 'react'

import { SectorSelect } from '../people/SectorSelect.tsx'
import { useLanguage, useSay } from '../shell/use-say.ts'
import { Field } from '../ui/Field.tsx'
import { ProblemText } from '../ui/ProblemText.tsx'
import { type OrganisationDraft, readDraft } from './organisation-draft.ts'

interface OrganisationFormProps {
  readonly idPrefix: string
  readonly initial: OrganisationDraft
  readonly submitLabel: string
  readonly isPending: boolean
  readonly error: unknown
  /** What came of it the last time, for those who look at the form and not at the list. */
  readonly told?: string | undefined
  /** Whether it begins with the focus in its first field. */
  readonly hasFocus?: boolean
  readonly onSave: (organisation: AddOrganisation) => void
}

/** Name, sector, what kind of organisation it is within it, and the mail domains by which its people are known. */
export function OrganisationForm({
  idPrefix,
  initial,
  submitLabel,
  isPending,
  error,
  told,
  hasFocus = false,
  onSave,
}: OrganisationFormProps) {
  const say = useSay()
  const language = useLanguage()
  const [draft, setDraft] = useState(initial)
  const [attempt, setAttempt] = useState(0)
  const form = useRef<HTMLFormElement>(null)
  const read = readDraft(say, draft)
  const problems = attempt > 0 && 'problems' in read ? read.problems : {}
  useEffect(() => {
    if (hasFocus) form.current?.querySelector('input')?.focus()
  }, [hasFocus])
  useEffect(() => {
    if (attempt > 0) form.current?.querySelector<HTMLElement>('.field[data-invalid] :is(input, select)')?.focus()
  }, [attempt])
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setAttempt((before) => before + 1)
    if ('facts' in read && !isPending) onSave(read.facts)
  }
  const { sector } = draft
  return (
    <form ref={form} className="form" noValidate onSubmit={submit}>
      <Field id={`${idPrefix}-name`} label={say('organisations.name.label')} error={problems.name}>
        {(input) => (
          <input
            {...input}
            value={draft.name}
            onChange={({ target }) => setDraft({ ...draft, name: target.value })}
            autoComplete="off"
            dir="auto"
          />
        )}
      </Field>
      <Field id={`${idPrefix}-sector`} label={say('share.sector')} error={problems.sector}>
        {({ id }) => (
          <SectorSelect
            id={id}
            value={sector}
            none={say('share.choose')}
            onChange={(chosen) => setDraft({ ...draft, sector: chosen, subtype: null })}
          />
        )}
      </Field>
      {sector !== null && (
        <Field id={`${idPrefix}-subtype`} label={say('share.subtype')}>
          {(input) => (
            <select
              {...input}
              className="select"
              value={draft.subtype ?? ''}
              onChange={({ target }) => setDraft({ ...draft, subtype: isSubtypeOf(sector, target.value) ? target.value : null })}
            >
              <option value="">{say('organisations.subtype.none')}</option>
              {subtypesOf(sector).map((choice) => (
                <option key={choice.id} value={choice.id}>
                  {choice.label[language]}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Field
        id={`${idPrefix}-domains`}
        label={`${say('organisations.domains.label')} (${say('word.optional')})`}
        hint={say('organisations.domains.hint')}
        error={problems.domains}
      >
        {(input) => (
          <input
            {...input}
            value={draft.domains}
            onChange={({ target }) => setDraft({ ...draft, domains: target.value })}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            dir="ltr"
          />
        )}
      </Field>
      <ProblemText error={error} />
      <button type="submit" className="button" aria-disabled={isPending}>
        {submitLabel}
      </button>
      {told !== undefined && <p className="small">{told}</p>}
    </form>
  )
}
