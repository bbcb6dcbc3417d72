import { request } from 'node:http'
import { Me } from '@samskriv/protocol'
import { describe, expect, test } from 'vitest'
import { Browser, aStudy, askForCode, mails, problemIn, signedIn } from '../testing/a-browser.ts'
import { aServer } from '../testing/a-server.ts'
import { aServerForAll } from '../testing/for-all.ts'
import { until } from '../testing/until.ts'

const server = aServerForAll()

const mailTo = (address: string) => until(`a mail to ${address}`, async () => (await mails(server)).find(({ to }) => to === address))
const otherThan = (code: string, number: number): string => String((Number(code) + number) % 1_000_000).padStart(6, '0')

describe('signing in with a code', () => {
  test('[SI1] takes an address and a code, and goes on to the page that was wanted', async () => {
    const browser = new Browser(server)
    const mail = await askForCode(browser, 'amina@example.org', '/studies/new')
    const page = await browser.get('/sign-in/code')
    expect(page.text).toContain('amina@example.org')
    const answer = await browser.submit('/sign-in/code', { code: ` ${mail.code.slice(0, 3)} ${mail.code.slice(3)}` })
    expect(answer.status).toBe(303)
    // Nobody has said who this is, so they are asked, once, on the way.
    expect(answer.headers.get('location')).toBe('/name?next=%2Fstudies%2Fnew')
    const named = await browser.submit('/name', { name: 'Amina', next: '/studies/new' })
    expect(named.headers.get('location')).toBe('/studies/new')
    expect((await browser.get('/api/me')).json()).toMatchObject({
      person: { email: 'amina@example.org', name: 'Amina' },
      installationSteward: false,
    })
  })

  test('[SI2] the session cookie is HttpOnly, SameSite=Lax and for the whole site', async () => {
    const browser = new Browser(server)
    const { code } = await askForCode(browser, 'cookie@example.org')
    const answer = await browser.submit('/sign-in/code', { code })
    const cookie = answer.headers.getSetCookie().find((line) => line.includes('session_token')) ?? ''
    expect(cookie).toMatch(/^samskriv\.session_token=[^;]+;/)
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Lax/i)
    expect(cookie).toMatch(/Path=\/(;|$)/)
  })

  test('[SI3] five wrong codes void that challenge, and no other one of the same address', async () => {
    const [attacker, person] = [new Browser(server), new Browser(server)]
    const theirs = await askForCode(attacker, 'target@example.org')
    const mine = await askForCode(person, 'target@example.org')
    const statuses: number[] = []
    for (let guess = 1; guess <= 5; guess += 1) {
      statuses.push((await attacker.submit('/sign-in/code', { code: otherThan(theirs.code, guess) })).status)
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401])
    expect((await attacker.submit('/sign-in/code', { code: theirs.code })).status).toBe(401)
    expect((await attacker.get('/api/me')).status).toBe(401)
    expect((await person.submit('/sign-in/code', { code: mine.code })).status).toBe(303)
  })

  test('[SI4] four wrong codes leave the fifth try for the right one', async () => {
    const browser = new Browser(server)
    const { code } = await askForCode(browser, 'clumsy@example.org')
    for (let guess = 1; guess <= 4; guess += 1) await browser.submit('/sign-in/code', { code: otherThan(code, guess) })
    expect((await browser.submit('/sign-in/code', { code })).status).toBe(303)
  })

  test('[SI5] a code works once', async () => {
    const browser = new Browser(server)
    const mail = await askForCode(browser, 'once@example.org')
    const before = browser.cookie
    expect((await browser.submit('/sign-in/code', { code: mail.code })).status).toBe(303)
    const replay = new Browser(server)
    replay.cookie = before
    expect((await replay.submit('/sign-in/code', { code: mail.code })).status).toBe(401)
    expect((await new Browser(server).submit(mail.link)).status).toBe(401)
  })

  test('[SI6] a code is of no use without the browser or the mail that it was sent for', async () => {
    const { code } = await askForCode(new Browser(server), 'somebody@example.org')
    const stranger = new Browser(server)
    expect((await stranger.submit('/sign-in/code', { code })).status).toBe(401)
    await askForCode(stranger, 'stranger@example.org')
    expect((await stranger.submit('/sign-in/code', { code })).status).toBe(401)
  })

  test('[SI7] a guess of two codes at the same moment is one guess', async () => {
    const browser = new Browser(server)
    const { code } = await askForCode(browser, 'race@example.org')
    const cookie = browser.cookie
    const results = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const tab = new Browser(server)
        tab.cookie = cookie
        return (await tab.submit('/sign-in/code', { code })).status
      }),
    )
    expect(results.filter((status) => status === 303)).toHaveLength(1)
  })

  test('[SI8] an address nobody knows is answered like one that is known', async () => {
    await signedIn(server, 'known@example.org')
    const [known, unknown] = [new Browser(server), new Browser(server)]
    const answers = [
      await known.submit('/sign-in', { email: 'known@example.org', next: '/' }),
      await unknown.submit('/sign-in', { email: 'unknown@example.org', next: '/' }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    const pages = [await known.get('/sign-in/code'), await unknown.get('/sign-in/code')]
    expect(pages[0]?.text.replaceAll('known@', '@')).toBe(pages[1]?.text.replaceAll('unknown@', '@'))
  })
})

describe('the link in the mail', () => {
  test('[SI9] is used up by nobody who only opens it', async () => {
    const mail = await askForCode(new Browser(server), 'scanned@example.org')
    for (let scan = 0; scan < 7; scan += 1) {
      const page = await new Browser(server).get(mail.link)
      expect(page.status).toBe(200)
      expect(page.text).toContain('<form')
      // So that nobody signs in by a link that was somebody else's.
      expect(page.text).toContain('scanned@example.org')
    }
    expect((await new Browser(server).submit(mail.link)).status).toBe(303)
  })

  test('[SI10] signs in another browser than the one that asked', async () => {
    const mail = await askForCode(new Browser(server), 'phone@example.org')
    const phone = new Browser(server)
    expect((await phone.submit(mail.link)).status).toBe(303)
    expect((await phone.get('/api/me')).status).toBe(200)
  })

  test('[SI11] begins with the public address, whatever host the request names', async () => {
    const browser = new Browser(server)
    await browser.request('/sign-in', {
      method: 'POST',
      body: new URLSearchParams({ email: 'host@example.org' }),
      headers: { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example', accept: 'text/html' },
    })
    const { text } = await mailTo('host@example.org')
    expect(text).toContain(`${server.url}/sign-in/link/`)
    expect(text).not.toContain('evil')
  })

  test('[SI12] answers a damaged token like an old one', async () => {
    const answers = await Promise.all(
      ['x', `${'a'.repeat(24)}.000000`, `${'a'.repeat(24)}.12345`, '%2F..%2Fetc', 'a'.repeat(4_000)].map(
        async (token) => (await new Browser(server).get(`/sign-in/link/${token}`)).status,
      ),
    )
    expect(answers).toEqual([401, 401, 401, 401, 401])
  })
})

describe('the sign-in form', () => {
  test('[SI13] says what is wrong at the top, with a link to the field', async () => {
    const answer = await new Browser(server).submit('/sign-in?lang=nb', { email: 'not an address' })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('class="error-summary"')
    expect(answer.text).toContain('href="#email"')
    expect(answer.text).toContain('aria-invalid="true"')
    expect(answer.text).toMatch(/<title>Feil: /)
  })

  test.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/\t/evil.example', 'javascript:alert(1)'])(
    '[SI14] goes home instead of to %j',
    async (next) => {
      const browser = new Browser(server)
      const mail = await askForCode(browser, `redirect-${Buffer.from(next).toString('hex').slice(0, 20)}@example.org`, next)
      const answer = await browser.submit('/sign-in/code', { code: mail.code })
      expect(answer.headers.get('location')).toBe('/name?next=%2F')
    },
  )

  test('[SI15] sends no more than twelve codes for one mailbox from one place in ten minutes, and says when to try again', async () => {
    const statuses: number[] = []
    for (let request = 0; request < 13; request += 1) {
      statuses.push((await new Browser(server).submit('/sign-in', { email: 'flooded@example.org' })).status)
    }
    expect(statuses.slice(0, 12).every((status) => status === 303)).toBe(true)
    const refused = await new Browser(server).send('POST', '/api/auth/email-code', { email: 'flooded@example.org' })
    expect(statuses[12]).toBe(429)
    expect(problemIn(refused).code).toBe('rate-limited')
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    // Another person at the same address is not refused.
    expect((await new Browser(server).submit('/sign-in', { email: 'neighbour@example.org' })).status).toBe(303)
  })
})

describe('signing out', () => {
  test('[SI16] ends the session at once, in every place its cookie was copied to', async () => {
    const browser = await signedIn(server, 'leaving@example.org')
    await aStudy(browser)
    const copy = new Browser(server)
    copy.cookie = browser.cookie
    const { person } = Me.parse((await browser.get('/api/me')).json())
    const signedOut = await browser.submit('/sign-out')
    expect(signedOut.headers.get('location')).toBe(`/signed-out?left=${person.id}`)
    expect(signedOut.headers.get('clear-site-data')).toBe('"cache"')
    const answer = await copy.get('/api/me')
    expect(answer.status).toBe(401)
    expect(problemIn(answer).code).toBe('session-expired')
  })

  test('[SI22] by the form leads to a page that looks after what is left on the device; storage goes only where nobody can look', async () => {
    const browser = await signedIn(server, 'leaving@example.org')
    const { person } = Me.parse((await browser.get('/api/me')).json())
    const page = async (path: string) => (await browser.get(path, { accept: 'text/html' })).text
    // While they are still here, by an address that somebody has sent them, nothing of theirs is touched.
    expect(await page(`/signed-out?left=${person.id}`)).not.toContain('left-on-device')
    const { headers } = await browser.submit('/sign-out')
    const after = await page(headers.get('location') ?? '')
    expect(after).toContain(`data-person="${person.id}"`)
    expect(after).toMatch(/<noscript>\s*<form class="form" method="post" action="\/signed-out\?lang=en">/)
    expect(await page('/signed-out?left=%22%3E%3Cscript%3E')).not.toContain('"><script>')
    const cleared = await browser.submit('/signed-out')
    expect([cleared.status, cleared.headers.get('clear-site-data')]).toEqual([303, '"cache", "storage"'])
  })

  test('[SI16] by a program has the browser forget what it cached of us as well', async () => {
    const browser = await signedIn(server, 'leaving@example.org')
    const answer = await browser.send('POST', '/api/auth/sign-out')
    expect([answer.status, answer.headers.get('clear-site-data')]).toEqual([204, '"cache"'])
  })
})

describe('signing in again', () => {
  test('[SI19] ends the session the browser had, in every place its cookie was copied to', async () => {
    const browser = await signedIn(server, 'first@example.org')
    const copy = new Browser(server)
    copy.cookie = browser.cookie
    const { code } = await askForCode(browser, 'second@example.org')
    await browser.submit('/sign-in/code', { code })
    expect((await browser.get('/api/me')).json()).toMatchObject({ person: { email: 'second@example.org' } })
    expect((await copy.get('/api/me')).status).toBe(401)
  })

  test('[SI20] takes no session id from outside: one that somebody planted is not the one that is opened', async () => {
    const browser = new Browser(server)
    const { code } = await askForCode(browser, 'planted@example.org')
    const planted = 'samskriv.session_token=planted.c2lnbmF0dXJl'
    browser.cookie = `${browser.cookie}; ${planted}`
    expect((await browser.submit('/sign-in/code', { code })).status).toBe(303)
    expect(browser.cookie).not.toContain('planted')
    const attacker = new Browser(server)
    attacker.cookie = planted
    expect((await attacker.get('/api/me')).status).toBe(401)
  })
})

describe('limits', () => {
  test('[SI21] nobody uses up the codes of somebody else’s mailbox from elsewhere', async () => {
    const behindProxy = await aServer({ TRUST_PROXY: '1' })
    const ask = async (from: string) => {
      const headers = { 'x-forwarded-for': from, accept: 'text/html' }
      const body = new URLSearchParams({ email: 'victim@example.org' })
      return (await new Browser(behindProxy).request('/sign-in', { method: 'POST', body, headers })).status
    }
    const attack: number[] = []
    for (let address = 1; address <= 8; address += 1)
      for (let request = 0; request < 12; request += 1) attack.push(await ask(`10.1.1.${address}`))
    expect(attack).toContain(429)
    expect(await ask('192.0.2.7')).toBe(303)
    await behindProxy.stop()
  })

  test('[SI22] an Upgrade header frees nobody from them, nor from the security headers', async () => {
    const browser = await signedIn(server, 'upgrading@example.org')
    const upgrade = async (): Promise<{ status: number; policy: boolean }> =>
      await new Promise((resolve, reject) => {
        const headers = { cookie: browser.cookie, upgrade: 'websocket', 'content-type': 'application/json' }
        const sent = request(`${server.url}/api/me`, { method: 'PATCH', headers }, (answer) => {
          answer.resume().on('end', () => resolve({ status: answer.statusCode ?? 0, policy: 'content-security-policy' in answer.headers }))
        })
        sent.on('error', reject).end('{"language":"nb"}')
      })
    const answers = []
    for (let change = 0; change < 241; change += 1) answers.push(await upgrade())
    expect(answers.every(({ policy }) => policy)).toBe(true)
    expect(answers.at(0)?.status).toBe(200)
    expect(answers.at(-1)?.status).toBe(429)
  })
})

describe('the JSON routes', () => {
  test('[SI17] sign in a program, and refuse a code that was sent to another address', async () => {
    const browser = new Browser(server)
    expect((await browser.send('POST', '/api/auth/email-code', { email: 'Program@Example.org' })).status).toBe(202)
    const { code } = await mailTo('program@example.org')
    const wrong = await browser.send('POST', '/api/auth/email-code/verify', { email: 'other@example.org', code })
    expect(problemIn(wrong).code).toBe('wrong-code')
    expect((await browser.send('POST', '/api/auth/email-code/verify', { email: 'program@example.org', code })).status).toBe(200)
    expect((await browser.send('POST', '/api/auth/sign-out')).status).toBe(204)
    expect((await browser.get('/api/me')).status).toBe(401)
  })

  test('[SI18] nothing else of the sign-in library answers', async () => {
    const browser = await signedIn(server, 'library@example.org')
    const paths = ['get-session', 'sign-up/email', 'update-user', 'change-email', 'email-code/peek', 'email-code/open', 'ok']
    for (const path of paths) {
      expect((await browser.get(`/api/auth/${path}`)).status).toBe(404)
      expect((await browser.send('POST', `/api/auth/${path}`, {})).status).toBe(404)
    }
  })
})
