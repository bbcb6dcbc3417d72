import { appendEvent, type EventData, type Script, type Suggestion } from '@samskriv/database'
import { tellOfSuggestion } from '../notices/tell-of-suggestion.ts'
import { actorOfEvent } from '../studies/routes.ts'
import type { StudyAccess } from '../studies/study-access.ts'

/** That something happened to a suggestion, and those whom it concerns are told. @param more - ids and counts alone */
export const noteSuggestion = (
  { study, visitor, participant }: StudyAccess,
  kind: string,
  { id, section }: Pick<Suggestion, 'id' | 'section'>,
  more: EventData = {},
): Script<void> =>
  function* (ctx) {
    const about = { kind, subjectKind: 'suggestion', subject: id, data: { ...more, section } }
    yield* appendEvent({ partnership: study.partnership, study: study.id, actor: actorOfEvent(visitor), ...about })(ctx)
    yield* tellOfSuggestion(study, kind, id, participant?.id ?? null)(ctx)
  }
