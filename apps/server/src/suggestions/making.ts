import { addSuggestion, chooseSuggestionUse, sectionsOf, type Participant, type Script, type Suggestion } from '@samskriv/database'
import type { SectionKey } from '@samskriv/domain'
import type { MakeSuggestion } from '@samskriv/protocol'
import { RequestProblem } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { studyAccess, type StudyAccess } from '../studies/study-access.ts'
import { proposedOf, type Draft } from './draft.ts'
import { noteSuggestion } from './note-suggestion.ts'
import type { SuggestionAddress } from './suggestion-access.ts'
import { agreeingAsTidied } from './tidied-authors.ts'

/** In which study who suggests something. */
export type Suggesting = Pick<SuggestionAddress, 'visitor' | 'study'>

/** Whoever may suggest something there. @throws {@link RequestProblem} */
export const maker = ({ visitor, study }: Suggesting): Script<{ readonly access: StudyAccess; readonly participant: Participant }> =>
  function* (ctx) {
    const access = yield* studyAccess(visitor, study, 'suggestion.make')(ctx)
    if (access.participant === null) throw new RequestProblem('unknown-study')
    return { access, participant: access.participant }
  }

/** Its row, and the place of its words, in one transaction. */
export async function makeSuggestion(
  { store, rooms }: Pick<Services, 'store' | 'rooms'>,
  by: Suggesting,
  asked: MakeSuggestion,
  draft: Draft,
): Promise<Suggestion> {
  const adding = (anchor: string | null): Script<Suggestion> =>
    function* (ctx) {
      const { access, participant } = yield* maker(by)(ctx)
      const section = (yield* sectionsOf(access.study.id)(ctx)).find(({ key }) => key === asked.section)
      if (section === undefined) throw new RequestProblem('unknown-section')
      const made = {
        ...draft.row,
        study: access.study.id,
        section: section.key,
        anchor,
        place: asked.place,
        proposed: proposedOf(asked.blocks),
        reason: asked.reason ?? null,
        participant: participant.id,
        sector: participant.sector,
        kept: false,
        batch: asked.batch ?? null,
      }
      const id = yield* addSuggestion(made)(ctx)
      yield* agreeingAsTidied(id, made.authors, draft.tidied)(ctx)
      if (asked.use !== undefined) yield* chooseSuggestionUse(id, participant.id, asked.use)(ctx)
      yield* noteSuggestion(access, 'suggestion.made', { id, section: section.key })(ctx)
      const undecided = { askedAt: null, decidedBy: null, decidedAt: null, decidedSeq: null, decisionReason: null }
      return { ...made, ...undecided, id, state: 'proposed', at: ctx.clock() }
    }
  if (asked.anchor === undefined) return await store.tx(adding(null))
  let made: Suggestion | undefined
  await rooms.anchor(
    (await store.read(maker(by))).access.study.id,
    { ...asked.anchor, section: asked.anchor.section as SectionKey },
    ({ anchor }) =>
      function* (ctx) {
        made = yield* adding(anchor)(ctx)
      },
  )
  if (made === undefined) throw new Error('anchor-without-suggestion')
  return made
}
