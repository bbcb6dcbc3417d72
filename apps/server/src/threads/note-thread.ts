import { appendEvent, type EventData, type Script } from '@samskriv/database'
import type { SectionKey } from '@samskriv/domain'
import { tellOfThread } from '../notices/tell.ts'
import { actorOfEvent } from '../studies/routes.ts'
import type { StudyAccess } from '../studies/study-access.ts'

/** That something happened to a thread, and those whom it concerns are told. @param more - ids, counts and days alone */
export const noteThread = (
  access: StudyAccess,
  kind: string,
  thread: string,
  section: SectionKey | null,
  more: EventData = {},
): Script<void> =>
  function* (ctx) {
    const about = { kind, subjectKind: 'thread', subject: thread, data: section === null ? more : { ...more, section } }
    const { study, visitor } = access
    yield* appendEvent({ partnership: study.partnership, study: study.id, actor: actorOfEvent(visitor), ...about })(ctx)
    yield* tellOfThread(access, kind, thread, more)(ctx)
  }
