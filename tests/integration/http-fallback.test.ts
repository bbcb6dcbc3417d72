import {
  closeCodes,
  encodeHello,
  encodeMessages,
  encodeSyncStep1,
  encodeSyncStep2,
  encodeSyncUpdate,
  limits,
  maxMessagesPerPost,
} from '@samskriv/protocol'
import { documentSchemaVersion } from '@samskriv/document'
import { socketWithFallback } from '@samskriv/sync-client'
import { HttpSocket, type HttpWay } from '@samskriv/sync-client/http'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { z } from 'zod'
import { until } from '../support/until.ts'
import { exportedRuns } from './served/exported-words.ts'
import { HostileProxy, type ProxyRules } from '../support/hostile-proxy.ts'
import { serveStudy, type Place, type ServedStudy } from './served/served-study.ts'
import { wordsOf, writeParagraph, type Page, type Visitor } from './served/visitor.ts'

let served: ServedStudy
let places: Place[]
/** Another one for each test. */
let study: Place
const proxies: HostileProxy[] = []

beforeAll(async () => {
  served = await serveStudy({ others: 24 })
  places = [...served.others]
})
afterAll(async () => served.stop())
beforeEach(() => {
  const place = places.pop()
  if (place === undefined) throw new Error('more tests than studies')
  study = place
})
afterEach(async () => {
  await Promise.all([study.amina, study.officer, study.third].map((visitor) => visitor.leave()))
  await Promise.all(proxies.splice(0).map((proxy) => proxy.stop()))
})

async function behind(rules: ProxyRules = {}): Promise<HostileProxy> {
  const proxy = await HostileProxy.before(served.server.port, rules)
  proxies.push(proxy)
  return proxy
}

/** A page whose way to the server goes through a proxy. */
async function pageBehind(visitor: Visitor, proxy: HostileProxy, way: HttpWay = visitor.httpWay({ url: proxy.url })): Promise<Page> {
  return await visitor.openPage(study.id, { Socket: visitor.httpClass(way) })
}

/** What a browser makes of it: a WebSocket first, and HTTP when none gets through; both by the proxy. */
function fallbackBehind(visitor: Visitor, proxy: HostileProxy, times: { readonly tryAgainAfterMs?: number } = {}): typeof WebSocket {
  const Base = visitor.socketClass()
  class ByProxy extends Base {
    constructor(url: string | URL) {
      super(String(url).replace(visitor.url.replace('http', 'ws'), proxy.url.replace('http', 'ws')))
    }
  }
  const way = visitor.httpWay({ url: proxy.url })
  class HttpByProxy extends HttpSocket {
    constructor(url: string | URL) {
      super(url, way)
    }
  }
  return socketWithFallback({ WebSocket: ByProxy, loadHttpSocket: async () => ({ HttpSocket: HttpByProxy }), ...times })
}

const metric = async (name: string, what: string): Promise<number> => {
  const text = await (await fetch(`${served.server.url}/metrics`)).text()
  return Number(new RegExp(`^${name}\\{[^}]*what="${what}"[^}]*\\} (\\d+)`, 'm').exec(text)?.[1] ?? 0)
}

describe('a study open over HTTP', () => {
  test('is written in together by the product’s page, by a stock client, and by a page with a WebSocket', async () => {
    const { id, section, amina, officer, third } = study
    const hers = await amina.openPage(id, { Socket: amina.httpClass() })
    const stock = officer.openStock(id, { Socket: officer.httpClass() })
    const usual = await third.openPage(id)
    await until('all are in step', () => hers.saveState === 'saved' && stock.synced && usual.saveState === 'saved')
    writeParagraph(hers.doc, section, 'Over HTTP.')
    writeParagraph(stock.doc, section, 'With a stock client.')
    writeParagraph(usual.doc, section, 'Over a WebSocket.')
    await until('everybody has everything', () =>
      [hers.doc, stock.doc, usual.doc].every((doc) =>
        ['Over HTTP.', 'With a stock client.', 'Over a WebSocket.'].every((words) => wordsOf(doc, section).includes(words)),
      ),
    )
    await hers.saved()
    expect(new Set([hers.doc, stock.doc, usual.doc].map((doc) => wordsOf(doc, section))).size).toBe(1)
    stock.awareness.setLocalStateField('cursor', null)
    await until('each sees the others', () => [...stock.awareness.getStates().values()].filter((state) => 'user' in state).length >= 2)
    const sectors = (await exportedRuns(amina, id, section)).map(({ sector }) => sector)
    expect(new Set(sectors)).toEqual(new Set(['community', 'public', 'third']))
  })

  test('takes fifty thousand words in, and gives them out', async () => {
    const { section, amina, officer } = study
    const hers = await amina.openPage(study.id, { Socket: amina.httpClass() })
    await hers.saved()
    const line = 'what we wrote down in the hut, far from any mast. '.repeat(10)
    hers.doc.transact(() => {
      for (let number = 0; number < 500; number += 1) writeParagraph(hers.doc, section, `${number}: ${line}`)
    })
    await hers.saved(30_000)
    const theirs = await officer.openPage(study.id, { Socket: officer.httpClass() })
    await theirs.saved(30_000)
    expect(wordsOf(theirs.doc, section)).toBe(wordsOf(hers.doc, section))
  })

  test('neither loses nor doubles a word when answers get lost and requests come twice and late', async () => {
    const { section, amina, officer } = study
    const proxy = await behind()
    const [hers, theirs] = [await pageBehind(amina, proxy), await officer.openPage(study.id)]
    await Promise.all([hers.saved(), theirs.saved()])
    const before = await metric('samskriv_http_sync_total', 'posts-repeated')
    const text = writeParagraph(hers.doc, section, '')
    for (let word = 0; word < 30; word += 1) {
      if (word % 3 === 0) proxy.loseAnswers = 1
      if (word % 3 === 1) proxy.repeatPosts = 1
      text.insert(text.length, `word${word} `)
      await until('it is with the other', () => wordsOf(theirs.doc, section).includes(`word${word} `))
    }
    await hers.saved()
    const written = Array.from({ length: 30 }, (_, word) => `word${word} `).join('')
    expect(wordsOf(theirs.doc, section)).toBe(`${written}\n`)
    expect(proxy.answersLost).toBeGreaterThanOrEqual(10)
    expect(proxy.postsRepeated).toBeGreaterThanOrEqual(5)
    expect((await metric('samskriv_http_sync_total', 'posts-repeated')) - before).toBeGreaterThanOrEqual(10)
    expect((await exportedRuns(amina, study.id, section)).map((run) => run.text)).toEqual([written])
  })

  test('goes on behind a proxy that drops every stream, with what was said in between', async () => {
    const { section, amina, officer } = study
    const proxy = await behind({ cutStreamsAfterMs: 300 })
    const [hers, theirs] = [await pageBehind(amina, proxy), await officer.openPage(study.id)]
    await Promise.all([hers.saved(), theirs.saved()])
    const connections = await metric('samskriv_http_sync_total', 'opened')
    const text = writeParagraph(theirs.doc, section, '')
    for (let word = 0; proxy.streamsCut < 8; word += 1) {
      text.insert(text.length, `said${word} `)
      await until('it arrives', () => wordsOf(hers.doc, section).includes(`said${word} `))
    }
    expect(hers.saveState).toBe('saved')
    expect(await metric('samskriv_http_sync_total', 'opened')).toBe(connections)
  })

  test('polls behind a proxy that keeps streams back', async () => {
    const { section, amina, officer } = study
    const proxy = await behind({ keepsStreams: true })
    const hers = await pageBehind(amina, proxy)
    await hers.saved()
    const theirs = await officer.openPage(study.id)
    writeParagraph(theirs.doc, section, 'Nothing streams here.')
    writeParagraph(hers.doc, section, 'And yet it goes both ways.')
    await until('both have both', () =>
      [hers, theirs].every(({ doc }) => ['streams here', 'both ways'].every((words) => wordsOf(doc, section).includes(words))),
    )
    expect(await metric('samskriv_http_sync_total', 'polls')).toBeGreaterThan(0)
  })

  test('comes back by itself after the server was killed, with everything', async () => {
    const { section, amina, officer } = study
    const proxy = await behind()
    const [hers, theirs] = [await pageBehind(amina, proxy), await pageBehind(officer, proxy)]
    await Promise.all([hers.saved(), theirs.saved()])
    const text = writeParagraph(hers.doc, section, 'Before. ')
    await until('it is shown', () => wordsOf(theirs.doc, section).includes('Before.'))
    await served.server.kill9()
    text.insert(text.length, 'While it was down. ')
    expect(hers.saveState).not.toBe('saved')
    await served.server.restart()
    await hers.saved()
    await until('it is shown', () => wordsOf(theirs.doc, section).includes('Before. While it was down. '))
  })

  test('is told to come back by a server that is stopped in good order', async () => {
    const { amina } = study
    const codes: number[] = []
    class Watched extends HttpSocket {
      constructor(url: string | URL) {
        super(url, amina.httpWay())
        this.addEventListener('close', (event) => codes.push(event instanceof CloseEvent ? event.code : 0))
      }
    }
    const hers = await amina.openPage(study.id, { Socket: Watched as unknown as typeof WebSocket })
    await hers.saved()
    await served.server.restart()
    await until('it is back', () => codes.length > 0 && hers.session.state.get().visit?.connection.get() === 'online')
    expect(codes[0]).toBe(closeCodes.serverRestart)
    await hers.saved()
  })
})

describe('a page whose WebSocket does not get through', () => {
  test.each([
    ['is refused', {}],
    ['is swallowed', { swallowsUpgrades: true }],
  ] as const)('because it %s is open over HTTP within five seconds, and may write', async (_, rules) => {
    const { section, amina, officer } = study
    const proxy = await behind(rules)
    const from = performance.now()
    const hers = await amina.openPage(study.id, { Socket: fallbackBehind(amina, proxy) })
    await until('it is online', () => hers.session.state.get().visit?.connection.get() === 'online')
    expect(performance.now() - from).toBeLessThan(5_000)
    expect(hers.canWrite).toBe(true)
    writeParagraph(hers.doc, section, 'In spite of it.')
    await hers.saved()
    const theirs = await officer.openPage(study.id)
    await until('it is there', () => wordsOf(theirs.doc, section).includes('In spite of it.'))
  })

  test('goes back to a WebSocket when one gets through, and nothing is lost on the way', async () => {
    const { section, amina, officer } = study
    const proxy = await behind()
    const hers = await amina.openPage(study.id, { Socket: fallbackBehind(amina, proxy, { tryAgainAfterMs: 300 }) })
    const theirs = await officer.openPage(study.id)
    await Promise.all([hers.saved(), theirs.saved()])
    await until('it has tried again in vain', () => proxy.upgrades >= 2)
    const text = writeParagraph(hers.doc, section, '')
    proxy.allowsUpgrades = true
    let words = ''
    // The first one only tries.
    for (let word = 0; proxy.upgradesPassed < 2; word += 1) {
      words += `w${word} `
      text.insert(text.length, `w${word} `)
      await until('it is there', () => wordsOf(theirs.doc, section).includes(`w${word} `))
    }
    text.insert(text.length, 'arrived')
    await hers.saved()
    await until('it is there', () => wordsOf(theirs.doc, section).endsWith('arrived\n'))
    expect(wordsOf(theirs.doc, section)).toBe(`${words}arrived\n`)
  })
})

const opened = z.object({ connection: z.string() })

/** What somebody sends who writes their own requests. */
async function ask(
  visitor: Pick<Visitor, 'cookie' | 'url'>,
  path: string,
  { method = 'POST', body, headers = {} }: { method?: string; body?: Uint8Array<ArrayBuffer>; headers?: Record<string, string> } = {},
): Promise<Response> {
  return await fetch(`${visitor.url}/sync/${path}`, {
    method,
    headers: { cookie: visitor.cookie, origin: visitor.url, ...headers },
    ...(body === undefined ? {} : { body }),
  })
}

async function openConnection(visitor: Visitor, id = study.id): Promise<string> {
  const { connection } = opened.parse(await (await ask(visitor, `${id}/connections`)).json())
  return `${id}/connections/${connection}`
}

describe('the way in over HTTP', () => {
  test('is closed with the codes of a WebSocket', async () => {
    const closedWith = async (visitor: Pick<Visitor, 'cookie' | 'url'>, id = study.id): Promise<unknown> =>
      await (await ask(visitor, `${id}/connections`)).json()
    expect(await closedWith({ cookie: '', url: study.amina.url })).toEqual({ close: closeCodes.signedOut, reason: 'signedOut' })
    expect(await closedWith({ cookie: 'samskriv.session_token=a.b', url: study.amina.url })).toMatchObject({ close: 4401 })
    expect(await closedWith(served.amina)).toEqual({ close: closeCodes.unknownStudy, reason: 'unknownStudy' })
    expect(await closedWith(study.amina, '019b0000-0000-7000-8000-000000000000')).toMatchObject({ close: 4404 })
  })

  test('is shut for other people’s pages', async () => {
    const origin = { origin: 'https://elsewhere.example' }
    expect((await ask(study.amina, `${study.id}/connections`, { headers: origin })).status).toBe(403)
    const path = await openConnection(study.amina)
    expect((await ask(study.amina, `${path}?first=1`, { headers: origin })).status).toBe(403)
    expect((await ask(study.amina, `${path}?as=poll`, { method: 'GET', headers: origin })).status).toBe(403)
  })

  test('answers for a connection that is somebody else’s, of another study, or nobody’s in one and the same way', async () => {
    const path = await openConnection(study.amina)
    const elsewhere = path.replace(study.id, served.id)
    const unknown = path.slice(0, -4) + (path.endsWith('AAAA') ? 'BBBB' : 'AAAA')
    const tries: readonly [Pick<Visitor, 'cookie' | 'url'>, string][] = [
      [study.officer, path],
      [{ cookie: '', url: study.amina.url }, path],
      [study.amina, elsewhere],
      [study.amina, unknown],
    ]
    const answers: unknown[] = []
    for (const [visitor, where] of tries)
      for (const [method, query] of [
        ['POST', '?first=1'],
        ['POST', '?first=1&close'],
        ['GET', '?as=poll'],
        ['GET', ''],
      ] as const) {
        const answer = await ask(visitor, where + query, { method })
        answers.push({ status: answer.status, code: z.object({ code: z.string() }).parse(await answer.json()).code })
      }
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['{"status":404,"code":"not-found"}']))
    expect(answers).toHaveLength(16)
    expect(await (await ask(study.amina, `${path}?first=1`)).json()).toEqual({ taken: 0 })
  })

  test('refuses numbers that are none and bodies that are too large, and closes on what is no list of messages', async () => {
    const path = await openConnection(study.amina)
    for (const query of ['?first=-1', '?first=1e3', '?first=1&received=x', `?first=${'9'.repeat(20)}`])
      expect((await ask(study.amina, path + query)).status).toBe(400)
    expect((await ask(study.amina, `${path}?received=7`, { method: 'GET' })).status).toBe(404)
    const huge = await ask(study.amina, `${path}?first=1`, { body: new Uint8Array(2 * limits.maxFrameBytes + 1) })
    expect(huge.status).toBe(413)
    expect((await ask(study.amina, `${path}?first=1`, { body: Uint8Array.of(9, 1) })).status).toBe(200)
    const end = await ask(study.amina, `${path}?as=poll&received=0`, { method: 'GET' })
    expect(end.headers.get('sync-close')).toBe('4400 badFrame')
  })

  test('counts a message once that comes again, in the same request, after it, or out of order', async () => {
    const path = await openConnection(study.amina)
    const doc = new Y.Doc()
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(encodeSyncUpdate(update)))
    const text = writeParagraph(doc, study.section, '')
    const hello = encodeHello({ protocolVersion: 1, epoch: 1, documentSchemaVersion, clients: [doc.clientID] })
    for (let count = 0; count < 5; count += 1) text.insert(text.length, `m${count} `)
    // Step 2 is empty: everything comes as updates, of which the second is made to arrive again and again.
    const all = [hello, encodeSyncStep1(Uint8Array.of(0)), encodeSyncStep2(Uint8Array.of(0, 0)), ...updates]
    const post = async (first: number, last: number): Promise<unknown> =>
      await (await ask(study.amina, `${path}?first=${first}`, { body: encodeMessages(all.slice(first - 1, last)) })).json()
    expect(await post(1, 4)).toEqual({ taken: 4 })
    expect(await post(6, 7)).toEqual({ taken: 4 })
    expect(await post(2, 6)).toEqual({ taken: 6 })
    expect(await post(2, 6)).toEqual({ taken: 6 })
    expect(await post(5, 9)).toEqual({ taken: 9 })
    const reader = await study.officer.openPage(study.id)
    await until('the words are there', () => wordsOf(reader.doc, study.section) === 'm0 m1 m2 m3 m4 \n')
  })

  test('makes nothing of a million messages in one request but the first of them', async () => {
    const { amina, officer } = study
    const path = await openConnection(amina)
    const doc = new Y.Doc()
    const hello = encodeHello({ protocolVersion: 1, epoch: 1, documentSchemaVersion, clients: [doc.clientID] })
    // Asks who is there, again and again, in as few bytes as a message has: 2 of length and content each.
    const questions = new Uint8Array(2 * limits.maxFrameBytes - hello.length - 2).map((_, place) => (place % 2 === 0 ? 1 : 3))
    const flood = ask(amina, `${path}?first=1`, {
      body: Buffer.concat([encodeMessages([hello]), questions.subarray(0, questions.length & ~1)]),
    })
    let longestMs = 0
    let isAnswered = false
    const answered = flood.then(() => (isAnswered = true))
    while (!isAnswered) {
      const from = performance.now()
      await fetch(`${officer.url}/healthz`)
      longestMs = Math.max(longestMs, performance.now() - from)
    }
    await answered
    const { taken } = z.object({ taken: z.number() }).parse(await (await flood).json())
    expect(taken).toBeLessThanOrEqual(maxMessagesPerPost)
    expect(taken).toBeGreaterThan(0)
    expect(longestMs).toBeLessThan(1_000)
  })

  test('keeps nothing for a client that reads nothing, and leaves nobody else waiting', async () => {
    const { section, amina, officer } = study
    const path = await openConnection(amina)
    const doc = new Y.Doc()
    const hello = encodeHello({ protocolVersion: 1, epoch: 1, documentSchemaVersion, clients: [doc.clientID] })
    await ask(amina, `${path}?first=1`, { body: encodeMessages([hello]) })
    const theirs = await officer.openPage(study.id)
    await theirs.saved()
    const text = writeParagraph(theirs.doc, section, '')
    const many = 'x'.repeat(900_000)
    // Nine of them are more than the server keeps for one connection.
    for (let count = 0; count < 11; count += 1) {
      text.insert(0, many)
      text.delete(0, many.length)
      await theirs.saved()
      // It says that it is there, and never that it has read anything.
      await ask(amina, `${path}?first=2`, { body: encodeMessages([]) })
    }
    const end = (await ask(amina, `${path}?as=poll&received=0`, { method: 'GET' })).headers.get('sync-close')
    expect(end).toBe('4508 slowReader')
  })

  test('is too narrow for a flood: one connection’s requests are refused, everybody else’s are not', async () => {
    const { amina, officer } = study
    const path = await openConnection(amina)
    const answers = await Promise.all(Array.from({ length: 200 }, async () => (await ask(amina, `${path}?first=1`)).status))
    expect(answers.filter((status) => status === 429).length).toBeGreaterThan(50)
    expect(answers.filter((status) => status === 200).length).toBeGreaterThan(20)
    const theirs = await officer.openPage(study.id, { Socket: officer.httpClass() })
    await theirs.saved()
  })
})

describe('a right that ends', () => {
  test.each([
    ['a removal', closeCodes.removed],
    ['a lowered role', closeCodes.roleChanged],
    ['signing out', closeCodes.signedOut],
    ['the bin', closeCodes.unknownStudy],
  ] as const)('by %s ends connections over HTTP within a second, by stream and by poll, with code %i', async (what, code) => {
    const { amina, officer } = study
    const ways = [officer.httpWay(), officer.httpWay()]
    const codes: number[] = []
    for (const [place, way] of ways.entries()) {
      way.keepsStreams = place === 1
      const socket = new HttpSocket(`${officer.url.replace('http', 'ws')}/sync/${study.id}`, way)
      let hasSpoken = false
      socket.onmessage = () => {
        hasSpoken = true
      }
      socket.onclose = (event) => codes.push(event.code)
      await until('the room speaks', () => hasSpoken)
    }
    const own = `/api/studies/${study.id}/people/${await officer.participantIn(study.id)}`
    const answer = await {
      'a removal': () => amina.send('DELETE', own),
      'a lowered role': () => amina.send('PATCH', own, { role: 'reader' }),
      'signing out': () => officer.send('POST', '/api/auth/sign-out'),
      'the bin': () => amina.send('DELETE', `/api/studies/${study.id}`),
    }[what]()
    expect(answer.status).toBe(204)
    await until('both have ended', () => codes.length === 2, 1_000)
    expect(codes).toEqual([code, code])
  })
})
