import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { findPersonByEmail, q } from '@samskriv/database'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Browser, signedIn } from '../testing/a-browser.ts'
import { aProvider, backFrom, goesOnTo, signInElsewhere, type TestProvider } from '../testing/a-provider.ts'
import { aServer, freePort, type TestServer } from '../testing/a-server.ts'
import { anOpenLink, cameBy, meIn, sentTo } from '../testing/a-way-in.ts'
import { aWriter, firstRoot } from '../testing/a-writer.ts'
import { until } from '../testing/until.ts'

let provider: TestProvider
let server: TestServer
beforeAll(async () => {
  provider = await aProvider()
  await provider.open()
  server = await aServer(provider.settings)
})
afterAll(async () => {
  await server.stop()
  await provider.close()
})

const html = { accept: 'text/html' }
const someone = (name: string) => ({ sub: `sub-${name}`, email: `${name}@example.org`, email_verified: true })

const me = z.object({ person: z.object({ id: z.string(), email: z.string().nullable(), name: z.string() }) })
const whoIs = async (browser: Browser) => me.parse((await browser.get('/api/me')).json()).person
const isNobody = async (browser: Browser) => (await browser.get('/api/me')).status === 401

/** What is kept of ways to the provider, and of accounts. */
const kept = (of: TestServer) =>
  of.running.house.database.store.read(function* ({ db, s }) {
    return { links: yield* q(db.select().from(s.authAccount)), accounts: yield* q(db.select().from(s.authUser)) }
  })

describe('signing in with the provider', () => {
  test('[OI1] makes an account of an address that is new here, and goes on to the page that was wanted', async () => {
    provider.person = { ...someone('amina'), email: 'Amina@Example.org' }
    const browser = new Browser(server)
    expect((await browser.get('/sign-in?next=/studies/new')).text).toContain('Sign in with NHS Scotland')
    const back = await signInElsewhere(browser, '/studies/new')
    // Nobody has said who this is, so they are asked, once, on the way.
    expect([back.status, sentTo(back)]).toEqual([303, '/name?next=%2Fstudies%2Fnew'])
    expect(await whoIs(browser)).toMatchObject({ email: 'amina@example.org', name: '' })
    await browser.submit('/name', { name: 'Amina', next: '/' })
    expect(sentTo(await signInElsewhere(new Browser(server), '/studies/new'))).toBe('/studies/new')
  })

  test('[OI2] asks for a code that is tied to this browser, for the address alone, and keeps no token', async () => {
    provider.person = someone('tied')
    const browser = new Browser(server)
    const away = new URL(goesOnTo(await browser.submit('/sign-in/oidc?lang=sv', { next: '/' })))
    expect(Object.fromEntries(away.searchParams)).toEqual({
      client_id: 'samskriv',
      redirect_uri: `${server.url}/sign-in/oidc/callback`,
      response_type: 'code',
      scope: 'openid email',
      state: expect.stringMatching(/^[\w-]{24}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
      ui_locales: 'sv',
    })
    expect((await browser.get(await backFrom(away.href, browser))).status).toBe(303)
    const { links } = await kept(server)
    const link = links.find(({ accountId }) => accountId === 'sub-tied')
    expect(link).toMatchObject({ accessToken: null, refreshToken: null, idToken: null, accessTokenExpiresAt: null, scope: null })
  })

  test('[OI3] leads to the account that has the address already, and doubles nothing', async () => {
    const person = await whoIs(await signedIn(server, 'kari@example.org', 'Kari'))
    provider.person = { ...someone('kari'), email: 'KARI@example.org' }
    const browser = new Browser(server)
    expect(sentTo(await signInElsewhere(browser))).toBe('/')
    expect(await whoIs(browser)).toEqual(person)
    // Of two ways back at the same moment, too.
    provider.person = someone('twice')
    const tabs = [new Browser(server), new Browser(server)]
    const ways = await Promise.all(tabs.map(async (tab) => await backFrom(goesOnTo(await tab.submit('/sign-in/oidc', { next: '/' })), tab)))
    const answers = await Promise.all(tabs.map((tab, index) => tab.get(ways[index] ?? '')))
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    const { links, accounts } = await kept(server)
    expect(links.filter(({ accountId }) => accountId === 'sub-kari' || accountId === 'sub-twice')).toHaveLength(2)
    expect(accounts.filter(({ email }) => email === 'kari@example.org' || email === 'twice@example.org')).toHaveLength(2)
  })

  test('[OI3] leads to the place that a steward has kept for the address', async () => {
    const house = server.running.house
    const steward = await signedIn(server, 'siri@example.org', 'Siri')
    const { study } = await anOpenLink(steward)
    await steward.send('POST', `/api/studies/${study}/people`, { email: 'added@example.org', role: 'editor' })
    const added = await house.database.store.read(findPersonByEmail('added@example.org'))
    provider.person = someone('added')
    const browser = new Browser(server)
    await signInElsewhere(browser)
    expect((await whoIs(browser)).id).toBe(added?.id)
    expect((await meIn(browser, study)).role).toBe('editor')
  })

  test.each([
    ['an address that nobody has checked', { email: 'claimed@example.org', email_verified: false }],
    ['an address without a word about it', { email: 'claimed@example.org' }],
    ['a word that is no yes', { email: 'claimed@example.org', email_verified: 'true' }],
    ['no address', { email_verified: true }],
    ['something that is no address', { email: 'claimed', email_verified: true }],
    ['the made-up address of a guest', { email: 'somebody@guest.invalid', email_verified: true }],
  ])('[OI4] refuses %s, says what to do, and changes nothing', async (_, claims) => {
    const victim = await signedIn(server, 'claimed@example.org', 'Claimed')
    const before = await kept(server)
    provider.person = { sub: 'sub-of-somebody-else', ...claims }
    const browser = new Browser(server)
    const back = await signInElsewhere(browser)
    expect(back.status).toBe(403)
    expect(back.text).toContain('Sign in with a code by mail')
    expect(await isNobody(browser)).toBe(true)
    expect(await kept(server)).toEqual(before)
    expect((await whoIs(victim)).name).toBe('Claimed')
  })

  test('[OI5] goes on as the same account when the address there changes, and leaves the address here as it is', async () => {
    provider.person = someone('moving')
    const first = new Browser(server)
    await signInElsewhere(first)
    const { id } = await whoIs(first)
    await signedIn(server, 'moved@example.org', 'Somebody who has that address here')
    for (const claims of [
      { email: 'moved@example.org', email_verified: true },
      { email: 'moved@example.org', email_verified: false },
      {},
    ]) {
      provider.person = { sub: 'sub-moving', ...claims }
      const later = new Browser(server)
      expect((await signInElsewhere(later)).status).toBe(303)
      expect(await whoIs(later)).toMatchObject({ id, email: 'moving@example.org' })
    }
  })

  test('[OI6] takes a guest’s places and words along, and their open page comes back as the account', async () => {
    const steward = await signedIn(server, 'steward@example.org', 'Siri')
    const { study, path } = await anOpenLink(steward, { role: 'editor' })
    const guest = await cameBy(server, path)
    await guest.send('PATCH', '/api/me', { name: 'Ola' })
    await guest.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })
    const { participantId } = await meIn(guest, study)
    const tab = await aWriter(guest, study)
    tab.write(await firstRoot(guest, study), 'Vi fikk lyset på i trappa')
    await until('it is stored', async () => (await steward.get(`/studies/${study}`)).text.includes('lyset på'))
    provider.person = someone('ola')
    // The guest has said a name, so nobody is asked again.
    expect(sentTo(await signInElsewhere(guest, `/studies/${study}`))).toBe(`/studies/${study}`)
    expect(await tab.closed).toBeGreaterThan(1000)
    expect(await whoIs(guest)).toMatchObject({ email: 'ola@example.org', name: 'Ola' })
    expect((await meIn(guest, study)).participantId).toBe(participantId)
    await until('it is connected again', () => tab.provider.wsconnected && tab.provider.synced)
    tab.provider.destroy()
  })

  test('[OI7] ends the session the browser had, in every place its cookie was copied to', async () => {
    const browser = await signedIn(server, 'before@example.org')
    const copy = new Browser(server)
    copy.cookie = browser.cookie
    provider.person = someone('after')
    await signInElsewhere(browser)
    expect((await whoIs(browser)).email).toBe('after@example.org')
    expect(await isNobody(copy)).toBe(true)
  })

  test.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/\t/evil.example', 'javascript:alert(1)'])(
    '[OI8] goes home instead of to %j',
    async (next) => {
      provider.person = { ...someone('kari') }
      await signedIn(server, 'kari@example.org', 'Kari')
      expect(sentTo(await signInElsewhere(new Browser(server), next))).toBe('/')
    },
  )
})

describe('coming back without being signed in', () => {
  const refusal = async (browser: Browser, path: string) => {
    const before = await kept(server)
    const answer = await browser.get(path, html)
    expect(await kept(server)).toEqual(before)
    expect(answer.text).toContain('You were not signed in')
    expect(answer.text).toContain('href="/sign-in?next=')
    return answer
  }
  const wayBack = async (browser: Browser, next = '/') => backFrom(goesOnTo(await browser.submit('/sign-in/oidc', { next })), browser)

  test('[OI9] whoever cancels there is told that nothing has changed, in the language they began in, and keeps where they wanted to go', async () => {
    provider.person = null
    const browser = new Browser(server)
    const path = await backFrom(goesOnTo(await browser.submit('/sign-in/oidc?lang=nb', { next: '/studies/new' })), browser)
    expect(path).toContain('error=access_denied')
    const answer = await browser.get(path, html)
    expect(answer.status).toBe(401)
    expect(answer.text).toContain('Du stoppet hos NHS Scotland')
    expect(answer.text).toContain('href="/sign-in?next=%2Fstudies%2Fnew&amp;lang=nb"')
    expect(await isNobody(browser)).toBe(true)
  })

  test('[OI10] a way back works once, and in the browser that began it', async () => {
    provider.person = someone('once')
    const browser = new Browser(server)
    const path = await wayBack(browser)
    const attacked = new Browser(server)
    expect((await refusal(attacked, path)).text).toContain('This browser has not begun this sign-in')
    expect(await isNobody(attacked)).toBe(true)
    expect((await browser.get(path)).status).toBe(303)
    const person = await whoIs(browser)
    const again = await refusal(browser, path)
    expect([again.status, again.text.includes('has been used')]).toEqual([401, true])
    expect(await whoIs(browser)).toEqual(person)
  })

  test('[OI10] a made-up, damaged or missing state leads nowhere', async () => {
    const browser = new Browser(server)
    const path = await wayBack(browser)
    for (const search of [
      '',
      '?code=x',
      '?state=&code=x',
      `?state=${'a'.repeat(24)}&code=x`,
      `?state=${'a'.repeat(5_000)}&code=x`,
      '?error=access_denied',
    ])
      expect((await refusal(browser, `/sign-in/oidc/callback${search}`)).status).toBe(401)
    // None of that has used up the right one.
    expect((await browser.get(path)).status).toBe(303)
  })

  test('[OI11] who takes longer than ten minutes is told so', async () => {
    const browser = new Browser(server)
    const path = await wayBack(browser)
    await server.running.house.database.store.tx(function* ({ db, s }) {
      const { value } = s.authVerification
      yield* q(db.update(s.authVerification).set({ value: sql`json_set(${value}, '$.until', ${Date.now() - 1})` }))
    })
    expect((await refusal(browser, path)).text).toContain('That took too long')
    expect(await isNobody(browser)).toBe(true)
  })

  test('[OI12] a code that was swapped for another way’s is refused: it is tied to the browser', async () => {
    const [attacker, victim] = [new Browser(server), new Browser(server)]
    provider.person = someone('attacker')
    const theirs = new URL(server.url + (await wayBack(attacker)))
    const mine = new URL(server.url + (await wayBack(victim)))
    mine.searchParams.set('code', theirs.searchParams.get('code') ?? '')
    const answer = await refusal(victim, mine.pathname + mine.search)
    expect([answer.status, await isNobody(victim)]).toEqual([502, true])
  })

  test('[OI12] an answer in the name of another issuer is refused', async () => {
    const browser = new Browser(server)
    const way = new URL(server.url + (await wayBack(browser)))
    way.searchParams.set('iss', 'https://evil.example')
    expect((await refusal(browser, way.pathname + way.search)).status).toBe(502)
    expect(await isNobody(browser)).toBe(true)
  })
})

describe('a provider that comes and goes', () => {
  test('[OI13] that is away when the server starts keeps nobody out, is reported, and comes back by itself', async () => {
    const away = await aProvider({ tellsInToken: true })
    away.person = someone('patient')
    const here = await aServer(away.settings)
    const browser = new Browser(here)
    const page = async () => (await browser.get('/sign-in')).text
    const metric = async () => (await browser.get('/metrics')).text.match(/^samskriv_sign_in_provider_up (\d)$/m)?.[1]
    await until('it is noticed', async () => (await page()).includes('Signing in with NHS Scotland is not possible now'))
    expect(await page()).not.toContain('Sign in with NHS Scotland')
    expect(await metric()).toBe('0')
    expect((await browser.get('/readyz')).status).toBe(200)
    const pressed = await browser.submit('/sign-in/oidc', { next: '/' })
    expect([pressed.status, pressed.text.includes('code by mail')]).toEqual([503, true])
    await signedIn(here, 'by-mail@example.org')
    const reported = here.log.filter((line) => line.includes('sign-in provider cannot be used'))
    expect(reported).toHaveLength(1)
    expect(reported.join()).toContain('ECONNREFUSED')

    await away.open()
    await until('there is a button again', async () => (await page()).includes('Sign in with NHS Scotland'))
    expect((await signInElsewhere(browser)).status).toBe(303)
    expect((await whoIs(browser)).email).toBe('patient@example.org')
    expect(await metric()).toBe('1')
    expect(here.log.some((line) => line.includes('sign-in provider is back'))).toBe(true)

    const onTheWay = new Browser(here)
    const path = await backFrom(goesOnTo(await onTheWay.submit('/sign-in/oidc', { next: '/' })), onTheWay)
    await away.close()
    const back = await onTheWay.get(path, html)
    expect([back.status, back.text.includes('nothing has changed')]).toEqual([502, true])
    expect(await isNobody(onTheWay)).toBe(true)
    await here.stop()
  })

  test('[OI13] that takes calls and never answers holds up neither the server nor a page for long', async () => {
    const silent = createServer(() => {})
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as AddressInfo
    const ours = await freePort()
    const home = { PORT: String(ours), PUBLIC_URL: `http://localhost:${ours}` }
    const here = await aServer({ ...provider.settings, ...home, OIDC_ISSUER: `http://127.0.0.1:${port}` })
    const browser = new Browser(here)
    // Nothing is known of it yet, and nobody waits to learn it.
    expect((await browser.get('/sign-in')).text).toContain('Sign in with NHS Scotland')
    expect((await browser.submit('/sign-in/oidc')).status).toBe(503)
    expect((await browser.get('/sign-in')).text).toContain('is not possible now')
    expect(here.log.filter((line) => line.includes('TimeoutError'))).toHaveLength(1)
    await here.stop()
    silent.closeAllConnections()
    silent.close()
  })

  test('[OI14] that says it is somebody else, or nothing that can be read, is not believed', async () => {
    const speaker = await aProvider()
    await speaker.open()
    const issuer = new URL(speaker.settings['OIDC_ISSUER'] ?? '')
    const here = await aServer({ ...speaker.settings, OIDC_ISSUER: `http://localhost:${issuer.port}` })
    await until('it is noticed', () => here.log.some((line) => line.includes('other-issuer')))
    expect((await new Browser(here).submit('/sign-in/oidc')).status).toBe(503)
    await here.stop()
    const there = await aServer({ ...speaker.settings, OIDC_ISSUER: `${issuer.origin}/elsewhere` })
    await until('it is noticed', () => there.log.some((line) => line.includes('sign-in provider cannot be used')))
    await there.stop()
    await speaker.close()
  })

  test('[OI15] that refuses our secret is told apart in the log, and no secret, code, state or address is in it', async () => {
    const secretsIn = (way: string) => {
      const { searchParams } = new URL(way, server.url)
      return [searchParams.get('code') ?? way, searchParams.get('state') ?? way]
    }
    const strict = await aProvider()
    await strict.open()
    strict.person = someone('secretive')
    const secret = 'not-the-one-that-was-agreed'
    const wrong = await aServer({ ...strict.settings, OIDC_CLIENT_SECRET: secret })
    const browser = new Browser(wrong)
    const path = await backFrom(goesOnTo(await browser.submit('/sign-in/oidc', { next: '/' })), browser)
    expect((await browser.get(path, html)).status).toBe(502)
    const log = wrong.log.join('\n')
    expect(log).toContain('invalid_client')
    expect(secretsIn(path).filter((word) => log.includes(word))).toEqual([])
    expect(log).not.toMatch(new RegExp(`${secret}|secretive`))
    await wrong.stop()
    const right = await aServer(strict.settings)
    const other = new Browser(right)
    const way = await backFrom(goesOnTo(await other.submit('/sign-in/oidc', { next: '/' })), other)
    expect((await other.get(way)).status).toBe(303)
    const talk = right.log.join('\n')
    expect(secretsIn(way).filter((word) => talk.includes(word))).toEqual([])
    expect(talk).not.toMatch(/secretive|a-secret-between/)
    await right.stop()
    await strict.close()
  })
})

describe('an installation', () => {
  test('[OI16] without a provider has no such way in', async () => {
    const plain = await aServer()
    const browser = new Browser(plain)
    expect((await browser.get('/sign-in')).text).not.toContain('/sign-in/oidc')
    expect((await browser.submit('/sign-in/oidc')).status).toBe(404)
    expect((await browser.get('/sign-in/oidc/callback?state=a&code=b', html)).status).toBe(404)
    expect((await browser.get('/metrics')).text).not.toContain('sign_in_provider')
    await plain.stop()
  })

  test('[OI17] with several addresses sends people to the first, where they come back to', async () => {
    const port = await freePort()
    const [first, second] = [`http://localhost:${port}`, `http://127.0.0.1:${port}`]
    const here = await aServer({ ...provider.settings, PORT: String(port), PUBLIC_URL: `${first},${second}` })
    const body = new URLSearchParams({ next: '/studies/new' })
    const answer = await new Browser(here).request('/sign-in/oidc?lang=sv', { method: 'POST', body, headers: { ...html, origin: second } })
    expect(goesOnTo(answer)).toBe(`${first}/sign-in?next=%2Fstudies%2Fnew&lang=sv`)
    await here.stop()
  })
})
