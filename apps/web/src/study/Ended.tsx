import type { StudyView } from '@samskriv/protocol/http'
import type { EndReason } from '@samskriv/sync-client'

import { type Say, useSay } from '../shell/use-say.ts'
import { WhatISaidHere } from './access/WhatISaidHere.tsx'

interface EndedProps {
  readonly study: StudyView
  readonly reason: EndReason
  /** With which code the server refuses the study since; null when it does not. */
  readonly refusal: string | null
  /** Let in again after having been shut out. */
  readonly isBack: boolean
  /** Words were given back that the server could not take. */
  readonly hasUnsent: boolean
  readonly onAgain: () => void
}

/** Why the study is open no longer: what has changed, what is safe, and what to do next. */
export function Ended({ study, reason, refusal, isBack, hasUnsent, onAgain }: EndedProps) {
  const say = useSay()
  const { contact } = study
  if (isBack)
    return (
      <div className="notice" role="status">
        <p>{say('notice.back')}</p>
        <button type="button" className="button" onClick={onAgain}>
          {say('notice.back.open')}
        </button>
      </div>
    )
  return (
    <div className="notice" data-tone="warning" role="alert">
      <p>{endText(say, reason, refusal)}</p>
      {reason === 'removed' && (
        <p>
          {say('notice.safe')} {hasUnsent && say('notice.below')}
        </p>
      )}
      {reason === 'removed' && <WhatISaidHere study={study.id} />}
      {reason === 'removed' && contact !== null && <p>{say('notice.suspended.ask', contact)}</p>}
      {(reason === 'old-version' || reason === 'refused') && (
        <button type="button" className="button" onClick={() => window.location.reload()}>
          {say('closed.reload')}
        </button>
      )}
    </div>
  )
}

function endText(say: Say, reason: EndReason, refusal: string | null): string {
  switch (reason) {
    case 'signed-out':
      return say('closed.signedOut')
    case 'removed':
      return say(refusal === 'suspended' ? 'notice.suspended' : 'notice.removed')
    case 'unknown-study':
      return say('closed.unknownStudy')
    case 'old-version':
      return say('closed.oldSchema')
    case 'refused':
      return say('closed.forged')
  }
}
