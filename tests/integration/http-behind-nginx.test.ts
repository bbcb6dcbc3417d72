import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { socketWithFallback } from '@samskriv/sync-client'
import { HttpSocket, type HttpWay } from '@samskriv/sync-client/http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket as WsSocket } from 'ws'
import { makeFixtures, type Fixture } from '../support/fixtures.ts'
import { freePort } from '../support/free-port.ts'
import { startNginx, type Proxy } from '../support/nginx.ts'
import { findProgram } from '../support/programs.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { until } from '../support/until.ts'
import { Visitor, wordsOf, writeParagraph } from './served/visitor.ts'

const nginx = findProgram('nginx')
/** The whole minute: `FALLBACK_SECONDS=60`. */
const seconds = Number(process.env['FALLBACK_SECONDS'] ?? 6)
/** So often the answer to a request is thrown away, which the server had all the same. */
const lostFraction = 0.15

function linesIn(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim())
  return lines.filter((line) => line !== '').toSorted()
}

describe.skipIf(nginx === undefined)('behind an nginx that refuses Upgrade', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'samskriv-upgrade-refused-'))
  let server: TestServer
  let proxy: Proxy
  let url: string
  let study: Fixture
  const visitors: Visitor[] = []
  let upgrades = 0
  let lost = 0

  beforeAll(async () => {
    const [http, https] = [await freePort(), await freePort()]
    url = `https://localhost:${https}`
    const [made] = await makeFixtures({ dataDir, publicUrl: url })
    if (made === undefined) throw new Error('no study was made')
    study = made
    server = await startServer({ dataDir, env: { PUBLIC_URL: url, TRUST_PROXY: '1' } })
    proxy = await startNginx(nginx ?? '', { server: server.port, http, https }, { refusesUpgrades: true })
  })

  afterAll(async () => {
    await Promise.all(visitors.map((visitor) => visitor.leave()))
    await proxy?.stop()
    await server?.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  /** A page as a browser has it behind that proxy: what it fetches beside comes from the server itself. */
  async function openPage(person: Fixture['people'][number]) {
    const visitor = new Visitor(server.url, person)
    visitors.push(visitor)
    const headers = { cookie: person.cookie, origin: url }
    class RefusedSocket extends WsSocket {
      constructor(address: string | URL) {
        super(String(address).replace(server.url.replace('http', 'ws'), url.replace('https', 'wss')), { ca: proxy.certificate, headers })
        upgrades += 1
        this.on('error', () => {})
      }
    }
    const way = fetchThrough(headers)
    class HttpByProxy extends HttpSocket {
      constructor(address: string | URL) {
        super(String(address).replace(server.url.replace('http', 'ws'), url.replace('https', 'wss')), way)
      }
    }
    const Socket = socketWithFallback({
      WebSocket: RefusedSocket as unknown as typeof WebSocket,
      loadHttpSocket: async () => ({ HttpSocket: HttpByProxy }),
      tryAgainAfterMs: 2_000,
    })
    return await visitor.openPage(study.studyId, { Socket })
  }

  function fetchThrough(own: Readonly<Record<string, string>>): HttpWay {
    const ask: HttpWay['fetch'] = (address, { method = 'GET', headers, body, signal }) =>
      new Promise((resolve, reject) => {
        const all = { ...own, ...Object.fromEntries(new Headers(headers)) }
        const asked = request(address, { method, headers: all, ca: proxy.certificate, ...(signal ? { signal } : {}) })
        asked.on('error', reject)
        asked.on('response', (response) => {
          const type = response.headers['content-type'] ?? ''
          const end = response.headers['sync-close']
          const answered = {
            status: response.statusCode ?? 0,
            headers: { 'content-type': type, ...(typeof end === 'string' ? { 'sync-close': end } : {}) },
          }
          response.on('error', () => {})
          if (address.includes('first=') && Math.random() < lostFraction) {
            lost += 1
            response.resume()
            reject(new TypeError('the answer was lost'))
          } else resolve(new Response(Readable.toWeb(response) as ReadableStream<Uint8Array<ArrayBuffer>>, answered))
        })
        asked.end(body === undefined || body === null ? undefined : (body as Uint8Array))
      })
    return { keepsStreams: false, fetch: ask, beacon: (address, body) => void ask(address, { method: 'POST', body }).catch(() => {}) }
  }

  test(
    `two pages write together for ${seconds} seconds, through killed servers and lost answers: nothing is lost, nothing doubled`,
    { timeout: (60 + 4 * seconds) * 1_000 },
    async () => {
      const [section = ''] = study.sections
      const pages = await Promise.all(study.people.slice(0, 2).map(openPage))
      await Promise.all(pages.map((page) => page.saved()))
      const texts = pages.map((page) => writeParagraph(page.doc, section, ''))
      const typed = pages.map(() => 0)
      const end = performance.now() + seconds * 1_000
      const typing = setInterval(() => {
        for (const [place, text] of texts.entries()) text.insert(text.length, `${'ab'[place]}${(typed[place] = (typed[place] ?? 0) + 1)} `)
      }, 80)
      let kills = 0
      while (performance.now() < end) {
        const before = typed[0] ?? 0
        await until('they have written more', () => (typed[0] ?? 0) > before + 40)
        await server.kill9()
        kills += 1
        await server.restart()
        await Promise.all(pages.map((page) => until('it is back', () => page.session.state.get().visit?.connection.get() === 'online')))
      }
      clearInterval(typing)
      await Promise.all(pages.map((page) => page.saved()))
      const lines = typed.map((count, place) => Array.from({ length: count }, (_, word) => `${'ab'[place]}${word + 1} `).join(''))
      const last = typed.map((count, place) => `${'ab'[place]}${count} `)
      await until('both have both', () => pages.every(({ doc }) => last.every((word) => wordsOf(doc, section).includes(word))))
      for (const { doc } of pages) expect(linesIn(wordsOf(doc, section))).toEqual(linesIn(lines.join('\n')))
      expect(pages.map((page) => page.recovered)).toEqual(['', ''])
      expect([kills > 0, lost > 0, upgrades > 2]).toEqual([true, true, true])
    },
  )
})
