import {
  addSuggestion,
  appendEvent,
  changeSuggestion,
  decideSuggestion,
  emptySuggestion,
  studyById,
  suggestionById,
  suggestionUses,
  type Script,
  type Study,
} from '@samskriv/database'
import { isOnlySpelling, mayLeaveGroup, unaskedUse, type StudyId } from '@samskriv/domain'
import type { KeptSuggestion } from '@samskriv/sync-server'
import { tellOfSuggestion, tellToDecide } from '../notices/tell-of-suggestion.ts'

/** Keeps as suggestions what was written over protected words, in the transaction that stores the words as they stay. */
export const keepSuggestions = (id: StudyId, kept: readonly KeptSuggestion[]): Script<void> =>
  function* (ctx) {
    const study = yield* studyById(id)(ctx)
    if (study === undefined) return
    for (const one of kept) {
      const known = yield* suggestionById(id, one.id)(ctx)
      if (one.state === 'withdrawn') {
        if (yield* decideSuggestion(one.id, { state: 'withdrawn', by: one.participant, reason: null })(ctx)) {
          yield* emptySuggestion(one.id)(ctx)
          // Files that hold it are given out no more; most never left the group, and typing must not outdate the files of others.
          const use = (yield* suggestionUses([one.id])(ctx)).get(one.id) ?? unaskedUse
          if (mayLeaveGroup(use)) yield* appendEvent(eventOf(study, 'suggestion.withdrawn', one.id, one))(ctx)
          yield* tellOfSuggestion(study, 'suggestion.withdrawn', one.id, one.participant)(ctx)
        }
      } else if (known?.state === 'proposed') {
        const again = yield* changeSuggestion(one.id, rowOf(one))(ctx)
        const changed = again.length === 0 ? undefined : yield* suggestionById(id, one.id)(ctx)
        if (changed !== undefined) yield* tellToDecide(study, changed, again)(ctx)
      } else {
        const { section, anchor, participant, sector, original } = one
        const about = { study: id, section, anchor, participant, sector, original, place: 'instead', kept: true } as const
        // Somebody has decided about the one before in this moment: what is tried after that is another, and nothing points at its words.
        const named = known === undefined ? { id: one.id } : { anchor: null }
        const suggestion = yield* addSuggestion({ ...about, ...rowOf(one), ...named, reason: null, batch: null })(ctx)
        yield* appendEvent(eventOf(study, 'suggestion.kept', suggestion, one))(ctx)
        yield* tellOfSuggestion(study, 'suggestion.kept', suggestion, participant)(ctx)
      }
    }
  }

function eventOf({ id, partnership }: Study, kind: string, subject: string, { participant, section }: KeptSuggestion) {
  const actor = `participant:${participant}` as const
  return { partnership, study: id, actor, kind, subjectKind: 'suggestion', subject, data: { section } }
}

function rowOf({ original, proposed, authors }: KeptSuggestion) {
  // Of paragraphs of which nothing is left, none stays empty.
  const isGone = proposed.every((text) => text.trim() === '')
  return {
    kind: isGone ? ('delete' as const) : ('replace' as const),
    proposed: isGone ? [] : proposed.map((text) => ({ text })),
    authors,
    spelling: isOnlySpelling(original.join('\n'), proposed.join('\n')),
  }
}
