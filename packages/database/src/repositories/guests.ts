import { and, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import type { Language, PersonId, StudyId } from '@samskriv/domain'
import { newPersonId } from '../new-id.ts'
import { q, type Script } from '../script.ts'

/** Somebody who came by a link: the sign-in library keeps their session like any other, under an address that reaches nobody. */
export const createGuest = (language: Language, name = ''): Script<{ readonly person: PersonId; readonly authUser: string }> =>
  function* (ctx) {
    const { db, s, clock, newId } = ctx
    const authUser = newId()
    const at = new Date(clock())
    const email = `${authUser}@guest.invalid`
    yield* q(db.insert(s.authUser).values({ id: authUser, name, email, emailVerified: false, guest: true, createdAt: at, updatedAt: at }))
    const person = newPersonId(ctx)
    yield* q(db.insert(s.person).values({ id: person, displayName: name, lang: language, authUser, createdAt: clock() }))
    return { person, authUser }
  }

/** @param hash - of the link's secret */
export const createPersonalLink = (person: PersonId, hash: string): Script<void> =>
  function* ({ db, s, clock, newId }) {
    yield* q(db.insert(s.personalLink).values({ id: newId(), person, tokenHash: hash, createdAt: clock() }))
  }

/** Whose link it is; undefined when it is unknown or was ended. Using it changes nothing. */
export const personByLink = (hash: string): Script<PersonId | undefined> =>
  function* ({ db, s }) {
    const [found] = yield* q(
      db
        .select({ person: s.personalLink.person })
        .from(s.personalLink)
        .where(and(eq(s.personalLink.tokenHash, hash), isNull(s.personalLink.revokedAt))),
    )
    return found?.person
  }

export const endPersonalLinks = (person: PersonId): Script<void> =>
  function* ({ db, s, clock }) {
    yield* q(
      db
        .update(s.personalLink)
        .set({ revokedAt: clock() })
        .where(and(eq(s.personalLink.person, person), isNull(s.personalLink.revokedAt))),
    )
  }

/** A code that takes a person to another phone; the ones before it are void. @param hash - of the code */
export const createMoveCode = (person: PersonId, hash: string, expiresAt: number): Script<void> =>
  function* ({ db, s }) {
    yield* q(db.delete(s.moveCode).where(eq(s.moveCode.person, person)))
    yield* q(db.insert(s.moveCode).values({ codeHash: hash, person, expiresAt }))
  }

/** Uses a code up, in one statement. @returns whose it was; undefined when it is unknown, used or too old */
export const useMoveCode = (hash: string): Script<PersonId | undefined> =>
  function* ({ db, s, clock }) {
    const [used] = yield* q(
      db
        .delete(s.moveCode)
        .where(and(eq(s.moveCode.codeHash, hash), gt(s.moveCode.expiresAt, clock())))
        .returning({ person: s.moveCode.person }),
    )
    return used?.person
  }

/**
 * Gives everything a guest has to the account they have signed in with. Where both have a place in one study, each keeps its own words,
 * and the guest's place is known as the account's by `merged_into`.
 *
 * @returns the studies whose sockets have to come back as the account
 */
export const claimGuest = (guest: PersonId, account: PersonId): Script<StudyId[]> =>
  function* ({ db, s, clock }) {
    const places = yield* q(db.select({ study: s.participant.study }).from(s.participant).where(eq(s.participant.person, guest)))
    const taken = yield* q(db.select({ study: s.participant.study }).from(s.participant).where(eq(s.participant.person, account)))
    const own = new Set(taken.map(({ study }) => study))
    const free = places.map(({ study }) => study).filter((study) => !own.has(study))
    if (free.length > 0) {
      yield* q(
        db
          .update(s.participant)
          .set({ person: account })
          .where(and(eq(s.participant.person, guest), inArray(s.participant.study, free))),
      )
    }
    const [named] = yield* q(
      db.select({ name: s.person.displayName, authUser: s.person.authUser }).from(s.person).where(eq(s.person.id, guest)),
    )
    yield* q(db.update(s.person).set({ mergedInto: account, authUser: null }).where(eq(s.person.id, guest)))
    yield* q(
      db
        .update(s.person)
        .set({ displayName: sql`case when ${s.person.displayName} = '' then ${named?.name ?? ''} else ${s.person.displayName} end` })
        .where(eq(s.person.id, account)),
    )
    yield* q(
      db
        .update(s.personalLink)
        .set({ revokedAt: clock() })
        .where(and(eq(s.personalLink.person, guest), isNull(s.personalLink.revokedAt))),
    )
    const authUser = named?.authUser ?? null
    if (authUser !== null) yield* q(db.delete(s.authUser).where(and(eq(s.authUser.id, authUser), eq(s.authUser.guest, true))))
    return places.map(({ study }) => study)
  }
