import { sectorLetter } from '@samskriv/domain'
import type { ThreadSummary } from '@samskriv/protocol/http-threads'
import { type KeyboardEvent, memo, Suspense, useId, useRef } from 'react'

import { useLanguage, useSay } from '../../shell/use-say.ts'
import { lazyPart } from '../../ui/lazy-part.tsx'
import { useDesk } from './desk.ts'
import { directionOf, saidBy, threadStatus, whenSaid } from './sentences.ts'

const ThreadDetail = lazyPart(async () => import('./ThreadDetail.tsx').then(({ ThreadDetail: Part }) => Part))

interface ThreadCardProps {
  readonly thread: ThreadSummary
  /** The title of its section stands on it where its place does not tell. */
  readonly saysWhere: boolean
}

/** A thread in a few lines, which opens to all that was said. A hundred of them stand in the margin, and one more is no reason to draw the others anew. */
export const ThreadCard = memo(function ThreadCard({ thread, saysWhere }: ThreadCardProps) {
  const say = useSay()
  const language = useLanguage()
  const { study, opened, open, close } = useDesk()
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const { asker, kind, anchor, section, begins, replies, audience, mentionsMe } = thread
  const isOpen = opened?.thread === thread.id
  const status = threadStatus(say, language, thread)
  const title = study.template.sections.find((one) => one.id === section)?.title[study.language]
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !isOpen) return
    event.stopPropagation()
    close()
  }
  return (
    // Escape leads out of wherever one is in it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <article className="thread" data-thread-card={thread.id} data-kind={kind} data-open={isOpen ? '' : undefined} onKeyDown={onKey}>
      <h3>
        <button
          ref={button}
          type="button"
          className="thread-head"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          aria-describedby={isOpen ? undefined : `${id}-more`}
          onClick={() => (isOpen ? close({ stays: true }) : open(thread.id, { from: button.current }))}
        >
          <span className="sector-mark" data-sector={asker.sector ?? 'unknown'} aria-hidden="true">
            {asker.sector === null ? '?' : sectorLetter[asker.sector]}
          </span>
          <span className="thread-who">
            <span className="thread-kind">{say(`thread.kind.${kind}`)}</span> <span>{saidBy(say, language, asker)}</span>
          </span>
        </button>
      </h3>
      {!isOpen && (
        <div id={`${id}-more`} className="thread-brief">
          {saysWhere && <p className="small soft">{title ?? say('threads.wholeStudy')}</p>}
          {anchor !== null && (
            <p className="thread-quote" lang={study.language}>
              {anchor.quote}
            </p>
          )}
          {begins !== '' && (
            <p className="thread-begins" lang={thread.language} dir={directionOf(thread.language)}>
              {begins}
            </p>
          )}
          <p className="thread-facts">
            {status !== null && (
              <span className="thread-status" data-tone={thread.owed?.overdue === true && thread.waiting ? 'warning' : undefined}>
                {status}
              </span>
            )}
            {anchor?.state === 'detached' && <span>{say('threads.detached')}</span>}
            {audience === 'organisers' && <span>{say('thread.audience.organisers')}</span>}
            {mentionsMe && <span>{say('threads.mentionsMe')}</span>}
            {replies > 0 && <span>{say('threads.replies', { count: replies })}</span>}
            <time dateTime={thread.at}>{whenSaid(language, thread.at)}</time>
          </p>
        </div>
      )}
      {isOpen && (
        <div id={id} className="thread-all">
          <Suspense fallback={<p role="status">{say('word.loading')}</p>}>
            <ThreadDetail thread={thread} saysWhere={saysWhere} trigger={button} />
          </Suspense>
        </div>
      )}
    </article>
  )
})
