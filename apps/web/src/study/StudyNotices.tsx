import type { Role } from '@samskriv/domain'
import type { StudyView } from '@samskriv/protocol/http'
import type { SessionState } from '@samskriv/sync-client'

import { useSay } from '../shell/use-say.ts'
import { Ended } from './Ended.tsx'

interface StudyNoticesProps {
  readonly study: StudyView
  readonly state: SessionState
  /** With which code the server refuses the study since it was opened; null when it does not. */
  readonly refusal: string | null
  /** Let in again after having been shut out. */
  readonly isBack: boolean
  /** The role one was given while the page was open; null for none. */
  readonly newRole: Role | null
  /** The keys of sections that were closed to oneself while the page was open. */
  readonly closed: ReadonlySet<string>
  /** Words were given back that the server could not take. */
  readonly hasUnsent: boolean
  readonly onAgain: () => void
  /** Leads to “I am here as …”; null when there is nothing to say there before writing. */
  readonly onCapacity: (() => void) | null
}

/** Why one can't write here, what is safe, and what to do next. Stays as long as it is true. */
export function StudyNotices(props: StudyNoticesProps) {
  const { study, state, refusal, isBack, newRole, closed, hasUnsent, onAgain, onCapacity } = props
  const say = useSay()
  if (study.example) return <p className="notice">{say('study.example.notice')}</p>
  if (state.ended !== null)
    return <Ended study={study} reason={state.ended} refusal={refusal} isBack={isBack} hasUnsent={hasUnsent} onAgain={onAgain} />
  if (state.closedFor !== null)
    return (
      <p className="notice" data-tone="warning">
        {say(state.closedFor === 'full' ? 'save.reason.full' : 'problem.study-unavailable')}
      </p>
    )
  if (study.archived) return <p className="notice">{say('notice.archived')}</p>
  if (newRole !== null)
    return (
      <div className="notice">
        <p>{say('notice.role.lowered', { role: say(`role.${newRole}`), help: say(`role.${newRole}.help`) })}</p>
        {!state.canWrite && (
          <p>
            {say('notice.safe')} {hasUnsent && say('notice.below')}
          </p>
        )}
      </div>
    )
  if (onCapacity !== null)
    return (
      <div className="notice offer">
        <p>{say('capacity.offer.text')}</p>
        <button type="button" className="button" onClick={onCapacity}>
          {say('capacity.offer')}
        </button>
      </div>
    )
  const readOnly = say(study.me?.role === 'contributor' ? 'study.contributor.notice' : 'study.readOnly.notice')
  if (closed.size > 0)
    return (
      <div className="notice">
        {study.template.sections.map(
          ({ id, title }) => closed.has(id) && <p key={id}>{say('section.contributors.nowClosed', { section: title[study.language] })}</p>,
        )}
        {hasUnsent && <p>{say('notice.below')}</p>}
        {!state.canWrite && <p>{readOnly}</p>}
      </div>
    )
  return state.canWrite ? null : <p className="notice">{readOnly}</p>
}
