import { get } from 'node:http'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createApp } from './app.ts'
import { ExportJobs } from './exports/jobs.ts'
import { createRateLimits } from './http/rate-limits.ts'
import { loadStaticFiles } from './pages/static-files.ts'
import { Browser, aStudy, askForCode, mails, problemIn, signedIn } from './testing/a-browser.ts'
import { aServer } from './testing/a-server.ts'
import { aServerForAll } from './testing/for-all.ts'
import { until } from './testing/until.ts'

const server = aServerForAll()

describe('every answer', () => {
  const paths = [
    '/',
    '/sign-in',
    '/studies/x',
    '/api/me',
    '/api/docs',
    '/healthz',
    '/nothing',
    '/theme/nothing.css',
    '/assets/nothing.js',
    '/outbox',
  ]

  test.each(paths)('[HT1] %s tells the browser to run and load nothing that is not ours', async (path) => {
    const { headers, text } = await new Browser(server).get(path, { accept: 'text/html' })
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|\*|https?:/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(headers.get('permissions-policy')).toContain('camera=()')
    // Over plain HTTP on one's own machine a promise of HTTPS would lock the browser out.
    expect(headers.get('strict-transport-security')).toBeNull()
    expect(text).not.toMatch(/<style|<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=/i)
  })

  test('[HT2] on an installation with HTTPS asks for nothing but HTTPS from then on', async () => {
    const secure = await aServer({ PUBLIC_URL: 'https://localhost' })
    const headers = (await new Browser(secure).get('/healthz')).headers
    expect(headers.get('strict-transport-security')).toContain('max-age=31536000')
    await secure.stop()
  })
})

describe('a request that changes something', () => {
  test.each(['https://evil.example', 'null', 'http://localhost', 'file://'])('[HT3] is refused when it comes from %s', async (origin) => {
    const browser = new Browser(server)
    for (const [method, path] of [
      ['POST', '/sign-in'],
      ['POST', '/sign-out'],
      ['POST', '/api/studies'],
      ['PATCH', '/api/me'],
      ['DELETE', '/api/studies/x'],
    ] as const) {
      const answer = await browser.request(path, { method, headers: { origin, 'content-type': 'application/json' } })
      expect(problemIn(answer).code).toBe('foreign-origin')
    }
  })

  test('[HT4] is refused without an Origin when the browser says that it comes from elsewhere, and taken from a program', async () => {
    const send = (headers: Record<string, string>) =>
      fetch(`${server.url}/api/auth/email-code`, {
        method: 'POST',
        body: '{"email":"program@example.org"}',
        headers: { 'content-type': 'application/json', ...headers },
      })
    expect((await send({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await send({})).status).toBe(202)
  })
})

describe('the description of the API', () => {
  const document = z.object({
    openapi: z.string(),
    paths: z.record(
      z.string(),
      z.record(z.string(), z.object({ summary: z.string().min(1), responses: z.record(z.string(), z.unknown()) })),
    ),
  })

  test('[HT5] holds every route of the router, and nothing else', async () => {
    const described = document.parse((await new Browser(server).get('/api/openapi.json')).json())
    const { house } = server.running
    const app = createApp({
      ...house,
      store: house.database.store,
      limits: createRateLimits(),
      files: loadStaticFiles(),
      wakeMail: () => {},
      forgetDeleted: async () => {},
      sign: house.database.sign,
      keys: house.database.keys,
      exportJobs: new ExportJobs({ ...house, store: house.database.store, sign: house.database.sign }),
      isStopping: () => false,
    })
    const routed = app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${openApiPath(path)}`)
    const listed = Object.entries(described.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(listed.toSorted()).toEqual([...new Set(routed)].toSorted())
    expect(listed.length).toBeGreaterThan(30)
    expect(described.openapi).toMatch(/^3\.1/)
  })

  test('[HT6] names the problems of a route and the shape of a body', async () => {
    const { text } = await new Browser(server).get('/api/openapi.json')
    const { paths } = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), z.any())) }).parse(JSON.parse(text))
    const create: unknown = paths['/api/studies']?.['post']
    expect(create).toMatchObject({
      requestBody: {
        content: {
          'application/json': { schema: { required: ['title', 'place', 'language', 'templateId'], additionalProperties: false } },
        },
      },
      responses: { 201: {}, 401: {}, 413: {}, 415: {}, 422: { content: { 'application/problem+json': {} } }, 429: {}, 503: {} },
    })
    const exported: unknown = paths['/api/studies/{id}/export']?.['get']
    expect(exported).toMatchObject({ parameters: expect.arrayContaining([expect.objectContaining({ in: 'query', name: 'format' })]) })
    expect(exported).toMatchObject({ parameters: expect.arrayContaining([expect.objectContaining({ in: 'path', name: 'id' })]) })
  })

  test('[HT7] can be read as a page', async () => {
    const page = await new Browser(server).get('/api/docs', { accept: 'text/html' })
    expect(page.status).toBe(200)
    expect(page.text).toContain('POST /api/studies/{id}/people')
  })

  function openApiPath(path: string): string {
    return path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}')
  }
})

describe('the files of the pages', () => {
  test('[HT8] are kept by browsers for ever and sent compressed', async () => {
    const page = await new Browser(server).get('/sign-in')
    const [sheet = ''] = stylesOf(page.text)
    const answer = await new Browser(server).get(sheet, { 'accept-encoding': 'br' })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toContain('immutable')
    expect(answer.headers.get('content-encoding')).toBe('br')
    const font = /url\('?(\/[^')]+\.woff2)'?\)/.exec(answer.text)?.[1] ?? ''
    expect((await new Browser(server).get(font)).headers.get('content-type')).toBe('font/woff2')
  })

  test('[HT8] are the same before a study and in it: who comes in by a form loads styles and fonts once', async () => {
    const before = stylesOf((await new Browser(server).get('/join')).text)
    const reader = await signedIn(server, 'reads-styles@example.org')
    const within = stylesOf((await reader.get('/studies/nothing', { accept: 'text/html' })).text)
    expect(before.length).toBeGreaterThan(0)
    expect(within).toEqual(expect.arrayContaining(before))
  })

  function stylesOf(page: string): string[] {
    return Array.from(page.matchAll(/rel="stylesheet" href="([^"]+\.css)"/g), ([, href = '']) => href)
  }

  test('[HT8] hold the sign of the product, also where browsers look for it by themselves', async () => {
    const browser = new Browser(server)
    const page = await browser.get('/sign-in')
    const linked = await browser.get(/rel="icon" [^>]*href="([^"]+)"/.exec(page.text)?.[1] ?? '')
    expect(linked.headers.get('content-type')).toBe('image/svg+xml')
    expect(linked.headers.get('cache-control')).toContain('immutable')
    const unasked = await browser.get('/favicon.ico')
    expect(unasked.text).toBe(linked.text)
    expect(unasked.headers.get('cache-control')).toBe('public, max-age=86400')
    expect((await browser.get('/apple-touch-icon.png')).headers.get('content-type')).toBe('image/png')
  })

  test.each([
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/theme/..%2ffonts.css',
    '/assets/.vite/manifest.json',
    '/outbox/..%2fsecrets',
    '/outbox/%2e%2e%2fsecrets',
  ])('[HT9] %s leads nowhere', async (path) => {
    expect((await new Browser(server).get(path)).status).toBe(404)
  })
})

describe('setting an empty installation up', () => {
  test('[HT10] takes the printed link once, makes a steward and signs them in', async () => {
    const fresh = await aServer()
    const path = new URL(fresh.running.setupLink ?? '').pathname
    const form = { name: 'Siri', email: 'siri@example.org', partnership: 'Bydel Tøyen', language: 'nb' }
    expect((await new Browser(fresh).submit('/setup/guessed', form)).status).toBe(410)
    for (let scan = 0; scan < 3; scan += 1) expect((await new Browser(fresh).get(path)).text).toContain('<form')
    expect((await new Browser(fresh).submit(path, { ...form, email: 'nothing' })).status).toBe(422)
    const siri = new Browser(fresh)
    expect((await siri.submit(path, form)).headers.get('location')).toBe('/')
    expect((await siri.get('/api/me')).json()).toMatchObject({ installationSteward: true, person: { name: 'Siri', language: 'nb' } })
    expect((await new Browser(fresh).submit(path, { ...form, email: 'mallory@example.org' })).status).toBe(410)
    expect((await new Browser(fresh).get(path)).text).not.toContain('name="email"')
    await fresh.stop()
  })

  test('[HT11] nobody becomes steward by being first', async () => {
    const first = await signedIn(server, 'first@example.org')
    expect((await first.get('/api/me')).json()).toMatchObject({ installationSteward: false })
  })
})

describe('what people call themselves and their studies', () => {
  test('[HT18] is text wherever it is shown: pages, mails, files and their names', async () => {
    const markup = '"><img src=x onerror=alert(1)></title><script>alert(2)</script>'
    const browser = await signedIn(server, 'markup@example.org', markup)
    const study = await aStudy(browser, `Title ${markup}`)
    await browser.send('PATCH', `/api/studies/${study}`, { place: `Place ${markup}` })
    await browser.send('POST', `/api/studies/${study}/people`, { email: 'reads-it@example.org', name: markup, role: 'editor' })
    const mail = await until('the mail is there', async () => (await mails(server)).find(({ to }) => to === 'reads-it@example.org'))
    expect(mail.html).toContain('alert(2)')
    const paths = ['', '/export?format=html', '/export?format=html&view=1'].map((path) =>
      path === '' ? `/studies/${study}` : `/api/studies/${study}${path}`,
    )
    const pages = await Promise.all([...paths, '/outbox', '/name'].map(async (path) => await browser.get(path, { accept: 'text/html' })))
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    for (const { text } of [...pages, { text: mail.html }]) {
      expect(text).not.toMatch(/<img|<script>/)
      expect(text).toMatch(/alert\(1\)/)
    }
    for (const { headers } of pages) expect(headers.get('content-disposition') ?? '').not.toMatch(/[<>]/)
  })

  test('[HT19] an address that begins like another host leads nowhere else', async () => {
    const answer = await new Browser(server).get('//evil.example/x', { accept: 'text/html' })
    expect(answer.status).toBe(404)
    expect(answer.text).not.toMatch(/(href|action)="(\/\/|\/\\|https?:)/)
  })
})

describe('the outbox page', () => {
  test('[HT12] shows the mails of an installation on this machine', async () => {
    await askForCode(new Browser(server), 'shown@example.org')
    const list = await new Browser(server).get('/outbox', { accept: 'text/html' })
    expect(list.text).toContain('shown@example.org')
    const [, path = ''] = /href="(\/outbox\/[^"]+)"/.exec(list.text) ?? []
    expect((await new Browser(server).get(path)).text).toContain('/sign-in/link/')
    const files = readdirSync(join(server.dataDir, 'outbox'))
    expect(files.map((file) => statSync(join(server.dataDir, 'outbox', file)).mode & 0o777)).toEqual(files.map(() => 0o600))
  })

  test('[HT17] is not there for a page elsewhere whose name was pointed at this machine', async () => {
    const asked = (host: string): Promise<number> =>
      new Promise((resolve, reject) => {
        get(`${server.url}/outbox`, { headers: { host } }, (answer) => resolve(answer.resume().statusCode ?? 0)).on('error', reject)
      })
    expect(await asked(new URL(server.url).host)).toBe(200)
    expect(await asked('127.0.0.1')).toBe(200)
    for (const host of ['evil.example', 'localhost.evil.example', '192.168.1.7', '127.0.0.1.evil.example'])
      expect(await asked(host)).toBe(404)
  })

  test('[HT13] is not there on an installation that others can reach', async () => {
    const reachable = await aServer({ PUBLIC_URL: 'https://write.example.org', AUTH_SECRET: 'x'.repeat(40) })
    expect((await new Browser(reachable).get('/outbox')).status).toBe(404)
    await reachable.stop()
  })
})

describe('what those who run the server see', () => {
  test('[HT14] health, readiness and metrics, from this machine or with a token', async () => {
    const browser = new Browser(server)
    expect((await browser.get('/healthz')).json()).toEqual({ status: 'ok' })
    expect((await browser.get('/readyz')).json()).toEqual({ status: 'ok' })
    const metrics = (await browser.get('/metrics')).text
    for (const name of ['event_loop_lag_p99_ms', 'commit_ms', 'moved_words_total', 'client_resets_total', 'sockets', 'rooms'])
      expect(metrics).toContain(`samskriv_${name}`)
    expect((await browser.get('/metrics', { 'x-forwarded-for': '1.2.3.4' })).status).toBe(404)
    const guarded = await aServer({ METRICS_TOKEN: 'a-token-that-is-long' })
    expect((await new Browser(guarded).get('/metrics')).status).toBe(404)
    expect((await new Browser(guarded).get('/metrics', { authorization: 'Bearer a-token-that-is-long' })).status).toBe(200)
    await guarded.stop()
  })

  test('[HT16] a database that can’t be written is said by /readyz at once, people still read, and it is over when it is over', async () => {
    const stuck = await aServer()
    const browser = await signedIn(stuck, 'reading@example.org')
    const study = await aStudy(browser)
    const connection = stuck.running.house.database.auth.db.$client
    connection.pragma('query_only = ON')
    const refused = await until('it is noticed', async () => {
      const answer = await browser.get('/readyz')
      return answer.status === 200 ? null : answer
    })
    expect(problemIn(refused)).toMatchObject({ code: 'store-unavailable', status: 503 })
    expect((await browser.get('/healthz')).status).toBe(200)
    expect((await browser.get(`/api/studies/${study}`)).status).toBe(200)
    expect((await browser.get(`/studies/${study}`)).status).toBe(200)
    for (const write of [
      await browser.send('PATCH', `/api/studies/${study}`, { title: 'Not stored' }),
      await browser.send('POST', `/api/studies/${study}/people`, { email: 'late@example.org', role: 'reader' }),
      await browser.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' }),
      await new Browser(stuck).send('POST', '/api/auth/email-code', { email: 'late@example.org' }),
    ])
      expect(problemIn(write)).toMatchObject({ code: 'store-unavailable', status: 503 })
    connection.pragma('query_only = OFF')
    await until('it is ready', async () => (await browser.get('/readyz')).status === 200)
    await stuck.stop()
  })

  test('[HT15] a log without a word, a name, an address, a code or a token in it, at its most talkative', async () => {
    const quiet = await aServer()
    const browser = new Browser(quiet)
    const mail = await askForCode(browser, 'secretive@example.org', '/studies/new')
    await browser.submit('/sign-in/code', { code: mail.code === '123123' ? '321321' : '123123' })
    await browser.get(mail.link)
    await browser.submit('/sign-in/code', { code: mail.code })
    await browser.submit('/name', { name: 'Nameless Person' })
    const study = await aStudy(browser, 'A title nobody should log')
    await browser.send('POST', `/api/studies/${study}/people`, {
      email: 'invited-person@example.org',
      role: 'editor',
      name: 'Invited Person',
    })
    await browser.send('POST', '/api/studies', { title: 'Unheard words', place: 'x', language: 'nb', templateId: 'Unheard template' })
    await browser.request('/api/studies', {
      method: 'POST',
      body: '{"title":"Broken words',
      headers: { 'content-type': 'application/json' },
    })
    await browser.get(`/api/studies/${study}/export?format=html`)
    await browser.get(new URL(quiet.running.setupLink ?? '').pathname)
    await browser.submit('/sign-out')
    const [, challenge = ''] = /link\/([^.]+)\./.exec(mail.link) ?? []
    const secret = /AUTH_SECRET=(\S+)/.exec(readFileSync(join(quiet.dataDir, 'secrets'), 'utf8'))?.[1] ?? ''
    const tokens = [mail.code, challenge, secret, browser.cookie, new URL(quiet.running.setupLink ?? '').pathname.split('/').at(-1) ?? '']
    const words = ['secretive', 'invited-person', 'example.org', 'Nameless', 'Invited', 'nobody should', 'Unheard', 'Broken words']
    const lines = quiet.log.join('')
    expect(quiet.log.length).toBeGreaterThan(15)
    for (const cut of [...words, ...tokens.filter((token) => token !== '')]) expect(lines).not.toContain(cut)
    expect((await mails(quiet)).length).toBeGreaterThan(1)
    await quiet.stop()
  })
})
