import { type ThreadKind, threadKinds, type UseChoice } from '@samskriv/domain'
import type { ThreadView } from '@samskriv/protocol/http-threads'
import { type FormEvent, type RefObject, useId, useState } from 'react'

import { takeBackAddress, threadActs, threadAddress, useThreadChange } from '../../api/threads.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'
import { ConfirmedButton } from '../../ui/ConfirmedButton.tsx'
import { Field } from '../../ui/Field.tsx'
import { UseField } from './UseField.tsx'
import { useDesk } from './desk.ts'
import { ThreadProblem } from './ThreadProblem.tsx'

interface ThreadActionsProps {
  readonly view: ThreadView
  /** What gets the focus when what had it is gone. */
  readonly trigger: RefObject<HTMLButtonElement | null>
}

/** What one can do with a whole thread: what is done often in sight, the rest behind one more press. */
export function ThreadActions({ view, trigger }: ThreadActionsProps) {
  const say = useSay()
  const announce = useAnnounce()
  const { study } = useDesk()
  const change = useThreadChange(study.id)
  const { id, may, resolved, hidden } = view
  const acts = threadActs(study.id, id)
  const act = (send: () => Promise<void>, done: string): void => {
    if (change.isPending) return
    change.mutate(send, {
      onSuccess: () => {
        announce(done)
        trigger.current?.focus()
      },
    })
  }
  return (
    <>
      <div className="thread-actions thread-common">
        {may.resolve && (
          <button
            type="button"
            className="button"
            data-kind="quiet"
            onClick={() =>
              resolved === null ? act(acts.resolve, say('threads.resolve.done')) : act(acts.reopen, say('threads.reopen.done'))
            }
          >
            {say(resolved === null ? 'threads.resolve' : 'threads.reopen')}
          </button>
        )}
        <CopyLink address={threadAddress(study.id, id)} />
      </div>
      <ThreadProblem error={change.error} />
      <details className="composer-more">
        <summary>{say('threads.other')}</summary>
        {may.chooseUse && <KindAndUse view={view} />}
        {hidden === null && study.me !== null && (
          <ReasonForm
            title={say('threads.report')}
            hint={say('threads.report.hint')}
            done={say('threads.report.done')}
            send={(reason) => acts.report({ reason })}
          />
        )}
        {may.moderate && hidden === null && (
          <ReasonForm
            title={say('threads.hide')}
            hint={say('threads.hide.hint')}
            done={say('threads.hide.done')}
            send={(reason) => acts.hide({ reason })}
          />
        )}
        {may.moderate && hidden !== null && (
          <button type="button" className="button" data-kind="quiet" onClick={() => act(acts.show, say('threads.show.done'))}>
            {say('threads.show')}
          </button>
        )}
        {may.takeBack && (
          <div className="take-back">
            <p className="small">{say('threads.takeBack.text')}</p>
            <ConfirmedButton
              label={say('threads.takeBack')}
              question={say('threads.takeBack.confirm')}
              more={{ label: say('threads.takeBack.more'), href: takeBackAddress(study.id, id) }}
              onConfirm={() => act(acts.takeBack, say('threads.takeBack.done'))}
            />
          </div>
        )}
      </details>
    </>
  )
}

function CopyLink({ address }: { readonly address: string }) {
  const say = useSay()
  const announce = useAnnounce()
  const [told, setTold] = useState('')
  const copy = async (): Promise<void> => {
    // Not over plain HTTP, and not where a policy forbids it: then the address stands here to be copied by hand.
    const text = await navigator.clipboard?.writeText(address).then(
      () => say('section.copied'),
      () => null,
    )
    setTold(text ?? say('section.copyFailed', { address }))
    announce(text ?? say('section.copyFailed', { address }))
  }
  return (
    <>
      <button type="button" className="text-button" onClick={() => void copy()}>
        {say('section.copyLink')}
      </button>
      {told !== '' && <span className="small soft">{told}</span>}
    </>
  )
}

/**
 * By whoever began it: what kind it is, and what may be done with their words in it. Arrow keys go through all choices, so that what was
 * chosen on the way to another one is not said to anybody: it is, once it is saved.
 */
function KindAndUse({ view }: { readonly view: ThreadView }) {
  const say = useSay()
  const announce = useAnnounce()
  const { study } = useDesk()
  const id = useId()
  const change = useThreadChange(study.id)
  const [chosen, setChosen] = useState<{ readonly kind?: ThreadKind; readonly use?: UseChoice }>({})
  const isOpen = view.state === 'open'
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (change.isPending) return
    change.mutate(() => threadActs(study.id, view.id).changeThread(chosen), {
      onSuccess: () => {
        setChosen({})
        announce(say('threads.change.done'))
      },
    })
  }
  return (
    <form onSubmit={submit}>
      {isOpen && (
        <div className="field">
          <label htmlFor={id}>{say('threads.kind.label')}</label>
          <select
            id={id}
            className="select"
            value={chosen.kind ?? view.kind}
            onChange={({ target }) => {
              const kind = threadKinds.find((one) => one === target.value)
              if (kind !== undefined) setChosen({ ...chosen, kind })
            }}
          >
            {threadKinds.map((kind) => (
              <option key={kind} value={kind}>
                {say(`thread.kind.${kind}`)}
              </option>
            ))}
          </select>
        </div>
      )}
      <UseField name={`${id}-use`} value={chosen.use ?? view.use} onChange={(use) => setChosen({ ...chosen, use })} />
      <ThreadProblem error={change.error} />
      <button type="submit" className="button" data-kind="quiet" aria-disabled={change.isPending}>
        {say('threads.change.save')}
      </button>
    </form>
  )
}

interface ReasonFormProps {
  readonly title: string
  readonly hint: string
  readonly done: string
  readonly send: (reason: string) => Promise<void>
}

export function ReasonForm({ title, hint, done, send }: ReasonFormProps) {
  const say = useSay()
  const announce = useAnnounce()
  const { study } = useDesk()
  const id = useId()
  const [reason, setReason] = useState('')
  const [isEmpty, setIsEmpty] = useState(false)
  const change = useThreadChange(study.id)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setIsEmpty(reason.trim() === '')
    if (change.isPending || reason.trim() === '') return
    change.mutate(() => send(reason), {
      onSuccess: () => {
        setReason('')
        announce(done)
      },
    })
  }
  return (
    <details className="composer-more">
      <summary>{title}</summary>
      <form onSubmit={submit} noValidate>
        <Field id={id} label={say('threads.reason.label')} hint={hint} error={isEmpty ? say('threads.reason.empty') : undefined}>
          {(field) => (
            <textarea {...field} rows={2} maxLength={1_000} spellCheck value={reason} onChange={({ target }) => setReason(target.value)} />
          )}
        </Field>
        <ThreadProblem error={change.error} />
        {change.isSuccess && <p className="small">{done}</p>}
        <button type="submit" className="button" data-kind="quiet" aria-disabled={change.isPending}>
          {title}
        </button>
      </form>
    </details>
  )
}
