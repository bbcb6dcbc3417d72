import {
  participantById,
  pointNotice,
  sectionsOf,
  stewardsOf,
  suggestionById,
  suggestionsOf,
  unseenAsked,
  type Participant,
  type Script,
  type Study,
  type Suggestion,
} from '@samskriv/database'
import type { ParticipantId } from '@samskriv/domain'
import { accessFor } from '../studies/study-access.ts'
import { sayOf, subjectsIn } from '../suggestions/suggestion-access.ts'
import { tell, withDevice } from './tell.ts'

/** As many of one person's as are looked through for another that waits. */
const mostLookedAt = 200

/**
 * Tells those whom it concerns what happened to a suggestion, in the transaction in which it happens: who decides about it that it waits for
 * them, and who made it what was decided.
 *
 * @param by - who did it
 */
export const tellOfSuggestion = (study: Study, kind: string, id: string, by: ParticipantId | null): Script<void> =>
  function* (ctx) {
    const suggestion = yield* suggestionById(study.id, id)(ctx)
    if (suggestion === undefined) return
    switch (kind) {
      case 'suggestion.made':
      case 'suggestion.kept':
        yield* tellToDecide(study, suggestion, yield* deciders(study, suggestion)(ctx))(ctx)
        break
      case 'suggestion.accepted':
      case 'suggestion.declined': {
        const as = kind === 'suggestion.accepted' ? 'suggestion-accepted' : 'suggestion-declined'
        yield* tell(study, { participant: suggestion.participant, kind: as, thread: null, suggestion: id, by })(ctx)
        yield* turnToOthers(study, suggestion)(ctx)
        break
      }
      case 'suggestion.agreed':
        // The others hear that it waits for them still; who has said yes is not asked any more.
        yield* turnToOthers(study, suggestion)(ctx)
        yield* tellToDecide(study, suggestion, suggestion.authors)(ctx)
        break
      case 'suggestion.withdrawn':
        yield* turnToOthers(study, suggestion)(ctx)
        break
      default:
      // That a reason was given changes nothing about who decides.
    }
  }

/** @param uniqueKey - of what is told once alone, by whom it is told */
export const tellToDecide = (
  study: Study,
  suggestion: Suggestion,
  people: readonly ParticipantId[],
  uniqueKey?: (to: ParticipantId) => string,
): Script<void> =>
  function* (ctx) {
    const told = new Set<ParticipantId>()
    for (const one of people) {
      const to = yield* withDevice(one)(ctx)
      if (to === undefined || told.has(to.id)) continue
      told.add(to.id)
      if ((yield* firstToDecide(study, to, [suggestion])(ctx)) === undefined) continue
      const about = {
        participant: to.id,
        kind: 'suggestion-asked',
        thread: null,
        suggestion: suggestion.id,
        by: suggestion.participant,
      } as const
      yield* tell(study, uniqueKey === undefined ? about : { ...about, uniqueKey: uniqueKey(to.id) })(ctx)
    }
  }

/** Of protected words their authors, and whoever sees to the section; of all others whoever sees to it, else the stewards. */
const deciders = (study: Study, { section: key, authors }: Suggestion): Script<ParticipantId[]> =>
  function* (ctx) {
    const owner = (yield* sectionsOf(study.id)(ctx)).find((section) => section.key === key)?.owner ?? null
    const lead = owner === null ? undefined : yield* participantById(owner)(ctx)
    const leads = lead === undefined || lead.endedAt !== null ? [] : [lead.id]
    if (authors.length > 0) return [...authors, ...leads]
    return leads.length > 0 ? leads : yield* stewardsOf(study.id)(ctx)
  }

/** Whoever was told of one that is decided about, and has not seen it, is told of another of the same person that waits for them, or of none. */
const turnToOthers = (study: Study, { participant: by }: Suggestion): Script<void> =>
  function* (ctx) {
    const asked = yield* unseenAsked(study.id, by)(ctx)
    if (asked.length === 0) return
    const open = yield* suggestionsOf(study.id, { state: 'proposed', by: [by], limit: mostLookedAt })(ctx)
    for (const { id, participant } of asked) {
      const to = yield* participantById(participant)(ctx)
      const next = to === undefined ? undefined : yield* firstToDecide(study, to, open.toReversed())(ctx)
      yield* pointNotice(id, next?.id)(ctx)
    }
  }

/** The first of some that wait for somebody, by the rules that are asked when they decide: to settle, or for their yes. */
const firstToDecide = (study: Study, to: Participant, suggestions: readonly Suggestion[]): Script<Suggestion | undefined> =>
  function* (ctx) {
    const access = accessFor(study, to)
    if (access === undefined) return undefined
    const subjectOf = yield* subjectsIn(access, suggestions)(ctx)
    return suggestions.find((one) => {
      const { settle, agree } = sayOf(access, subjectOf(one))
      return settle || agree
    })
  }
