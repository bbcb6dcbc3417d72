import { writeNodes } from '@samskriv/document'
import type { ParticipantId, SectionKey, StudyId } from '@samskriv/domain'
import { describe, expect, test } from 'vitest'
import type * as Y from 'yjs'
import type { Browser } from '../testing/a-browser.ts'
import { aResidentsText, first, second } from '../testing/a-residents-text.ts'
import { decideAbout, explainSuggestion, saidByLine, sendSuggestion, suggest, suggestionsFor } from '../testing/a-suggested-change.ts'
import { refusalOf } from '../testing/a-talk.ts'
import { meIn } from '../testing/a-way-in.ts'
import { aServerForAll, signedInForAll, writersForAll } from '../testing/for-all.ts'
import { until } from '../testing/until.ts'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')
const writers = writersForAll()

const summary = 'summary' as SectionKey

describe('a suggestion', () => {
  test('[SG20] says what may be done with its words: only the writing group’s unless said, chosen anew by whoever made it and nobody else', async () => {
    const { study, nora, kjell } = await aResidentsText(siri)
    const useOf = async (id: string) => (await suggestionsFor(siri, study)).find((one) => one.id === id)?.use
    const change = (browser: Browser, id: string, body: object) => browser.send('PATCH', `/api/studies/${study}/suggestions/${id}`, body)
    const unasked = await suggest(nora, study, { words: 'an honest no', to: ['a no'] })
    const given = await suggest(nora, study, { words: 'the lift to work', to: ['both lifts to work'], use: 'case-study' })
    expect([await useOf(unasked), await useOf(given)]).toEqual(['writing-group', 'case-study'])
    expect((await change(nora, unasked, { use: 'ask-first' })).status).toBe(204)
    expect((await change(nora, given, { use: 'writing-group', reason: 'There are two.' })).status).toBe(204)
    expect([await useOf(unasked), await useOf(given)]).toEqual(['ask-first', 'writing-group'])
    for (const browser of [kjell, siri]) expect(await refusalOf(change(browser, given, { use: 'case-study' }))).toBe('not-your-words')
    expect(await refusalOf(change(nora, given, { use: 'everything' }))).toBe('invalid-body')
    expect((await decideAbout(nora, study, unasked, 'withdraw')).status).toBe(204)
    expect(await refusalOf(change(nora, unasked, { use: 'case-study' }))).toBe('already-decided')
    expect(await useOf(given)).toBe('writing-group')
  })

  test('[SG3] needs a reason to reword or delete community words, and none for their spelling', async () => {
    const { study, cleo, kjell } = await aResidentsText(siri)
    expect(await refusalOf(sendSuggestion(kjell, study, { words: 'an honest no', to: ['a clear answer'] }))).toBe('reason-needed')
    expect(await refusalOf(sendSuggestion(kjell, study, { words: first, to: [] }))).toBe('reason-needed')
    expect(await refusalOf(sendSuggestion(kjell, study, { words: 'an honest', place: 'after', to: [' and late'] }))).toBe('reason-needed')
    await suggest(kjell, study, { words: 'house', to: ['House'] })
    await suggest(cleo, study, { words: 'an honest no', to: ['a clear answer'] })
    const views = await suggestionsFor(kjell, study)
    expect(views.map(({ by, spelling, authors }) => [by.name, spelling, authors.map(({ name }) => name)])).toEqual([
      ['Cleo', false, ['Nora']],
      ['Kjell', true, ['Nora']],
    ])
  })

  test('[SG4] beside community words is no change of them: the role decides', async () => {
    const { study, cleo, kjell } = await aResidentsText(siri)
    await suggest(kjell, study, { words: 'this house.', place: 'after', to: [' So do we.'] })
    const below = await suggest(kjell, study, { words: second, place: 'below', to: ['The lift comes in May.'] })
    for (const { authors } of await suggestionsFor(cleo, study)) expect(authors).toEqual([])
    expect((await decideAbout(cleo, study, below, 'accept')).status).toBe(204)
    expect(await saidByLine(siri, study)).toEqual([`[Nora: ${first}]`, `[Nora: ${second}]`, '[Kjell: The lift comes in May.]'])
  })

  test('[SG24] of a heading or a list in a cell of a table is refused, with the reason', async () => {
    const { study, cleo, nora } = await aResidentsText(siri)
    const { participantId } = await meIn(nora, study)
    const cell = { type: 'tableCell', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Monday', voice: null }] }] }
    await server.running.house.rooms.edit(study as StudyId, {
      voice: { by: participantId as ParticipantId, typedBy: null, sector: 'community', mode: 'typed_by_self' },
      change: ({ doc }) => writeNodes(doc, summary, [{ type: 'table', content: [{ type: 'tableRow', content: [cell] }] }], () => {}),
    })
    for (const form of ['heading-3', 'quote', 'bullet'])
      expect(await refusalOf(sendSuggestion(cleo, study, { words: 'Monday', to: [{ text: 'Monday', form }] })), form).toBe('form-in-table')
    await suggest(cleo, study, { words: 'Monday', to: [{ text: 'On Monday', form: 'paragraph' }] })
  })

  test('[SG18] holds whatever somebody writes as plain words: tags, links, emoji, and letters from right to left', async () => {
    const { study, nora, cleo } = await aResidentsText(siri)
    const odd = '<img src=x onerror=alert(1)> [x](javascript:alert(1)) 👩‍👩‍👧‍👦 שלום مرحبا 🦄'
    const id = await suggest(nora, study, { words: 'the lift', to: [odd], reason: '<script>alert(1)</script> \u202E' })
    const [view] = await suggestionsFor(cleo, study)
    expect(view?.pieces.filter(({ kind }) => kind === 'added').map(({ text }) => text)).toEqual([odd])
    expect((await decideAbout(cleo, study, id, 'accept')).status).toBe(204)
    expect((await saidByLine(siri, study))[1]).toBe(`[Nora: We want ${odd} to work.]`)
    const page = await cleo.get(`/studies/${study}`, { accept: 'text/html' })
    expect(page.text).not.toContain('<img src=x')
    expect(page.text).not.toMatch(/href="javascript:/u)
    expect(page.text).toMatch(/&(?:lt|#x3c);img src=x/iu)
    const emoji = await suggest(nora, study, { words: '🦄', to: ['🐴'] })
    expect((await decideAbout(cleo, study, emoji, 'accept')).status).toBe(204)
    expect((await saidByLine(siri, study))[1]).toContain('مرحبا 🐴 to work.')
  })

  test('[SG14] is of its own study alone, and not for readers', async () => {
    const { study, kjell, come } = await aResidentsText(siri)
    const other = await aResidentsText(siri)
    const id = await suggest(kjell, study, { words: 'the lift', to: ['our lift'], reason: 'Ours.' })
    expect(await refusalOf(decideAbout(other.cleo, other.study, id, 'accept'))).toBe('unknown-suggestion')
    expect(await refusalOf(decideAbout(other.cleo, study, id, 'accept'))).toBe('unknown-study')
    const reader = await come('Rolf', 'community', 'resident', 'reader')
    expect(await refusalOf(sendSuggestion(reader, study, { words: 'the lift', to: [] }))).toBe('role-too-low')
    const forged = {
      section: summary,
      place: 'end',
      blocks: [{ text: 'x' }],
      participant: 'somebody',
      sector: 'community',
      state: 'accepted',
    }
    expect(await refusalOf(kjell.send('POST', `/api/studies/${study}/suggestions`, forged))).toBe('invalid-body')
  })

  test('[SG14] nothing in a body says who, in which sector, when, or how it is decided', async () => {
    const { study, nora, kjell } = await aResidentsText(siri)
    const id = await suggest(kjell, study, { words: 'the lift', to: ['our lift'], reason: 'Ours.' })
    const forgeries = [
      { participant: 'somebody' },
      { sector: 'community' },
      { at: 0 },
      { state: 'accepted' },
      { authors: [] },
      { by: 'me' },
    ]
    for (const forged of forgeries) {
      const path = `/api/studies/${study}/suggestions`
      const asked = { section: summary, place: 'end', blocks: [{ text: 'More.' }], ...forged }
      expect(await refusalOf(kjell.send('POST', path, asked)), JSON.stringify(forged)).toBe('invalid-body')
      expect(await refusalOf(kjell.send('PATCH', `${path}/${id}`, { reason: 'So.', ...forged })), JSON.stringify(forged)).toBe(
        'invalid-body',
      )
      expect(await refusalOf(nora.send('POST', `${path}/${id}/accept`, forged)), JSON.stringify(forged)).toBe('invalid-body')
    }
    const marked = {
      section: summary,
      place: 'end',
      blocks: [{ text: 'x', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] }],
    }
    expect(await refusalOf(kjell.send('POST', `/api/studies/${study}/suggestions`, marked))).toBe('invalid-body')
    const stranger = await aResidentsText(siri)
    for (const what of ['accept', 'decline', 'withdraw'] as const) {
      expect(await refusalOf(decideAbout(stranger.nora, stranger.study, id, what, 'Ours.')), what).toBe('unknown-suggestion')
      expect(await refusalOf(decideAbout(stranger.nora, study, id, what, 'Ours.')), what).toBe('unknown-study')
    }
    expect(await refusalOf(explainSuggestion(stranger.nora, stranger.study, id, 'Mine.'))).toBe('unknown-suggestion')
    expect((await suggestionsFor(nora, study))[0]).toMatchObject({
      id,
      by: { name: 'Kjell', sector: 'public' },
      reason: 'Ours.',
      state: 'proposed',
    })
  })

  test('[SG15] is what another sector writes over protected words, in the transaction of the words; its author decides', async () => {
    const { study, nora, kjell } = await aResidentsText(siri)
    const writer = await writers.come(kjell, study)
    const text = (): Y.XmlText => (writer.doc.getXmlFragment('s:summary').get(0) as Y.XmlElement).get(0) as Y.XmlText
    await until('he has it', () => writer.doc.getXmlFragment('s:summary').length === 2)
    const at = first.indexOf('an honest no')
    text().delete(at, 'an honest no'.length)
    text().insert(at, 'a clear answer')
    await until('it is kept', async () =>
      (await suggestionsFor(nora, study)).some(({ pieces }) => pieces.some(({ text: one }) => one.includes('clear'))),
    )
    expect((await saidByLine(siri, study))[0]).toBe(`[Nora: ${first}]`)
    const [kept] = await suggestionsFor(nora, study)
    expect(kept).toMatchObject({ kept: true, by: { name: 'Kjell' }, authors: [{ name: 'Nora' }], may: { decide: true } })
    expect(await refusalOf(decideAbout(kjell, study, kept?.id ?? '', 'accept'))).toBe('own-suggestion')
    await explainSuggestion(kjell, study, kept?.id ?? '', 'It was clear.')
    expect((await decideAbout(nora, study, kept?.id ?? '', 'accept')).status).toBe(204)
    expect((await saidByLine(siri, study))[0]).toBe('[Nora: We know the stairs of this house. It was ][Kjell: a clear answer][Nora: .]')
    await until('he sees it', () => text().toJSON().includes('a clear answer'))
  })

  test('[SG15] is one more when its author declines while the other types on, and can be accepted', async () => {
    const { study, nora, kjell } = await aResidentsText(siri)
    const writer = await writers.come(kjell, study)
    const text = (): Y.XmlText => (writer.doc.getXmlFragment('s:summary').get(0) as Y.XmlElement).get(0) as Y.XmlText
    await until('he has it', () => writer.doc.getXmlFragment('s:summary').length === 2)
    const type = async (key: string, proposed: string): Promise<void> => {
      await until('it was undone', () => text().toJSON() === first)
      text().insert(first.indexOf('honest'), key)
      await until('it is kept', async () =>
        (await suggestionsFor(nora, study)).some(({ pieces }) => pieces.some(({ text: one }) => one.trim() === proposed)),
      )
    }
    await type('v', 'vhonest')
    const [one] = await suggestionsFor(nora, study)
    expect((await decideAbout(nora, study, one?.id ?? '', 'decline', 'No.')).status).toBe(204)
    await type('e', 'vehonest')
    await type('r', 'verhonest')
    await type('y ', 'very')
    const open = await suggestionsFor(nora, study)
    expect(open).toHaveLength(1)
    await explainSuggestion(kjell, study, open[0]?.id ?? '', 'It was.')
    expect((await decideAbout(nora, study, open[0]?.id ?? '', 'accept')).status).toBe(204)
    expect((await saidByLine(siri, study))[0]).toContain('[Kjell: very ]')
  })

  test('[SG16] that was kept without a reason is accepted once whoever made it has said why, and nobody else says it for them', async () => {
    const { study, nora, cleo, kjell, come } = await aResidentsText(siri)
    const writer = await writers.come(kjell, study)
    await until('he has it', () => writer.doc.getXmlFragment('s:summary').length === 2)
    const paragraph = writer.doc.getXmlFragment('s:summary').get(0) as Y.XmlElement
    ;(paragraph.get(0) as Y.XmlText).insert(first.indexOf('honest'), 'clear and ')
    await until('it is kept', async () => (await suggestionsFor(nora, study)).length === 1)
    const [kept] = await suggestionsFor(nora, study)
    const id = kept?.id ?? ''
    expect(kept).toMatchObject({ lacksReason: true, reason: null, may: { decide: true } })
    expect(await refusalOf(decideAbout(nora, study, id, 'accept'))).toBe('suggestion-unexplained')
    expect(await refusalOf(explainSuggestion(nora, study, id, 'I like it.'))).toBe('not-your-words')
    expect(await refusalOf(explainSuggestion(cleo, study, id, 'I like it.'))).toBe('not-your-words')
    expect(await refusalOf(explainSuggestion(kjell, study, id, '   '))).toBe('invalid-body')
    expect((await explainSuggestion(kjell, study, id, 'So it was.')).status).toBe(204)
    expect((await explainSuggestion(kjell, study, id, 'So it was, I was there.')).status).toBe(204)
    expect((await suggestionsFor(nora, study))[0]).toMatchObject({ lacksReason: false, reason: 'So it was, I was there.' })
    expect((await decideAbout(nora, study, id, 'accept')).status).toBe(204)
    expect(await refusalOf(explainSuggestion(kjell, study, id, 'Later.'))).toBe('already-decided')
    const outsider = await come('Olga', 'other', 'business', 'reader')
    expect(await refusalOf(explainSuggestion(outsider, study, id, 'Mine.'))).toBe('not-your-words')
  })

  test('[SG9] is taken back by who made it, and by nobody else', async () => {
    const { study, nora, kjell } = await aResidentsText(siri)
    const id = await suggest(kjell, study, { words: 'an honest no', to: [], reason: 'Too blunt.' })
    expect(await refusalOf(decideAbout(nora, study, id, 'withdraw'))).toBe('not-your-words')
    expect((await decideAbout(kjell, study, id, 'withdraw')).status).toBe(204)
    expect(await refusalOf(decideAbout(nora, study, id, 'accept'))).toBe('already-decided')
  })

  test('[SG9] taken back leaves none of its words', async () => {
    const { study, kjell, nora } = await aResidentsText(siri)
    const id = await suggest(kjell, study, { words: 'an honest no', to: ['a marigold answer'], reason: 'Because marigold.' })
    expect((await decideAbout(kjell, study, id, 'withdraw')).status).toBe(204)
    for (const browser of [kjell, nora])
      expect((await browser.get(`/api/studies/${study}/suggestions?state=all`)).text).not.toContain('marigold')
  })
})
