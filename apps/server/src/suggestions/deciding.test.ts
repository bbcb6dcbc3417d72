import { writeNodes } from '@samskriv/document'
import type { ParticipantId, SectionKey, StudyId } from '@samskriv/domain'
import { SuggestionsDecided } from '@samskriv/protocol'
import { describe, expect, test } from 'vitest'
import { aResidentsText, first, second } from '../testing/a-residents-text.ts'
import {
  becomeWordsOf,
  decideAbout,
  explainSuggestion,
  saidByLine,
  sayInText,
  suggest,
  suggestionsFor,
} from '../testing/a-suggested-change.ts'
import { refusalOf } from '../testing/a-talk.ts'
import { meIn } from '../testing/a-way-in.ts'
import { aServerForAll, signedInForAll } from '../testing/for-all.ts'
import { openWords } from '../testing/open-words.ts'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')

const summary = 'summary' as SectionKey

describe('a suggestion', () => {
  test('[SG2] on community words is decided by their author, and not by its proposer, another editor or a steward', async () => {
    const { study, nora, cleo, kjell } = await aResidentsText(siri)
    const id = await suggest(kjell, study, { words: 'an honest no', to: ['a clear answer'], reason: 'It is what we said.' })
    expect(await refusalOf(decideAbout(kjell, study, id, 'accept'))).toBe('own-suggestion')
    expect(await refusalOf(decideAbout(siri, study, id, 'accept'))).toBe('not-yours-to-decide')
    expect(await refusalOf(decideAbout(cleo, study, id, 'accept'))).toBe('not-yours-to-decide')
    expect((await decideAbout(nora, study, id, 'accept')).status).toBe(204)
    expect((await saidByLine(siri, study))[0]).toBe('[Nora: We know the stairs of this house. It was ][Kjell: a clear answer][Nora: .]')
  })

  test('[SG2] of a community member on another’s words is decided by nobody of another sector, one by one or several at once', async () => {
    const { study, nora, cleo, kjell, come } = await aResidentsText(siri)
    const cara = await come('Cara', 'community', 'resident', 'commenter')
    const gone = await suggest(cara, study, { words: first, to: [] })
    const other = await suggest(cara, study, { words: 'the lift', to: ['the old lift'] })
    for (const browser of [kjell, siri])
      for (const what of ['accept', 'decline'] as const)
        expect(await refusalOf(decideAbout(browser, study, gone, what, 'Too blunt.')), what).toBe('not-yours-to-decide')
    const several = { ids: [gone, other], decision: 'accept', reason: 'Too blunt.' }
    const answer = await kjell.send('POST', `/api/studies/${study}/suggestions/decide`, several)
    expect(SuggestionsDecided.parse(answer.json()).outcomes.map(({ problem }) => problem)).toEqual(Array(2).fill('not-yours-to-decide'))
    expect((await suggestionsFor(kjell, study))[0]).toMatchObject({
      authors: [{ name: 'Nora' }],
      may: { decide: false },
      lacksReason: false,
    })
    expect(await saidByLine(siri, study)).toEqual([`[Nora: ${first}]`, `[Nora: ${second}]`])
    expect((await decideAbout(cleo, study, other, 'accept')).status).toBe(204)
    expect((await decideAbout(nora, study, gone, 'accept')).status).toBe(204)
    expect(await saidByLine(siri, study)).toEqual(['[Nora: We want the ][Cara: old ][Nora: lift to work.]'])
  })

  test('[SG2] of a community member on their own words is decided by whoever may write there', async () => {
    const { study, nora, kjell } = await aResidentsText(siri)
    const id = await suggest(nora, study, { words: 'an honest no', to: ['a no'] })
    expect((await suggestionsFor(kjell, study))[0]).toMatchObject({ authors: [], may: { decide: true } })
    expect((await decideAbout(kjell, study, id, 'accept')).status).toBe(204)
  })

  test('[SG2] of whoever wrote somebody’s words down is decided by nobody who could not put them right directly', async () => {
    const { study, nora, kjell, come } = await aResidentsText(siri)
    const klara = await come('Klara', 'public', 'council', 'editor')
    const [by, typedBy] = [(await meIn(nora, study)).participantId, (await meIn(kjell, study)).participantId]
    await server.running.house.rooms.edit(study as StudyId, {
      voice: { by: by as ParticipantId, typedBy: typedBy as ParticipantId, sector: 'community', mode: 'scribed_unconfirmed' },
      change: ({ doc }) =>
        writeNodes(
          doc,
          summary,
          [{ type: 'paragraph', content: [{ type: 'text', text: 'She told us of mould.', voice: null }] }],
          () => {},
        ),
    })
    const id = await suggest(kjell, study, { words: 'mould', to: ['damp'], reason: 'I misheard.' })
    expect(await refusalOf(decideAbout(klara, study, id, 'accept'))).toBe('not-yours-to-decide')
    expect((await decideAbout(nora, study, id, 'accept')).status).toBe(204)
  })

  test('[SG2] where the community’s words are opened is decided by whoever may write there, and needs no reason', async () => {
    const { study, nora, kjell, come } = await aResidentsText(siri)
    const klara = await come('Klara', 'public', 'council', 'editor')
    await openWords(server, study)
    const id = await suggest(kjell, study, { words: 'an honest no', to: ['a no'] })
    expect((await suggestionsFor(klara, study))[0]).toMatchObject({
      authors: [{ name: 'Nora' }],
      may: { decide: true },
      lacksReason: false,
    })
    await openWords(server, study, false)
    expect(await refusalOf(decideAbout(klara, study, id, 'accept'))).toBe('not-yours-to-decide')
    expect(await refusalOf(decideAbout(nora, study, id, 'accept'))).toBe('suggestion-unexplained')
    await openWords(server, study)
    expect((await decideAbout(klara, study, id, 'accept')).status).toBe(204)
  })

  test('[SG19] waits for whoever the words have become of since it was made, accepted or declined', async () => {
    const { study, nora, kjell, come } = await aResidentsText(siri)
    const klara = await come('Klara', 'public', 'council', 'editor')
    await sayInText(server, study, siri, 'third', 'The file says that all went well. It says so twice.')
    const one = await suggest(kjell, study, { words: 'all went well', to: ['most went well'] })
    const other = await suggest(kjell, study, { words: 'It says so twice.', to: [] })
    expect((await suggestionsFor(klara, study)).map(({ authors, may }) => [authors.length, may.decide])).toEqual([
      [0, true],
      [0, true],
    ])
    await becomeWordsOf(nora, study, 'The file says that all went well. It says so twice.')
    const before = await saidByLine(siri, study)
    expect(await refusalOf(decideAbout(klara, study, one, 'accept'))).toBe('suggestion-theirs-now')
    expect(await refusalOf(decideAbout(klara, study, other, 'decline', 'It does.'))).toBe('suggestion-theirs-now')
    expect(await saidByLine(siri, study)).toEqual(before)
    for (const view of await suggestionsFor(klara, study))
      expect(view).toMatchObject({ authors: [{ name: 'Nora' }], may: { decide: false }, lacksReason: true, state: 'proposed' })
    expect(await refusalOf(decideAbout(klara, study, one, 'accept'))).toBe('not-yours-to-decide')
    await explainSuggestion(kjell, study, one, 'Not all of it did.')
    expect((await decideAbout(nora, study, one, 'accept')).status).toBe(204)
    expect((await decideAbout(nora, study, other, 'decline', 'It does.')).status).toBe(204)
    expect((await saidByLine(siri, study)).at(-1)).toBe('[Nora: The file says that ][Kjell: most][Nora:  went well. It says so twice.]')
  })

  test('[SG19] gives whoever the words have become of 14 days of their own before a steward decides', async () => {
    const { study, nora, kjell } = await aResidentsText(siri)
    await sayInText(server, study, siri, 'third', 'The file says that all went well.')
    const id = await suggest(kjell, study, { words: 'all went well', to: ['it went well'], reason: 'So it did.' })
    await server.running.house.database.store.tx<void>(function* ({ db, s }) {
      yield db.update(s.suggestion).set({ at: Date.now() - 20 * 24 * 60 * 60_000 })
    })
    await becomeWordsOf(nora, study, 'The file says that all went well.')
    expect(await refusalOf(decideAbout(siri, study, id, 'accept', 'Nobody answered.'))).toBe('suggestion-theirs-now')
    expect(await refusalOf(decideAbout(siri, study, id, 'accept', 'Nobody answered.'))).toBe('not-yours-to-decide')
    const [waiting] = await suggestionsFor(nora, study)
    expect(Date.parse(waiting?.stewardsFrom ?? '')).toBeGreaterThan(Date.now() + 13 * 24 * 60 * 60_000)
  })

  test('[SG19] is decided at once by whoever the words have become of, when they may', async () => {
    const { study, cleo, kjell } = await aResidentsText(siri)
    await sayInText(server, study, siri, 'third', 'The file says that all went well.')
    const id = await suggest(kjell, study, { words: 'all went well', to: ['it went well'], reason: 'So it did.' })
    await becomeWordsOf(cleo, study, 'The file says that all went well.')
    expect((await decideAbout(cleo, study, id, 'accept')).status).toBe(204)
    expect((await suggestionsFor(kjell, study, 'accepted'))[0]).toMatchObject({
      authors: [{ name: 'Cleo' }],
      decided: { by: { name: 'Cleo' } },
    })
  })

  test('[SG5] is declined with a reason when another sector made it; both reach who made it', async () => {
    const { study, nora, kjell, cleo } = await aResidentsText(siri)
    const id = await suggest(kjell, study, { words: 'an honest no', to: [], reason: 'Too blunt.' })
    expect(await refusalOf(decideAbout(nora, study, id, 'decline'))).toBe('reason-needed')
    expect((await decideAbout(nora, study, id, 'decline', 'That is how it was.')).status).toBe(204)
    expect((await suggestionsFor(kjell, study, 'declined'))[0]).toMatchObject({
      decided: { by: { name: 'Nora' }, reason: 'That is how it was.' },
      mine: true,
    })
    expect(await saidByLine(siri, study)).toEqual([`[Nora: ${first}]`, `[Nora: ${second}]`])
    const own = await suggest(nora, study, { words: 'the lift', to: ['the old lift'] })
    expect((await decideAbout(cleo, study, own, 'decline')).status).toBe(204)
  })

  test('[SG6] waits at most 14 days for its author: then a steward decides, with a reason everybody reads', async () => {
    const { study, nora, kjell } = await aResidentsText(siri)
    const id = await suggest(kjell, study, { words: 'an honest no', to: ['a clear no'], reason: 'We were clear.' })
    await server.running.house.database.store.tx<void>(function* ({ db, s }) {
      yield db.update(s.suggestion).set({ at: Date.now() - 14 * 24 * 60 * 60_000 })
    })
    expect(await refusalOf(decideAbout(siri, study, id, 'accept'))).toBe('reason-needed')
    expect((await decideAbout(siri, study, id, 'accept', 'Nobody answered.')).status).toBe(204)
    expect((await suggestionsFor(nora, study, 'accepted'))[0]).toMatchObject({
      decided: { by: { name: 'Siri Steward' }, reason: 'Nobody answered.' },
    })
    expect((await saidByLine(siri, study))[0]).toContain('[Kjell: a clear]')
  })

  test('[SG7] accepted by two at once is put in once, and one of them is told', async () => {
    const { study, come, cleo } = await aResidentsText(siri)
    const per = await come('Per', 'third', 'charity', 'editor')
    const clerk = await come('Klara', 'public', 'council', 'editor')
    await sayInText(server, study, clerk, 'public', 'The council meets on Mondays.')
    const id = await suggest(per, study, { words: 'Mondays', to: ['Tuesdays'] })
    const answers = await Promise.all([decideAbout(cleo, study, id, 'accept'), decideAbout(clerk, study, id, 'accept')])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409])
    expect((await saidByLine(siri, study)).at(-1)).toBe('[Klara: The council meets on ][Per: Tuesdays][Klara: .]')
  })

  test('[SG10] several are decided together with one reason, each by who may decide it', async () => {
    const { study, nora, kjell } = await aResidentsText(siri)
    const batch = 'batch-of-suggestions'
    const ids = [
      await suggest(kjell, study, { words: 'an honest no', to: [], reason: 'Too blunt.', batch }),
      await suggest(kjell, study, { words: 'the stairs', to: ['the steps'], reason: 'Too blunt.', batch }),
      await suggest(nora, study, { words: 'the lift', to: ['our lift'] }),
    ]
    const answer = await nora.send('POST', `/api/studies/${study}/suggestions/decide`, { ids, decision: 'decline', reason: 'We mean it.' })
    const { decided, outcomes } = SuggestionsDecided.parse(answer.json())
    expect([decided, outcomes.map(({ problem }) => problem)]).toEqual([2, [null, null, 'own-suggestion']])
  })
})
