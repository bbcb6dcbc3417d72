import { connect } from 'node:net'
import { closeCodes } from '@samskriv/protocol'
import { eq } from 'drizzle-orm'
import { afterAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { z } from 'zod'
import { aStudy, signedIn, type Browser } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll } from '../testing/for-all.ts'
import { until } from '../testing/until.ts'

const server = aServerForAll()
const steward = signedInForAll(server, 'steward@example.org', 'Siri')

const people = z.array(z.object({ participantId: z.string(), name: z.string(), role: z.string() }))

/** A WebSocket that sends these headers with its upgrade, as a browser sends its cookie. */
function socketWith(headers: Readonly<Record<string, string>>): typeof globalThis.WebSocket {
  class WithHeaders extends WebSocket {
    constructor(url: string | URL) {
      super(url, { headers })
    }
  }
  // y-websocket wants the browser's class; the one of `ws` does what it uses of it.
  return WithHeaders as unknown as typeof globalThis.WebSocket
}

interface Opened {
  readonly doc: Y.Doc
  readonly provider: WebsocketProvider
  readonly closed: Promise<number>
}

const open: WebsocketProvider[] = []
afterAll(() => {
  for (const provider of open) provider.destroy()
})

/** The stock client, in the hands of somebody who is signed in. */
function openStudy(browser: Browser, study: string): Opened {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`${server.url.replace('http', 'ws')}/sync`, study, doc, {
    WebSocketPolyfill: socketWith({ cookie: browser.cookie }),
    disableBc: true,
  })
  open.push(provider)
  const closed = new Promise<number>((resolve) => provider.once('connection-close', (event) => resolve(event?.code ?? 0)))
  return { doc, provider, closed }
}

const synced = ({ provider }: Opened) => until('it has synced', () => provider.synced)

async function speakingStudy(): Promise<string> {
  const study = await aStudy(steward)
  await steward.send('POST', `/api/studies/${study}/capacity`, { sector: 'public', subtype: 'kommune' })
  return study
}

async function withEditor(study: string, email: string): Promise<{ browser: Browser; participant: string }> {
  const answer = await steward.send('POST', `/api/studies/${study}/people`, { email, role: 'editor', name: 'Eli' })
  const { participantId } = z.object({ participantId: z.string() }).parse(answer.json())
  const browser = await signedIn(server, email)
  await browser.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })
  return { browser, participant: participantId }
}

/** The Y.Doc root of the study's first section. */
async function rootOf(study: string): Promise<string> {
  const view = z.object({ sections: z.array(z.object({ key: z.string() })) }).parse((await steward.get(`/api/studies/${study}`)).json())
  return `s:${view.sections[0]?.key ?? ''}`
}

function type({ doc }: Opened, root: string, text: string): void {
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(text)])
  doc.getXmlFragment(root).push([paragraph])
}

async function closeOf(headers: Readonly<Record<string, string>>, study: string): Promise<number> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${study}`, { headers })
  return await new Promise((resolve, reject) => {
    socket.on('close', resolve)
    socket.on('unexpected-response', (_request, response) => reject(new Error(`refused with ${response.statusCode}`)))
    socket.on('error', reject)
  })
}

describe('opening a study’s socket', () => {
  test('[WS1] two stock clients with session cookies write together, and the reading page shows both', async () => {
    const study = await speakingStudy()
    const root = await rootOf(study)
    const { browser } = await withEditor(study, 'eli@example.org')
    const [a, b] = [openStudy(steward, study), openStudy(browser, study)]
    await Promise.all([synced(a), synced(b)])
    type(a, root, 'The council says hello')
    await until('it arrives', () => b.doc.getXmlFragment(root).toString().includes('council'))
    type(b, root, 'The neighbours answer')
    await until('it arrives', () => a.doc.getXmlFragment(root).toString().includes('neighbours'))
    const page = await steward.get(`/studies/${study}`, { accept: 'text/html' })
    expect(page.text).toContain('The council says hello')
    expect(page.text).toContain('The neighbours answer')
    const file = await browser.get(`/api/studies/${study}/export?format=json`)
    expect(file.text).toContain('"sector": "community"')
    expect(file.text).toContain('"sector": "public"')
  })

  test('[WS2] is accepted and closed with 4401 without a session, 4404 for a study that is somebody else’s or nobody’s', async () => {
    const study = await aStudy(steward)
    const stranger = await signedIn(server, 'stranger@example.org')
    expect(await closeOf({}, study)).toBe(closeCodes.signedOut)
    expect(await closeOf({ cookie: 'samskriv.session_token=forged.forged' }, study)).toBe(closeCodes.signedOut)
    expect(await closeOf({ cookie: stranger.cookie }, study)).toBe(closeCodes.unknownStudy)
    expect(await closeOf({ cookie: stranger.cookie }, 'nothing')).toBe(closeCodes.unknownStudy)
  })

  test('[WS3] is refused before anything else from another site’s page, even with a session', async () => {
    const study = await aStudy(steward)
    const origins = ['https://evil.example', 'null', `${server.url}.evil.example`, server.url.replace('http', 'https')]
    for (const origin of origins) {
      await expect(closeOf({ cookie: steward.cookie, origin }, study)).rejects.toThrow('refused with 403')
    }
    // A forged Host together with an Origin that fits it opens nothing either.
    await expect(closeOf({ cookie: steward.cookie, host: 'evil.example', origin: 'http://evil.example' }, study)).rejects.toThrow(
      'refused with 403',
    )
  })

  test('[WS4] works from our own pages, and the address without an upgrade is a problem', async () => {
    const study = await aStudy(steward)
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${study}`, {
      headers: { cookie: steward.cookie, origin: server.url },
    })
    await new Promise((resolve, reject) => {
      socket.once('message', resolve)
      socket.once('error', reject)
    })
    socket.close()
    expect((await steward.get(`/sync/${study}`)).status).toBe(400)
  })

  test('[WS12] an offer to speak another protocol is answered, so that no socket waits for nobody', async () => {
    const answered = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(server.url).port), 'localhost', () => {
        socket.write('GET /sync/x HTTP/1.1\r\nHost: localhost\r\nUpgrade: h2c\r\nConnection: Upgrade, close\r\n\r\n')
      })
      let answer = ''
      socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk))
      socket.once('close', () => resolve(answer)).once('error', reject)
    })
    expect(answered).toMatch(/^HTTP\/1\.1 400 /)
  })

  test('[WS5] a malformed frame closes its own socket and nothing else', async () => {
    const study = await speakingStudy()
    const bystander = openStudy(steward, study)
    await synced(bystander)
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${study}`, { headers: { cookie: steward.cookie } })
    await new Promise((resolve) => socket.once('open', resolve))
    const closed = new Promise((resolve) => socket.once('close', resolve))
    // Reserved bits and a reserved opcode: what kills servers that don't listen to `error`.
    Reflect.get(socket, '_socket').write(Buffer.from([0xff, 0x80, 1, 2, 3, 4]))
    await closed
    expect(bystander.provider.wsconnected).toBe(true)
    expect((await steward.get('/healthz')).status).toBe(200)
  })
})

describe('rights that end', () => {
  test('[WS6] a study that goes to the bin closes everybody’s socket with 4404', async () => {
    const study = await speakingStudy()
    const { browser } = await withEditor(study, 'binned@example.org')
    const opened = [openStudy(steward, study), openStudy(browser, study)]
    await Promise.all(opened.map(synced))
    await steward.send('DELETE', `/api/studies/${study}`)
    expect(await Promise.all(opened.map(({ closed }) => closed))).toEqual([closeCodes.unknownStudy, closeCodes.unknownStudy])
  })

  test('[WS7] a person who is removed is told so within a second, and does not get in again', async () => {
    const study = await speakingStudy()
    const { browser, participant } = await withEditor(study, 'removed@example.org')
    const opened = openStudy(browser, study)
    await synced(opened)
    const from = performance.now()
    await steward.send('DELETE', `/api/studies/${study}/people/${participant}`)
    expect(await opened.closed).toBe(closeCodes.removed)
    expect(performance.now() - from).toBeLessThan(1_000)
    expect(await closeOf({ cookie: browser.cookie }, study)).toBe(closeCodes.removed)
  })

  test('[WS8] a person whose role is lowered comes back as a reader whose words are not taken', async () => {
    const study = await speakingStudy()
    const { browser, participant } = await withEditor(study, 'lowered@example.org')
    const opened = openStudy(browser, study)
    await synced(opened)
    await steward.send('PATCH', `/api/studies/${study}/people/${participant}`, { role: 'reader' })
    expect(await opened.closed).toBe(closeCodes.roleChanged)
    await until('it has come back', () => opened.provider.wsconnected)
    await synced(opened)
    const root = await rootOf(study)
    type(opened, root, 'Still writing')
    const [colleague, me] = [openStudy(browser, study), openStudy(steward, study)]
    await Promise.all([synced(colleague), synced(me)])
    type(me, root, 'Mine')
    await until('it arrives', () => colleague.doc.getXmlFragment(root).toString().includes('Mine'))
    expect(colleague.doc.getXmlFragment(root).toString()).not.toContain('Still writing')
    expect(people.parse((await steward.get(`/api/studies/${study}/people`)).json()).find(({ name }) => name === 'Eli')?.role).toBe('reader')
  })

  test('[WS9] signing out closes the sockets of that session and of no other', async () => {
    const study = await speakingStudy()
    const other = await signedIn(server, 'steward@example.org')
    const [leaving, staying] = [openStudy(other, study), openStudy(steward, study)]
    await Promise.all([synced(leaving), synced(staying)])
    await other.submit('/sign-out')
    expect(await leaving.closed).toBe(closeCodes.signedOut)
    expect(staying.provider.wsconnected).toBe(true)
  })

  test('[WS10] a session whose time is up closes its sockets within a second', async () => {
    const study = await speakingStudy()
    const other = await signedIn(server, 'steward@example.org')
    const opened = openStudy(other, study)
    await synced(opened)
    const { store } = server.running.house.database
    const [session] = server.running.house.sockets.ofSession(server.running.house.sockets.sessions.at(-1) ?? '')
    await store.tx(function* ({ db, s }) {
      yield db
        .update(s.authSession)
        .set({ expiresAt: new Date(Date.now() - 1) })
        .where(eq(s.authSession.id, session?.session ?? ''))
    })
    expect(await opened.closed).toBe(closeCodes.signedOut)
    const answer = await other.get('/api/me')
    expect(answer.status).toBe(401)
    expect(answer.text).toContain('session-expired')
  })

  test('[WS11] the example is read over its socket and not written to', async () => {
    const studies = z.array(z.object({ id: z.string(), example: z.boolean() })).parse((await steward.get('/api/studies')).json())
    const example = studies.find((study) => study.example)?.id ?? ''
    const opened = openStudy(steward, example)
    await synced(opened)
    const root = await rootOf(example)
    const before = opened.doc.getXmlFragment(root).toString()
    expect(before.length).toBeGreaterThan(100)
    type(opened, root, 'Mine')
    const again = openStudy(steward, example)
    await synced(again)
    expect(again.doc.getXmlFragment(root).toString()).toBe(before)
  })
})
