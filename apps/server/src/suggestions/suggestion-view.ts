import { agreementsTo, countDecided, spellingPermits, suggestionUses, type Script, type Suggestion } from '@samskriv/database'
import { isOfCommunity, isOwnPlace, may, needsReasonToDecline, ownPlaces, suggestionWaitDays, unaskedUse } from '@samskriv/domain'
import type { SuggestionList, SuggestionView } from '@samskriv/protocol'
import type { StudyAccess } from '../studies/study-access.ts'
import { peopleOf } from '../threads/people-of.ts'
import { sayOf, subjectsIn, type SuggestionSubject } from './suggestion-access.ts'
import { paragraphBreak, wordDiff, type Piece } from './word-diff.ts'

const dayMs = 24 * 60 * 60_000

export const suggestionList = (access: StudyAccess, suggestions: readonly Suggestion[], more: boolean): Script<SuggestionList> =>
  function* (ctx) {
    const { participant } = access
    const permits = participant === null ? new Set() : yield* spellingPermits(ownPlaces(participant))(ctx)
    return {
      suggestions: yield* suggestionViews(access, suggestions)(ctx),
      more,
      decided: yield* countDecided(access.study.id)(ctx),
      tidySpelling: permits.size > 0,
    }
  }

const suggestionViews = (access: StudyAccess, suggestions: readonly Suggestion[]): Script<SuggestionView[]> =>
  function* (ctx) {
    const subjectOf = yield* subjectsIn(access, suggestions)(ctx)
    const people = yield* peopleOf(
      access,
      suggestions.flatMap(({ participant, authors, decidedBy }) => [participant, ...authors, ...(decidedBy === null ? [] : [decidedBy])]),
    )(ctx)
    const agreements = Map.groupBy(yield* agreementsTo(suggestions.map(({ id }) => id))(ctx), ({ suggestion }) => suggestion)
    const uses = yield* suggestionUses(suggestions.map(({ id }) => id))(ctx)
    return suggestions.map((suggestion): SuggestionView => {
      const { id, section, anchor, kind, place, original, proposed, participant, sector, authors, at, decidedBy, decidedAt } = suggestion
      const subject = subjectOf(suggestion)
      const isOpen = suggestion.state === 'proposed'
      const say = sayOf(access, subject)
      const isMine = isOwnPlace(access.participant, participant)
      return {
        id,
        section,
        anchor,
        kind,
        place,
        original: [...original],
        blocks: proposed.map((block) => ({ ...block })),
        pieces: piecesOf(suggestion),
        by: people.said(participant, sector),
        authors: authors.map((author) => people.said(author)),
        agreed: (agreements.get(id) ?? []).map((one) => ({ by: people.said(one.author), at: new Date(one.at).toISOString() })),
        at: new Date(at).toISOString(),
        reason: suggestion.reason,
        spelling: suggestion.spelling,
        kept: suggestion.kept,
        state: suggestion.state,
        decided:
          decidedBy === null || decidedAt === null
            ? null
            : { by: people.said(decidedBy), at: new Date(decidedAt).toISOString(), reason: suggestion.decisionReason },
        stewardsFrom: authors.length === 0 ? null : new Date((suggestion.askedAt ?? at) + suggestionWaitDays * dayMs).toISOString(),
        batch: suggestion.batch,
        use: uses.get(id) ?? unaskedUse,
        mine: isMine,
        may: {
          decide: isOpen && may(access.actor, 'suggestion.decide', subject).allowed,
          settle: isOpen && say.settle,
          agree: isOpen && say.agree,
          takeBack: isOpen && say.takeBack,
          withdraw: isOpen && may(access.actor, 'suggestion.withdraw', subject).allowed,
        },
        lacksReason: isOpen && lacksReason(suggestion, subject),
        needsReason: {
          accept: acceptsAsSteward(access, subject),
          decline: decidesAsSteward(access, subject) || needsReasonToDecline(sector, access.participant?.sector ?? null),
        },
      }
    })
  }

/** What was kept while somebody wrote came without one; before it changes words that are kept from them they say why. */
export function lacksReason(
  { authors, spelling, reason }: Pick<Suggestion, 'authors' | 'spelling' | 'reason'>,
  { sector, opened }: Pick<SuggestionSubject, 'sector' | 'opened'>,
): boolean {
  return authors.length > 0 && !isOfCommunity({ sector }) && !opened && !spelling && reason === null
}

/** Whether it is only because nobody has answered for so long that whoever asks may decide: they say why, for everybody to read. */
export function decidesAsSteward({ actor }: StudyAccess, subject: SuggestionSubject): boolean {
  return subject.waited && !may(actor, 'suggestion.decide', { ...subject, waited: false }).allowed
}

/** The same of accepting it: of one of several authors, too, who accepts it for the others. */
export function acceptsAsSteward({ actor }: StudyAccess, subject: SuggestionSubject): boolean {
  const settles = (waited: boolean): boolean => may(actor, 'suggestion.settle', { ...subject, waited }).allowed
  return subject.waited && settles(true) && !settles(false)
}

function piecesOf({ place, original, proposed }: Suggestion): SuggestionView['pieces'] {
  const after = proposed.map(({ text }) => text.replaceAll(paragraphBreak, ' ')).join(paragraphBreak)
  const pieces: readonly Piece[] = place === 'instead' ? wordDiff(original.join(paragraphBreak), after) : [{ kind: 'added', text: after }]
  return pieces.map(({ kind, text }) => ({ kind, text: text.replaceAll(paragraphBreak, '\n') }))
}
