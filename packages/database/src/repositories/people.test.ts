import { describe, expect, test } from 'vitest'
import { aDatabase } from '../testing/a-database.ts'
import { hasSteward, createPartnership, isInstallationSteward, makeSteward, theOnlyPartnership } from './partnerships.ts'
import { ensurePersonForEmail, findPersonByAuthUser, personById, setPersonLanguage, setPersonName } from './people.ts'

describe('a person', () => {
  test('is one person however their address is spelt, and can be added before they ever sign in', async () => {
    const { store, auth } = aDatabase()
    const added = await store.tx(ensurePersonForEmail(' Amina.K@Example.ORG '))
    const again = await store.tx(ensurePersonForEmail('amina.k@example.org', 'Amina'))
    expect(again).toEqual({ ...added, name: 'Amina' })
    const accounts = await auth.db.select().from(auth.schema.user)
    expect(accounts).toMatchObject([{ email: 'amina.k@example.org', emailVerified: false }])
  })

  test('keeps the name they have when somebody adds them under another', async () => {
    const { store } = aDatabase()
    await store.tx(ensurePersonForEmail('amina@example.org', 'Amina'))
    expect(await store.tx(ensurePersonForEmail('amina@example.org', 'A. Karimi (kitchen)'))).toMatchObject({ name: 'Amina' })
  })

  test('is found for an account that the sign-in made first', async () => {
    const { store, auth } = aDatabase()
    const at = new Date(0)
    await auth.db
      .insert(auth.schema.user)
      .values({ id: 'made-by-sign-in', name: '', email: 'b@example.org', emailVerified: true, createdAt: at, updatedAt: at })
    expect(await store.read(findPersonByAuthUser('made-by-sign-in'))).toBeUndefined()
    const person = await store.tx(ensurePersonForEmail('B@example.org', 'Berit', 'nb'))
    expect(await store.read(findPersonByAuthUser('made-by-sign-in'))).toEqual(person)
    expect(person).toMatchObject({ name: 'Berit', language: 'nb', authUser: 'made-by-sign-in' })
  })

  test('changes their name and language', async () => {
    const { store } = aDatabase()
    const { id } = await store.tx(ensurePersonForEmail('a@example.org'))
    await store.tx(setPersonName(id, 'Åse 🌍'))
    await store.tx(setPersonLanguage(id, 'sv'))
    expect(await store.read(personById(id))).toMatchObject({ name: 'Åse 🌍', language: 'sv', email: 'a@example.org' })
  })
})

describe('a steward of the installation', () => {
  test('is made, never born: nobody is one by being first', async () => {
    const { store } = aDatabase()
    expect(await store.read(theOnlyPartnership())).toBeUndefined()
    const partnership = await store.tx(createPartnership('Harbour Rigs', 'system'))
    const first = await store.tx(ensurePersonForEmail('first@example.org'))
    expect(await store.read(theOnlyPartnership())).toEqual({ id: partnership, name: 'Harbour Rigs' })
    expect(await store.read(isInstallationSteward(first.id))).toBe(false)
    expect(await store.read(hasSteward())).toBe(false)

    for (const _ of [1, 2]) await store.tx(makeSteward(partnership, first.id, 'system'))
    expect(await store.read(isInstallationSteward(first.id))).toBe(true)
    expect(await store.read(hasSteward())).toBe(true)
  })
})
