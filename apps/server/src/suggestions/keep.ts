import {
  addSuggestion,
  appendEvent,
  changeSuggestion,
  decideSuggestion,
  emptySuggestion,
  studyById,
  suggestionById,
  type Script,
} from '@samskriv/database'
import { isOnlySpelling, type StudyId } from '@samskriv/domain'
import type { KeptSuggestion } from '@samskriv/sync-server'

/** Keeps as suggestions what was written over protected words, in the transaction that stores the words as they stay. */
export const keepSuggestions = (id: StudyId, kept: readonly KeptSuggestion[]): Script<void> =>
  function* (ctx) {
    const study = yield* studyById(id)(ctx)
    if (study === undefined) return
    for (const one of kept) {
      const known = yield* suggestionById(id, one.id)(ctx)
      if (one.state === 'withdrawn') {
        if (yield* decideSuggestion(one.id, { state: 'withdrawn', by: one.participant, reason: null })(ctx))
          yield* emptySuggestion(one.id)(ctx)
      } else if (known?.state === 'proposed') yield* changeSuggestion(one.id, rowOf(one))(ctx)
      else {
        const { section, anchor, participant, sector, original } = one
        const about = { study: id, section, anchor, participant, sector, original, place: 'instead', kept: true } as const
        // Somebody has decided about the one before: what is tried after that is another.
        const named = known === undefined ? { id: one.id } : {}
        const suggestion = yield* addSuggestion({ ...about, ...rowOf(one), ...named, reason: null, batch: null })(ctx)
        yield* appendEvent({
          partnership: study.partnership,
          study: id,
          actor: `participant:${participant}`,
          kind: 'suggestion.kept',
          subjectKind: 'suggestion',
          subject: suggestion,
          data: { section },
        })(ctx)
      }
    }
  }

function rowOf({ original, proposed, authors }: KeptSuggestion) {
  return {
    kind: proposed.length === 0 ? ('delete' as const) : ('replace' as const),
    proposed: proposed.map((text) => ({ text })),
    authors,
    spelling: isOnlySpelling(original.join('\n'), proposed.join('\n')),
  }
}
