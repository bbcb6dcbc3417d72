import type { ThreadSummary, ThreadView } from '@samskriv/protocol/http-threads'
import { useQuery } from '@tanstack/react-query'
import { type RefObject, useEffect, useRef } from 'react'

import { threadQuery } from '../../api/threads.ts'
import { useLanguage, useSay } from '../../shell/use-say.ts'
import { Answers } from './Answers.tsx'
import { useDesk } from './desk.ts'
import { Message } from './Message.tsx'
import { ReplyForm } from './ReplyForm.tsx'
import { Reports } from './Reports.tsx'
import { threadName, whenSaid } from './sentences.ts'
import { ThreadActions } from './ThreadActions.tsx'
import { isProblem, ThreadProblem } from './ThreadProblem.tsx'

interface ThreadDetailProps {
  readonly thread: ThreadSummary
  readonly saysWhere: boolean
  /** What opened it, on its card. */
  readonly trigger: RefObject<HTMLButtonElement | null>
}

/** All that was said in a thread, what came of it, and what one can do with it. */
export function ThreadDetail({ thread, saysWhere, trigger }: ThreadDetailProps) {
  const say = useSay()
  const language = useLanguage()
  const { study, opened } = useDesk()
  const all = useQuery(threadQuery(study.id, thread.id))
  const body = useRef<HTMLDivElement>(null)
  const turn = opened?.takesFocus === true ? opened.turn : null
  const hasCome = all.data !== undefined
  // What was read before it was hidden is not shown on.
  const isHiddenNow = isProblem(all.error, 'thread-hidden')
  useEffect(() => {
    // Into what was said, once it is there; whoever went on meanwhile stays where they are.
    if (turn !== null && hasCome) body.current?.focus({ preventScroll: true })
  }, [turn, hasCome])
  const name = threadName(say, language, thread)
  const title = study.template.sections.find((one) => one.id === thread.section)?.title[study.language]
  return (
    // Takes the focus when the thread is opened, so that one goes on from there.
    <div ref={body} className="thread-body" role="group" aria-label={name} tabIndex={-1}>
      {saysWhere && <p className="small soft">{title ?? say('threads.wholeStudy')}</p>}
      {thread.anchor !== null && (
        <>
          {thread.anchor.state === 'detached' && <p className="small">{say('threads.detached.text')}</p>}
          <blockquote className="thread-quote" lang={study.language}>
            {thread.anchor.quote}
          </blockquote>
        </>
      )}
      {thread.audience === 'organisers' && <p className="small soft">{say('threads.audience.organisers.hint')}</p>}
      {thread.hidden !== null && (
        <p className="notice small" data-tone="warning">
          {say('threads.hidden.because', { reason: thread.hidden.reason })}
        </p>
      )}
      {all.isPending && <p role="status">{say('word.loading')}</p>}
      <ThreadProblem error={isHiddenNow && thread.hidden !== null ? null : all.error} />
      {all.data && !isHiddenNow && <Said view={all.data} name={name} trigger={trigger} />}
    </div>
  )
}

function Said({
  view,
  name,
  trigger,
}: {
  readonly view: ThreadView
  readonly name: string
  readonly trigger: RefObject<HTMLButtonElement | null>
}) {
  const say = useSay()
  const language = useLanguage()
  const { study } = useDesk()
  const { messages, placements, resolved, may, takenBack } = view
  return (
    <>
      {takenBack && messages.length === 0 && <p className="soft">{say('threads.takenBack.words')}</p>}
      <Reports view={view} />
      {messages.length > 0 && (
        <ol className="messages" aria-label={say('threads.messages', { name })}>
          {messages.map((message, index) => (
            <Message
              key={message.id}
              thread={view.id}
              message={message}
              placements={placements.filter((one) => one.message === message.id)}
              mayReply={may.reply}
              isReply={message.by.participantId !== view.asker.participantId}
              isAsked={index === 0 && view.waiting}
            />
          ))}
        </ol>
      )}
      <Answers view={view} />
      {resolved !== null && (
        <p className="small thread-resolved">{say('threads.resolved', { who: resolved.by.name, when: whenSaid(language, resolved.at) })}</p>
      )}
      {may.reply && <ReplyForm thread={view.id} isToOthers={view.asker.participantId !== study.me?.participantId} />}
      <ThreadActions view={view} trigger={trigger} />
    </>
  )
}
