import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { emailOTP } from 'better-auth/plugins'
import { describe, expect, test } from 'vitest'
import { ensurePersonForEmail, findPersonByAuthUser } from './repositories/people.ts'
import { aDatabase } from './testing/a-database.ts'

function aSignIn() {
  const database = aDatabase()
  const mails: { email: string; otp: string }[] = []
  const auth = betterAuth({
    baseURL: 'http://localhost:3000',
    secret: 'only for this test, and long enough to be one',
    telemetry: { enabled: false },
    database: drizzleAdapter(database.auth.db, { provider: 'sqlite', schema: database.auth.schema }),
    plugins: [
      emailOTP({
        sendVerificationOTP: async ({ email, otp }) => {
          mails.push({ email, otp })
        },
      }),
    ],
  })
  const signIn = async (email: string) => {
    await auth.api.sendVerificationOTP({ body: { email, type: 'sign-in' } })
    return auth.api.signInEmailOTP({ body: { email, otp: mails.at(-1)?.otp ?? '' } })
  }
  return { database, auth, mails, signIn }
}

describe('the sign-in library on our tables', () => {
  test('signs in by code, keeps the session, and signs out', async () => {
    const { database, auth, mails, signIn } = aSignIn()
    const { token, user } = await signIn('Amina@Example.org')
    expect(mails).toHaveLength(1)
    expect(user).toMatchObject({ email: 'amina@example.org', emailVerified: true })
    const sessions = await database.auth.db.select().from(database.auth.schema.session)
    expect(sessions).toMatchObject([{ token, userId: user.id }])
    expect(sessions[0]?.expiresAt.getTime()).toBeGreaterThan(Date.now())

    const context = await auth.$context
    await context.internalAdapter.deleteSession(token)
    expect(await database.auth.db.select().from(database.auth.schema.session)).toEqual([])
  })

  test('finds the account that a steward made for somebody who had never signed in', async () => {
    const { database, signIn } = aSignIn()
    const added = await database.store.tx(ensurePersonForEmail('Berit@example.org', 'Berit'))
    const { user } = await signIn('berit@EXAMPLE.org')
    expect(await database.store.read(findPersonByAuthUser(user.id))).toMatchObject({ id: added.id, name: 'Berit' })
  })

  test('refuses a wrong code', async () => {
    const { auth } = aSignIn()
    await auth.api.sendVerificationOTP({ body: { email: 'a@example.org', type: 'sign-in' } })
    await expect(auth.api.signInEmailOTP({ body: { email: 'a@example.org', otp: '000000x' } })).rejects.toMatchObject({ statusCode: 400 })
  })

  test('signs many people in at the same time as transactions run', async () => {
    const { database, signIn } = aSignIn()
    const people = Array.from({ length: 20 }, (_, n) => `person-${n}@example.org`)
    await Promise.all(people.map((email) => database.store.tx(ensurePersonForEmail(email))))
    for (const email of people) await Promise.all([signIn(email), database.store.tx(ensurePersonForEmail(`other-${email}`))])
    expect(await database.auth.db.select().from(database.auth.schema.session)).toHaveLength(20)
  })
})
