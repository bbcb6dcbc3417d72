import { needsDate, needsReason, type ResponseOutcome, responseOutcomes } from '@samskriv/domain'
import { AnchorRequest, type AnswerView, type GiveAnswer, type ThreadView } from '@samskriv/protocol/http-threads'
import { type FormEvent, useId, useRef, useState } from 'react'
import { z } from 'zod'

import { threadActs, useThreadChange } from '../../api/threads.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'
import { Field } from '../../ui/Field.tsx'
import { ChangedField } from './ChangedField.tsx'
import { problemOf } from './Composer.tsx'
import { useDesk } from './desk.ts'
import { ThreadProblem } from './ThreadProblem.tsx'
import { useDraft } from './use-draft.ts'

interface AnswerFormProps {
  readonly view: ThreadView
  /** One that was begun before, and colleagues may have seen. */
  readonly draft: AnswerView | null
  readonly onDone: () => void
}

const Chosen = z.object({
  outcome: z.enum(responseOutcomes).nullable(),
  reason: z.string(),
  changed: z.string(),
  passage: AnchorRequest.nullable(),
  promisedFor: z.string(),
})
type Chosen = z.infer<typeof Chosen>

/** What is missing before an answer can be given, field by field. */
interface Missing {
  readonly text: string | undefined
  readonly outcome: string | undefined
  readonly reason: string | undefined
  readonly promisedFor: string | undefined
}

const nothingMissing: Missing = { text: undefined, outcome: undefined, reason: undefined, promisedFor: undefined }

/** An answer to a question or a concern: what comes of it, why, and what was changed. */
export function AnswerForm({ view, draft, onDone }: AnswerFormProps) {
  const say = useSay()
  const announce = useAnnounce()
  const { study } = useDesk()
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const [begun] = useState({ text: draft?.text ?? '', chosen: chosenIn(draft) })
  const kept = useDraft(`answer ${view.id}`, begun, (before) => Chosen.safeParse(before).data ?? null)
  const [missing, setMissing] = useState(nothingMissing)
  const change = useThreadChange(study.id)
  const { text, chosen } = kept
  const choose = (one: Partial<Chosen>): void => kept.change({ chosen: { ...chosen, ...one } })
  const reasonIsNeeded = chosen.outcome !== null && needsReason(chosen.outcome)
  const dateIsNeeded = chosen.outcome !== null && needsDate(chosen.outcome)

  const send = (state: GiveAnswer['state']): void => {
    if (change.isPending) return
    const wrong = problemOf(text)
    const found: Missing = {
      text: wrong === null ? undefined : say(wrong),
      outcome: chosen.outcome === null ? say('threads.answer.outcome.empty') : undefined,
      reason: reasonIsNeeded && chosen.reason.trim() === '' && state === 'given' ? say('threads.answer.reason.empty') : undefined,
      promisedFor: dateIsNeeded && chosen.promisedFor === '' && state === 'given' ? say('threads.answer.date.empty') : undefined,
    }
    setMissing(found)
    const { outcome, reason, changed, passage, promisedFor } = chosen
    if (outcome === null || Object.values(found).some((one) => one !== undefined)) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
      return
    }
    const answer: GiveAnswer = {
      state,
      outcome,
      text,
      ...(reason.trim() === '' ? {} : { reason }),
      ...(changed === '' ? {} : { changed: { section: changed, ...(passage !== null && state === 'given' ? { anchor: passage } : {}) } }),
      ...(promisedFor === '' || !dateIsNeeded ? {} : { promisedFor }),
    }
    change.mutate(() => threadActs(study.id, view.id).answer(answer), {
      onSuccess: () => {
        kept.done()
        announce(say(state === 'given' ? 'threads.answer.given' : 'threads.answer.kept'))
        onDone()
      },
    })
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    send('given')
  }
  return (
    <form ref={form} className="message-form answer-form" onSubmit={submit} noValidate>
      <Field id={`${id}-outcome`} label={say('threads.answer.outcome')} error={missing.outcome}>
        {(field) => (
          <select
            {...field}
            className="select"
            // The form is there because somebody asked to answer.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            value={chosen.outcome ?? ''}
            onChange={({ target }) => choose({ outcome: outcomeOf(target.value) })}
          >
            <option value="">{say('threads.answer.outcome.choose')}</option>
            {responseOutcomes.map((outcome) => (
              <option key={outcome} value={outcome}>
                {say(`outcome.${outcome}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field id={`${id}-text`} label={say('threads.answer.text')} hint={say('threads.answer.text.hint')} error={missing.text}>
        {(field) => (
          <textarea {...field} rows={4} spellCheck dir="auto" value={text} onChange={({ target }) => kept.change({ text: target.value })} />
        )}
      </Field>
      {reasonIsNeeded && (
        <Field id={`${id}-reason`} label={say('threads.answer.reason')} error={missing.reason}>
          {(field) => (
            <textarea
              {...field}
              rows={2}
              spellCheck
              dir="auto"
              value={chosen.reason}
              onChange={({ target }) => choose({ reason: target.value })}
            />
          )}
        </Field>
      )}
      {dateIsNeeded && (
        <Field id={`${id}-date`} label={say('threads.answer.date')} error={missing.promisedFor}>
          {(field) => (
            <input {...field} type="date" value={chosen.promisedFor} onChange={({ target }) => choose({ promisedFor: target.value })} />
          )}
        </Field>
      )}
      <ChangedField id={`${id}-changed`} changed={chosen.changed} passage={chosen.passage} onChange={choose} />
      <ThreadProblem error={change.error} />
      <div className="thread-actions">
        <button type="submit" className="button" aria-disabled={change.isPending}>
          {say('threads.answer.send')}
        </button>
        <button type="button" className="button" data-kind="quiet" onClick={() => send('draft')}>
          {say('threads.answer.keep')}
        </button>
        <button type="button" className="text-button" onClick={onDone}>
          {say('action.close')}
        </button>
      </div>
      <p className="small soft">{say('threads.answer.keep.hint')}</p>
    </form>
  )
}

function chosenIn(draft: AnswerView | null): Chosen {
  return {
    outcome: draft?.outcome ?? null,
    reason: draft?.reason ?? '',
    changed: draft?.changed?.section ?? '',
    passage: null,
    promisedFor: draft?.promise?.until ?? '',
  }
}

function outcomeOf(value: string): ResponseOutcome | null {
  return responseOutcomes.find((one) => one === value) ?? null
}
