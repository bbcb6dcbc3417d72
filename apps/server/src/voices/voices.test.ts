import { BalanceView, SectionVoices, StudyVoices } from '@samskriv/protocol'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { aStudy, problemIn, type Browser } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll, writersForAll } from '../testing/for-all.ts'
import { aStudyOfTwo } from '../testing/a-way-in.ts'
import { until } from '../testing/until.ts'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')
const writers = writersForAll()

async function write(browser: Browser, study: string, text: string): Promise<void> {
  const writer = await writers.come(browser, study)
  writer.write('s:summary', text)
  await until('it is stored', async () => (await siri.get(`/api/studies/${study}/sections/summary/voices`)).text.includes(text))
}

const balanceIn = async (browser: Browser, study: string): Promise<BalanceView> =>
  BalanceView.parse((await browser.get(`/api/studies/${study}/balance`)).json())

const voicesIn = async (browser: Browser, study: string): Promise<SectionVoices> =>
  SectionVoices.parse((await browser.get(`/api/studies/${study}/sections/summary/voices`)).json())

describe('the balance', () => {
  test('[VO1] counts words and people by the sector they spoke in, and whose sector is known by their own word alone', async () => {
    const { study, neighbour } = await aStudyOfTwo(server, siri)
    await write(neighbour, study, 'Four words from here')
    await write(siri, study, 'And three more')
    const { sections, study: whole } = await balanceIn(neighbour, study)
    const expected = {
      words: { community: 4, third: 0, public: 3, other: 0 },
      people: { community: 1, third: 0, public: 1, other: 0 },
      selfDeclaredWords: { community: 4, third: 0, public: 0, other: 0 },
      unconfirmedWords: 0,
      totalWords: 7,
      communitySharePercent: 57.1,
    }
    expect(whole).toEqual(expected)
    expect(sections.find(({ key }) => key === 'summary')).toMatchObject(expected)
    expect(sections.filter(({ totalWords }) => totalWords > 0)).toHaveLength(1)
  })

  test('[VO1] takes the word of a steward for more than that', async () => {
    const { study, neighbour, participant } = await aStudyOfTwo(server, siri)
    await write(neighbour, study, 'Four words from here')
    await siri.send('POST', `/api/studies/${study}/people/${participant}/capacity`, {
      sector: 'community',
      subtype: 'resident',
      agreed: true,
    })
    expect((await balanceIn(siri, study)).study.selfDeclaredWords.community).toBe(0)
  })

  test('[VO2] of the example is that of its export, to the word', async () => {
    const studies = z.array(z.object({ id: z.string(), example: z.boolean() })).parse((await siri.get('/api/studies')).json())
    const example = studies.find((study) => study.example)?.id ?? ''
    const { sections, study } = await balanceIn(siri, example)
    const file = z
      .object({ balance: z.object({ sections: z.array(z.looseObject({ sectionId: z.string() })), document: z.unknown() }) })
      .parse((await siri.get(`/api/studies/${example}/export?format=json`)).json())
    expect(study).toMatchObject(Object(file.balance.document))
    for (const section of file.balance.sections) {
      const { words, unconfirmedWords, totalWords, communitySharePercent, communityContributors } = Object(section)
      const shown = sections.find(({ key }) => key === section.sectionId)
      expect(shown).toMatchObject({ words, unconfirmedWords, totalWords, communitySharePercent })
      expect(shown?.people.community).toBe(communityContributors.length)
    }
    expect(sections).toHaveLength(file.balance.sections.length)
    expect(study.totalWords).toBeGreaterThan(1_500)
  })
})

describe('who says what in a section', () => {
  test('[VO3] is its text in order, by the names people chose', async () => {
    const { study, neighbour } = await aStudyOfTwo(server, siri)
    await neighbour.send('POST', `/api/studies/${study}/identity`, { mode: 'pseudonym', label: 'The one upstairs' })
    await write(neighbour, study, 'We know the stairs.')
    await write(siri, study, 'We own them.')
    const { spans, voices } = await voicesIn(neighbour, study)
    expect(spans.map(({ line, text, voice }) => [line, text, voices[voice]?.name, voices[voice]?.sector])).toEqual([
      [0, 'We know the stairs.', 'The one upstairs', 'community'],
      [1, 'We own them.', 'Siri Steward', 'public'],
    ])
    expect(voices.map(({ mode, typedBy }) => [mode, typedBy])).toEqual([
      ['typed_by_self', null],
      ['typed_by_self', null],
    ])
  })

  test('[VO3] is nothing in a section where nobody has written, and not found where there is no such section', async () => {
    const study = await aStudy(siri)
    expect(await voicesIn(siri, study)).toMatchObject({ key: 'summary', spans: [], voices: [] })
    const answer = await siri.get(`/api/studies/${study}/sections/nothing/voices`)
    expect([answer.status, problemIn(answer).code]).toEqual([404, 'not-found'])
  })
})

test.each(['balance', 'voices', 'sections/summary/voices'])(
  '[VO4] %s is sent again only when words, people or their names have changed',
  async (what) => {
    const { study, neighbour } = await aStudyOfTwo(server, siri)
    const address = `/api/studies/${study}/${what}`
    const first = await siri.get(address)
    const tag = first.headers.get('etag') ?? ''
    const again = await siri.get(address, { 'if-none-match': tag })
    expect([first.status, again.status, again.text]).toEqual([200, 304, ''])

    await write(neighbour, study, 'Something new')
    const changed = await siri.get(address, { 'if-none-match': tag })
    expect(changed.status).toBe(200)

    const latest = changed.headers.get('etag') ?? ''
    await neighbour.send('POST', `/api/studies/${study}/identity`, { mode: 'anonymous' })
    expect((await siri.get(address, { 'if-none-match': latest })).status).toBe(200)
  },
)

test('[VO5] what tells the voice of every character names the clients that wrote, by their voices', async () => {
  const { study, neighbour } = await aStudyOfTwo(server, siri)
  await write(neighbour, study, 'We know the stairs.')
  await write(siri, study, 'We own them.')
  const { voices, clients, overrides, seq } = StudyVoices.parse((await neighbour.get(`/api/studies/${study}/voices`)).json())
  const byClient = new Map(clients.map(([client, voice]) => [client, voices.find(({ id }) => id === voice)?.sector]))
  const mine = writers.all.slice(-2).map(({ doc }) => byClient.get(doc.clientID))
  expect(mine).toEqual(['community', 'public'])
  expect(overrides).toEqual([])
  expect(seq).toBeGreaterThan(0)
})
