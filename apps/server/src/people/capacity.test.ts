import { afterAll, describe, expect, test } from 'vitest'
import { WebsocketProvider } from 'y-websocket'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { z } from 'zod'
import { aStudy, problemIn, signedIn, type Browser } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll } from '../testing/for-all.ts'
import { until } from '../testing/until.ts'

const server = aServerForAll()
const steward = signedInForAll(server, 'steward@example.org', 'Siri Steward')
const open: WebsocketProvider[] = []
afterAll(async () => {
  for (const provider of open) provider.destroy()
})

const added = z.object({ participantId: z.string() })
const people = z.array(
  z.object({ participantId: z.string(), name: z.string(), sector: z.string().nullable(), sectorKnownBy: z.string().nullable() }),
)

async function aMember(study: string, email: string, name: string): Promise<{ browser: Browser; participantId: string }> {
  const answer = await steward.send('POST', `/api/studies/${study}/people`, { email, role: 'editor', name })
  const { participantId } = added.parse(answer.json())
  return { browser: await signedIn(server, email, name), participantId }
}

const say = (browser: Browser, study: string, sector: string, subtype: string | null = null) =>
  browser.send('POST', `/api/studies/${study}/capacity`, { sector, subtype })

async function write(browser: Browser, study: string, text: string): Promise<void> {
  const doc = new Y.Doc()
  const headers = { cookie: browser.cookie }
  class WithCookie extends WebSocket {
    constructor(url: string | URL) {
      super(url, { headers })
    }
  }
  const provider = new WebsocketProvider(`${server.url.replace('http', 'ws')}/sync`, study, doc, {
    // The browser's class in all that y-websocket uses of it.
    WebSocketPolyfill: WithCookie as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  })
  open.push(provider)
  await until('it has synced', () => provider.synced)
  const paragraph = new Y.XmlElement('paragraph')
  doc.getXmlFragment('s:summary').insert(0, [paragraph])
  paragraph.insert(0, [new Y.XmlText(text)])
  await until('it is stored', async () => (await steward.get(`/api/studies/${study}/export?format=json`)).text.includes(text))
}

/** The sector that a run of text in the exported file was said in. */
async function sectorOfWords(study: string, text: string): Promise<unknown> {
  const file = (await steward.get(`/api/studies/${study}/export?format=json`)).json()
  let found: unknown
  JSON.stringify(file, (_, value: unknown) => {
    if (typeof value === 'object' && value !== null && 'text' in value && 'by' in value && 'sector' in value && value.text === text)
      found = value.sector
    return value
  })
  return found
}

describe('"I am here as …"', () => {
  test('[CA1] can be "I am not sure", which is an answer', async () => {
    const study = await aStudy(steward)
    const { browser } = await aMember(study, 'unsure@example.org', 'Una')
    expect((await say(browser, study, 'unsure')).status).toBe(204)
    expect((await browser.get(`/api/studies/${study}`)).json()).toMatchObject({
      me: { sector: null, sectorConfirmed: true, canWrite: true },
    })
  })

  test('[CA2] is put right within a day for words already written too, and not after a steward has vouched', async () => {
    const study = await aStudy(steward)
    const { browser, participantId } = await aMember(study, 'slip@example.org', 'Sven')
    await say(browser, study, 'public', 'kommune')
    await write(browser, study, 'written as the wrong one')
    expect(await sectorOfWords(study, 'written as the wrong one')).toBe('public')
    expect((await say(browser, study, 'community', 'resident')).status).toBe(204)
    await until('the words are the community’s', async () => (await sectorOfWords(study, 'written as the wrong one')) === 'community')
    const vouched = await steward.send('POST', `/api/studies/${study}/people/${participantId}/capacity`, {
      sector: 'community',
      subtype: 'resident',
      agreed: false,
    })
    expect(vouched.status).toBe(204)
    await write(browser, study, 'written as the right one')
    expect(await sectorOfWords(study, 'written as the right one')).toBe('community')
    expect(problemIn(await say(browser, study, 'third', 'charity')).code).toBe('conflict')
  })

  test('[CA3] is another one by a steward’s hand only when the person agreed, and how it is known is shown', async () => {
    const study = await aStudy(steward)
    const { browser, participantId } = await aMember(study, 'moved@example.org', 'Mona')
    await say(browser, study, 'public', 'kommune')
    const path = `/api/studies/${study}/people/${participantId}/capacity`
    const other = { sector: 'third', subtype: 'charity' }
    expect(problemIn(await steward.send('POST', path, { ...other, agreed: false })).code).toBe('conflict')
    expect((await steward.send('POST', path, { ...other, agreed: true })).status).toBe(204)
    const [, mona] = people.parse((await browser.get(`/api/studies/${study}/people`)).json())
    expect(mona).toMatchObject({ sector: 'third', sectorKnownBy: 'steward' })
    expect(problemIn(await browser.send('POST', path, { ...other, agreed: true })).code).toBe('not-steward')
  })
})

describe('how somebody is shown', () => {
  test('[CA4] is the only name others meet: in answers, files and frames of the socket', async () => {
    const study = await aStudy(steward)
    const { browser } = await aMember(study, 'secret@example.org', 'Wilhelmina Unmistakable')
    const { browser: reader } = await aMember(study, 'reader@example.org', 'Rita')
    for (const one of [browser, reader]) await say(one, study, 'community', 'resident')
    const chosen = await browser.send('POST', `/api/studies/${study}/identity`, { mode: 'pseudonym', label: 'A neighbour' })
    expect(chosen.status).toBe(204)
    const frames: string[] = []
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${study}`, {
      headers: { cookie: reader.cookie, origin: server.url },
    })
    socket.on('message', (data: Buffer) => frames.push(data.toString('utf8')))
    await write(browser, study, 'from a neighbour')
    await until('they are seen', () => frames.some((frame) => frame.includes('A neighbour')))
    socket.terminate()
    const answers = [
      `/api/studies/${study}`,
      `/api/studies/${study}/people`,
      `/studies/${study}`,
      `/api/studies/${study}/export?format=json`,
      `/api/studies/${study}/export?format=html`,
    ]
    for (const path of answers) {
      const { text } = await reader.get(path)
      expect(text, path).not.toMatch(/Wilhelmina|Unmistakable|secret@example/)
      expect(text, path).toContain('A neighbour')
    }
    expect(frames.join()).not.toMatch(/Wilhelmina|Unmistakable|secret@example/)
    expect((await steward.get(`/api/studies/${study}/people`)).text).toContain('Wilhelmina Unmistakable')
  })

  test('[CA5] can be each of six ways, and another name must be a name', async () => {
    const study = await aStudy(steward)
    const { browser, participantId } = await aMember(study, 'six@example.org', 'Sara Sæter')
    await say(browser, study, 'community', 'resident')
    const shown: Record<string, string | undefined> = {}
    for (const mode of ['named', 'first_name', 'pseudonym', 'role_only', 'collective', 'anonymous']) {
      await browser.send('POST', `/api/studies/${study}/identity`, {
        mode,
        ...(mode === 'pseudonym' || mode === 'collective' ? { label: 'Vi' } : {}),
      })
      const list = people.parse((await browser.get(`/api/studies/${study}/people`, { 'accept-language': 'en' })).json())
      shown[mode] = list.find((person) => person.participantId === participantId)?.name
    }
    expect(shown).toMatchObject({
      named: 'Sara Sæter',
      first_name: 'Sara',
      pseudonym: 'Vi',
      role_only: 'Innbygger eller person med egen erfaring',
      collective: 'Vi',
    })
    expect(shown['anonymous']).not.toMatch(/Sara|Vi/)
    const nameless = await browser.send('POST', `/api/studies/${study}/identity`, { mode: 'pseudonym', label: '\u202E' })
    expect(problemIn(nameless)).toMatchObject({ code: 'invalid-body', errors: [{ path: 'label', code: 'empty' }] })
  })
})
