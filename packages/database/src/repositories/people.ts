import { eq, sql } from 'drizzle-orm'
import type { Language, PersonId } from '@samskriv/domain'
import { newPersonId } from '../new-id.ts'
import { prepared, q, type Ctx, type Script } from '../script.ts'

export interface Person {
  readonly id: PersonId
  /** Empty until they give one. */
  readonly name: string
  readonly language: Language
  /** The account they sign in with. */
  readonly authUser: string | null
  /** Lower case; null without an account. */
  readonly email: string | null
  /** Came by a link and has no account. */
  readonly guest: boolean
  /** As they were stored; null while they have said nothing. */
  readonly preferences: unknown
}

export const personById = (id: PersonId): Script<Person | undefined> =>
  function* (ctx) {
    const [person] = yield* q(selectPeople(ctx).where(eq(ctx.s.person.id, id)))
    return person
  }

export const findPersonByAuthUser = (authUser: string): Script<Person | undefined> =>
  function* (ctx) {
    const [person] = yield* personBehind(ctx, { authUser })
    return person
  }

const personBehind = prepared((ctx) => selectPeople(ctx).where(eq(ctx.s.person.authUser, sql.placeholder('authUser'))))

export const findPersonByEmail = (email: string): Script<Person | undefined> =>
  function* (ctx) {
    const [person] = yield* q(selectPeople(ctx).where(eq(ctx.s.authUser.email, comparableEmail(email))))
    return person
  }

/**
 * The person behind an address, with an account that may never have signed in. A name is only taken for somebody who has none:
 * adding a known person under another name does not rename them.
 */
export const ensurePersonForEmail = (email: string, name = '', language: Language = 'en'): Script<Person> =>
  function* (ctx) {
    const { db, s, clock, newId } = ctx
    const address = comparableEmail(email)
    const [account] = yield* q(db.select({ id: s.authUser.id }).from(s.authUser).where(eq(s.authUser.email, address)))
    const authUser = account?.id ?? newId()
    if (account === undefined) {
      const at = new Date(clock())
      yield* q(db.insert(s.authUser).values({ id: authUser, name, email: address, emailVerified: false, createdAt: at, updatedAt: at }))
    }
    const known = yield* findPersonByAuthUser(authUser)(ctx)
    if (known === undefined) {
      const id = newPersonId(ctx)
      yield* q(db.insert(s.person).values({ id, displayName: name, lang: language, authUser, createdAt: clock() }))
      return { id, name, language, authUser, email: address, guest: false, preferences: null }
    }
    if (known.name !== '' || name === '') return known
    yield* setPersonName(known.id, name)(ctx)
    return { ...known, name }
  }

export const setPersonLanguage = (id: PersonId, language: Language): Script<void> =>
  function* ({ db, s }) {
    yield* q(db.update(s.person).set({ lang: language }).where(eq(s.person.id, id)))
  }

export const setPersonName = (id: PersonId, name: string): Script<void> =>
  function* ({ db, s }) {
    yield* q(db.update(s.person).set({ displayName: name }).where(eq(s.person.id, id)))
  }

/** Keeps how somebody likes the pages to be, as a whole. */
export const setPersonPreferences = (id: PersonId, preferences: unknown): Script<void> =>
  function* ({ db, s }) {
    yield* q(db.update(s.person).set({ preferences }).where(eq(s.person.id, id)))
  }

/** Two spellings of one address that reach the same mailbox compare equal. */
function comparableEmail(email: string): string {
  return email.trim().toLowerCase()
}

function selectPeople({ db, s }: Ctx) {
  return db
    .select({
      id: s.person.id,
      name: s.person.displayName,
      language: s.person.lang,
      authUser: s.person.authUser,
      email: sql<string | null>`case when ${s.authUser.guest} then null else ${s.authUser.email} end`,
      guest: sql<number>`coalesce(${s.authUser.guest}, 0)`.mapWith(Boolean),
      preferences: s.person.preferences,
    })
    .from(s.person)
    .leftJoin(s.authUser, eq(s.authUser.id, s.person.authUser))
}
