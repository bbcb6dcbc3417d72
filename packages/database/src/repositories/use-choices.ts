import { and, eq, inArray } from 'drizzle-orm'
import { unaskedUse, type ParticipantId, type StudyId, type UseChoice } from '@samskriv/domain'
import type { EventActor } from '../schema/work.ts'
import { q, type Ctx, type Script } from '../script.ts'
import { participantEvent } from './participants.ts'

/** What may be done with what others wrote down for somebody, in the place of what they answered before. */
export const chooseUse = ({ study, participant, choice, notedBy }: NewUseChoice, actor: EventActor): Script<boolean> =>
  function* (ctx) {
    yield* keepChoice(ctx, { participant, subjectKind: 'words', subject: study, choice, notedBy })
    return yield* participantEvent(participant, actor, 'participant.use-chosen', { choice })(ctx)
  }

export interface NewUseChoice {
  readonly study: StudyId
  readonly participant: ParticipantId
  readonly choice: UseChoice
  /** Who asked, and wrote the answer down. */
  readonly notedBy: ParticipantId
}

/** What may be done with what somebody suggested, by whoever made it, in the place of what they chose before. */
export const chooseSuggestionUse = (suggestion: string, by: ParticipantId, choice: UseChoice): Script<void> =>
  function* (ctx) {
    yield* keepChoice(ctx, { participant: by, subjectKind: 'suggestion', subject: suggestion, choice, notedBy: by })
  }

/** What was chosen for each of some suggestions; without a choice a suggestion is not in the answer. */
export const suggestionUses = (suggestions: readonly string[]): Script<ReadonlyMap<string, UseChoice>> =>
  function* ({ db, s }) {
    if (suggestions.length === 0) return new Map()
    const { subject, choice, subjectKind } = s.useChoice
    const rows = yield* q(
      db
        .select({ subject, choice })
        .from(s.useChoice)
        .where(and(eq(subjectKind, 'suggestion'), inArray(subject, [...suggestions]))),
    )
    return new Map(rows.map((row) => [row.subject, row.choice]))
  }

/** In the place of what was chosen about the same before. */
export function* keepChoice({ db, s, clock }: Ctx, { choice, notedBy, ...subject }: Omit<Ctx['s']['useChoice']['$inferInsert'], 'at'>) {
  const said = { choice, at: clock(), notedBy }
  yield* q(
    db
      .insert(s.useChoice)
      .values({ ...subject, ...said })
      .onConflictDoUpdate({ target: [s.useChoice.participant, s.useChoice.subjectKind, s.useChoice.subject], set: said }),
  )
}

/** What those said who were asked about the words that others wrote down for them. */
export const useChoicesIn = (study: StudyId): Script<ReadonlyMap<ParticipantId, UseChoice>> =>
  function* ({ db, s }) {
    const rows = yield* q(
      db
        .select({ participant: s.useChoice.participant, choice: s.useChoice.choice })
        .from(s.useChoice)
        .where(and(eq(s.useChoice.subjectKind, 'words'), eq(s.useChoice.subject, study))),
    )
    return new Map(rows.map(({ participant, choice }) => [participant, choice]))
  }

/** What they chose; for those who have, or had, others write for them and were not asked, that it stays with those who write. Null for all others. */
export function useOf(
  { id, managedBy }: { readonly id: ParticipantId; readonly managedBy: ParticipantId | null },
  choices: ReadonlyMap<ParticipantId, UseChoice>,
): UseChoice | null {
  return choices.get(id) ?? (managedBy === null ? null : unaskedUse)
}
