import { constants, inflateSync } from 'node:zlib'
import { exportFormats, type UseChoice } from '@samskriv/domain'
import { ThreadBegun } from '@samskriv/protocol'
import { strFromU8, unzipSync } from 'fflate'
import { extractText } from 'unpdf'
import { beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { aStudy, problemIn, signedIn, type Browser } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll, writersForAll } from '../testing/for-all.ts'
import { aTalk, aToken, begin, readThread } from '../testing/a-talk.ts'
import { meIn } from '../testing/a-way-in.ts'
import { until } from '../testing/until.ts'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')
const writers = writersForAll()
let study: string
beforeAll(async () => {
  study = await aStudyWithSecrets()
})

/**
 * Words of somebody under a pseudonym, and comments: one that may leave the group, with a reply that may and one that nobody was asked
 * about, and five that may not, because of their author, a steward, whom they were for, or because they were taken back.
 */
async function aStudyWithSecrets(): Promise<string> {
  const talk = await aTalk(server, siri)
  const gunvor = await signedIn(server, 'gunvor.hemmelig@example.org', 'Gunvor Hemmelig')
  await gunvor.submit(talk.path)
  await gunvor.send('POST', `/api/studies/${talk.study}/capacity`, { sector: 'community', subtype: 'resident' })
  await gunvor.send('POST', `/api/studies/${talk.study}/identity`, { mode: 'pseudonym', label: 'Måken' })
  const { participantId } = await meIn(gunvor, talk.study)
  await siri.send('PATCH', `/api/studies/${talk.study}/people/${participantId}`, { role: 'editor' })
  const writer = await writers.come(gunvor, talk.study)
  writer.write('s:summary', 'The hall is closed on Saturdays this year.')
  const nowhere = { client: 0, clock: 0 }
  const anchor = { section: 'summary', epoch: 1, start: nowhere, end: nowhere, quote: 'closed on Saturdays' }
  await until('the words are there', async () =>
    (await siri.get(`/api/studies/${talk.study}/export?format=json`)).text.includes('Saturdays'),
  )
  const open = await begin(gunvor, talk.study, { kind: 'comment', text: 'Who decided this?', use: 'case-study', anchor })
  const reply = async (thread: string, text: string, use: UseChoice): Promise<void> => {
    const { path } = await said(talk.kjell, talk.study, thread, text)
    expect((await talk.kjell.send('PUT', `${path}/use`, { use })).status).toBe(204)
  }
  await reply(open, 'The board did.', 'case-study')
  await said(talk.kjell, talk.study, open, 'A rare reply that nobody was asked about.')
  await reply(open, 'A rare reply that stays.', 'writing-group')
  const narrowed = await begin(talk.nora, talk.study, { kind: 'comment', text: 'A rare one that was narrowed.', use: 'case-study' })
  const deleted = await begin(talk.nora, talk.study, { kind: 'comment', text: 'A rare one that is deleted.', use: 'case-study' })
  await reply(deleted, 'A rare reply to what is deleted.', 'case-study')
  const [first, second] = await Promise.all([narrowed, deleted].map((thread) => firstOf(talk.nora, talk.study, thread)))
  await talk.nora.send('PUT', `${first}/use`, { use: 'writing-group' })
  await talk.nora.send('DELETE', second ?? '')
  await begin(talk.nora, talk.study, { kind: 'comment', text: 'A rare one of the group.', use: 'writing-group' })
  await begin(talk.nora, talk.study, { kind: 'comment', text: 'A rare one for organisers.', use: 'case-study', audience: 'organisers' })
  const hidden = await begin(talk.nora, talk.study, { kind: 'comment', text: 'A rare one that is hidden.', use: 'case-study' })
  await siri.send('POST', `/api/studies/${talk.study}/threads/${hidden}/hide`, { reason: 'It holds somebody’s telephone number.' })
  return talk.study
}

/** Says something in a thread. */
async function said(by: Browser, of: string, thread: string, text: string): Promise<{ readonly path: string }> {
  const messages = `/api/studies/${of}/threads/${thread}/messages`
  const answer = await by.send('POST', messages, { text, token: aToken() })
  return { path: `${messages}/${ThreadBegun.parse(answer.json()).id}` }
}

async function firstOf(by: Browser, of: string, thread: string): Promise<string> {
  return `/api/studies/${of}/threads/${thread}/messages/${(await readThread(by, of, thread)).messages[0]?.id}`
}

async function download(format: string, comments: string): Promise<{ readonly response: Response; readonly bytes: Uint8Array }> {
  const response = await fetch(`${server.url}/api/studies/${study}/export?format=${format}&comments=${comments}`, {
    headers: { cookie: siri.cookie },
  })
  return { response, bytes: new Uint8Array(await response.arrayBuffer()) }
}

/** All text of a file, unzipped, with and without its marks. */
async function everythingIn(bytes: Uint8Array): Promise<string> {
  if (strFromU8(bytes.subarray(0, 5)) === '%PDF-') return everythingInPdf(bytes)
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  const parts = isZip ? Object.entries(unzipSync(bytes)).map(([name, content]) => `${name}\n${strFromU8(content)}`) : [strFromU8(bytes)]
  return parts.flatMap((part) => [part, part.replaceAll(/<[^>]+>/g, '')]).join('\n')
}

/** Its text as pages show it, in one line, and all of its bytes, unpacked. */
async function everythingInPdf(bytes: Uint8Array): Promise<string> {
  const { text } = await extractText(bytes.slice(), { mergePages: true })
  const raw = Buffer.from(bytes)
  const packed = [...raw.toString('latin1').matchAll(/stream\r?\n/g)].flatMap(({ index, 0: { length } }) => {
    try {
      return [inflateSync(raw.subarray(index + length), { finishFlush: constants.Z_SYNC_FLUSH }).toString()]
    } catch {
      return []
    }
  })
  expect(packed.length).toBeGreaterThan(5)
  return [text.replaceAll(/\s+/g, ' '), raw.toString(), ...packed].join('\n')
}

describe('a case study that is taken away', () => {
  test.each(exportFormats)(
    'as %s has a name that ends so, says what it is, and holds the words by the name that was chosen',
    async (format) => {
      const { response, bytes } = await download(format, 'none')
      expect(response.status).toBe(200)
      expect(response.headers.get('content-disposition')).toMatch(new RegExp(`^attachment; filename="Naboene-pa-T-yen\\.${format}"`))
      expect(response.headers.get('content-type')).toMatch(/^(?:text|application)\/[a-z.+-]+/)
      const text = await everythingIn(bytes)
      expect(text).toContain('The hall is closed on Saturdays this year.')
      expect(text).toContain('Måken')
      expect(text).not.toContain('Who decided this?')
    },
  )

  test.each(exportFormats)('as %s has in no byte the name behind a pseudonym, nor a comment that stays in the group', async (format) => {
    for (const comments of ['none', 'open', 'all']) {
      const text = await everythingIn((await download(format, comments)).bytes)
      expect(['Hemmelig', 'hemmelig', 'rare', 'telephone'].filter((secret) => text.includes(secret))).toEqual([])
      expect(text.length).toBeGreaterThan(200)
    }
  })

  test.each(exportFormats.filter((format) => format !== 'json'))(
    '[X16] as %s has the comments that were asked for, with the replies that may leave the group, and counts those that stay',
    async (format) => {
      const text = await everythingIn((await download(format, 'open')).bytes)
      for (const words of ['Who decided this?', 'The board did.', '4 comments are left out', '2 replies are left out'])
        expect(text).toContain(words)
    },
  )

  test('has a comment at the words it is about', async () => {
    expect(await everythingIn((await download('md', 'open')).bytes)).toContain('The hall is closed on Saturdays[^comment-1] this year.')
  })

  test('[EX4] is written three times at once for one person, who comes again for more', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => download('docx', 'none')))
    const statuses = answers.map(({ response }) => response.status)
    expect(new Set(statuses)).toEqual(new Set([200, 429]))
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(3)
    expect((await download('docx', 'none')).response.status).toBe(200)
  })

  test('is refused in a form there is not, or with comments nobody knows', async () => {
    const wrong = {
      'format=exe': 'format',
      'comments=some': 'comments',
      'document=half': 'document',
      'sections=nowhere': 'sections',
      'sections=': 'sections',
      'document=sheet&sections=summary': 'sections',
      'voices=on': 'voices',
      'questions=1': 'questions',
      'print=small': 'print',
      'language=de': 'language',
    }
    for (const [query, path] of Object.entries(wrong))
      for (const way of ['get', 'post'] as const) {
        const address = `/api/studies/${study}/export${way === 'get' ? '' : 's'}?${query}`
        const answer = way === 'get' ? await siri.get(address) : await siri.send('POST', address, {})
        expect([query, problemIn(answer).code, JSON.stringify(answer.json()).includes(`"path":"${path}"`)]).toEqual([
          query,
          'unknown-format',
          true,
        ])
      }
  })

  test('[EX12] holds the sections that were chosen, with the words around them in the language that was', async () => {
    const chosen = await siri.get(`/api/studies/${study}/export?sections=credits,what-changed&language=sv&questions=on&print=large`)
    expect(chosen.text).toContain('2 av 14 avsnitt')
    expect(chosen.text).toContain('Stödfrågor')
    expect(chosen.text).toContain('--text-small: 1.5rem')
    expect(chosen.text).not.toContain('Saturdays')
    expect(chosen.text).not.toContain('Måken')
    const sheet = await siri.get(`/api/studies/${study}/export?document=sheet&language=nb`)
    expect(sheet.text).toContain('Casebeskrivelse på én side')
    expect(sheet.text).toContain('The hall is closed on Saturdays this year.')
    expect((await siri.get(`/api/studies/${study}/export?format=json&sections=credits`)).text).toContain('Saturdays')
  })

  test('[X28] is written, and read on its page, when two who deleted at once left an item with nothing in it', async () => {
    const anja = await signedIn(server, 'anja@example.org', 'Anja')
    const other = await aStudy(anja, 'The list')
    await anja.send('POST', `/api/studies/${other}/capacity`, { sector: 'community', subtype: 'resident' })
    const [one, two] = [await writers.come(anja, other), await writers.come(anja, other)]
    const item = new Y.XmlElement('listItem')
    item.insert(
      0,
      ['First.', 'Second.'].map((text) => {
        const paragraph = new Y.XmlElement('paragraph')
        paragraph.insert(0, [new Y.XmlText(text)])
        return paragraph
      }),
    )
    const list = new Y.XmlElement('bulletList')
    list.insert(0, [item])
    one.doc.getXmlFragment('s:summary').push([list])
    one.write('s:summary', 'What stands after it.')
    await until('both have it', () => two.doc.getXmlFragment('s:summary').toString().includes('stands after'))
    for (const { provider } of [one, two]) provider.disconnect()
    for (const [index, { doc }] of [one, two].entries()) {
      const found = doc.getXmlFragment('s:summary').get(0)
      const inner = found instanceof Y.XmlElement ? found.get(0) : null
      if (!(inner instanceof Y.XmlElement)) throw new Error('no item')
      inner.delete(index)
    }
    for (const { provider } of [one, two]) provider.connect()
    await until(
      'both are gone',
      () =>
        !/First|Second/.test(one.doc.getXmlFragment('s:summary').toString()) &&
        !/First|Second/.test(two.doc.getXmlFragment('s:summary').toString()),
    )
    for (const format of exportFormats)
      expect([format, (await anja.get(`/api/studies/${other}/export?format=${format}`)).status]).toEqual([format, 200])
    const page = await anja.get(`/studies/${other}`)
    expect([page.status, page.text.includes('What stands after it.')]).toEqual([200, true])
  })
})
