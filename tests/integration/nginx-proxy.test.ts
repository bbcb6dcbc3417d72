import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request as requestPlainly, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { makeFixtures, type Fixture } from '../support/fixtures.ts'
import { freePort } from '../support/free-port.ts'
import { startNginx, type Proxy } from '../support/nginx.ts'
import { findProgram } from '../support/programs.ts'
import { startServer, type TestServer } from '../support/server.ts'

const nginx = findProgram('nginx')

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** Each header as often as it was sent. */
  readonly rawHeaders: readonly string[]
  readonly text: string
}

describe.skipIf(nginx === undefined)('the nginx example in front of the server', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'samskriv-behind-nginx-'))
  let server: TestServer
  let proxy: Proxy
  let url: string
  let plainUrl: string
  let study: Fixture | undefined

  beforeAll(async () => {
    const [http, https] = [await freePort(), await freePort()]
    url = `https://localhost:${https}`
    plainUrl = `http://localhost:${http}`
    ;[study] = await makeFixtures({ dataDir, publicUrl: url })
    server = await startServer({ dataDir, env: { PUBLIC_URL: url, TRUST_PROXY: '1' } })
    proxy = await startNginx(nginx ?? '', { server: server.port, http, https })
  })

  afterAll(async () => {
    await proxy?.stop()
    await server?.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  async function answerTo(
    path: string,
    options: { method?: string; headers?: Record<string, string>; body?: string } = {},
  ): Promise<Answer> {
    const { method = 'GET', headers = {}, body } = options
    const asked = request(url + path, { method, headers, ca: proxy.certificate })
    asked.end(body)
    const [response] = (await once(asked, 'response')) as [IncomingMessage]
    let text = ''
    for await (const chunk of response.setEncoding('utf8')) text += String(chunk)
    return { status: response.statusCode ?? 0, headers: response.headers, rawHeaders: response.rawHeaders, text }
  }

  test('sends people from http to https, to the same page', async () => {
    const answer = await fetch(`${plainUrl}/studies?all`, { redirect: 'manual' })
    expect(answer.status).toBe(301)
    expect(answer.headers.get('location')).toBe('https://localhost/studies?all')
  })

  test('shows the pages with the security headers of the server, each once', async () => {
    const { status, headers, rawHeaders, text } = await answerTo('/sign-in')
    expect(status).toBe(200)
    expect(text).toContain('<form')
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(rawHeaders.filter((name) => name.toLowerCase() === 'strict-transport-security')).toHaveLength(1)
  })

  test('keeps a session: a signed-in person is known behind the proxy', async () => {
    const { status, text } = await answerTo('/api/studies', { headers: { cookie: study?.people[0]?.cookie ?? '' } })
    expect(status).toBe(200)
    expect(text).toContain(study?.studyId)
  })

  test('leaves the answer to a body that is too large to the server', async () => {
    const { status, headers } = await answerTo('/api/studies', {
      method: 'POST',
      headers: { origin: url, 'content-type': 'application/json', cookie: study?.people[0]?.cookie ?? '' },
      body: JSON.stringify({ title: 'å'.repeat(100_000) }),
    })
    expect(status).toBe(413)
    expect(headers['content-type']).toContain('application/problem+json')
  })

  test('keeps the numbers for operators on the machine', async () => {
    expect(await answerTo('/metrics')).toMatchObject({ status: 404 })
  })

  test('closes an idle connection before the server does: no request is sent into one that is closing', async () => {
    // nginx keeps an idle one for 60 seconds when nothing else is said, and the example says nothing else.
    const agent = new Agent({ keepAlive: true })
    const asked = requestPlainly(`http://localhost:${server.port}/healthz`, { agent })
    asked.end()
    const [response] = (await once(asked, 'response')) as [IncomingMessage]
    response.resume()
    expect(Number(String(response.headers['keep-alive']).replace('timeout=', ''))).toBeGreaterThan(60)
    agent.destroy()
  })

  test('carries a WebSocket, both ways', async () => {
    const socket = new WebSocket(`${url.replace('https', 'wss')}/sync/${study?.studyId}`, {
      ca: proxy.certificate,
      headers: { origin: url, cookie: study?.people[0]?.cookie ?? '' },
    })
    const message = once(socket, 'message')
    await once(socket, 'open')
    // Sync step 1 of an empty document: message type sync, step 1, a state vector of one zero byte.
    socket.send(Uint8Array.of(0, 0, 1, 0))
    const [frame] = (await message) as [Buffer]
    expect(frame[0]).toBe(0)
    socket.close()
  })

  test('tells a signed-out WebSocket so, by a close code', async () => {
    const socket = new WebSocket(`${url.replace('https', 'wss')}/sync/${study?.studyId}`, {
      ca: proxy.certificate,
      headers: { origin: url },
    })
    const [code] = (await once(socket, 'close')) as [number]
    expect(code).toBe(4401)
  })
})
