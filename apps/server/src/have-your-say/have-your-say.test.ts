import type { PersonId, StudyId } from '@samskriv/domain'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { ThreadList, ThreadView } from '@samskriv/protocol'
import { z } from 'zod'
import { Browser, type Answer } from '../testing/a-browser.ts'
import { anOrganisation, aPartnershipSteward } from '../testing/a-partnership.ts'
import { aServerForAll, signedInForAll } from '../testing/for-all.ts'
import { anOlderToken, fieldsOn, headingOf, openSay, press, troubleOn, type Filled } from '../testing/a-say-form.ts'
import { anOpenLink, cameBy, meIn, sentTo } from '../testing/a-way-in.ts'
import { newFormToken } from './form-token.ts'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')

const page = { accept: 'text/html' }
const who = { name: 'Nora', sector: 'community', 'subtype-community': 'resident' }

/** A study that is open for comments, and somebody who has just come by its open link. */
async function aGuest(terms: Readonly<Record<string, unknown>> = {}) {
  const { study, path } = await anOpenLink(siri, terms)
  await siri.send('POST', `/api/studies/${study}/capacity`, { sector: 'third', subtype: 'charity' })
  await siri.send('PUT', `/api/studies/${study}/comments`, { open: true })
  return { study, path, guest: await cameBy(server, path) }
}

const threadsIn = async (study: string): Promise<ThreadList> =>
  ThreadList.parse((await siri.get(`/api/studies/${study}/threads?filter=all`)).json())
const wordsOf = async (study: string): Promise<string[]> => {
  const all = await threadsIn(study)
  const views = await Promise.all(
    all.threads.map(async ({ id }) => ThreadView.parse((await siri.get(`/api/studies/${study}/threads/${id}`)).json())),
  )
  return views.map(({ messages }) => messages[0]?.text ?? '')
}

/** Goes through all pages with the given answers, as somebody does who presses nothing but the first button. */
async function sayAll(browser: Browser, study: string, answers: Filled, query = ''): Promise<Answer> {
  const opened = await openSay(browser, study, query)
  const second = await press(browser, study, { ...opened, ...answers }, 'who')
  const third = await press(browser, study, { ...fieldsOn(second), ...answers }, 'check')
  return await press(browser, study, fieldsOn(third), 'send')
}

describe('having one’s say', () => {
  test('[HS1] takes four pages: what, who with what may be done with it, look once more, sent', async () => {
    const { study, guest } = await aGuest()
    const first = await guest.get(`/studies/${study}/say?lang=en&section=summary`, page)
    expect(headingOf(first)).toContain('Have your say about')
    const about = first.text.indexOf('Before you write')
    expect(first.text.slice(about)).toContain('Ask Siri: 555 01 23.')
    expect(about, 'the notice stands above the box').toBeLessThan(first.text.indexOf('<textarea'))
    expect(first.text).toMatch(/<textarea[^>]*lang="nb"/)
    expect(first.text).not.toMatch(/<textarea[^>]*maxlength/)

    const opened = { ...fieldsOn(first), token: await anOlderToken(guest, study) }
    const second = await press(guest, study, { ...opened, words: 'Who cooks?', kind: 'question' }, 'who')
    expect(headingOf(second)).toBe('Who says this?')
    const third = await press(guest, study, { ...fieldsOn(second), ...who }, 'check')
    expect(headingOf(third)).toBe('Look at it once more')
    expect(third.text).toContain('Nora, Community')
    expect(await wordsOf(study), 'nothing is sent before').toEqual([])
    const sent = await press(guest, study, fieldsOn(third), 'send')
    expect(sentTo(sent)).toMatch(new RegExp(`^/studies/${study}/sent\\?thread=`))
    const fourth = await guest.get(sentTo(sent) ?? '', page)
    expect(headingOf(fourth)).toBe('Sent. Thank you.')
    expect(fourth.text).toMatch(/You get an answer by \d+ \w+ \d{4} at the latest/)

    const [thread] = (await threadsIn(study)).threads
    expect(thread).toMatchObject({
      kind: 'question',
      section: 'summary',
      audience: 'everyone',
      asker: { name: 'Nora', sector: 'community' },
    })
    for (const shown of [first, second, third, fourth]) expect(Buffer.byteLength(shown.text)).toBeLessThan(40_000)
  })

  test('asks whoever is known only what is not known yet', async () => {
    const { study, guest } = await aGuest()
    await sayAll(guest, study, { words: 'First.', ...who })
    const second = await press(guest, study, { ...(await openSay(guest, study)), words: 'Second.' }, 'who')
    expect(headingOf(second)).toBe('What may be done with your words?')
    expect(second.text).not.toMatch(/type="radio"\s+id="sector"/)
    expect(fieldsOn(second)['use'], 'nothing but the writing group is chosen for anybody').toBe('writing-group')
  })

  test('answers beforehand what the invitation says', async () => {
    const { study, guest } = await aGuest({ sector: 'community', subtype: 'unpaid_carer' })
    const second = await press(guest, study, { ...(await openSay(guest, study)), words: 'Hello.' }, 'who')
    expect(fieldsOn(second)).toMatchObject({ sector: 'community', 'subtype-community': 'unpaid_carer' })
  })

  test('[HS11] asks for the organisation where the partnership has some of that sector, shows it before it is sent, and keeps it', async () => {
    const steward = await aPartnershipSteward(server)
    const council = await anOrganisation(steward, { name: 'Perth council', sector: 'public', subtype: 'council' })
    const { study, guest } = await aGuest()
    const second = await press(guest, study, { ...(await openSay(guest, study)), words: 'Hello.' }, 'who')
    expect(second.text).toMatch(/<select id="organisation-public"/)
    expect(second.text).not.toContain('organisation-community"')
    const officer = { name: 'Kjell', sector: 'public', 'subtype-public': 'council', 'organisation-public': council }
    const third = await press(guest, study, { ...fieldsOn(second), ...officer }, 'check')
    expect(third.text).toContain('Kjell, Public sector, Perth council')
    await press(guest, study, { ...fieldsOn(third), token: await anOlderToken(guest, study) }, 'send')
    const people = z.array(z.object({ participantId: z.string(), organisation: z.string().nullable() }))
    const { participantId } = await meIn(guest, study)
    const all = people.parse((await siri.get(`/api/studies/${study}/people`)).json())
    expect(all.find((one) => one.participantId === participantId)?.organisation).toBe('Perth council')
  })

  test('goes on without a name for whoever gives none', async () => {
    const { study, guest } = await aGuest()
    await sayAll(guest, study, { words: 'No name.', sector: 'unsure', name: '' })
    expect((await threadsIn(study)).threads[0]?.asker).toMatchObject({ name: 'noen', sector: null })
  })

  test('is for the organisers alone where that is chosen, and what may be done with it is what was chosen', async () => {
    const { study, path, guest } = await aGuest()
    const other = await cameBy(server, path)
    await other.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })
    await sayAll(guest, study, { words: 'Between us.', audience: 'organisers', use: 'ask-first', ...who })
    const [thread] = (await threadsIn(study)).threads
    expect(thread?.audience).toBe('organisers')
    const view = ThreadView.parse((await guest.get(`/api/studies/${study}/threads/${thread?.id}`)).json())
    expect(view.use).toBe('ask-first')
    expect((await other.get(`/api/studies/${study}/threads/${thread?.id}`)).status).toBe(404)
  })

  test('[HS1] keeps everything through going back and forth, and no word is ever in an address', async () => {
    const { study, guest } = await aGuest()
    const words = 'En linje.\r\n\r\n"Sitat" & <b>tegn</b>'
    const second = await press(guest, study, { ...(await openSay(guest, study)), words, kind: 'concern', audience: 'organisers' }, 'who')
    const back = await press(guest, study, { ...fieldsOn(second), ...who, use: 'case-study' }, 'write')
    expect(fieldsOn(back)).toMatchObject({ kind: 'concern', audience: 'organisers', name: 'Nora', sector: 'community', use: 'case-study' })
    expect(fieldsOn(back)['words']?.replaceAll('\r\n', '\n')).toBe(words.replaceAll('\r\n', '\n'))
    expect(back.text).not.toContain('<b>tegn')
    const again = await press(guest, study, fieldsOn(back), 'who')
    expect(fieldsOn(again)).toMatchObject({ name: 'Nora', sector: 'community', 'subtype-community': 'resident', use: 'case-study' })
    for (const shown of [second, back, again]) expect(shown.text).not.toMatch(/(href|action)="[^"]*Sitat/)
  })

  test('[HS1] says what is wrong at the top and at the field, with everything that was typed', async () => {
    const { study, guest } = await aGuest()
    const empty = await press(guest, study, { ...(await openSay(guest, study)), words: ' \n ', kind: 'thanks' }, 'who')
    expect([empty.status, troubleOn(empty)]).toEqual([422, 'There is a problem Write what you want to say'])
    expect(empty.text).toMatch(/<title>Error: /)
    expect(empty.text).toContain('<a href="#words">')
    expect(fieldsOn(empty)['kind']).toBe('thanks')

    const long = 'å'.repeat(5_003)
    const tooLong = await press(guest, study, { ...(await openSay(guest, study)), words: long }, 'who')
    expect(troubleOn(tooLong)).toContain('too long by 3 characters')
    expect(fieldsOn(tooLong)['words']).toBe(long)
    const huge = '🧡'.repeat(60_000)
    expect(fieldsOn(await press(guest, study, { ...(await openSay(guest, study)), words: huge }, 'who'))['words']).toBe(huge)
    const odd = await press(guest, study, { ...(await openSay(guest, study)), words: 'a\u0007b' }, 'who')
    expect(troubleOn(odd)).toContain('characters in it that cannot be shown')

    const second = await press(guest, study, { ...(await openSay(guest, study)), words: 'Hello.' }, 'who')
    const nobody = await press(guest, study, { ...fieldsOn(second), name: 'n'.repeat(81) }, 'check')
    expect(troubleOn(nobody)).toContain('The name can have at most 80 characters')
    expect(troubleOn(nobody)).toContain('Choose who you are here as')
    const half = await press(guest, study, { ...fieldsOn(nobody), name: 'Nora', sector: 'public' }, 'check')
    expect(half.text).toContain('<a href="#subtype-public">')
    expect(await wordsOf(study)).toEqual([])
  })

  test('shows words as words: marks, scripts, links, emoji and right to left', async () => {
    const { study, guest } = await aGuest()
    const words = '<script>alert(1)</script> <img src=x onerror=alert(1)>\njavascript:alert(1)\nلماذا؟ 👩🏽‍🍳 ‏שלום'
    const third = await press(guest, study, { ...(await openSay(guest, study)), words, ...who, name: '<i>Nora</i>' }, 'check')
    expect(third.text).not.toMatch(/<script>alert|<img src=x|href="javascript:|<i>Nora/)
    await press(guest, study, fieldsOn(third), 'send')
    expect(await wordsOf(study)).toEqual([words])
    const said = await guest.get(`/studies/${study}/said?lang=en`, page)
    expect(said.text).toContain('&lt;script&gt;')
    expect(said.text).not.toMatch(/<script>alert|<img src=x|href="javascript:|<i>Nora/)
  })

  test('carries the language of the words, guessed and changeable', async () => {
    const { study, guest } = await aGuest()
    const words = 'Wer bezahlt eigentlich die Frauen, die jeden Dienstag für alle kochen und aufräumen?'
    const third = await press(guest, study, { ...(await openSay(guest, study)), words, ...who }, 'check')
    expect(fieldsOn(third)['language']).toBe('de')
    await press(guest, study, { ...fieldsOn(third), language: 'so' }, 'send')
    expect((await threadsIn(study)).threads[0]?.language).toBe('so')
  })
})

describe('a form that is sent again', () => {
  test('[HS2] is there once: pressed twice at the same time, after going back, and when the answer was lost', async () => {
    const { study, guest } = await aGuest()
    const third = await press(guest, study, { ...(await openSay(guest, study)), words: 'Once.', ...who }, 'check')
    const fields = fieldsOn(third)
    const both = await Promise.all([press(guest, study, fields, 'send'), press(guest, study, fields, 'send')])
    const later = await press(guest, study, fields, 'send')
    expect(new Set([...both, later].map(sentTo)).size).toBe(1)
    expect(await wordsOf(study)).toEqual(['Once.'])
  })

  test('[HS2] with other words is something else that was said', async () => {
    const { study, guest } = await aGuest()
    const fields = { ...(await openSay(guest, study)), ...who }
    await press(guest, study, { ...fields, words: 'One.' }, 'send')
    await press(guest, study, { ...fields, words: 'Two.' }, 'send')
    expect((await wordsOf(study)).toSorted()).toEqual(['One.', 'Two.'])
  })

  test('[HS2] with a token that is forged, too old, another person’s or another study’s is shown once more with the words, and nothing is sent', async () => {
    const { study, path, guest } = await aGuest()
    const elsewhere = await aGuest()
    const other = await cameBy(server, path)
    const mine = await openSay(guest, study)
    const dayMs = 24 * 60 * 60_000
    const tokens = [
      'x',
      `${mine['token']?.slice(0, -1)}${mine['token']?.endsWith('A') ? 'B' : 'A'}`,
      await anOlderToken(other, study),
      await anOlderToken(guest, elsewhere.study),
      await anOlderToken(guest, study, 8 * dayMs),
      newFormToken({ study: study as StudyId, person: 'x' as PersonId, secret: 'another secret' }, Date.now() - 60_000),
    ]
    for (const token of tokens) {
      const answer = await press(guest, study, { ...mine, ...who, words: 'Mine.', token }, 'send')
      expect([answer.status, headingOf(answer)]).toEqual([422, 'Look at it once more'])
      expect(fieldsOn(answer)['words']).toBe('Mine.')
      expect(fieldsOn(answer)['token']).not.toBe(token)
    }
    expect(await wordsOf(study)).toEqual([])
  })
})

describe('what programs send', () => {
  test('[HS3] is held back when it fills in what nobody sees, or is faster than anybody; a person goes on with one press', async () => {
    const { study, guest } = await aGuest()
    const fields = { ...(await openSay(guest, study)), ...who, words: 'Buy now.' }
    const trapped = await press(guest, study, { ...fields, website: 'https://spam.example' }, 'send')
    expect([trapped.status, troubleOn(trapped)]).toEqual([422, expect.stringContaining('should stay empty')])
    const quick = await press(guest, study, { ...fields, token: await anOlderToken(guest, study, 0) }, 'send')
    expect([quick.status, troubleOn(quick)]).toEqual([422, expect.stringContaining('very fast')])
    expect(await wordsOf(study)).toEqual([])
    await press(guest, study, { ...fieldsOn(trapped) }, 'send')
    expect(await wordsOf(study)).toEqual(['Buy now.'])
  })

  test('[HS3] is limited for a person, who is told how long to wait and loses nothing', async () => {
    const { study, guest } = await aGuest()
    const fields = { ...(await openSay(guest, study)), ...who }
    let refused: Answer | undefined
    let sent = 0
    for (; sent < 40 && refused === undefined; sent += 1) {
      const answer = await press(guest, study, { ...fields, words: `Number ${sent}.` }, 'send')
      if (answer.status !== 303) refused = answer
    }
    expect([sent, refused?.status]).toEqual([31, 429])
    expect(refused?.headers.get('retry-after')).toMatch(/^\d+$/)
    if (refused === undefined) throw new Error('never refused')
    expect(troubleOn(refused)).toMatch(/Wait \d+ minutes/)
    expect(fieldsOn(refused)['words']).toBe('Number 30.')
  })

  test('from another site is refused', async () => {
    const { study, guest } = await aGuest()
    const foreign = await guest.request(`/studies/${study}/say`, {
      method: 'POST',
      body: new URLSearchParams({ words: 'Mine.' }),
      headers: { origin: 'https://evil.example', accept: 'text/html' },
    })
    expect(foreign.status).toBe(403)
  })
})

describe('where nobody can have their say', () => {
  test('one is told so before one types: comments are closed, one only reads, the part does not exist, the study is somebody else’s', async () => {
    const { study, path, guest } = await aGuest()
    expect((await guest.get(`/studies/${study}/say?section=nowhere`, page)).status).toBe(404)
    await siri.send('PUT', `/api/studies/${study}/comments`, { open: false })
    const closed = await guest.get(`/studies/${study}/say?lang=en`, page)
    expect([closed.status, closed.text.includes('Comments are not open in this case study')]).toEqual([403, true])
    expect((await guest.get(`/studies/${study}`, page)).text).not.toContain('/say?')
    const reader = await cameBy(server, path)
    const { participantId } = await meIn(reader, study)
    await siri.send('PATCH', `/api/studies/${study}/people/${participantId}`, { role: 'reader' })
    expect((await reader.get(`/studies/${study}/say`, page)).status).toBe(403)
    const elsewhere = await aGuest()
    expect((await guest.get(`/studies/${elsewhere.study}/say`, page)).status).toBe(404)
    expect(sentTo(await new Browser(server).get(`/studies/${study}/say`, page))).toContain('/sign-in?next=')
  })

  test('[HS4] words that were typed by then are shown to be copied', async () => {
    const { study, guest } = await aGuest()
    const fields = { ...(await openSay(guest, study)), ...who, words: 'Typed <for> a while.' }
    await siri.send('PUT', `/api/studies/${study}/comments`, { open: false })
    const closed = await press(guest, study, fields, 'send')
    expect([closed.status, headingOf(closed)]).toEqual([403, 'Nothing was sent'])
    expect(closed.text).toContain('Typed &lt;for&gt; a while.')
    const signedOut = await press(new Browser(server), study, fields, 'send')
    expect([signedOut.status, headingOf(signedOut)]).toEqual([401, 'Nothing was sent'])
    expect(signedOut.text).toContain('Typed &lt;for&gt; a while.')
    const elsewhere = await aGuest()
    const foreign = await press(guest, elsewhere.study, fields, 'send')
    expect([foreign.status, foreign.text.includes('Typed &lt;for&gt;')]).toEqual([404, true])
    expect(await wordsOf(study)).toEqual([])
  })
})

describe('the page of a study', () => {
  test('offers it under each part and for all of it, to whoever came by a link and has said nothing about themselves yet', async () => {
    const { study, guest } = await aGuest()
    const { text } = await guest.get(`/studies/${study}?lang=en`, page)
    const sections = [...text.matchAll(/<section class="section" aria-labelledby="section-([\w-]+)"/g)].map(([, key]) => key)
    expect(sections.length).toBeGreaterThan(5)
    for (const key of sections) expect(text).toContain(`/studies/${study}/say?lang=en&amp;section=${key}"`)
    expect(text).toContain(`/studies/${study}/say?lang=en"`)
    expect(text).not.toContain('into=text')
  })
})

describe('the personal link after sending', () => {
  test('[HS6] is the same each time, brings back to what became of it, and asks first whether it is them', async () => {
    const { study, guest } = await aGuest()
    const linkOn = async (): Promise<string> => {
      const sent = await sayAll(guest, study, { words: `Said ${Math.random()}.`, ...who })
      return /href="http[^"]*?(\/back\/[^"]*)" data-say="link"/.exec((await guest.get(sentTo(sent) ?? '', page)).text)?.[1] ?? ''
    }
    const link = await linkOn()
    expect(link).toMatch(new RegExp(`^/back/[\\w-]{24}\\?said=${study}$`))
    expect(await linkOn()).toBe(link)
    expect(sentTo(await guest.get(link, page))).toBe(`/studies/${study}/said`)
    const phone = new Browser(server)
    const asked = await phone.get(link, page)
    expect(asked.text).toContain('Nora')
    const action = /action="(\/back\/[^"]*)"/.exec(asked.text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const back = await phone.submit(action)
    expect(sentTo(back)).toBe(`/studies/${study}/said`)
    expect((await phone.get(`/studies/${study}/said?lang=en`, page)).text).toContain('Said 0.')
  })

  test('[HS6] made before at random is not ended; whoever wants one to look at makes a new one', async () => {
    const { study, guest } = await aGuest()
    await sayAll(guest, study, { words: 'Said.', ...who })
    const { store } = server.running.house.database
    const { person } = z.object({ person: z.object({ id: z.string() }) }).parse((await guest.get('/api/me')).json())
    await store.tx<void>(function* ({ db, s }) {
      yield db
        .update(s.personalLink)
        .set({ tokenHash: 'of-one-made-at-random' })
        .where(eq(s.personalLink.person, person.id as PersonId))
    })
    await sayAll(guest, study, { words: 'Said more.' })
    const older = await guest.get(`/studies/${study}/sent?lang=en`, page)
    expect(older.text).toContain('You have a personal link already')
    expect(older.text).not.toContain('data-say="link"')
    await guest.submit(`/studies/${study}/sent?lang=en`)
    expect((await guest.get(`/studies/${study}/sent?lang=en`, page)).text).toContain('data-say="link"')
  })

  test('is not for whoever has an account: they find it when they are signed in', async () => {
    const { study } = await aGuest()
    const sent = await sayAll(siri, study, { words: 'From a steward.' })
    const { text } = await siri.get(sentTo(sent) ?? '', page)
    expect(text).toContain('whenever you are signed in')
    expect(text).not.toContain('/back/')
  })

  test('of somebody else’s thread the page after sending tells nothing', async () => {
    const { study, path, guest } = await aGuest()
    const sent = await sayAll(guest, study, { words: 'Mine.', audience: 'organisers', ...who })
    const other = await cameBy(server, path)
    const { text } = await other.get(sentTo(sent) ?? '', page)
    expect(text).not.toContain('The stewards can read it now')
  })
})
