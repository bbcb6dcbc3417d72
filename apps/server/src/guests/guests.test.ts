import { claimGuest, listParticipants, personById, q } from '@samskriv/database'
import type { PersonId, StudyId } from '@samskriv/domain'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { askForCode, Browser, problemIn, signedIn } from '../testing/a-browser.ts'
import { aServer } from '../testing/a-server.ts'
import { aServerForAll, signedInForAll } from '../testing/for-all.ts'
import { anOpenLink, cameBy, meIn, oneMoreLink, pathOf, sentTo } from '../testing/a-way-in.ts'
import { aWriter } from '../testing/a-writer.ts'
import { until } from '../testing/until.ts'

const server = aServerForAll()
const steward = signedInForAll(server, 'steward@example.org', 'Siri')

const accepting = { accept: 'text/html' }

async function aGuest(name?: string): Promise<{ browser: Browser; study: string; person: string }> {
  const { study, path } = await anOpenLink(steward, { role: 'editor' })
  const browser = await cameBy(server, path)
  if (name !== undefined) await browser.send('PATCH', '/api/me', { name })
  return { browser, study, person: await whoIs(browser) }
}

async function whoIs(browser: Browser): Promise<string> {
  return z.object({ person: z.object({ id: z.string() }) }).parse((await browser.get('/api/me')).json()).person.id
}

async function personalLink(browser: Browser): Promise<string> {
  const answer = await browser.send('POST', '/api/me/personal-link')
  expect(answer.status).toBe(201)
  return pathOf(z.object({ link: z.string() }).parse(answer.json()).link)
}

async function moveCode(browser: Browser): Promise<string> {
  const answer = await browser.send('POST', '/api/me/move-code')
  expect(answer.status).toBe(201)
  const { code, expiresAt } = z.object({ code: z.string(), expiresAt: z.string() }).parse(answer.json())
  expect(code).toMatch(/^\d{8}$/)
  expect(Date.parse(expiresAt) - Date.now()).toBeLessThanOrEqual(5 * 60_000)
  return code
}

async function signInWith(browser: Browser, email: string): Promise<void> {
  const { code } = await askForCode(browser, email)
  expect((await browser.submit('/sign-in/code', { code })).status).toBe(303)
}

async function confirm(browser: Browser, study: string): Promise<void> {
  expect((await browser.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })).status).toBe(204)
}

async function firstSection(study: string): Promise<string> {
  const view = z.object({ sections: z.array(z.object({ key: z.string() })) }).parse((await steward.get(`/api/studies/${study}`)).json())
  return `s:${view.sections[0]?.key ?? ''}`
}

describe('a personal link', () => {
  test('[GU1] leads back from another device, as the same person, to the study', async () => {
    const { browser, study, person } = await aGuest('Amina')
    const link = await personalLink(browser)
    const other = new Browser(server)
    const page = await other.get(link, accepting)
    expect(page.status).toBe(200)
    expect(page.text).toContain('Are you Amina?')
    const back = await other.submit(link)
    expect([back.status, sentTo(back)]).toEqual([303, `/studies/${study}`])
    expect(await whoIs(other)).toBe(person)
    // The first device stays who it is, and both go on.
    expect([await whoIs(browser), (await meIn(other, study)).participantId]).toEqual([person, (await meIn(browser, study)).participantId])
    expect(sentTo(await browser.get(link))).toBe(`/studies/${study}`)
  })

  test('[GU2] opening it changes nothing, and shows nothing but the name they gave', async () => {
    const { browser, study } = await aGuest()
    const link = await personalLink(browser)
    for (const [method, said] of [
      ['GET', 'Are you the person who got this link?'],
      ['HEAD', ''],
      ['GET', 'Are you the person who got this link?'],
    ] as const) {
      const answer = await new Browser(server).request(link, { method, headers: accepting })
      expect(answer.status).toBe(200)
      expect(answer.headers.getSetCookie()).toEqual([])
      expect(answer.headers.get('x-robots-tag')).toContain('noindex')
      expect(answer.text).not.toMatch(/Naboene|Siri|555 01 23/)
      expect(answer.text).not.toContain(study)
      expect(answer.text).toContain(said)
    }
  })

  test('[GU3] ends with the next one; unknown and damaged ones are one page, and sign nobody in', async () => {
    const { browser } = await aGuest()
    const [first, second] = [await personalLink(browser), await personalLink(browser)]
    for (const path of [first, `${second}x`, second.slice(0, -1), '/back/x', `/back/${'a'.repeat(4_000)}`, '/back/%2F..%2Fetc']) {
      for (const answer of [await new Browser(server).get(path, accepting), await new Browser(server).submit(path)]) {
        expect([answer.status, answer.text.includes('This link does not work any more')]).toEqual([404, true])
        expect(answer.headers.getSetCookie()).toEqual([])
      }
    }
    expect((await new Browser(server).submit(second)).status).toBe(303)
  })

  test('[GU4] says first that this phone forgets somebody else, and goes nowhere but to their study', async () => {
    const { browser, study, person } = await aGuest('Amina')
    const link = await personalLink(browser)
    const other = await aGuest('Bo')
    expect((await other.browser.get(link, accepting)).text).toContain('somebody else now')
    const back = await other.browser.request(`${link}?next=https://evil.example/`, {
      method: 'POST',
      body: new URLSearchParams({ next: '//evil.example' }),
      headers: { ...accepting, host: 'evil.example', 'x-forwarded-host': 'evil.example' },
    })
    expect(sentTo(back)).toBe(`/studies/${study}`)
    expect(await whoIs(other.browser)).toBe(person)
  })

  test('[GU26] shows somebody else a way in of their own: one open to everybody, with no more rights, and none when there is none', async () => {
    const { study, id, path } = await anOpenLink(steward, { role: 'commenter' })
    const guest = await cameBy(server, path)
    await oneMoreLink(steward, study, { role: 'editor' })
    const link = await personalLink(guest)
    const waysIn = async () => Array.from((await new Browser(server).get(link, accepting)).text.matchAll(/\/join\/[\w-]+/g), String)
    expect(await waysIn()).toEqual([path])
    const other = await cameBy(server, path)
    expect(await meIn(other, study)).toMatchObject({ role: 'commenter' })
    expect((await meIn(other, study)).participantId).not.toBe((await meIn(guest, study)).participantId)
    await steward.send('DELETE', `/api/studies/${study}/invitations/${id}`)
    expect(await waysIn()).toEqual([])
  })

  test('[GU5] of an account leads to signing in, and tells no name', async () => {
    const ola = await signedIn(server, 'ola-link@example.org', 'Ola Hemmelig')
    const link = await personalLink(ola)
    const page = await new Browser(server).get(link, accepting)
    expect(page.text).not.toMatch(/Ola Hemmelig|ola-link/)
    expect(page.text).toContain('Sign in with your e-mail address')
    const pressed = await new Browser(server).submit(link)
    expect([sentTo(pressed), pressed.headers.getSetCookie()]).toEqual(['/sign-in', []])
  })

  test('[GU6] begins with the public address, and its secret is in no row and no line of the log', async () => {
    const { browser } = await aGuest()
    const answer = await browser.request('/api/me/personal-link', {
      method: 'POST',
      headers: { 'x-forwarded-host': 'evil.example', 'content-type': 'application/json' },
    })
    const { link } = z.object({ link: z.string() }).parse(answer.json())
    expect(link).toMatch(new RegExp(`^${server.url}/back/[\\w-]{24}$`))
    const token = link.split('/').at(-1) ?? 'missing'
    const client = server.running.house.database.auth.db.$client
    expect(JSON.stringify(client.prepare('SELECT * FROM personal_link').all())).not.toContain(token)
    expect(server.log.join()).not.toContain(token)
    expect(problemIn(await new Browser(server).send('POST', '/api/me/personal-link')).code).toBe('signed-out')
  })

  test.each([
    ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
    ['Å\u202Ese\u2066 <b>', 'Åse &lt;b&gt;'],
    ['אמינה', 'אמינה'],
  ])('[GU7] shows the name %j as text, without what turns its surroundings around', async (name, shown) => {
    const { browser } = await aGuest(name)
    const page = await new Browser(server).get(await personalLink(browser), accepting)
    expect(page.text).toContain(`Are you ${shown}?`)
    expect(page.text).toMatch(/<h1 dir="auto">/)
    expect(page.text).not.toMatch(/<img|[\u202A-\u202E\u2066-\u2069]/)
  })

  test('[GU8] a name of 200 characters is refused, whichever way it is given', async () => {
    const { browser } = await aGuest()
    const long = 'å'.repeat(200)
    expect(problemIn(await browser.send('PATCH', '/api/me', { name: long })).code).toBe('invalid-body')
    const page = await browser.submit('/name', { name: long })
    expect([page.status, page.text.includes('at most 80 characters')]).toEqual([422, true])
  })
})

describe('a code for another phone', () => {
  test('[GU9] makes it the same person, once', async () => {
    const { browser, study, person } = await aGuest()
    const code = await moveCode(browser)
    const phone = new Browser(server)
    expect((await phone.get('/move', accepting)).status).toBe(200)
    const moved = await phone.submit('/move', { code: `${code.slice(0, 4)} ${code.slice(4)}` })
    expect([moved.status, sentTo(moved)]).toEqual([303, `/studies/${study}`])
    expect(await whoIs(phone)).toBe(person)
    expect((await new Browser(server).submit('/move', { code })).status).toBe(401)
  })

  test('[GU10] is void after the next one and after five minutes, and of two at the same moment one gets in', async () => {
    const fresh = await aServer()
    const siri = await signedIn(fresh, 'siri@example.org', 'Siri')
    const guest = await cameBy(fresh, (await anOpenLink(siri)).path)
    const [first, second] = [await moveCode(guest), await moveCode(guest)]
    expect((await new Browser(fresh).submit('/move', { code: first })).status).toBe(401)
    const both = await Promise.all([1, 2].map(() => new Browser(fresh).submit('/move', { code: second })))
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 401])
    const third = await moveCode(guest)
    await fresh.running.house.database.store.tx(function* ({ db, s, clock }) {
      yield* q(db.update(s.moveCode).set({ expiresAt: clock() - 1 }))
    })
    expect((await new Browser(fresh).submit('/move', { code: third })).status).toBe(401)
    await fresh.stop()
  })

  test('[GU11] five wrong ones from one address, and it is told to wait; right ones cost nothing, nor does a slip in the form', async () => {
    const fresh = await aServer()
    const siri = await signedIn(fresh, 'siri@example.org', 'Siri')
    const guest = await cameBy(fresh, (await anOpenLink(siri)).path)
    const tryOne = async (code: string) => (await new Browser(fresh).submit('/move', { code })).status
    for (let person = 0; person < 8; person += 1) expect(await tryOne(await moveCode(guest))).toBe(303)
    for (const slip of ['', '1234567', 'abcdefgh', '123456789']) expect(await tryOne(slip)).toBe(422)
    const statuses: number[] = []
    for (let guess = 0; guess < 6; guess += 1) statuses.push(await tryOne(`0000000${guess}`))
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
    expect(await tryOne(await moveCode(guest))).toBe(429)
    await fresh.stop()
  })

  test('[GU12] is not made for an account, and stands in no row and no line of the log', async () => {
    expect(problemIn(await steward.send('POST', '/api/me/move-code')).code).toBe('has-account')
    const { browser } = await aGuest()
    const code = await moveCode(browser)
    const client = server.running.house.database.auth.db.$client
    expect(JSON.stringify(client.prepare('SELECT code_hash FROM move_code').all())).not.toContain(code)
    expect(server.log.join()).not.toContain(code)
  })
})

describe('a guest who signs in', () => {
  test('[GU13] goes on as the same participant, and their words, name and sockets go with them', async () => {
    const { browser, study } = await aGuest('Amina')
    await confirm(browser, study)
    const { participantId } = await meIn(browser, study)
    const link = await personalLink(browser)
    const root = await firstSection(study)
    const tab = await aWriter(browser, study)
    tab.write(root, 'Vi fikk lyset på i trappa')
    await until('it is stored', async () => (await steward.get(`/studies/${study}`)).text.includes('lyset på'))
    const other = new Browser(server)
    await other.submit(link)
    await signInWith(browser, 'amina@example.org')
    expect(await tab.closed).toBeGreaterThan(1000)
    expect((await browser.get('/api/me')).json()).toMatchObject({ person: { name: 'Amina', email: 'amina@example.org', guest: false } })
    expect((await meIn(browser, study)).participantId).toBe(participantId)
    // The open page comes back as the account, and writes on.
    await until('it is connected again', () => {
      // One that was back before its browser had the new cookie was sent away for good; its page asks again when its person does.
      if (!tab.provider.wsconnected) tab.provider.connect()
      return tab.provider.wsconnected && tab.provider.synced
    })
    tab.write(root, 'og noen feier nå')
    await until('it is stored', async () => (await steward.get(`/studies/${study}`)).text.includes('noen feier'))
    tab.provider.destroy()
    const file = z
      .object({ participants: z.array(z.object({ publicName: z.string(), sector: z.string().nullable() })) })
      .parse((await steward.get(`/api/studies/${study}/export?format=json`)).json())
    expect(file.participants.filter(({ publicName }) => publicName === 'Amina')).toHaveLength(1)
    // The guest is no more: neither on the other phone nor by the link.
    expect((await other.get('/api/me')).status).toBe(401)
    expect((await new Browser(server).get(link, accepting)).status).toBe(404)
  })

  test('[GU13] what they have open is not told that they are signed out while the answer that signs them in is on its way', async () => {
    const { browser, study, person } = await aGuest('Amina')
    const account = await signedIn(server, 'slow-answer@example.org', 'Amina')
    const to = (await whoIs(account)) as PersonId
    const tab = await aWriter(browser, study)
    let code: number | null = null
    void tab.closed.then((closed) => (code = closed))
    // As far as it has come when the answer goes out, which a slow network keeps for a while.
    await server.running.house.database.store.tx(function* (ctx) {
      const { db, s } = ctx
      const before = yield* personById(person as PersonId)(ctx)
      yield* claimGuest(person as PersonId, to)(ctx)
      yield* q(db.delete(s.authSession).where(eq(s.authSession.userId, before?.authUser ?? '')))
    })
    const looked = performance.now()
    await until('the watch has looked more than once', () => performance.now() - looked > 1_500)
    expect(code).toBeNull()
    tab.provider.destroy()
  })

  test('[GU14] into an account that has a place there keeps both, each with its own words', async () => {
    const { study, path } = await anOpenLink(steward, { role: 'editor' })
    const account = await signedIn(server, 'both@example.org', 'Begge')
    await account.submit(path)
    await confirm(account, study)
    const own = (await meIn(account, study)).participantId
    const phone = await cameBy(server, path)
    await phone.send('PATCH', '/api/me', { name: 'Gjest' })
    await confirm(phone, study)
    const guestPlace = (await meIn(phone, study)).participantId
    await signInWith(phone, 'both@example.org')
    expect((await meIn(phone, study)).participantId).toBe(own)
    const places = await server.running.house.database.store.read(listParticipants(study as StudyId))
    const kept = places.find(({ id }) => id === guestPlace)
    expect(kept).toMatchObject({ name: 'Gjest', endedAt: null })
    expect((await phone.get('/api/me')).json()).toMatchObject({ person: { name: 'Begge' } })
  })

  test('[GU15] brings the places the account has none of, and an account that signs in as another gives nothing away', async () => {
    const { study, path } = await anOpenLink(steward)
    const ola = await signedIn(server, 'ola-first@example.org', 'Ola')
    await ola.submit(path)
    await signInWith(ola, 'ola-second@example.org')
    expect((await ola.get(`/api/studies/${study}`)).status).toBe(404)
    const phone = await cameBy(server, (await oneMoreLink(steward, study)).path)
    const place = (await meIn(phone, study)).participantId
    await signInWith(phone, 'ola-second@example.org')
    expect((await meIn(phone, study)).participantId).toBe(place)
  })

  test('[GU25] and for whom that fails is still who they were, with their places, and can sign in again', async () => {
    const { browser, study, person } = await aGuest('Amina')
    const { participantId } = await meIn(browser, study)
    const client = server.running.house.database.auth.db.$client
    client.exec("CREATE TRIGGER broken BEFORE UPDATE OF merged_into ON person BEGIN SELECT RAISE(ABORT, 'broken'); END")
    const { code } = await askForCode(browser, 'fails@example.org')
    expect((await browser.submit('/sign-in/code', { code })).status).toBe(500)
    client.exec('DROP TRIGGER broken')
    expect([await whoIs(browser), (await meIn(browser, study)).participantId]).toEqual([person, participantId])
    await signInWith(browser, 'fails@example.org')
    expect([(await meIn(browser, study)).participantId, await whoIs(browser)]).toEqual([participantId, expect.not.stringContaining(person)])
  })

  test('[GU16] with a wrong code stays who they are', async () => {
    const { browser, study, person } = await aGuest()
    const { code } = await askForCode(browser, 'wrong-code@example.org')
    const wrong = code === '000000' ? '000001' : '000000'
    expect((await browser.submit('/sign-in/code', { code: wrong })).status).toBe(401)
    expect([await whoIs(browser), (await browser.get(`/api/studies/${study}`)).status]).toEqual([person, 200])
  })
})

describe('being forgotten on this phone', () => {
  test('[GU17] is told first what it means, can make a personal link on the way, and then ends the session', async () => {
    const { browser, person } = await aGuest('Amina')
    const copy = new Browser(server)
    copy.cookie = browser.cookie
    expect(sentTo(await browser.submit('/sign-out'))).toBe('/sign-out-guest')
    expect(await whoIs(browser)).toBe(person)
    const page = await browser.get('/sign-out-guest', accepting)
    expect(page.text).toContain('only your personal link brings you back')
    const made = await browser.submit('/sign-out-guest')
    const [, link = ''] = /href="http[^"]*(\/back\/[\w-]{24})"/.exec(made.text) ?? []
    const out = await browser.submit('/sign-out', { told: 'yes' })
    expect([sentTo(out), browser.cookie.includes('session_token')]).toEqual([expect.stringMatching(/^\/signed-out\?left=/), false])
    expect((await copy.get('/api/me')).status).toBe(401)
    expect((await browser.submit(link)).status).toBe(303)
    expect(await whoIs(browser)).toBe(person)
  })

  test('[GU18] asks neither an account nor a program', async () => {
    const ola = await signedIn(server, 'ola-out@example.org', 'Ola')
    expect(sentTo(await ola.get('/sign-out-guest', accepting))).toBe('/')
    expect(sentTo(await ola.submit('/sign-out'))).toMatch(/^\/signed-out\?left=/)
    const { browser } = await aGuest()
    expect((await browser.send('POST', '/api/auth/sign-out')).status).toBe(204)
    expect((await browser.get('/api/me')).status).toBe(401)
    expect(sentTo(await new Browser(server).get('/sign-out-guest', accepting))).toBe('/')
  })
})

test('[GU19] the address of a guest reaches nobody and is shown to nobody', async () => {
  const { browser, study, person } = await aGuest('Amina')
  await confirm(browser, study)
  const { store } = server.running.house.database
  expect(await store.read(personById(person as PersonId))).toMatchObject({ email: null, guest: true })
  const [row] = await store.read<{ email: string }[]>(function* ({ db, s }) {
    return yield* q(
      db
        .select({ email: s.authUser.email })
        .from(s.person)
        .innerJoin(s.authUser, eq(s.authUser.id, s.person.authUser))
        .where(eq(s.person.id, person as PersonId)),
    )
  })
  expect(row?.email).toMatch(/@guest\.invalid$/)
  for (const path of [`/api/studies/${study}/people`, `/api/studies/${study}`, '/api/me'])
    for (const who of [steward, browser]) expect((await who.get(path)).text).not.toContain('guest.invalid')
  // Nobody signs in with it.
  await expect(askForCode(new Browser(server), row?.email ?? '')).resolves.toBeDefined()
})
