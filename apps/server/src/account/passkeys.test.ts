import { PasskeyView } from '@samskriv/protocol'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Browser, problemIn, signedIn } from '../testing/a-browser.ts'
import { aPasskey } from '../testing/a-passkey.ts'
import { aServerForAll } from '../testing/for-all.ts'
import { anOpenLink, cameBy, meIn } from '../testing/a-way-in.ts'
import { aWriter, firstRoot } from '../testing/a-writer.ts'
import { until } from '../testing/until.ts'

// What a browser and its device do is tested in tests/e2e/account.test.ts, with a virtual one.

const server = aServerForAll()

const used = {
  id: 'bm9ib2R5',
  rawId: 'bm9ib2R5',
  type: 'public-key',
  clientExtensionResults: {},
  response: { clientDataJSON: 'e30', authenticatorData: 'AA', signature: 'AA', userHandle: null },
}

/** A row as one would be after adding. */
async function hasPasskey(email: string, id: string, publicKey = 'pQ'): Promise<void> {
  await server.running.house.database.store.tx(function* ({ db, s }) {
    const found = (yield db.select({ id: s.authUser.id }).from(s.authUser).where(eq(s.authUser.email, email))) as { id: string }[]
    yield db.insert(s.authPasskey).values({
      id,
      name: 'Phone',
      publicKey,
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

describe('a guest who signs in with a passkey', () => {
  const me = async (browser: Browser) =>
    z.object({ person: z.object({ id: z.string(), name: z.string() }) }).parse((await browser.get('/api/me')).json()).person

  /** Somebody who writes without an account, and the passkey of the account that they also have. */
  async function aGuestWithPasskey(name: string) {
    const steward = await signedIn(server, 'steward@example.org', 'Siri')
    const { study, path } = await anOpenLink(steward, { role: 'editor' })
    const email = `${name.toLowerCase()}@example.org`
    const account = await me(await signedIn(server, email, name))
    const passkey = aPasskey(Buffer.from(name).toString('base64url'))
    await hasPasskey(email, passkey.id, passkey.publicKey)
    const guest = await cameBy(server, path)
    await guest.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })
    return { steward, study, account, passkey, guest, participant: (await meIn(guest, study)).participantId }
  }

  test('[AC12] goes on as the same participant, with the same words, and their open page comes back as the account', async () => {
    const { steward, study, account, passkey, guest, participant } = await aGuestWithPasskey('Amina')
    const tab = await aWriter(guest, study)
    tab.write(await firstRoot(guest, study), 'Vi fikk lyset på i trappa')
    await until('it is stored', async () => (await steward.get(`/studies/${study}`)).text.includes('lyset på'))
    expect((await passkey.signIn(guest, `/studies/${study}`)).json()).toEqual({ next: `/studies/${study}` })
    expect(await tab.closed).toBeGreaterThan(1000)
    expect(await me(guest)).toEqual(account)
    expect((await meIn(guest, study)).participantId).toBe(participant)
    await until('it is connected again', () => tab.provider.wsconnected && tab.provider.synced)
    tab.provider.destroy()
  })

  test('[AC13] and for whom that fails is still who they were, and can try again', async () => {
    const { study, account, passkey, guest, participant } = await aGuestWithPasskey('Ola')
    const before = await me(guest)
    const client = server.running.house.database.auth.db.$client
    client.exec("CREATE TRIGGER broken BEFORE UPDATE OF merged_into ON person BEGIN SELECT RAISE(ABORT, 'broken'); END")
    expect((await passkey.signIn(guest)).status).toBe(500)
    client.exec('DROP TRIGGER broken')
    expect(await me(guest)).toEqual(before)
    expect((await passkey.signIn(guest)).status).toBe(200)
    expect([await me(guest), (await meIn(guest, study)).participantId]).toEqual([account, participant])
  })
})

async function known(): Promise<{ email: string }> {
  await signedIn(server, 'wrong@example.org')
  return { email: 'wrong@example.org' }
}
