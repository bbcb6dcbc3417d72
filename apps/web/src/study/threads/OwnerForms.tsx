import type { ThreadView } from '@samskriv/protocol/http-threads'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'

import { peopleQuery } from '../../api/people.ts'
import { handOverAll, threadActs, useThreadChange } from '../../api/threads.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'
import { Field } from '../../ui/Field.tsx'
import { useDesk } from './desk.ts'
import { focusThread } from './places-on-page.ts'
import { ThreadProblem } from './ThreadProblem.tsx'

/** Instead of an answer now: more time, once, or somebody else who answers. */
export function OwnerForms({ view }: { readonly view: ThreadView }) {
  return (
    <>
      {view.waiting && view.owed !== null && view.owed.extended === null && <ExtendForm thread={view.id} />}
      {view.owed !== null && <HandOverForm view={view} owner={view.owed.owner?.participantId ?? null} />}
    </>
  )
}

function ExtendForm({ thread }: { readonly thread: string }) {
  const say = useSay()
  const announce = useAnnounce()
  const { study } = useDesk()
  const id = useId()
  const [until, setUntil] = useState('')
  const [reason, setReason] = useState('')
  const [isTried, setIsTried] = useState(false)
  const change = useThreadChange(study.id)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setIsTried(true)
    if (change.isPending || until === '' || reason.trim() === '') return
    change.mutate(() => threadActs(study.id, thread).extend({ until, reason }), {
      onSuccess: () => {
        announce(say('threads.extend.done'))
        focusThread()
      },
    })
  }
  return (
    <details className="composer-more">
      <summary>{say('threads.extend')}</summary>
      <form onSubmit={submit} noValidate>
        <Field
          id={`${id}-until`}
          label={say('threads.extend.until')}
          hint={say('threads.extend.hint')}
          error={isTried && until === '' ? say('threads.answer.date.empty') : undefined}
        >
          {(field) => <input {...field} type="date" value={until} onChange={({ target }) => setUntil(target.value)} />}
        </Field>
        <Field
          id={`${id}-reason`}
          label={say('threads.extend.because')}
          error={isTried && reason.trim() === '' ? say('threads.reason.empty') : undefined}
        >
          {(field) => <textarea {...field} rows={2} spellCheck value={reason} onChange={({ target }) => setReason(target.value)} />}
        </Field>
        <ThreadProblem error={change.error} />
        <button type="submit" className="button" data-kind="quiet" aria-disabled={change.isPending}>
          {say('threads.extend.send')}
        </button>
      </form>
    </details>
  )
}

interface HandOverFormProps {
  readonly view: ThreadView
  /** Null when the stewards together answer. */
  readonly owner: string | null
}

function HandOverForm({ view: { id: thread, asker }, owner }: HandOverFormProps) {
  const say = useSay()
  const announce = useAnnounce()
  const { study } = useDesk()
  const id = useId()
  const [to, setTo] = useState('')
  const [isAll, setIsAll] = useState(false)
  const isMine = owner !== null && owner === study.me?.participantId
  const people = useQuery({ ...peopleQuery(study.id), placeholderData: study.participants })
  const change = useThreadChange<string>(study.id)
  // Nobody answers for what they asked themselves; of all that is mine it may be a part.
  const others = (people.data ?? []).filter(
    ({ participantId, state, managed, role }) =>
      state === 'joined' &&
      !managed &&
      (role === 'editor' || role === 'steward') &&
      (participantId !== asker.participantId || (isMine && isAll)),
  )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const name = others.find(({ participantId }) => participantId === to)?.name
    if (change.isPending || name === undefined) return
    const one = async (): Promise<string> => {
      await threadActs(study.id, thread).handOver({ to })
      return say('threads.handOver.done', { name })
    }
    const all = async (): Promise<string> => {
      const { handedOver, leftToStewards: count } = await handOverAll(study.id, { to })
      if (count === 0) return say('threads.handOver.all.done', { name })
      const left = say('threads.handOver.left', { count, name })
      return handedOver === 0 ? left : `${say('threads.handOver.done', { name })} ${left}`
    }
    change.mutate(isMine && isAll ? all : one, {
      onSuccess: (said) => {
        announce(said)
        focusThread()
      },
    })
  }
  return (
    <details className="composer-more">
      <summary>{say('threads.handOver')}</summary>
      <form onSubmit={submit} noValidate>
        <Field id={id} label={say('threads.handOver.to')}>
          {(field) => (
            <select {...field} className="select" value={to} onChange={({ target }) => setTo(target.value)}>
              <option value="">{say('threads.mention.none')}</option>
              {others.map(({ participantId, name }) => (
                <option key={participantId} value={participantId}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        {isMine && (
          <label className="choice">
            <input type="checkbox" checked={isAll} onChange={({ target }) => setIsAll(target.checked)} />
            <span>{say('threads.handOver.all')}</span>
          </label>
        )}
        <ThreadProblem error={change.error} />
        {change.data !== undefined && <p className="small">{change.data}</p>}
        <button type="submit" className="button" data-kind="quiet" aria-disabled={change.isPending || to === ''}>
          {say('threads.handOver.send')}
        </button>
      </form>
    </details>
  )
}
