import { gzipSync } from 'node:zlib'
import { addSuggestion, type NewSuggestion } from '@samskriv/database'
import type { ParticipantId, SectionKey, StudyId } from '@samskriv/domain'
import { SuggestionList, type SuggestionView } from '@samskriv/protocol'
import { translator } from '@samskriv/i18n'
import { describe, expect, test } from 'vitest'
import { problemIn, type Answer, type Browser } from '../testing/a-browser.ts'
import { aMovingClockForAll, aServerForAll, signedInForAll } from '../testing/for-all.ts'
import { decideAbout, suggestInstead } from '../testing/a-suggested-change.ts'
import { meIn, sentTo } from '../testing/a-way-in.ts'
import { both, noras, olas, wordsOfTwo, type WordsOfTwo } from '../testing/words-of-two.ts'

const clock = aMovingClockForAll()
const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')

const because = { reason: 'It says the same in less.' }

async function aSuggestion(words: string, to = 'We want the lift.'): Promise<WordsOfTwo & { readonly id: string }> {
  const cast = await wordsOfTwo(server, siri)
  return { ...cast, id: await suggestInstead(cast.kjell, cast.study, words, to, because) }
}

const page = async (browser: Browser, study: string, language = 'en'): Promise<string> =>
  (await browser.get(`/studies/${study}/said?lang=${language}`, { accept: 'text/html' })).text
/** What stands there of one of them; empty where nothing does. */
const shown = async (browser: Browser, study: string, id: string): Promise<string> => partOf(await page(browser, study), id)
const partOf = (text: string, id: string): string => new RegExp(`<li id="suggestion-${id}">[\\s\\S]*?\\n {2,}</li>`).exec(text)?.[0] ?? ''
const offered = (part: string): string[] => [...part.matchAll(/name="decision"\s+value="([\w-]+)"/g)].map(([, what]) => what ?? '')

/** Presses a button of the page as it is shown now, or as it was `seen` before. */
async function press(
  browser: Browser,
  study: string,
  id: string,
  decision: string,
  more: { why?: string; seen?: string } = {},
): Promise<Answer> {
  const part = more.seen ?? (await shown(browser, study, id))
  const seen = /name="seen"\s+value="([^"]+)"/.exec(part)?.[1] ?? ''
  const why = more.why === undefined ? {} : { [`why-${decision}-${id}`]: more.why }
  return await browser.submit(`/studies/${study}/said?lang=en`, { do: 'decide', suggestion: id, seen, decision, ...why })
}

const viewOf = async (study: string, id: string): Promise<SuggestionView | undefined> =>
  SuggestionList.parse((await siri.get(`/api/studies/${study}/suggestions?state=all`)).json()).suggestions.find((one) => one.id === id)
const stateOf = async (study: string, id: string) => (await viewOf(study, id))?.state
const agreedTo = async (study: string, id: string) => (await viewOf(study, id))?.agreed.map(({ by }) => by.name)
const textOf = async (study: string): Promise<string> => (await siri.get(`/studies/${study}?lang=en`, { accept: 'text/html' })).text

type Row = Pick<NewSuggestion, 'kind' | 'place' | 'original' | 'proposed' | 'spelling' | 'kept' | 'reason'>

/** One that no form makes, or more than anybody may make in an hour. */
async function add(study: string, by: Browser, about: Browser, row: Row): Promise<string> {
  const [participant, author] = [(await meIn(by, study)).participantId, (await meIn(about, study)).participantId] as ParticipantId[]
  if (participant === undefined || author === undefined) throw new Error('they are not there')
  const where = { study: study as StudyId, section: 'summary' as SectionKey, anchor: null, batch: null }
  return await server.running.house.database.store.tx(addSuggestion({ ...row, ...where, participant, sector: 'public', authors: [author] }))
}

describe('what is suggested to do with my words', () => {
  test('[HS16] is agreed to on my page by each of several authors, taken back there, and put in with the yes of the last', async () => {
    const { study, nora, ola, id } = await aSuggestion(both)
    expect(offered(await shown(nora, study, id))).toEqual(['accept', 'decline'])
    expect(await page(nora, study)).toContain('1 suggestion waits for your answer.')
    expect(sentTo(await press(nora, study, id, 'accept'))).toMatch(new RegExp(`done=agreed#suggestion-${id}$`))
    const agreed = await shown(nora, study, id)
    expect(agreed).toContain('Nora agrees. Ola is asked.')
    expect(offered(agreed)).toEqual(['take-back', 'decline'])
    expect(await page(nora, study)).not.toContain('for your answer')
    expect(sentTo(await press(nora, study, id, 'take-back'))).toContain('done=yes-taken-back')
    expect(await agreedTo(study, id)).toEqual([])
    await press(nora, study, id, 'accept')
    expect(await textOf(study)).toContain(olas)
    expect(sentTo(await press(ola, study, id, 'accept'))).toContain('done=accepted')
    expect(await textOf(study)).not.toContain(olas)
    expect(await stateOf(study, id)).toBe('accepted')
    const decided = await shown(nora, study, id)
    expect(decided).toContain('Decided by Ola')
    expect(offered(decided)).toEqual([])
  })

  test('[HS16] is declined there with a reason, which stays typed when it is too long, and is asked for when there is none', async () => {
    const { study, nora, id } = await aSuggestion(noras)
    const part = await shown(nora, study, id)
    expect(offered(part)).toEqual(['accept', 'decline'])
    expect(part).toContain(`name="why-decline-${id}"`)
    const none = await press(nora, study, id, 'decline', { why: ' \r\n' })
    expect([none.status, none.text.includes(`<a href="#why-decline-${id}">First write why.</a>`)]).toEqual([422, true])
    const long = 'It is ours. '.repeat(90)
    const refused = await press(nora, study, id, 'decline', { why: long })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('That is too long by 79 characters. It can have 1,000.')
    expect(partOf(refused.text, id)).toMatch(
      new RegExp(`<details[^>]*open[^>]*>[\\s\\S]*id="why-decline-${id}"[\\s\\S]*>\\n${long}</textarea>`),
    )
    expect(await stateOf(study, id)).toBe('proposed')
    expect(sentTo(await press(nora, study, id, 'decline', { why: 'I want it <b>told</b>.' }))).toContain('done=declined')
    expect((await viewOf(study, id))?.decided).toMatchObject({ by: { name: 'Nora' }, reason: 'I want it <b>told</b>.' })
    expect(await shown(nora, study, id)).toContain('Because: I want it &lt;b&gt;told&lt;/b&gt;.')
    expect(await textOf(study)).toContain(noras)
  })

  test('[HS16] is decided once however often the form is sent', async () => {
    const { study, nora, kjell, id } = await aSuggestion(noras)
    const seen = await shown(nora, study, id)
    const answers = await Promise.all([1, 2].map(() => press(nora, study, id, 'accept', { seen })))
    for (const answer of [...answers, await press(nora, study, id, 'accept', { seen })]) expect(sentTo(answer)).toContain('done=accepted')
    expect((await press(nora, study, id, 'decline', { seen, why: 'No.' })).status).toBe(409)
    const other = await suggestInstead(kjell, study, olas, 'I was left there.', because)
    expect(await stateOf(study, other)).toBe('proposed')
  })

  test('[HS16] is decided by the rules of the API: never by who suggested it, not by who has no words in it, not from elsewhere', async () => {
    const { study, nora, ola, kjell, id } = await aSuggestion(noras)
    const seen = await shown(nora, study, id)
    expect(offered(await page(kjell, study))).toEqual([])
    expect(offered(await page(ola, study))).toEqual([])
    expect((await press(kjell, study, id, 'accept', { seen })).status).toBe(403)
    const refused = await press(ola, study, id, 'decline', { seen, why: 'I do not like it.' })
    expect(refused.status).toBe(403)
    expect(refused.text).toMatch(/<textarea id="why-decline-[^"]+"[^>]*readonly[^>]*>I do not like it\.<\/textarea>/)
    const elsewhere = await aSuggestion(noras)
    expect((await press(nora, study, elsewhere.id, 'accept', { seen })).status).toBe(404)
    expect((await press(nora, study, id, 'anything', { seen })).status).toBe(400)
    const body = new URLSearchParams({ do: 'decide', suggestion: id, decision: 'accept', seen: '' })
    expect(problemIn(await ola.request(`/studies/${study}/said`, { method: 'POST', body })).code).toBe('not-yours-to-decide')
    for (const [where, which] of [
      [study, id],
      [elsewhere.study, elsewhere.id],
    ] as const)
      expect(await stateOf(where, which)).toBe('proposed')
  })

  test('[HS16] is not decided by a page that shows it as it was before', async () => {
    const { study, nora, kjell, id } = await aSuggestion(noras)
    const seen = await shown(nora, study, id)
    await kjell.send('PATCH', `/api/studies/${study}/suggestions/${id}`, { reason: 'Nobody may ask for a lift.' })
    for (const [decision, why] of [
      ['accept', undefined],
      ['decline', 'It is ours.'],
    ] as const) {
      const answer = await press(nora, study, id, decision, { seen, ...(why === undefined ? {} : { why }) })
      expect(answer.status).toBe(409)
      expect(answer.text).toContain('This suggestion was changed after you opened the page.')
      expect(partOf(answer.text, id)).toContain('Reason: Nobody may ask for a lift.')
      expect(partOf(answer.text, id)).toContain(`>\n${why ?? ''}</textarea>`)
    }
    expect(await stateOf(study, id)).toBe('proposed')
    expect(sentTo(await press(nora, study, id, 'accept'))).toContain('done=accepted')
  })

  test('[HS16] that another author has declined meanwhile is shown with who did, and what was typed is there to copy', async () => {
    const { study, nora, ola, id } = await aSuggestion(both)
    const seen = await shown(nora, study, id)
    await decideAbout(ola, study, id, 'decline', 'I want it told.')
    const answer = await press(nora, study, id, 'decline', { seen, why: 'So do I.' })
    expect(answer.status).toBe(409)
    expect(answer.text).toContain('Somebody has decided about this suggestion meanwhile.')
    expect(partOf(answer.text, id)).toContain('Decided by Ola')
    expect(answer.text).toMatch(/<textarea id="why-decline-[^"]+"[^>]*readonly[^>]*>So do I\.<\/textarea>/)
    expect((await press(nora, study, id, 'accept', { seen })).status).toBe(409)
  })

  test('[HS16] needs no reason of whoever suggested it where it is only spelling, and cannot be accepted without one where it is more', async () => {
    const { study, nora, kjell } = await wordsOfTwo(server, siri)
    const spelling = await suggestInstead(kjell, study, 'want the lift', 'wamt the lift')
    expect(offered(await shown(nora, study, spelling))).toEqual(['accept', 'decline'])
    const row = { kind: 'replace', place: 'instead', original: [noras], proposed: [{ text: 'A lift.' }], spelling: false } as const
    const kept = await add(study, kjell, nora, { ...row, kept: true, reason: null })
    const part = await shown(nora, study, kept)
    expect(offered(part)).toEqual(['decline'])
    expect(part).toContain('has not said why yet')
    expect((await press(nora, study, kept, 'accept')).status).toBe(409)
  })

  test('[HS16] about words of others is decided there by whoever sees to the section for the community, and after 14 days by a steward with a reason', async () => {
    const { study, ola, kjell, id } = await aSuggestion(noras)
    expect(await shown(ola, study, id)).toBe('')
    const { participantId: owner } = await meIn(ola, study)
    const set = { status: 'in-progress', reason: null, owner, due: null, version: 1 }
    expect((await siri.send('PUT', `/api/studies/${study}/sections/summary/state`, set)).status).toBe(204)
    const part = await shown(ola, study, id)
    expect(await page(ola, study)).toContain('What else I can decide about')
    expect(part).toContain('Words of Nora')
    expect(sentTo(await press(ola, study, id, 'accept'))).toContain('done=accepted')
    const next = await suggestInstead(kjell, study, olas, 'I was left there.', because)
    expect(await shown(siri, study, next)).toBe('')
    clock.goOn(14)
    expect(await shown(siri, study, next)).toContain(`name="why-accept-${next}"`)
    expect((await press(siri, study, next, 'accept')).status).toBe(422)
    expect(sentTo(await press(siri, study, next, 'accept', { why: 'Nobody answered.' }))).toContain('done=accepted')
    expect((await viewOf(study, next))?.decided?.reason).toBe('Nobody answered.')
    expect(await stateOf(study, next)).toBe('accepted')
  })

  test('[HS16] [HS15] lets whoever has left take their yes back, and shows them nothing of what others said', async () => {
    const { study, nora, id } = await aSuggestion(both)
    await press(nora, study, id, 'accept')
    expect((await nora.send('POST', `/api/studies/${study}/leave`)).status).toBe(204)
    const part = await shown(nora, study, id)
    expect(part).toContain('you said yes to a change of your words')
    expect(offered(part)).toEqual(['take-back'])
    for (const words of ['two hours', 'Ola', 'Kjell', 'in less']) expect(part).not.toContain(words)
    expect(sentTo(await press(nora, study, id, 'take-back'))).toContain('done=yes-taken-back')
    expect(await agreedTo(study, id)).toEqual([])
    expect(await shown(nora, study, id)).toBe('')
  })

  test.each(['en', 'nb', 'sv'] as const)('[HS16] is offered in %s, and each button says what it is about', async (language) => {
    const { study, nora, id } = await aSuggestion(both)
    const t = translator(language)
    const part = partOf(await page(nora, study, language), id)
    expect(part).toMatch(new RegExp(`${t('suggestion.agree')}<span class="visually-hidden">: [^<]+, Kjell</span>`))
    expect(part).toContain(t('suggestion.decline'))
    expect(part).toContain(t('suggestion.why.decline'))
  })

  test('[HS16] is no heavy page with fifty that wait: as it is sent, with what it loads below 100 kB', async () => {
    const { study, nora, kjell } = await wordsOfTwo(server, siri)
    const row = { kind: 'replace', place: 'instead', original: [noras], spelling: false, kept: false, ...because } as const
    for (let i = 0; i < 50; i += 1) await add(study, kjell, nora, { ...row, proposed: [{ text: `We want a lift, ${i} of them.` }] })
    expect(offered(await page(nora, study))).toHaveLength(100)
    expect(gzipSync(await page(nora, study)).length).toBeLessThan(40_000)
  })
})
