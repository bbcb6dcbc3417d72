import type { ThreadView } from '@samskriv/protocol/http-threads'
import { useId } from 'react'

import { threadActs, useThreadChange } from '../../api/threads.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useLanguage, useSay } from '../../shell/use-say.ts'
import { useDesk } from './desk.ts'
import { whenSaid } from './sentences.ts'
import { ReasonForm } from './ThreadActions.tsx'
import { ThreadProblem } from './ThreadProblem.tsx'

/** For stewards: what was told to them about a thread, and what they can do about it. */
export function Reports({ view }: { readonly view: ThreadView }) {
  const say = useSay()
  const language = useLanguage()
  const announce = useAnnounce()
  const { study } = useDesk()
  const id = useId()
  const change = useThreadChange(study.id)
  const { reports, hidden } = view
  const acts = threadActs(study.id, view.id)
  if (reports.length === 0) return null
  const isOpen = reports.some(({ settled }) => settled === null)
  const leave = (): void => {
    if (change.isPending) return
    change.mutate(acts.settleReports, { onSuccess: () => announce(say('threads.reports.done')) })
  }
  return (
    <div className="notice" role="group" data-tone={isOpen ? 'warning' : undefined} aria-labelledby={id}>
      <p id={id}>
        <strong>{say('threads.reports')}</strong>
      </p>
      <ul className="list">
        {reports.map(({ id: report, by, at, reason, settled }) => (
          <li key={report}>
            <blockquote dir="auto">{reason}</blockquote>
            <p className="small soft">{say('threads.reports.by', { who: by.name, when: whenSaid(language, at) })}</p>
            {settled !== null && (
              <p className="small soft">{say('threads.reports.settled', { who: settled.by.name, when: whenSaid(language, settled.at) })}</p>
            )}
          </li>
        ))}
      </ul>
      {isOpen && (
        <>
          <p className="small">{say('threads.reports.next')}</p>
          {hidden === null && (
            <ReasonForm
              title={say('threads.hide')}
              hint={say('threads.hide.hint')}
              done={say('threads.hide.done')}
              send={(reason) => acts.hide({ reason })}
            />
          )}
          <button type="button" className="button" data-kind="quiet" aria-disabled={change.isPending} onClick={leave}>
            {say('threads.reports.settle')}
          </button>
        </>
      )}
      <ThreadProblem error={change.error} />
    </div>
  )
}
