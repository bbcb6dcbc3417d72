import { SectionText } from '@samskriv/attribution'
import { suggestionById } from '@samskriv/database'
import { writeNodes } from '@samskriv/document'
import { exportFormats, type ParticipantId, type SectionKey, type StudyId } from '@samskriv/domain'
import { ExportState, SuggestionMade } from '@samskriv/protocol'
import type { KeptSuggestion } from '@samskriv/sync-server'
import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll } from '../testing/for-all.ts'
import { aTalk } from '../testing/a-talk.ts'
import { meIn } from '../testing/a-way-in.ts'
import { keepSuggestions } from './keep.ts'
import { until } from '../testing/until.ts'

const summary = 'summary' as SectionKey
const council = 'The council meets on Mondays in the old hall.'
const paragraphs = [council, 'Everybody can come along.', 'Bring a cup.', 'There is coffee.', 'It is warm.']

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')
const gunvor = signedInForAll(server, 'gunvor.hemmelig@example.org', 'Gunvor Hemmelig')
let study: string
beforeAll(async () => {
  const talk = await aTalk(server, siri, 'The hall')
  study = talk.study
  await gunvor.submit(talk.path)
  await gunvor.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })
  await gunvor.send('POST', `/api/studies/${study}/identity`, { mode: 'pseudonym', label: 'Måken' })
  await write((await meIn(talk.kjell, study)).participantId)
  const use = 'case-study'
  await suggest(gunvor, { words: 'on Mondays', to: ['on Tuesdays'], use })
  await suggest(gunvor, { words: 'old', to: [], use })
  await suggest(gunvor, { words: 'come', place: 'after', to: [' and go'], use })
  await suggest(gunvor, { words: 'a cup.\nThere is coffee', to: ['two cups.', 'There is tea'], use })
  await suggest(talk.nora, { words: 'Mondays', to: ['Sundays'], use })
  await suggest(gunvor, { words: 'It is warm.', place: 'below', to: ['And light.'], use })
  await suggest(talk.nora, { words: 'along', to: ['with a rare word'] })
  await suggest(talk.nora, { words: 'warm', to: ['rarely cold'], use: 'ask-first' })
  const taken = await suggest(talk.nora, { words: 'warm', to: ['rare and taken back'], use })
  await talk.nora.send('POST', `/api/studies/${study}/suggestions/${taken}/withdraw`)
})

async function write(by: string): Promise<void> {
  await server.running.house.rooms.edit(study as StudyId, {
    voice: { by: by as ParticipantId, typedBy: null, sector: 'public', mode: 'typed_by_self' },
    change: ({ doc }) =>
      writeNodes(
        doc,
        summary,
        paragraphs.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text, voice: null }] })),
        () => {},
      ),
  })
}

interface Asked {
  readonly words: string
  readonly place?: string
  readonly to: readonly string[]
  readonly use?: string
}

async function suggest(browser: Browser, { words, place = 'instead', to, use }: Asked): Promise<string> {
  const anchor = await server.running.house.rooms.read(study as StudyId, ({ doc, epoch }) => {
    const text = SectionText.of(doc, summary)
    const from = text.text.indexOf(words)
    const [start, end] = [text.idAt(from), text.idAt(from + words.length - 1)]
    if (from < 0 || start === null || end === null) throw new Error(`“${words}” is not there`)
    return { section: summary, epoch, start, end, quote: words }
  })
  const asked = { section: summary, anchor, place, blocks: to.map((text) => ({ text })), ...(use === undefined ? {} : { use }) }
  const answer = await browser.send('POST', `/api/studies/${study}/suggestions`, asked)
  if (answer.status !== 201) throw new Error(answer.text)
  return SuggestionMade.parse(answer.json()).id
}

async function partsOf(format: string, comments: string): Promise<ReadonlyMap<string, string>> {
  const response = await fetch(`${server.url}/api/studies/${study}/export?format=${format}&comments=${comments}&voices=off`, {
    headers: { cookie: siri.cookie },
  })
  expect(response.status).toBe(200)
  const bytes = new Uint8Array(await response.arrayBuffer())
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b)
    return new Map([['file', Buffer.from(bytes).toString('latin1') + Buffer.from(bytes).toString()]])
  return new Map(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]))
}

const plain = (xml: string): string =>
  xml
    .replaceAll(/<text:s(?: [^>]*)?>/g, ' ')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&apos;', "'")
/** What a paragraph that begins so says, with changes left in. */
const paragraphIn = (xml: string, tag: string, begins: string): string =>
  [...xml.matchAll(new RegExp(`<${tag}[ >].*?</${tag}>`, 'gs'))].map(([one]) => one).find((one) => plain(one).startsWith(begins)) ?? ''

describe('suggestions in a file', () => {
  test('[X18] are tracked changes in Word, by the name that was chosen, with sector and date: refused they leave the text, accepted what is suggested', async () => {
    const xml = (await partsOf('docx', 'open')).get('word/document.xml') ?? ''
    const made = [...xml.matchAll(/<w:(ins|del) [^>]*w:author="([^"]*)" w:date="(\d{4}-\d\d-\d\dT[^"]*Z)"/g)]
    expect(made.map(([, kind]) => kind)).toEqual(['del', 'ins', 'del', 'ins', 'del', 'ins', 'del', 'ins'])
    expect(new Set(made.map(([, , author]) => author))).toEqual(new Set(['Måken (Community)']))
    const refused = xml.replaceAll(/<w:ins .*?<\/w:ins>/gs, '')
    const accepted = xml.replaceAll(/<w:del .*?<\/w:del>/gs, '')
    for (const words of paragraphs) expect(plain(refused)).toContain(words)
    const then = [
      'The council meets on Tuesdays in the hall.',
      'Everybody can come and go along.',
      'Bring two cups.',
      'There is tea.',
      'It is warm.',
    ]
    for (const words of then) expect(plain(accepted)).toContain(words)
    expect(paragraphIn(xml, 'w:p', 'The council')).toMatch(/<w:delText[^>]*>Mondays<\/w:delText>/)
  })

  test('[X18] are tracked changes in an OpenDocument text', async () => {
    const xml = (await partsOf('odt', 'all')).get('content.xml') ?? ''
    const regions = [...xml.matchAll(/<text:changed-region .*?<\/text:changed-region>/gs)].map(([one]) => one)
    expect(
      regions.map((region) =>
        region.includes('text:deletion') ? plain(region.replace(/<office:change-info>.*?<\/office:change-info>/s, '')) : '',
      ),
    ).toEqual(['Mondays', '', 'old ', '', 'a cup', '', 'coffee', ''])
    for (const region of regions) expect(region).toMatch(/<dc:creator>Måken \(Community\)<\/dc:creator><dc:date>\d{4}-\d\d-\d\dT/)
    const accepted = plain(xml.replace(/<text:tracked-changes.*?<\/text:tracked-changes>/s, ''))
    for (const words of [
      'The council meets on Tuesdays in the hall.',
      'Everybody can come and go along.',
      'Bring two cups.',
      'There is tea.',
    ])
      expect(accepted).toContain(words)
  })

  test.each(['docx', 'odt'])('[X18] that %s can’t show, and those that stay in the group, are counted', async (format) => {
    const [file, part] = [await partsOf(format, 'open'), format === 'docx' ? 'word/document.xml' : 'content.xml']
    // A new paragraph, other words for the same, and two that were not let go.
    expect(plain(file.get(part) ?? '')).toContain('4 suggested changes are left out')
  })

  test.each(exportFormats.filter((format) => format !== 'json' && format !== 'docx' && format !== 'odt' && format !== 'pdf'))(
    '[X18] are not in %s, which shows the text as it is and counts them',
    async (format) => {
      const text = [...(await partsOf(format, 'all')).values()].map(plain).join('\n')
      expect(text).toContain('The council meets on Mondays in the old hall.')
      expect(text).not.toContain('Tuesdays')
      expect(text).toContain('8 suggested changes are left out')
    },
  )

  test.each(exportFormats)(
    '[X18] in %s: no byte of one that stays in the group, nor of the name behind a pseudonym, nor any unless comments are asked for',
    async (format) => {
      for (const comments of ['none', 'open', 'all']) {
        const text = [...(await partsOf(format, comments)).entries()].flat().join('\n')
        expect(
          ['Hemmelig', 'hemmelig', 'rare', ...(comments === 'none' ? ['Tuesdays', 'suggested change'] : [])].filter((one) =>
            text.includes(one),
          ),
        ).toEqual([])
        expect(text.length).toBeGreaterThan(200)
      }
    },
  )

  test('[EX10] in one that waits are given out no more when their author chooses otherwise, and it goes when they take one back', async () => {
    const first = await aFileThatWaits()
    expect(first.status).toBe(200)
    const path = `/api/studies/${study}/suggestions`
    const id = await suggest(gunvor, { words: 'warm', to: ['warm inside'], use: 'case-study' })
    const second = await aFileThatWaits()
    expect((await gunvor.send('PATCH', `${path}/${id}`, { use: 'writing-group' })).status).toBe(204)
    const outdated = await fetch(second.url, { headers: { cookie: siri.cookie } })
    expect([second.status, outdated.status]).toEqual([200, 410])
    const third = await aFileThatWaits()
    expect((await gunvor.send('POST', `${path}/${id}/withdraw`)).status).toBe(204)
    expect([third.status, (await fetch(third.url, { headers: { cookie: siri.cookie } })).status]).toEqual([200, 404])
  })

  test('[EX10] in one that waits are given out no more when whoever wrote them over protected words takes that back in the text', async () => {
    const id = await suggest(gunvor, { words: 'warm', to: ['warm inside'], use: 'case-study' })
    const waiting = await aFileThatWaits()
    const row = await house().read(suggestionById(study as StudyId, id))
    if (row === undefined) throw new Error('not kept')
    const { section, anchor, participant, sector, original, authors } = row
    const undone: KeptSuggestion = { id, state: 'withdrawn', section, anchor, participant, sector, original, authors, proposed: [] }
    await house().tx(keepSuggestions(study as StudyId, [undone]))
    expect([waiting.status, (await fetch(waiting.url, { headers: { cookie: siri.cookie } })).status]).toEqual([200, 410])
  })
})

const house = () => server.running.house.database.store

/** Asks for a Word file that is made and waits, and fetches it. */
async function aFileThatWaits(): Promise<{ readonly url: string; readonly status: number }> {
  const path = `/api/studies/${study}/exports`
  const { id } = ExportState.parse((await siri.send('POST', `${path}?format=docx&comments=open`, {})).json())
  await until('it is ready', async () => ExportState.parse((await siri.get(`${path}/${id}`)).json()).state.kind === 'ready')
  const url = `${server.url}${path}/${id}/file`
  const response = await fetch(url, { headers: { cookie: siri.cookie } })
  await response.arrayBuffer()
  return { url, status: response.status }
}
