import type { StudyView } from '@samskriv/protocol/http'
import type { EndReason, SessionState } from '@samskriv/sync-client'

import { useSay } from '../shell/use-say.ts'

interface StudyNoticesProps {
  readonly study: StudyView
  readonly state: SessionState
  readonly onCapacity: () => void
}

/** Why one can't write here, what is safe, and what to do next. Stays as long as it is true. */
export function StudyNotices({ study, state, onCapacity }: StudyNoticesProps) {
  const say = useSay()
  if (study.example) return <p className="notice">{say('study.example.notice')}</p>
  if (state.ended !== null) return <Ended reason={state.ended} />
  if (state.closedFor !== null)
    return (
      <p className="notice" data-tone="warning">
        {say(state.closedFor === 'full' ? 'save.reason.full' : 'problem.study-unavailable')}
      </p>
    )
  if (state.canWrite) return null
  if (study.me && !study.me.sectorConfirmed && study.me.role !== 'reader')
    return (
      <div className="notice">
        <p>{say('capacity.before')}</p>
        <button type="button" className="button" onClick={onCapacity}>
          {say('capacity.title')}
        </button>
      </div>
    )
  return <p className="notice">{say('study.readOnly.notice')}</p>
}

function Ended({ reason }: { readonly reason: EndReason }) {
  const say = useSay()
  return (
    <div className="notice" data-tone="warning" role="alert">
      <p>{endText(say, reason)}</p>
      {(reason === 'old-version' || reason === 'refused') && (
        <button type="button" className="button" onClick={() => window.location.reload()}>
          {say('closed.reload')}
        </button>
      )}
    </div>
  )
}

function endText(say: ReturnType<typeof useSay>, reason: EndReason): string {
  switch (reason) {
    case 'signed-out':
      return say('closed.signedOut')
    case 'removed':
      return say('closed.removed')
    case 'unknown-study':
      return say('closed.unknownStudy')
    case 'old-version':
      return say('closed.oldSchema')
    case 'refused':
      return say('closed.forged')
  }
}
