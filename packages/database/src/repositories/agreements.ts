import { and, asc, eq, inArray } from 'drizzle-orm'
import type { ParticipantId } from '@samskriv/domain'
import { q, type Script } from '../script.ts'

/** One of several authors says yes to a suggestion, for their own words. */
export interface Agreement {
  readonly suggestion: string
  readonly author: ParticipantId
  /** Who said it: the author, or who speaks for them. */
  readonly by: ParticipantId
  readonly at: number
}

/** Says yes for the words of some authors; who has said so before said it then. */
export const agreeToSuggestion = (suggestion: string, authors: readonly ParticipantId[], by: ParticipantId): Script<void> =>
  function* ({ db, s, clock }) {
    if (authors.length === 0) return
    const rows = authors.map((author) => ({ suggestion, author, by, at: clock() }))
    yield* q(db.insert(s.agreement).values(rows).onConflictDoNothing())
  }

/** @returns whether any of them had said yes */
export const takeBackAgreement = (suggestion: string, authors: readonly ParticipantId[]): Script<boolean> =>
  function* ({ db, s }) {
    const t = s.agreement
    const rows = yield* q(
      db
        .delete(t)
        .where(and(eq(t.suggestion, suggestion), inArray(t.author, [...authors])))
        .returning({ author: t.author }),
    )
    return rows.length > 0
  }

/** Those of some suggestions, in the order in which they were said. */
export const agreementsTo = (suggestions: readonly string[]): Script<Agreement[]> =>
  function* ({ db, s }) {
    if (suggestions.length === 0) return []
    const t = s.agreement
    return yield* q(
      db
        .select()
        .from(t)
        .where(inArray(t.suggestion, [...suggestions]))
        .orderBy(asc(t.at), asc(t.author)),
    )
  }
