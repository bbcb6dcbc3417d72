import { PasskeyView } from '@samskriv/protocol'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Browser, problemIn, signedIn } from '../testing/a-browser.ts'
import { aServer, type TestServer } from '../testing/a-server.ts'

// What a device does is tested in tests/e2e/account.test.ts, with a virtual one.

let server: TestServer
beforeAll(async () => {
  server = await aServer()
})
afterAll(async () => {
  await server.stop()
})

const used = {
  id: 'bm9ib2R5',
  rawId: 'bm9ib2R5',
  type: 'public-key',
  clientExtensionResults: {},
  response: { clientDataJSON: 'e30', authenticatorData: 'AA', signature: 'AA', userHandle: null },
}

/** A row as one would be after adding. */
async function hasPasskey(email: string, id: string): Promise<void> {
  await server.running.house.database.store.tx(function* ({ db, s }) {
    const found = (yield db.select({ id: s.authUser.id }).from(s.authUser).where(eq(s.authUser.email, email))) as { id: string }[]
    yield db.insert(s.authPasskey).values({
      id,
      name: 'Phone',
      publicKey: 'pQ',
      userId: found[0]?.id ?? '',
      credentialID: id,
      counter: 0,
      deviceType: 'singleDevice',
      backedUp: false,
      createdAt: new Date(),
    })
  })
}

describe('passkeys', () => {
  test('[AC8] are the account’s own: nobody sees or removes another’s', async () => {
    const [eva, per] = [await signedIn(server, 'eva@example.org'), await signedIn(server, 'per@example.org')]
    await hasPasskey('eva@example.org', 'evas')
    const list = async (browser: Browser) => z.array(PasskeyView).parse((await browser.get('/api/me/passkeys')).json())
    expect((await list(eva)).map(({ id, name }) => [id, name])).toEqual([['evas', 'Phone']])
    expect(await list(per)).toEqual([])
    const [foreign, none] = [await per.send('DELETE', '/api/me/passkeys/evas'), await per.send('DELETE', '/api/me/passkeys/nothing')]
    expect([foreign.status, foreign.text]).toEqual([404, none.text])
    expect((await eva.send('DELETE', '/api/me/passkeys/evas')).status).toBe(204)
    expect(await list(eva)).toEqual([])
  })

  test('[AC9] are asked for without a word about whose there are, and with the owner’s finger, face or number', async () => {
    const eva = await signedIn(server, 'asking@example.org')
    await hasPasskey('asking@example.org', 'asked')
    for (const browser of [eva, new Browser(server)]) {
      const answer = await browser.send('POST', '/api/auth/passkey/options', {})
      expect(answer.json()).toMatchObject({ userVerification: 'required', rpId: 'localhost' })
      expect(answer.text).not.toContain('asked')
    }
  })

  test('[AC10] that are made up, or answer no question of ours, are refused alike', async () => {
    const browser = new Browser(server)
    const unasked = await browser.send('POST', '/api/auth/passkey/verify', { response: used })
    await browser.send('POST', '/api/auth/passkey/options', {})
    const unknown = await browser.send('POST', '/api/auth/passkey/verify', { response: used })
    await hasPasskey((await known()).email, used.id)
    await browser.send('POST', '/api/auth/passkey/options', {})
    const wrong = await browser.send('POST', '/api/auth/passkey/verify', { response: used })
    expect([unasked, unknown, wrong].map((answer) => problemIn(answer).code)).toEqual(Array(3).fill('passkey-refused'))
    expect((await browser.get('/api/me')).status).toBe(401)
    expect(problemIn(await browser.send('POST', '/api/auth/passkey/verify', { response: {} })).code).toBe('invalid-body')
  })

  test('[AC11] are added only soon after signing in', async () => {
    const eva = await signedIn(server, 'stale@example.org')
    expect((await eva.send('POST', '/api/me/passkeys/options')).json()).toMatchObject({ rp: { id: 'localhost', name: 'Samskriv' } })
    await server.running.house.database.store.tx(function* ({ db, s }) {
      yield db.update(s.authSession).set({ createdAt: new Date(Date.now() - 25 * 60 * 60_000) })
    })
    expect(problemIn(await eva.send('POST', '/api/me/passkeys/options')).code).toBe('session-not-fresh')
  })
})

async function known(): Promise<{ email: string }> {
  await signedIn(server, 'wrong@example.org')
  return { email: 'wrong@example.org' }
}
