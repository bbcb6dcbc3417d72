import { cleanName, maxNameLength } from '@samskriv/domain'
import type { AddContributor } from '@samskriv/protocol/http'
import { type FormEvent, useState } from 'react'

import { isUnreachable } from '../api/api-problem.ts'
import { useAddContributor } from '../api/people.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { useSay } from '../shell/use-say.ts'
import { Field, FieldGroup } from '../ui/Field.tsx'
import { ProblemText } from '../ui/ProblemText.tsx'
import { noSector, SectorFields } from './SectorFields.tsx'

const leastInGroup = 2
const mostInGroup = 100_000

interface AddContributorFormProps {
  readonly study: string
  readonly onAdded?: (participant: string) => void
  /** Keeps them on this device while there is no network; without it, that is an error like others. */
  readonly onUnreachable?: (contributor: NewContributor) => void
}

export type NewContributor = AddContributor & { readonly participantId: string }

/** Somebody who has no device, or a group: so that what they say can be written down as theirs. */
export function AddContributorForm({ study, onAdded, onUnreachable }: AddContributorFormProps) {
  const say = useSay()
  const announce = useAnnounce()
  const add = useAddContributor(study)
  const [kind, setKind] = useState<'person' | 'group'>('person')
  const [name, setName] = useState('')
  const [size, setSize] = useState('')
  const [process, setProcess] = useState('')
  const [choice, setChoice] = useState(noSector)
  const [hasTried, setHasTried] = useState(false)
  const [added, setAdded] = useState<string | null>(null)
  const clean = cleanName(name)
  const members = Number(size)
  const isSizeRight = kind === 'person' || (Number.isInteger(members) && members >= leastInGroup && members <= mostInGroup)

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setHasTried(true)
    setAdded(null)
    const { sector, subtype } = choice
    if (!clean.ok || !isSizeRight || sector === null || subtype === null || add.isPending) return
    const group = kind === 'group' ? { groupSize: members, ...(process.trim() === '' ? {} : { process: process.trim() }) } : {}
    const contributor = { participantId: crypto.randomUUID(), name: clean.name, sector, subtype, ...group }
    const done = (participantId: string): void => {
      onAdded?.(participantId)
      setAdded(clean.name)
      announce(say('share.contributor.added', { name: clean.name }))
      setName('')
      setSize('')
      setProcess('')
      setHasTried(false)
    }
    add.mutate(contributor, {
      onSuccess: ({ participantId }) => done(participantId),
      onError: (error) => {
        if (onUnreachable === undefined || !isUnreachable(error)) return
        add.reset()
        onUnreachable(contributor)
        done(contributor.participantId)
      },
    })
  }
  const nameError = (): string | undefined => {
    if (!hasTried || clean.ok) return undefined
    return clean.reason === 'too-long' ? say('field.name.too-long', { max: maxNameLength }) : say(`field.name.${clean.reason}`)
  }
  return (
    <details className="share-part">
      <summary>{say('share.contributor.title')}</summary>
      <form className="form" noValidate onSubmit={submit}>
        <p>{say('share.contributor.intro')}</p>
        <FieldGroup label={say('share.contributor.kind')}>
          {(['person', 'group'] as const).map((which) => (
            <label key={which} className="choice">
              <input type="radio" name="contributor-kind" checked={kind === which} onChange={() => setKind(which)} />
              {say(`share.contributor.${which}`)}
            </label>
          ))}
        </FieldGroup>
        <Field id="contributor-name" label={say('share.contributor.name')} error={nameError()}>
          {(input) => (
            <input {...input} value={name} onChange={({ target }) => setName(target.value)} autoComplete="off" spellCheck={false} />
          )}
        </Field>
        {kind === 'group' && (
          <>
            <Field
              id="contributor-size"
              label={say('share.contributor.size')}
              error={hasTried && !isSizeRight ? say('share.contributor.size.invalid') : undefined}
            >
              {(input) => (
                <input {...input} value={size} inputMode="numeric" onChange={({ target }) => setSize(target.value)} autoComplete="off" />
              )}
            </Field>
            <Field id="contributor-process" label={`${say('share.contributor.process')} (${say('word.optional')})`}>
              {(input) => (
                <textarea {...input} rows={3} value={process} maxLength={1_000} onChange={({ target }) => setProcess(target.value)} />
              )}
            </Field>
          </>
        )}
        <SectorFields
          idPrefix="contributor"
          value={choice}
          errors={{
            sector: hasTried && choice.sector === null ? say('share.choose') : undefined,
            subtype: hasTried && choice.sector !== null && choice.subtype === null ? say('share.choose') : undefined,
          }}
          onChange={setChoice}
        />
        <ProblemText error={add.error} />
        <button type="submit" className="button" data-kind="quiet" aria-disabled={add.isPending}>
          {say('share.contributor.submit')}
        </button>
        {added !== null && <p className="notice">{say('share.contributor.added', { name: added })}</p>}
      </form>
    </details>
  )
}
