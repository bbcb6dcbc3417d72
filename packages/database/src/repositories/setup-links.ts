import { and, eq, gt, isNull } from 'drizzle-orm'
import { q, type Script } from '../script.ts'

/** @param hash - of the secret in the link; the secret itself is stored nowhere */
export const createSetupLink = (hash: string, expiresAt: number): Script<void> =>
  function* ({ db, s, clock }) {
    yield* q(db.insert(s.setupLink).values({ hash, createdAt: clock(), expiresAt }))
  }

/** Whether the link would work, without using it up. */
export const isSetupLinkOpen = (hash: string): Script<boolean> =>
  function* ({ db, s, clock }) {
    const rows = yield* q(
      db
        .select({ hash: s.setupLink.hash })
        .from(s.setupLink)
        .where(and(eq(s.setupLink.hash, hash), isNull(s.setupLink.usedAt), gt(s.setupLink.expiresAt, clock()))),
    )
    return rows.length > 0
  }

/** Uses a link up. @returns false when it is unknown, expired or used already */
export const useSetupLink = (hash: string): Script<boolean> =>
  function* ({ db, s, clock }) {
    const used = yield* q(
      db
        .update(s.setupLink)
        .set({ usedAt: clock() })
        .where(and(eq(s.setupLink.hash, hash), isNull(s.setupLink.usedAt), gt(s.setupLink.expiresAt, clock())))
        .returning({ hash: s.setupLink.hash }),
    )
    return used.length > 0
  }
