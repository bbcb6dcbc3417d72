import { addSuggestion, decideSuggestion } from '@samskriv/database'
import type { ParticipantId, SectionKey, StudyId } from '@samskriv/domain'
import { SuggestionList, SuggestionMade } from '@samskriv/protocol'
import { describe, expect, test } from 'vitest'
import { signedIn, type Browser } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll } from '../testing/for-all.ts'
import { decideAbout, sayInText, suggestInstead } from '../testing/a-suggested-change.ts'
import { aTalk } from '../testing/a-talk.ts'
import { meIn } from '../testing/a-way-in.ts'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')

async function aSentence() {
  const talk = await aTalk(server, siri)
  await sayInText(server, talk.study, talk.nora, 'community', 'It was an honest no.')
  return talk
}
const decided = async (browser: Browser, study: string, after = ''): Promise<SuggestionList> =>
  SuggestionList.parse((await browser.get(`/api/studies/${study}/suggestions?state=decided${after}`)).json())
const said = async (browser: Browser, study: string): Promise<string> =>
  (await browser.get(`/studies/${study}/said?lang=en`, { accept: 'text/html' })).text
const reason = { reason: 'Clearer.' }

describe('a suggestion that was decided about', () => {
  test('[SG21] is there for everybody who reads the study, with who decided, when and why, the newest first', async () => {
    const { study, nora, kjell } = await aSentence()
    const [one, other, back] = [
      await suggestInstead(kjell, study, 'honest', 'clear', reason),
      await suggestInstead(kjell, study, 'It was', 'That was', reason),
      await suggestInstead(kjell, study, 'no.', 'No.', reason),
    ]
    await decideAbout(nora, study, one, 'accept')
    await decideAbout(nora, study, other, 'decline', 'That is not how it was.')
    await decideAbout(kjell, study, back, 'withdraw')
    await siri.send('PATCH', `/api/studies/${study}/people/${(await meIn(kjell, study)).participantId}`, { role: 'reader' })
    for (const reader of [siri, nora, kjell]) {
      const { suggestions, decided: count, more } = await decided(reader, study)
      expect([count, more]).toEqual([2, false])
      expect(suggestions).toMatchObject([
        { id: other, state: 'declined', decided: { by: { name: 'Nora' }, reason: 'That is not how it was.' } },
        { id: one, state: 'accepted', decided: { by: { name: 'Nora' }, reason: null } },
      ])
    }
    const stranger = await signedIn(server, 'stranger@example.org', 'Stranger')
    expect((await stranger.get(`/api/studies/${study}/suggestions?state=decided`)).status).toBe(404)
    expect((await siri.get(`/api/studies/${study}/suggestions?state=decided&after=x`)).status).toBe(400)
  })

  test('[SG21] is one of a page of twenty, and each is on one page', async () => {
    const { study, kjell } = await aSentence()
    const by = (await meIn(kjell, study)).participantId as ParticipantId
    const made = {
      study: study as StudyId,
      section: 'summary' as SectionKey,
      anchor: null,
      kind: 'replace',
      place: 'instead',
      original: ['a'],
      proposed: [{ text: 'b' }],
      reason: null,
      participant: by,
      sector: 'public',
      authors: [],
      spelling: false,
      kept: false,
      batch: null,
    } as const
    const { store } = server.running.house.database
    const ids = new Set<string>()
    await store.tx<void>(function* (ctx) {
      for (let number = 0; number < 45; number += 1) {
        const id = yield* addSuggestion(made)(ctx)
        yield* decideSuggestion(id, { state: 'declined', by, reason: 'No.' })(ctx)
        ids.add(id)
      }
    })
    const found: string[] = []
    let after = ''
    for (let page = 0; page < 3; page += 1) {
      const { suggestions, more } = await decided(siri, study, after)
      expect([suggestions.length, more]).toEqual(page < 2 ? [20, true] : [5, false])
      found.push(...suggestions.map(({ id }) => id))
      const last = suggestions.at(-1)
      after = `&after=${Date.parse(last?.decided?.at ?? '')}.${last?.id ?? ''}`
    }
    expect(new Set(found)).toEqual(ids)
    expect(found).toHaveLength(45)
  })

  test('[HS13] about somebody’s words stands on their own page, with a steward’s reason when one decided, and waiting ones lead to their card', async () => {
    const { study, nora, kjell } = await aSentence()
    const id = await suggestInstead(kjell, study, 'honest', 'clear', reason)
    expect(await said(nora, study)).toContain('What others suggest to do with my words')
    expect(await said(nora, study)).toContain(`/studies/${study}?lang=en&amp;suggestion=${id}`)
    expect(await said(kjell, study)).not.toContain('What others suggest to do with my words')
    await server.running.house.database.store.tx<void>(function* ({ db, s }) {
      yield db.update(s.suggestion).set({ at: Date.now() - 14 * 24 * 60 * 60_000 })
    })
    expect((await decideAbout(siri, study, id, 'accept', 'Nobody answered for two weeks.')).status).toBe(204)
    const page = await said(nora, study)
    expect(page).toContain('Decided by Siri Steward')
    expect(page).toContain('Nobody answered for two weeks.')
  })
})

describe('“tidy my spelling, keep my words”', () => {
  test('[HS14] is given and taken back on one’s own page when nothing waits, without an account and without JavaScript', async () => {
    const { study, nora, kjell } = await aTalk(server, siri)
    await sayInText(server, study, nora, 'community', 'The lift is brokken near the staairs.')
    expect(await said(nora, study)).toContain('Let others tidy my spelling and keep my words')
    expect(await said(kjell, study)).not.toContain('tidy my spelling')
    expect((await nora.submit(`/studies/${study}/said`, { do: 'tidying', permitted: 'yes' })).status).toBe(303)
    const stateOf = async (words: string, to: string) => {
      const id = await suggestInstead(kjell, study, words, to)
      const { suggestions } = SuggestionList.parse((await siri.get(`/api/studies/${study}/suggestions?state=all`)).json())
      return SuggestionMade.parse(suggestions.find((one) => one.id === id)).state
    }
    expect(await stateOf('brokken', 'broken')).toBe('accepted')
    await siri.send('PATCH', `/api/studies/${study}/people/${(await meIn(nora, study)).participantId}`, { role: 'reader' })
    expect(await said(nora, study)).toContain('Ask me first')
    expect((await nora.submit(`/studies/${study}/said`, { do: 'tidying', permitted: 'no' })).status).toBe(303)
    expect(await said(nora, study)).not.toContain('Ask me first')
    expect(await stateOf('staairs', 'stairs')).toBe('proposed')
    expect((await nora.submit(`/studies/${study}/said`, { do: 'tidying', permitted: 'yes' })).status).toBe(403)
  })
})
