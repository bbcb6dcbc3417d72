import type { MessageView, PlacementView } from '@samskriv/protocol/http-threads'
import { Suspense, useRef, useState } from 'react'

import { putInActs } from '../../api/put-in.ts'
import { useThreadChange } from '../../api/threads.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useLanguage, useSay } from '../../shell/use-say.ts'
import { lazyPart } from '../../ui/lazy-part.tsx'
import { useDesk } from './desk.ts'
import './in-text.css'
import { focusThread, goToWords } from './places-on-page.ts'
import { whenSaid } from './sentences.ts'
import { ThreadProblem } from './ThreadProblem.tsx'

const PutInForm = lazyPart(async () => import('./PutInForm.tsx').then(({ PutInForm: Part }) => Part))

export interface InTextProps {
  readonly thread: string
  readonly message: MessageView
  readonly placements: readonly PlacementView[]
}

/** Where words of a message stand in the text, and how an editor gets them there: by putting them in, or by asking whoever said them. */
export function InText({ thread, message, placements }: InTextProps) {
  const say = useSay()
  const announce = useAnnounce()
  const { study } = useDesk()
  const [isPutting, setIsPutting] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const change = useThreadChange(study.id)
  const { ask, answerUse } = putInActs(study.id, thread)
  const { id, putIn, question } = message
  const act = (send: () => Promise<void>, done: string): void => {
    if (change.isPending) return
    change.mutate(async () => {
      await send()
      // Before what was pressed is gone, and with it whoever would have said so.
      announce(done)
      focusThread()
    })
  }
  const close = (): void => {
    setIsPutting(false)
    requestAnimationFrame(() => button.current?.focus())
  }
  return (
    <div className="in-text">
      {placements.map((placement) => (
        <Placed key={placement.id} thread={thread} placement={placement} />
      ))}
      {question !== null && (
        <div className="notice" role="group" aria-label={say('threads.asked', { name: question.by.name })}>
          <p>{say('threads.asked', { name: question.by.name })}</p>
          <div className="thread-actions">
            <button type="button" className="button" onClick={() => act(() => answerUse(id, 'case-study'), say('threads.asked.done'))}>
              {say('threads.asked.yes')}
            </button>
            <button
              type="button"
              className="button"
              data-kind="quiet"
              onClick={() => act(() => answerUse(id, 'writing-group'), say('threads.asked.done'))}
            >
              {say('threads.asked.no')}
            </button>
          </div>
        </div>
      )}
      {putIn === 'asked' && question === null && <p className="small soft">{say('threads.putIn.asked')}</p>}
      {putIn === 'refused' && <p className="small soft">{say('threads.putIn.refused')}</p>}
      {putIn === 'ask' && (
        <button type="button" className="text-button" onClick={() => act(() => ask(id), say('threads.putIn.ask.done'))}>
          {say('threads.putIn.ask')}
        </button>
      )}
      {putIn === 'yes' && !isPutting && (
        <button ref={button} type="button" className="text-button" onClick={() => setIsPutting(true)}>
          {say('threads.putIn')}
        </button>
      )}
      {putIn === 'yes' && isPutting && (
        <Suspense fallback={<p role="status">{say('word.loading')}</p>}>
          <PutInForm thread={thread} message={message} onDone={() => setIsPutting(false)} onCancel={close} />
        </Suspense>
      )}
      <ThreadProblem error={change.error} />
    </div>
  )
}

/** One place in the text, with the way there. */
function Placed({ thread, placement }: { readonly thread: string; readonly placement: PlacementView }) {
  const say = useSay()
  const announce = useAnnounce()
  const language = useLanguage()
  const { study } = useDesk()
  const change = useThreadChange(study.id)
  const { id, section, anchor, by, at, mayTakeOut } = placement
  const title = study.template.sections.find((one) => one.id === section)?.title[study.language] ?? ''
  const takeOut = (): void => {
    if (change.isPending) return
    change.mutate(async () => {
      await putInActs(study.id, thread).takeOut(id)
      announce(say('threads.inText.takenOut'))
      focusThread()
    })
  }
  return (
    <div className="small">
      <button type="button" className="text-button" onClick={() => goToWords(section, anchor?.id ?? null)}>
        {say('threads.inText', { section: title })}
      </button>{' '}
      <span className="soft">
        {say('threads.inText.by', { who: by.name, when: whenSaid(language, at) })}
        {anchor?.state === 'detached' && ` ${say('threads.inText.gone')}`}
      </span>{' '}
      {mayTakeOut && (
        <button type="button" className="text-button" onClick={takeOut}>
          {say('threads.inText.takeOut')}
        </button>
      )}
      <ThreadProblem error={change.error} />
    </div>
  )
}
