import type { StudyId } from '@samskriv/domain'
import { SuggestionMade } from '@samskriv/protocol'
import { describe, expect, test } from 'vitest'
import { aResidentsText, first, second } from '../testing/a-residents-text.ts'
import { decideAbout, saidByLine, sayInText, sendSuggestion, suggest, suggestionsFor } from '../testing/a-suggested-change.ts'
import { refusalOf } from '../testing/a-talk.ts'
import { aServerForAll, signedInForAll } from '../testing/for-all.ts'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')

describe('a suggestion', () => {
  test('[SG1] of a commenter over two paragraphs is accepted by who may write there, and its words are the commenter’s', async () => {
    const { study, come } = await aResidentsText(siri)
    const per = await come('Per', 'third', 'charity', 'commenter')
    const clerk = await come('Klara', 'public', 'council', 'editor')
    await sayInText(server, study, clerk, 'public', 'The council meets on Mondays.', 'Everybody can come along.')
    const id = await suggest(per, study, { words: 'Mondays.\nEverybody can come', to: ['Tuesdays, at noon.', 'Everybody can come'] })
    expect(await saidByLine(siri, study)).toHaveLength(4)
    const [view] = await suggestionsFor(clerk, study)
    expect(view).toMatchObject({ by: { name: 'Per', sector: 'third' }, authors: [], kind: 'replace', may: { decide: true } })
    expect((await decideAbout(clerk, study, id, 'accept')).status).toBe(204)
    expect((await saidByLine(siri, study)).slice(2)).toEqual([
      '[Klara: The council meets on ][Per: Tuesdays, at noon][Klara: .]',
      '[Klara: Everybody can come along.]',
    ])
    const [decided] = await suggestionsFor(per, study, 'accepted')
    expect(decided).toMatchObject({ state: 'accepted', decided: { by: { name: 'Klara' } } })
  })

  test('[SG8] about words that were changed meanwhile changes nothing, and says so', async () => {
    const { study, nora, cleo, kjell } = await aResidentsText(siri)
    const one = await suggest(kjell, study, { words: 'It was an honest no.', to: ['It was a no.'], reason: 'Shorter.' })
    const other = await suggest(cleo, study, { words: 'an honest no', to: ['a kind no'] })
    expect((await decideAbout(nora, study, other, 'accept')).status).toBe(204)
    const before = await saidByLine(siri, study)
    expect(await refusalOf(decideAbout(nora, study, one, 'accept'))).toBe('suggestion-words-changed')
    expect(await saidByLine(siri, study)).toEqual(before)
    expect((await suggestionsFor(nora, study)).map(({ id }) => id)).toEqual([one])
  })

  test('[SG11] that puts right only spelling is accepted as it comes where its author has said so; the word stays theirs', async () => {
    const { study, nora, kjell } = await aResidentsText(siri)
    await sayInText(server, study, nora, 'community', 'The lift is brokken since May.')
    expect((await nora.send('PUT', `/api/studies/${study}/tidy-spelling`, { permitted: true })).status).toBe(204)
    const answer = await sendSuggestion(kjell, study, { words: 'brokken', to: ['broken'] })
    expect(SuggestionMade.parse(answer.json()).state).toBe('accepted')
    expect((await saidByLine(siri, study)).at(-1)).toBe('[Nora: The lift is broken since May.]')
    const more = await sendSuggestion(kjell, study, { words: 'since May', to: ['for weeks'], reason: 'It is.' })
    expect(SuggestionMade.parse(more.json()).state).toBe('proposed')
  })

  test('[SG11] that puts right only spelling waits while somebody else edits the section alone, until its author decides', async () => {
    const { study, nora, cleo, kjell } = await aResidentsText(siri)
    await sayInText(server, study, nora, 'community', 'The lift is brokken since May.')
    await nora.send('PUT', `/api/studies/${study}/tidy-spelling`, { permitted: true })
    expect((await cleo.send('PUT', `/api/studies/${study}/sections/summary/hold`)).status).toBe(204)
    const answer = SuggestionMade.parse((await sendSuggestion(kjell, study, { words: 'brokken', to: ['broken'] })).json())
    expect(answer.state).toBe('proposed')
    expect((await saidByLine(siri, study)).at(-1)).toBe('[Nora: The lift is brokken since May.]')
    expect(await refusalOf(decideAbout(nora, study, answer.id, 'accept'))).toBe('section-held')
    expect((await cleo.send('DELETE', `/api/studies/${study}/sections/summary/hold`)).status).toBe(204)
    expect((await decideAbout(nora, study, answer.id, 'accept')).status).toBe(204)
  })

  test('[SG11] that changes a figure, a sign or an emoji is no spelling, whatever its author lets others tidy', async () => {
    const { study, nora, kjell } = await aResidentsText(siri)
    const line = 'It took 3.5 hours at -5 degrees, from 10-15 of us 😡.'
    await sayInText(server, study, nora, 'community', line)
    await nora.send('PUT', `/api/studies/${study}/tidy-spelling`, { permitted: true })
    for (const [words, to] of [
      ['3.5', '35'],
      ['-5', '5'],
      ['10-15', '1015'],
      [' 😡', ''],
    ] as const) {
      expect(await refusalOf(sendSuggestion(kjell, study, { words, to: [to] })), words).toBe('reason-needed')
      const answer = await sendSuggestion(kjell, study, { words, to: [to], reason: 'So.' })
      expect(SuggestionMade.parse(answer.json()).state, words).toBe('proposed')
    }
    expect((await saidByLine(siri, study)).at(-1)).toBe(`[Nora: ${line}]`)
  })

  test('[SG11] that joins or parts paragraphs waits, whatever its author lets others tidy', async () => {
    const { study, nora, come } = await aResidentsText(siri)
    const pub = await come('Pub', 'public', 'council', 'commenter')
    await sayInText(server, study, nora, 'community', 'It is brokken.', 'We waitted.')
    await nora.send('PUT', `/api/studies/${study}/tidy-spelling`, { permitted: true })
    const before = await saidByLine(siri, study)
    for (const [words, to] of [
      [`${first}\n${second}`, [`${first} ${second}`]],
      [first, ['We know the stairs of this house.', 'It was an honest no.']],
      ['It is brokken.\nWe waitted.', ['It is broken. We waited.']],
      ['It is brokken.', [{ text: 'It is broken.', form: 'heading-3' }]],
    ] as const)
      expect(SuggestionMade.parse((await sendSuggestion(pub, study, { words, to: [...to] })).json()).state, words).toBe('proposed')
    expect(await saidByLine(siri, study)).toEqual(before)
  })

  test('[SG11] that changes a letter of somebody who has not let others tidy theirs waits', async () => {
    const { study, nora, kjell, come } = await aResidentsText(siri)
    const ken = await come('Ken', 'community', 'resident', 'commenter')
    await nora.send('PUT', `/api/studies/${study}/tidy-spelling`, { permitted: true })
    await sayInText(server, study, kjell, 'public', 'The councill repairs it in Augustt.')
    await sayInText(server, study, nora, 'community', 'We waitted.')
    const words = 'The councill repairs it in Augustt.\nWe waitted.'
    const to = ['The council repairs it in August.', 'We waited.']
    const answer = SuggestionMade.parse((await sendSuggestion(ken, study, { words, to })).json())
    expect(answer.state).toBe('proposed')
    expect(await refusalOf(decideAbout(ken, study, answer.id, 'accept'))).toBe('own-suggestion')
    await kjell.send('PUT', `/api/studies/${study}/tidy-spelling`, { permitted: true })
    expect(SuggestionMade.parse((await sendSuggestion(ken, study, { words, to })).json()).state).toBe('accepted')
  })

  test('[SG22] parts, joins and takes out paragraphs, and words that stay are not the proposer’s', async () => {
    const [begins, ends] = ['We know the stairs of this house.', 'It was an honest no.']
    const both = `${first}\n${second}`
    for (const { words, to, said } of [
      { words: first, to: [begins, ends], said: [`[Nora: ${begins}]`, `[Nora: ${ends}]`, `[Nora: ${second}]`] },
      { words: both, to: [`${first} ${second}`], said: [`[Nora: ${first}][Kjell:  ][Nora: ${second}]`] },
      { words: both, to: [second], said: [`[Nora: ${second}]`] },
    ]) {
      const { study, nora, cleo, kjell } = await aResidentsText(siri)
      const id = await suggest(kjell, study, { words, to, reason: 'So.' })
      const isTheirs = (await suggestionsFor(nora, study))[0]?.authors.length === 1
      expect((await decideAbout(isTheirs ? nora : cleo, study, id, 'accept')).status, to.join('|')).toBe(204)
      expect(await saidByLine(siri, study)).toEqual(said)
    }
  })

  test('[SG12] makes headings and lists of paragraphs, and every word keeps its author', async () => {
    const { study, nora, cleo } = await aResidentsText(siri)
    const id = await suggest(nora, study, {
      words: `${first}\n${second}`,
      to: [
        { text: first, form: 'heading-3' },
        { text: second, form: 'bullet' },
      ],
    })
    expect((await decideAbout(cleo, study, id, 'accept')).status).toBe(204)
    expect(await saidByLine(siri, study)).toEqual([`[Nora: ${first}]`, `[Nora: ${second}]`])
    const types = await server.running.house.rooms.read(study as StudyId, ({ doc }) => doc.getXmlFragment('s:summary').toString())
    expect(types).toMatch(/^<heading level="3">.*<\/heading><bulletList><listItem><paragraph>/iu)
  })

  test('[SG13] splits and joins paragraphs, and what moves along keeps its author', async () => {
    const { study, nora, cleo } = await aResidentsText(siri)
    const split = await suggest(nora, study, { words: 'house. It', to: ['house.', 'And it'] })
    expect((await decideAbout(cleo, study, split, 'accept')).status).toBe(204)
    expect(await saidByLine(siri, study)).toEqual([
      '[Nora: We know the stairs of this house.]',
      '[Nora: And it was an honest no.]',
      `[Nora: ${second}]`,
    ])
    const joined = await suggest(cleo, study, { words: 'no.\nWe', to: ['no, and we'] })
    expect((await decideAbout(nora, study, joined, 'accept')).status).toBe(204)
    expect((await saidByLine(siri, study))[1]).toBe('[Nora: And it was an honest no][Cleo: , and we][Nora:  want the lift to work.]')
  })

  test('[SG17] keeps the line breaks of a paragraph, and makes new ones', async () => {
    const { study, nora, cleo } = await aResidentsText(siri)
    const broken = await suggest(nora, study, { words: 'We want the lift to work.', to: ['We want\nthe lift to work.'] })
    expect((await decideAbout(cleo, study, broken, 'accept')).status).toBe(204)
    const text = async (): Promise<string> =>
      await server.running.house.rooms.read(study as StudyId, ({ doc }) => doc.getXmlFragment('s:summary').get(1).toString())
    expect(await text()).toBe('<paragraph>We want<hardbreak></hardbreak>the lift to work.</paragraph>')
    const over = await suggest(cleo, study, { words: 'want\nthe lift', to: ['need\nthat lift'], reason: 'Stronger.' })
    expect((await decideAbout(nora, study, over, 'accept')).status).toBe(204)
    expect(await text()).toBe('<paragraph>We need<hardbreak></hardbreak>that lift to work.</paragraph>')
  })
})
