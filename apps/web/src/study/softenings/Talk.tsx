import { formatDateTime } from '@samskriv/i18n/web'
import { longestMessage } from '@samskriv/domain'
import type { SofteningView } from '@samskriv/protocol/http'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'

import { useSoftening } from '../../api/softenings.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { localTimeZone } from '../../shell/local-time-zone.ts'
import { useLanguage, useSay } from '../../shell/use-say.ts'
import { Field } from '../../ui/Field.tsx'
import { ProblemText } from '../../ui/ProblemText.tsx'
import { personNamed } from '../activity/sentences.ts'
import { otherIn } from './sentences.ts'

interface TalkProps {
  readonly study: string
  readonly softening: SofteningView
}

/** What the two have said to each other, and where one says something. */
export function Talk({ study, softening }: TalkProps) {
  const say = useSay()
  const language = useLanguage()
  const { messages, canTalk } = softening
  const [isAsked, setIsAsked] = useState(messages.length > 0)
  return (
    <>
      {messages.length > 0 && (
        <>
          <h3>{say('softening.messages')}</h3>
          <ul className="softening-messages">
            {messages.map(({ id, by, at, body }) => (
              <li key={id}>
                <p className="small soft">
                  {personNamed(say, language, by)}, <time dateTime={at}>{formatDateTime(language, at, localTimeZone)}</time>
                </p>
                <p className="softening-message" dir="auto">
                  {body}
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
      {canTalk && !isAsked && (
        <button type="button" className="button" data-kind="quiet" onClick={() => setIsAsked(true)}>
          {say('softening.talk')}
        </button>
      )}
      {canTalk && isAsked && <MessageForm study={study} softening={softening} hasJustOpened={messages.length === 0} />}
    </>
  )
}

function MessageForm({ study, softening, hasJustOpened }: TalkProps & { readonly hasJustOpened: boolean }) {
  const say = useSay()
  const announce = useAnnounce()
  const id = useId()
  const input = useRef<HTMLTextAreaElement>(null)
  const [problem, setProblem] = useState<string | null>(null)
  // Whoever asked to talk goes on typing.
  useEffect(() => {
    if (hasJustOpened) input.current?.focus()
  }, [hasJustOpened])
  const { say: send } = useSoftening(study, softening.id)
  const name = otherIn(softening).name
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const body = input.current?.value.trim() ?? ''
    if (send.isPending) return
    const wrong = body === '' ? say('softening.message.empty') : body.length > longestMessage ? say('softening.message.tooLong') : null
    setProblem(wrong)
    if (wrong !== null) return input.current?.focus()
    send.mutate(
      { body },
      {
        onSuccess: () => {
          if (input.current) input.current.value = ''
          announce(say('softening.sent'))
        },
      },
    )
  }
  return (
    <form className="softening-form" onSubmit={submit} noValidate>
      <Field id={id} label={say('softening.message', { name })} hint={say('softening.message.hint', { name })} error={problem ?? undefined}>
        {(field) => <textarea {...field} ref={input} rows={3} />}
      </Field>
      <ProblemText error={send.error} />
      <button type="submit" className="button" aria-disabled={send.isPending}>
        {say('softening.send')}
      </button>
    </form>
  )
}
