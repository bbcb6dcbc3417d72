import { and, desc, eq, exists, gt, inArray, isNotNull, isNull, lt, lte, notExists, or, sql } from 'drizzle-orm'
import type { Language, ParticipantId, PersonId, StudyId } from '@samskriv/domain'
import { newPersonId } from '../new-id.ts'
import { q, type Script } from '../script.ts'
import { participantById, participantEvent, participantOf, type Participant } from './participants.ts'

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

/** @param tokenHash - of the link's secret */
export const createPersonalLink = (link: { readonly id: string; readonly person: PersonId; readonly tokenHash: string }): Script<void> =>
  function* ({ db, s, clock }) {
    yield* q(db.insert(s.personalLink).values({ ...link, createdAt: clock() }))
  }

/** The link by which somebody comes back; undefined when they have none that works. */
export const personalLinkOf = (person: PersonId): Script<{ readonly id: string; readonly tokenHash: string } | undefined> =>
  function* ({ db, s }) {
    const { id, tokenHash, createdAt, revokedAt } = s.personalLink
    const [found] = yield* q(
      db
        .select({ id, tokenHash })
        .from(s.personalLink)
        .where(and(eq(s.personalLink.person, person), isNull(revokedAt)))
        .orderBy(desc(createdAt), desc(id))
        .limit(1),
    )
    return found
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

/**
 * A code that takes a person to another phone; the ones before it are void.
 *
 * @param hash - of the code
 * @returns false when it is somebody else's at the moment: make another
 */
export const createMoveCode = (person: PersonId, hash: string, expiresAt: number): Script<boolean> =>
  function* (ctx) {
    const { db, s } = ctx
    yield* forgetMoveCodes(ctx.clock())(ctx)
    yield* q(db.delete(s.moveCode).where(eq(s.moveCode.person, person)))
    const made = yield* q(
      db.insert(s.moveCode).values({ codeHash: hash, person, expiresAt }).onConflictDoNothing().returning({ person: s.moveCode.person }),
    )
    return made.length > 0
  }

/** Those that are too old to be used. */
export const forgetMoveCodes = (now: number): Script<void> =>
  function* ({ db, s }) {
    yield* q(db.delete(s.moveCode).where(lte(s.moveCode.expiresAt, now)))
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
  function* (ctx) {
    const { db, s, clock } = ctx
    const places = yield* q(db.select({ study: s.participant.study }).from(s.participant).where(eq(s.participant.person, guest)))
    const taken = yield* q(db.select({ study: s.participant.study }).from(s.participant).where(eq(s.participant.person, account)))
    const own = new Set(taken.map(({ study }) => study))
    const free = places.map(({ study }) => study).filter((study) => !own.has(study))
    if (free.length > 0) {
      const claimed = yield* q(
        db
          .update(s.participant)
          .set({ person: account })
          .where(and(eq(s.participant.person, guest), inArray(s.participant.study, free)))
          .returning({ id: s.participant.id }),
      )
      for (const { id } of claimed) yield* participantEvent(id, `person:${account}`, 'participant.claimed', {})(ctx)
      yield* q(db.delete(s.seen).where(and(eq(s.seen.person, account), inArray(s.seen.study, free))))
      yield* q(
        db
          .update(s.seen)
          .set({ person: account })
          .where(and(eq(s.seen.person, guest), inArray(s.seen.study, free))),
      )
    }
    // Nobody answers to themselves: what they had asked as a guest waits for the stewards.
    const placesOf = (person: PersonId) => db.select({ id: s.participant.id }).from(s.participant).where(eq(s.participant.person, person))
    yield* q(
      db
        .update(s.thread)
        .set({ owner: null })
        .where(and(inArray(s.thread.owner, placesOf(account)), inArray(s.thread.asker, placesOf(guest)))),
    )
    // A form that was stored, and is sent once more after the signing in, adds nothing. Its token is random: both having it is one form twice.
    const twice = db.select({ token: s.sentForm.token }).from(s.sentForm).where(eq(s.sentForm.person, account))
    yield* q(db.delete(s.sentForm).where(and(eq(s.sentForm.person, guest), inArray(s.sentForm.token, twice))))
    yield* q(db.update(s.sentForm).set({ person: account }).where(eq(s.sentForm.person, guest)))
    const [named] = yield* q(
      db
        .select({ name: s.person.displayName, authUser: s.person.authUser, preferences: s.person.preferences })
        .from(s.person)
        .where(eq(s.person.id, guest)),
    )
    yield* q(db.update(s.person).set({ mergedInto: account, authUser: null }).where(eq(s.person.id, guest)))
    yield* q(
      db
        .update(s.person)
        .set({ displayName: sql`case when ${s.person.displayName} = '' then ${named?.name ?? ''} else ${s.person.displayName} end` })
        .where(eq(s.person.id, account)),
    )
    const preferences = named?.preferences ?? null
    if (preferences !== null)
      yield* q(
        db
          .update(s.person)
          .set({ preferences })
          .where(and(eq(s.person.id, account), isNull(s.person.preferences))),
      )
    yield* q(
      db
        .update(s.personalLink)
        .set({ revokedAt: clock() })
        .where(and(eq(s.personalLink.person, guest), isNull(s.personalLink.revokedAt))),
    )
    // An account has an address of its own.
    yield* q(db.delete(s.mailAddress).where(eq(s.mailAddress.person, guest)))
    const authUser = named?.authUser ?? null
    if (authUser !== null) yield* q(db.delete(s.authUser).where(and(eq(s.authUser.id, authUser), eq(s.authUser.guest, true))))
    return places.map(({ study }) => study)
  }

/** Who somebody with an account was before they signed in, on each device. */
export const guestsBefore = (account: PersonId): Script<PersonId[]> =>
  function* ({ db, s }) {
    return (yield* q(db.select({ id: s.person.id }).from(s.person).where(eq(s.person.mergedInto, account)))).map(({ id }) => id)
  }

/**
 * Who is spoken to when a place is: of a guest's that was left when they went on with an account that had a place of its own, that one.
 * Undefined for nobody.
 */
export const presentPlace = (id: ParticipantId): Script<Participant | undefined> =>
  function* (ctx) {
    const { db, s } = ctx
    const place = yield* participantById(id)(ctx)
    if (place === undefined || place.person === null) return place
    const [person] = yield* q(db.select({ mergedInto: s.person.mergedInto }).from(s.person).where(eq(s.person.id, place.person)))
    const now = person?.mergedInto ?? null
    return now === null ? place : ((yield* participantOf(place.study, now)(ctx)) ?? place)
  }

/** As many at a time as a query may name. */
const batch = 400

/**
 * Forgets those who came by a link before a moment, have not said here who they are, and can't come back: no session, no personal link.
 * Nobody with words, and nobody whom something refers to. A place that was kept for somebody is kept for them again.
 *
 * @returns how many
 */
export const forgetGuests = (cameBefore: number): Script<number> =>
  function* ({ db, s }) {
    const saidWhoTheyAre = db
      .select({ one: sql`1` })
      .from(s.participant)
      .where(
        and(
          eq(s.participant.person, s.person.id),
          or(
            isNotNull(s.participant.capacityConfirmedAt),
            exists(
              db
                .select({ one: sql`1` })
                .from(s.voice)
                .where(or(eq(s.voice.by, s.participant.id), eq(s.voice.typedBy, s.participant.id))),
            ),
          ),
        ),
      )
    const found = yield* q(
      db
        .select({ person: s.person.id, authUser: s.authUser.id })
        .from(s.person)
        .innerJoin(s.authUser, eq(s.authUser.id, s.person.authUser))
        .where(
          and(
            eq(s.authUser.guest, true),
            lt(s.authUser.createdAt, new Date(cameBefore)),
            notExists(
              db
                .select({ one: sql`1` })
                .from(s.authSession)
                .where(eq(s.authSession.userId, s.authUser.id)),
            ),
            notExists(
              db
                .select({ one: sql`1` })
                .from(s.personalLink)
                .where(and(eq(s.personalLink.person, s.person.id), isNull(s.personalLink.revokedAt))),
            ),
            notExists(saidWhoTheyAre),
          ),
        )
        .limit(batch),
    )
    if (found.length === 0) return 0
    const people = found.map(({ person }) => person)
    const ofThem = inArray(s.participant.person, people)
    const places = db.select({ id: s.participant.id }).from(s.participant).where(ofThem)
    // Whoever has not said who they are can do nothing that others are told of, but report.
    yield* q(db.delete(s.report).where(inArray(s.report.by, places)))
    yield* q(db.delete(s.notice).where(or(inArray(s.notice.participant, places), inArray(s.notice.by, places))))
    yield* q(db.delete(s.attention).where(inArray(s.attention.participant, places)))
    yield* q(db.delete(s.mailAddress).where(inArray(s.mailAddress.person, people)))
    yield* q(db.delete(s.participant).where(and(ofThem, eq(s.participant.sectorKnownBy, 'open-link'))))
    yield* q(db.update(s.participant).set({ person: null }).where(ofThem))
    yield* q(db.delete(s.personalLink).where(inArray(s.personalLink.person, people)))
    yield* q(db.delete(s.moveCode).where(inArray(s.moveCode.person, people)))
    yield* q(db.delete(s.accessRequest).where(inArray(s.accessRequest.person, people)))
    yield* q(db.delete(s.seen).where(inArray(s.seen.person, people)))
    yield* q(db.delete(s.person).where(inArray(s.person.id, people)))
    yield* q(
      db.delete(s.authUser).where(
        inArray(
          s.authUser.id,
          found.map(({ authUser }) => authUser),
        ),
      ),
    )
    return found.length
  }
