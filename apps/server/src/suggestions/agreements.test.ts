import type { ParticipantId, StudyId } from '@samskriv/domain'
import { NoticeList, SuggestionsDecided, type SuggestionView } from '@samskriv/protocol'
import { describe, expect, test } from 'vitest'
import type * as Y from 'yjs'
import { askForCode, problemIn, signedIn, type Browser } from '../testing/a-browser.ts'
import { aMovingClockForAll, aServerForAll, signedInForAll, writersForAll } from '../testing/for-all.ts'
import {
  becomeWordsOf,
  decideAbout,
  saidByLine,
  sayInText,
  suggest,
  suggestInstead,
  suggestionsFor,
} from '../testing/a-suggested-change.ts'
import { meIn } from '../testing/a-way-in.ts'
import { until } from '../testing/until.ts'
import { both, noras, olas, wordsOfTwo } from '../testing/words-of-two.ts'

const clock = aMovingClockForAll()
const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')
const writers = writersForAll()

const because = { reason: 'It says the same in less.' }

async function aSuggestion() {
  const cast = await wordsOfTwo(server, siri)
  return { ...cast, id: await suggestInstead(cast.kjell, cast.study, both, 'We want the lift.', because) }
}

const viewOf = async (browser: Browser, study: string, id: string): Promise<SuggestionView> => {
  const found = (await suggestionsFor(browser, study, 'all')).find((one) => one.id === id)
  if (found === undefined) throw new Error(`no suggestion ${id}`)
  return found
}
const agreedIn = async (study: string, id: string): Promise<string[]> => (await viewOf(siri, study, id)).agreed.map(({ by }) => by.name)
const accept = async (browser: Browser, study: string, id: string, reason?: string): Promise<number> =>
  (await decideAbout(browser, study, id, 'accept', reason)).status
const takeBack = (browser: Browser, study: string, id: string) =>
  browser.send('DELETE', `/api/studies/${study}/suggestions/${id}/agreement`)
const askedIn = async (browser: Browser, study: string): Promise<(string | null)[]> =>
  NoticeList.parse((await browser.get(`/api/studies/${study}/notices`)).json()).notices.map(({ suggestion }) => suggestion)
const seen = (browser: Browser, study: string) => browser.send('POST', `/api/studies/${study}/notices/seen`, {})

const asItWas = [`[Nora: ${noras}]`, `[Ola: ${olas}]`]

describe('a suggestion about words of several authors', () => {
  test('[SG27] is agreed to by each for their own words, and put in when the last of them agrees', async () => {
    const { study, nora, ola, kjell, id } = await aSuggestion()
    expect((await viewOf(nora, study, id)).may).toEqual({ decide: true, settle: false, agree: true, takeBack: false, withdraw: false })
    expect(await accept(nora, study, id)).toBe(202)
    expect(await saidByLine(siri, study)).toEqual(asItWas)
    const view = await viewOf(nora, study, id)
    expect(view).toMatchObject({ state: 'proposed', decided: null, agreed: [{ by: { name: 'Nora' } }] })
    expect(view.may).toEqual({ decide: true, settle: false, agree: false, takeBack: true, withdraw: false })
    expect((await viewOf(ola, study, id)).may).toMatchObject({ settle: true, agree: false, takeBack: false })
    expect((await viewOf(kjell, study, id)).may).toMatchObject({ decide: false, settle: false, agree: false, takeBack: false })
    expect(await accept(nora, study, id)).toBe(202)
    expect(await agreedIn(study, id)).toEqual(['Nora'])
    expect(await accept(ola, study, id)).toBe(204)
    expect((await saidByLine(siri, study)).join('|')).not.toContain('I was left')
    expect(await viewOf(siri, study, id)).toMatchObject({ state: 'accepted', decided: { by: { name: 'Ola' } } })
    expect((await agreedIn(study, id)).toSorted()).toEqual(['Nora', 'Ola'])
  })

  test('[SG27] is told to the others when one agrees, and no longer to who has agreed', async () => {
    const { study, nora, ola, id } = await aSuggestion()
    await seen(ola, study)
    expect(await askedIn(nora, study)).toEqual([id])
    await accept(nora, study, id)
    expect(await askedIn(nora, study)).toEqual([])
    expect(await askedIn(ola, study)).toEqual([id, id])
  })

  test('[SG27] is put in once when all agree in the same moment', async () => {
    const { study, nora, ola, id } = await aSuggestion()
    expect(new Set(await Promise.all([accept(nora, study, id), accept(ola, study, id)]))).toEqual(new Set([202, 204]))
    expect((await viewOf(siri, study, id)).state).toBe('accepted')
  })

  test('[SG27] is declined for all by any of them, also after another agreed', async () => {
    const { study, nora, ola, id } = await aSuggestion()
    await accept(nora, study, id)
    expect(problemIn(await decideAbout(ola, study, id, 'decline')).code).toBe('reason-needed')
    expect((await decideAbout(ola, study, id, 'decline', 'I want it told.')).status).toBe(204)
    expect(await viewOf(siri, study, id)).toMatchObject({ state: 'declined', decided: { by: { name: 'Ola' }, reason: 'I want it told.' } })
    expect(await saidByLine(siri, study)).toEqual(asItWas)
  })

  test('[SG27] waits again when an author takes their yes back, which nobody else does', async () => {
    const { study, nora, ola, kjell, id } = await aSuggestion()
    await accept(nora, study, id)
    for (const browser of [ola, kjell, siri]) expect((await takeBack(browser, study, id)).status).toBe(204)
    expect(await agreedIn(study, id)).toEqual(['Nora'])
    expect((await takeBack(nora, study, id)).status).toBe(204)
    expect(await agreedIn(study, id)).toEqual([])
    expect(await accept(ola, study, id)).toBe(202)
    expect(await saidByLine(siri, study)).toEqual(asItWas)
    expect(await accept(nora, study, id)).toBe(204)
    expect(problemIn(await takeBack(nora, study, id)).code).toBe('already-decided')
  })

  test('[SG27] keeps the yes of an author who has left since, who can take it back all the same', async () => {
    const { study, nora, ola, id } = await aSuggestion()
    await accept(nora, study, id)
    expect((await nora.send('POST', `/api/studies/${study}/leave`)).status).toBe(204)
    expect(await agreedIn(study, id)).toEqual(['Nora'])
    expect((await takeBack(nora, study, id)).status).toBe(204)
    expect(await agreedIn(study, id)).toEqual([])
    expect(await accept(ola, study, id)).toBe(202)
  })

  test('[SG27] [GU27] keeps the yes that somebody said as a guest, and lets them take it back with the account they went on with', async () => {
    const { study, path, nora, ola, id } = await aSuggestion()
    await accept(nora, study, id)
    const laptop = await signedIn(server, 'nora@example.org', 'Nora at work')
    await laptop.submit(path)
    await laptop.send('POST', `/api/studies/${study}/capacity`, { sector: 'third', subtype: 'charity' })
    await nora.submit('/sign-in/code', { code: (await askForCode(nora, 'nora@example.org')).code })
    expect((await viewOf(nora, study, id)).may).toMatchObject({ settle: false, agree: false, takeBack: true })
    expect((await takeBack(nora, study, id)).status).toBe(204)
    expect(await accept(ola, study, id)).toBe(202)
    expect(await accept(nora, study, id)).toBe(204)
  })

  test('[SG27] is accepted by one of them alone where they may write, and by nobody else who may write', async () => {
    const { study, come, kjell } = await wordsOfTwo(server, siri)
    const cleo = await come('Cleo', 'community', 'resident', 'editor')
    await sayInText(server, study, cleo, 'community', 'Nobody came to help.')
    const other = await come('Carl', 'community', 'resident', 'editor')
    const id = await suggestInstead(kjell, study, `${olas}\nNobody came to help.`, 'Nobody helped.', because)
    expect(problemIn(await decideAbout(other, study, id, 'accept')).code).toBe('not-yours-to-decide')
    expect((await viewOf(cleo, study, id)).may).toMatchObject({ settle: true, agree: false })
    expect(await accept(cleo, study, id)).toBe(204)
    expect((await saidByLine(siri, study)).join('|')).not.toContain('I was left')
  })

  test('[SG27] is decided by a steward after 14 days, with a reason, whoever has agreed', async () => {
    const { study, nora, id } = await aSuggestion()
    await accept(nora, study, id)
    expect(problemIn(await decideAbout(siri, study, id, 'accept')).code).toBe('not-yours-to-decide')
    clock.goOn(14)
    expect(problemIn(await decideAbout(siri, study, id, 'accept')).code).toBe('reason-needed')
    expect(await accept(siri, study, id, 'Nobody answered.')).toBe(204)
    expect(await agreedIn(study, id)).toEqual(['Nora'])
  })

  test('[SG27] [SG8] is not agreed to when the words are not what they were', async () => {
    const { study, nora, id } = await aSuggestion()
    await server.running.house.rooms.edit(study as StudyId, {
      voice: { by: (await meIn(nora, study)).participantId as ParticipantId, typedBy: null, sector: 'community', mode: 'typed_by_self' },
      change: ({ doc }) => textOf(doc, 0).insert('We '.length, 'all '),
    })
    expect(problemIn(await decideAbout(nora, study, id, 'accept')).code).toBe('suggestion-words-changed')
    expect(await agreedIn(study, id)).toEqual([])
  })

  test('[SG27] [SG19] is asked about again when words of it have become somebody else’s, too', async () => {
    const { study, come, nora, ola, kjell } = await wordsOfTwo(server, siri)
    const sam = await come('Sam', 'community', 'resident', 'commenter')
    await sayInText(server, study, kjell, 'public', 'The baker saw it.')
    const id = await suggestInstead(kjell, study, `${both}\nThe baker saw it.`, 'We want the lift.', because)
    await accept(nora, study, id)
    await seen(nora, study)
    await becomeWordsOf(sam, study, 'The baker saw it.')
    expect(await accept(ola, study, id)).toBe(202)
    expect(await agreedIn(study, id)).toEqual(['Ola'])
    expect(await askedIn(nora, study)).toEqual([id])
    expect(await askedIn(sam, study)).toEqual([id])
    expect(await accept(sam, study, id)).toBe(202)
    expect(await accept(nora, study, id)).toBe(204)
  })

  test('[SG27] [SG15] that the server kept is asked about again when its maker types on', async () => {
    const { study, nora, ola, kjell } = await wordsOfTwo(server, siri)
    const writer = await writers.come(kjell, study)
    await until('he has it', () => writer.doc.getXmlFragment('s:summary').length === 2)
    const put = (words: string): void =>
      writer.doc.transact(() => {
        textOf(writer.doc, 0).insert('We '.length, words)
        textOf(writer.doc, 1).insert('I '.length, words)
      })
    put('once ')
    await until('it is kept', async () => (await suggestionsFor(nora, study)).length > 0)
    const kept = await suggestionsFor(nora, study)
    expect(kept.map(({ authors }) => authors.map(({ name }) => name))).toEqual([['Nora', 'Ola']])
    const id = kept[0]?.id ?? ''
    await kjell.send('PATCH', `/api/studies/${study}/suggestions/${id}`, because)
    expect(await accept(nora, study, id)).toBe(202)
    await until('his page is as theirs', () => textOf(writer.doc, 1).toJSON() === olas)
    put('only ')
    await until('it is asked again', async () => (await agreedIn(study, id)).length === 0)
    expect(await accept(ola, study, id)).toBe(202)
  })

  test('[SG10] [SG27] are agreed to together, and how many wait for others is answered', async () => {
    const { study, nora, ola, kjell } = await wordsOfTwo(server, siri)
    const batch = 'a-batch-of-suggestions'
    const joint = await suggestInstead(kjell, study, both, 'We want the lift.', { ...because, batch })
    const own = await suggestInstead(kjell, study, 'the lift to work', 'a lift', { ...because, batch })
    const decide = async (browser: Browser, decision: string) =>
      SuggestionsDecided.parse(
        (await browser.send('POST', `/api/studies/${study}/suggestions/decide`, { ids: [joint, own], decision })).json(),
      )
    expect(await decide(nora, 'accept')).toEqual({
      outcomes: [
        { id: joint, problem: null },
        { id: own, problem: null },
      ],
      decided: 1,
      agreed: 1,
    })
    expect(await agreedIn(study, joint)).toEqual(['Nora'])
    expect((await decide(ola, 'accept')).decided).toBe(0)
  })

  test('[SG28] asks nobody who lets their spelling be tidied, where nothing but that is done to their words, and asks the others', async () => {
    const { study, nora, ola, kjell } = await wordsOfTwo(server, siri)
    await sayInText(server, study, nora, 'community', 'It is brokken, we told them.')
    await sayInText(server, study, ola, 'community', 'Nobody came.')
    const misspelt = 'It is brokken, we told them.\nNobody came.'
    const better = { words: misspelt, to: ['It is broken, we told them.', 'Not one person answered.'], ...because }
    const unasked = await suggest(kjell, study, better)
    expect(await agreedIn(study, unasked)).toEqual([])
    for (const browser of [nora, ola]) await browser.send('PUT', `/api/studies/${study}/tidy-spelling`, { permitted: true })
    for (const browser of [nora, ola]) await seen(browser, study)
    const id = await suggest(kjell, study, better)
    expect(await agreedIn(study, id)).toEqual(['Nora'])
    expect(await askedIn(nora, study)).not.toContain(id)
    expect(await askedIn(ola, study)).toContain(id)
    const reworded = { words: misspelt, to: ['It is broken, we told you.', 'Not one person answered.'], ...because }
    expect(await agreedIn(study, await suggest(kjell, study, reworded))).toEqual([])
    expect(await takeBack(nora, study, id)).toMatchObject({ status: 204 })
    expect((await viewOf(ola, study, id)).may.settle).toBe(false)
    const again = await suggest(kjell, study, better)
    expect(await accept(ola, study, again)).toBe(204)
    expect((await saidByLine(siri, study)).join('|')).toMatch(/Nora: It is bro.*Kjell: Not one person/)
  })

  test('[SG27] says who agrees and who is asked on the pages without a program', async () => {
    const { study, nora, ola, id } = await aSuggestion()
    await accept(nora, study, id)
    for (const browser of [nora, ola]) {
      const page = await browser.get(`/studies/${study}/said?lang=en`, { accept: 'text/html' })
      expect(page.text).toContain('Nora agrees. Ola is asked.')
    }
  })
})

function textOf(doc: Y.Doc, paragraph: number): Y.XmlText {
  return (doc.getXmlFragment('s:summary').get(paragraph) as Y.XmlElement).get(0) as Y.XmlText
}
