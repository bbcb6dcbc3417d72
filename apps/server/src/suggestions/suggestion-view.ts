import { spellingPermits, type Script, type Suggestion } from '@samskriv/database'
import { may, needsReasonToDecline, suggestionWaitDays } from '@samskriv/domain'
import type { SuggestionList, SuggestionView } from '@samskriv/protocol'
import type { StudyAccess } from '../studies/study-access.ts'
import { peopleOf } from '../threads/people-of.ts'
import { subjectsIn, type SuggestionSubject } from './suggestion-access.ts'
import { wordDiff } from './word-diff.ts'

const dayMs = 24 * 60 * 60_000

export const suggestionList = (access: StudyAccess, suggestions: readonly Suggestion[], more: boolean): Script<SuggestionList> =>
  function* (ctx) {
    const { participant } = access
    const permits = participant === null ? new Set() : yield* spellingPermits([participant.id])(ctx)
    return { suggestions: yield* suggestionViews(access, suggestions)(ctx), more, tidySpelling: permits.size > 0 }
  }

const suggestionViews = (access: StudyAccess, suggestions: readonly Suggestion[]): Script<SuggestionView[]> =>
  function* (ctx) {
    const subjectOf = yield* subjectsIn(access, suggestions)(ctx)
    const people = yield* peopleOf(
      access,
      suggestions.flatMap(({ participant, authors, decidedBy }) => [participant, ...authors, ...(decidedBy === null ? [] : [decidedBy])]),
    )(ctx)
    return suggestions.map((suggestion): SuggestionView => {
      const { id, section, anchor, kind, place, original, proposed, participant, sector, authors, at, decidedBy, decidedAt } = suggestion
      const subject = subjectOf(suggestion)
      const isOpen = suggestion.state === 'proposed'
      const isMine = access.participant?.id === participant
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
        at: new Date(at).toISOString(),
        reason: suggestion.reason,
        spelling: suggestion.spelling,
        kept: suggestion.kept,
        state: suggestion.state,
        decided:
          decidedBy === null || decidedAt === null
            ? null
            : { by: people.said(decidedBy), at: new Date(decidedAt).toISOString(), reason: suggestion.decisionReason },
        stewardsFrom: authors.length === 0 ? null : new Date(at + suggestionWaitDays * dayMs).toISOString(),
        batch: suggestion.batch,
        mine: isMine,
        may: {
          decide: isOpen && may(access.actor, 'suggestion.decide', subject).allowed,
          withdraw: isOpen && may(access.actor, 'suggestion.withdraw', subject).allowed,
        },
        lacksReason: isOpen && lacksReason(suggestion),
        needsReason: {
          accept: decidesAsSteward(access, subject),
          decline: decidesAsSteward(access, subject) || needsReasonToDecline(sector, access.participant?.sector ?? null),
        },
      }
    })
  }

/** What was kept while somebody wrote came without one; before it changes protected words they say why. */
export function lacksReason({ authors, spelling, reason }: Pick<Suggestion, 'authors' | 'spelling' | 'reason'>): boolean {
  return authors.length > 0 && !spelling && reason === null
}

/** Whether it is only because nobody has answered for so long that whoever asks may decide: they say why, for everybody to read. */
export function decidesAsSteward({ actor }: StudyAccess, subject: SuggestionSubject): boolean {
  return subject.waited && !may(actor, 'suggestion.decide', { ...subject, waited: false }).allowed
}

function piecesOf({ place, original, proposed }: Suggestion): SuggestionView['pieces'] {
  const after = proposed.map(({ text }) => text).join('\n')
  return place === 'instead' ? [...wordDiff(original.join('\n'), after)] : [{ kind: 'added', text: after }]
}
