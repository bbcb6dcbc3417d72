import { appendEvent, type EventData, type Script, type Suggestion } from '@samskriv/database'
import { actorOfEvent } from '../studies/routes.ts'
import type { StudyAccess } from '../studies/study-access.ts'

/** That something happened to a suggestion. @param more - ids and counts alone */
export const noteSuggestion = (
  { study, visitor }: StudyAccess,
  kind: string,
  { id, section }: Pick<Suggestion, 'id' | 'section'>,
  more: EventData = {},
): Script<void> =>
  function* (ctx) {
    const about = { kind, subjectKind: 'suggestion', subject: id, data: { ...more, section } }
    yield* appendEvent({ partnership: study.partnership, study: study.id, actor: actorOfEvent(visitor), ...about })(ctx)
  }
