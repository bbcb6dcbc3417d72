import { eq } from 'drizzle-orm'
import { StoreUnavailable } from '@samskriv/sync-server'
import { describe, expect, test } from 'vitest'
import { NestedTransaction } from './errors.ts'
import { ensurePersonForEmail, findPersonByEmail, setPersonName } from './repositories/people.ts'
import { q, type Script } from './script.ts'
import { aDatabase } from './testing/a-database.ts'

describe('a transaction', () => {
  test('[DB6] writes all of a script, or nothing of it', async () => {
    const { store } = aDatabase()
    const failing = store.tx(function* (ctx) {
      yield* ensurePersonForEmail('a@example.org', 'Amina')(ctx)
      throw new RangeError('changed my mind')
    })
    await expect(failing).rejects.toThrow(RangeError)
    expect(await store.read(findPersonByEmail('a@example.org'))).toBeUndefined()
  })

  test('[DB6] takes no other request’s write with it when it is rolled back', async () => {
    const { store, auth } = aDatabase()
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, async (_, n) => {
        const at = new Date(0)
        const row = { id: `direct-${n}`, name: '', email: `direct-${n}@example.org`, emailVerified: false, createdAt: at, updatedAt: at }
        await auth.db.insert(auth.schema.user).values(row)
        return store.tx(function* (ctx) {
          yield* ensurePersonForEmail(`script-${n}@example.org`)(ctx)
          if (n % 2 === 1) throw new RangeError('rolled back')
        })
      }),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(25)
    const emails = (await auth.db.select({ email: auth.schema.user.email }).from(auth.schema.user)).map(({ email }) => email)
    expect(emails.filter((email) => email.startsWith('direct-'))).toHaveLength(50)
    expect(emails.filter((email) => email.startsWith('script-'))).toHaveLength(25)
  })

  test('[DB6] is over when the call returns, before anybody else gets a turn', async () => {
    const { store, auth } = aDatabase()
    const pending = store.tx(ensurePersonForEmail('a@example.org'))
    expect(auth.db.$client.inTransaction).toBe(false)
    expect(auth.db.$client.prepare('SELECT count(*) FROM person').pluck().get()).toBe(1)
    await pending
  })

  test('[DB7] is refused inside another one', async () => {
    const { store } = aDatabase()
    let inner: Promise<unknown> | undefined
    // oxlint-disable-next-line require-yield
    await store.tx(function* () {
      inner = store.tx(ensurePersonForEmail('a@example.org'))
      inner.catch(() => {})
    })
    await expect(inner).rejects.toThrow(NestedTransaction)
  })

  test('hands an error of a query to the script, which may go on', async () => {
    const { store } = aDatabase()
    const twice: Script<string> = function* (ctx) {
      const person = yield* ensurePersonForEmail('a@example.org')(ctx)
      const { db, s } = ctx
      try {
        yield* q(db.insert(s.person).values({ id: person.id, displayName: '', lang: 'en', createdAt: 0 }))
      } catch {
        yield* q(db.update(s.person).set({ displayName: 'kept' }).where(eq(s.person.id, person.id)))
      }
      return 'went on'
    }
    expect(await store.tx(twice)).toBe('went on')
    expect(await store.read(findPersonByEmail('a@example.org'))).toMatchObject({ name: 'kept' })
  })

  test('refuses a script that waits for anything but a query', async () => {
    const { store } = aDatabase()
    const waits: Script<unknown> = function* () {
      return yield Promise.resolve('from elsewhere')
    }
    await expect(store.tx(waits)).rejects.toThrow(TypeError)
  })

  test('[DB8] that finds the database locked says that it was not written, and may be tried again', async () => {
    const { store, auth } = aDatabase()
    const file = auth.db.$client.name
    const { default: Connection } = await import('better-sqlite3')
    const other = new Connection(file)
    other.exec('BEGIN IMMEDIATE')
    const started = performance.now()
    await expect(store.tx(ensurePersonForEmail('a@example.org'))).rejects.toThrow(StoreUnavailable)
    expect(performance.now() - started).toBeLessThan(1000)
    other.exec('ROLLBACK')
    other.close()
    expect(await store.tx(ensurePersonForEmail('a@example.org'))).toMatchObject({ email: 'a@example.org' })
  })
})

describe('a reading script', () => {
  test('cannot write', async () => {
    const { store } = aDatabase()
    const person = await store.tx(ensurePersonForEmail('a@example.org', 'Amina'))
    await expect(store.read(setPersonName(person.id, 'Somebody else'))).rejects.toThrow()
    expect(await store.read(findPersonByEmail('A@EXAMPLE.org'))).toMatchObject({ name: 'Amina' })
  })
})
