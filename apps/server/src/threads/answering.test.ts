import { eventsOf } from '@samskriv/database'
import type { StudyId } from '@samskriv/domain'
import { AnswersTable, StudyFront, ThreadList } from '@samskriv/protocol'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { problemIn, type Browser } from '../testing/a-browser.ts'
import { anOrganisation, aPartnershipSteward } from '../testing/a-partnership.ts'
import { aMovingClockForAll, aServerForAll, signedInForAll } from '../testing/for-all.ts'
import { aTalk, anEditor, aToken, begin, giveAnswer, inDays, readThread, refusalOf } from '../testing/a-talk.ts'
import { kindsFor } from '../testing/a-talk-by-mail.ts'
import { meIn } from '../testing/a-way-in.ts'

const clock = aMovingClockForAll()
const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')

const idOf = async (browser: Browser, study: string): Promise<string> => (await meIn(browser, study)).participantId

describe('an answer', () => {
  test('ends the waiting, with who, in which sector, what came of it and when', async () => {
    const { study, nora, kjell } = await aTalk(server, siri)
    const thread = await begin(nora, study)
    await giveAnswer(kjell, study, thread, { outcome: 'partly_done', text: 'The council pays half.', changed: { section: 'summary' } })
    const view = await readThread(nora, study, thread)
    expect(view).toMatchObject({ state: 'answered', waiting: false, owed: { overdue: false } })
    expect(view.answers).toMatchObject([
      {
        state: 'given',
        outcome: 'partly_done',
        text: 'The council pays half.',
        changed: { section: 'summary', anchor: null },
        promise: null,
      },
    ])
    expect(view.answers[0]?.by.sector).toBe('public')
    expect(view.may).toMatchObject({ answer: false, settle: true })
  })

  test('that is a no, or says that it is not ours, has its reason; a promise has its day', async () => {
    const { study, nora, kjell } = await aTalk(server, siri)
    const thread = await begin(nora, study)
    const path = `/api/studies/${study}/threads/${thread}/answers`
    const wrongIn = async (body: object) => {
      const { code, errors } = problemIn(await kjell.send('POST', path, { state: 'given', text: 'Hm.', ...body }))
      return [code, errors?.map((error) => `${error.path}: ${error.code}`)]
    }
    for (const outcome of ['not_done', 'not_ours']) expect(await wrongIn({ outcome })).toEqual(['invalid-body', ['reason: required']])
    expect(await wrongIn({ outcome: 'not_done', reason: '\u200B \u200B' })).toEqual(['invalid-body', ['reason: empty']])
    expect(await wrongIn({ outcome: 'planned' })).toEqual(['invalid-body', ['promisedFor: required']])
    expect(await wrongIn({ outcome: 'planned', promisedFor: inDays(-1) })).toEqual(['invalid-body', ['promisedFor: too-early']])
    expect(await wrongIn({ outcome: 'done', promisedFor: inDays(3) })).toEqual(['invalid-body', ['promisedFor: unexpected']])
    for (const forged of [{ sector: 'community' }, { by: 'somebody' }, { at: '2020-01-01T00:00:00Z' }])
      expect((await wrongIn({ outcome: 'done', ...forged }))[0]).toBe('invalid-body')
    expect((await readThread(nora, study, thread)).state).toBe('open')
    await giveAnswer(kjell, study, thread, { outcome: 'not_done', reason: 'There is no money for it this year.' })
    expect((await readThread(nora, study, thread)).answers[0]?.reason).toBe('There is no money for it this year.')
  })

  test('is given by editors and stewards, and never by whoever asked, to a comment, or to what is hidden or taken back', async () => {
    const { study, nora, kjell } = await aTalk(server, siri)
    const answer = (browser: Browser, thread: string, there = study) =>
      refusalOf(browser.send('POST', `/api/studies/${there}/threads/${thread}/answers`, { state: 'given', outcome: 'done', text: 'Yes.' }))
    const thread = await begin(nora, study)
    expect(await answer(nora, thread)).toBe('role-too-low')
    expect(await answer(kjell, await begin(kjell, study))).toBe('own-question')
    expect(await answer(kjell, await begin(nora, study, { kind: 'thanks' }))).toBe('nothing-to-answer')
    expect(await answer(kjell, await begin(nora, study, { audience: 'organisers' }))).toBe('unknown-thread')
    await siri.send('POST', `/api/studies/${study}/threads/${thread}/hide`, { reason: 'It names a neighbour.' })
    for (const browser of [kjell, siri]) expect(await answer(browser, thread)).toBe('thread-hidden')
    const gone = await begin(nora, study)
    await nora.send('POST', `/api/studies/${study}/threads/${gone}/take-back`)
    expect(await answer(kjell, gone)).toBe('nothing-to-answer')
    const elsewhere = await aTalk(server, siri)
    const theirs = await begin(elsewhere.nora, elsewhere.study)
    expect(await answer(kjell, theirs)).toBe('unknown-thread')
    expect(await answer(kjell, theirs, elsewhere.study)).toBe('unknown-study')
  })

  test('that says which words were changed keeps their place, and is given once', async () => {
    const { study, nora, kjell } = await aTalk(server, siri)
    const thread = await begin(nora, study)
    const anchor = { section: 'summary', epoch: 1, start: { client: 1, clock: 0 }, end: { client: 1, clock: 3 }, quote: 'nowhere' }
    const path = `/api/studies/${study}/threads/${thread}/answers`
    const body = { state: 'given', outcome: 'text_changed', text: 'We wrote it anew.', changed: { section: 'summary', anchor } }
    expect(await refusalOf(kjell.send('POST', path, body))).toBe('words-gone')
    expect((await readThread(nora, study, thread)).answers).toEqual([])
  })

  test('in the making is seen by its author and by those of their organisation who may answer, and by nobody else', async () => {
    const { study, path, nora } = await aTalk(server, siri)
    const organisation = await anOrganisation(await aPartnershipSteward(server), { name: 'Bydel Gamle Oslo', subtype: 'council' })
    const there = { study, path }
    const [kjell, kari] = [
      await anEditor(server, siri, there, 'kjell@bydel.example'),
      await anEditor(server, siri, there, 'kari@bydel.example'),
    ]
    const other = await anEditor(server, siri, there)
    for (const browser of [kjell, kari])
      await browser.send('POST', `/api/studies/${study}/capacity`, { sector: 'public', subtype: 'council', organisation })
    const thread = await begin(nora, study)
    await giveAnswer(kjell, study, thread, { state: 'draft', outcome: 'not_done', text: 'Perhaps not.' })
    await giveAnswer(kjell, study, thread, { state: 'draft', outcome: 'not_done', text: 'Probably not.' })
    for (const browser of [kjell, kari])
      expect((await readThread(browser, study, thread)).answers).toMatchObject([{ state: 'draft', text: 'Probably not.' }])
    for (const browser of [nora, other, siri]) {
      const seen = await browser.get(`/api/studies/${study}/threads/${thread}`)
      expect(seen.text).not.toContain('Probably')
    }
    expect((await readThread(nora, study, thread)).state).toBe('open')
    // A colleague who only comments has said themselves where they are from: that opens no draft.
    await siri.send('PATCH', `/api/studies/${study}/people/${await idOf(kari, study)}`, { role: 'commenter' })
    expect((await readThread(kari, study, thread)).answers).toEqual([])
    await giveAnswer(kjell, study, thread, { outcome: 'done', text: 'Yes, we do.' })
    expect((await readThread(kjell, study, thread)).answers.map(({ text }) => text)).toEqual(['Yes, we do.'])
    expect(await refusalOf(kjell.send('DELETE', `/api/studies/${study}/threads/${thread}/answers/draft`))).toBe('unknown-answer')
  })
})

describe('the time to answer', () => {
  test('is put off once, with a reason that everybody reads, and not for ever', async () => {
    const { study, nora, kjell } = await aTalk(server, siri)
    const thread = await begin(nora, study)
    const extend = (until: string) =>
      kjell.send('POST', `/api/studies/${study}/threads/${thread}/extend`, { until, reason: 'The board meets then.' })
    expect(problemIn(await extend(inDays(5))).errors).toEqual([{ path: 'until', code: 'too-early' }])
    expect(problemIn(await extend(inDays(300))).errors).toEqual([{ path: 'until', code: 'too-late' }])
    expect((await extend(inDays(20))).status).toBe(204)
    const view = await readThread(nora, study, thread)
    expect(view).toMatchObject({ state: 'acknowledged', waiting: true, owed: { extended: { reason: 'The board meets then.' } } })
    expect(view.owed?.due?.slice(0, 10)).toBe(inDays(20))
    expect(await refusalOf(extend(inDays(30)))).toBe('extended-already')
    expect(await refusalOf(nora.send('POST', `/api/studies/${study}/threads/${thread}/extend`, { until: inDays(9), reason: 'x' }))).toBe(
      'role-too-low',
    )
    await giveAnswer(kjell, study, thread)
    expect(await refusalOf(extend(inDays(30)))).toBe('extended-already')
  })

  test('[AN18] runs out with the end of the fourteenth day, wherever that is told', async () => {
    clock.goOnTo(6)
    const { study, nora, kjell } = await aTalk(server, siri)
    const thread = await begin(nora, study)
    await kjell.send('POST', `/api/studies/${study}/threads/${thread}/hand-over`, { to: await idOf(kjell, study) })
    const told = async () => {
      await server.running.notices.wake()
      const list = ThreadList.parse((await kjell.get(`/api/studies/${study}/threads?filter=overdue`)).json())
      const { rows } = AnswersTable.parse((await kjell.get(`/api/studies/${study}/answers`)).json())
      return {
        card: (await readThread(kjell, study, thread)).owed?.overdue,
        list: [list.threads.length, list.counts.overdue],
        front: StudyFront.parse((await kjell.get(`/api/studies/${study}/front`)).json()).late.questions,
        table: rows.map(({ daysLate }) => daysLate),
        notices: (await kindsFor(kjell, study)).length,
      }
    }
    clock.goOn(14.1)
    expect(await told()).toEqual({ card: false, list: [0, 0], front: 0, table: [0], notices: 0 })
    clock.goOn(0.8)
    expect(await told()).toEqual({ card: true, list: [1, 1], front: 1, table: [1], notices: 1 })
  })
})

describe('a comment that becomes a question', () => {
  test('[AN11] is owed an answer from then on by whoever sees to the section, who is told; it goes overdue like any other', async () => {
    const { study, siri: steward, nora, kjell } = await aTalk(server, siri)
    const kjells = await idOf(kjell, study)
    const thread = await begin(nora, study, { kind: 'comment', section: 'summary' })
    const state = { status: 'in-progress', reason: null, owner: kjells, due: null, version: 1 }
    expect((await steward.send('PUT', `/api/studies/${study}/sections/summary/state`, state)).status).toBe(204)
    clock.goOn(3)
    expect(await kindsFor(kjell, study)).toEqual([])
    const path = `/api/studies/${study}/threads/${thread}`
    expect((await nora.send('PATCH', path, { kind: 'question' })).status).toBe(204)
    const { waiting, owed } = await readThread(nora, study, thread)
    expect([waiting, owed?.owner?.participantId, owed?.due?.slice(0, 10)]).toEqual([true, kjells, inDays(14)])
    expect(await kindsFor(kjell, study)).toEqual(['owned'])
    await nora.send('PATCH', path, { kind: 'concern' })
    expect([(await readThread(nora, study, thread)).owed?.due, await kindsFor(kjell, study)]).toEqual([owed?.due, ['owned']])
    clock.goOn(15)
    expect((await readThread(nora, study, thread)).owed?.overdue).toBe(true)
  })

  test('[AN11] tells the stewards where nobody else answers, and is owed nothing once it is a comment again', async () => {
    const { study, nora } = await aTalk(server, siri)
    const thread = await begin(nora, study, { kind: 'thanks' })
    const path = `/api/studies/${study}/threads/${thread}`
    const before = await kindsFor(siri, study)
    await nora.send('PATCH', path, { kind: 'concern' })
    expect(await kindsFor(siri, study)).toEqual(['owned', ...before])
    await nora.send('PATCH', path, { kind: 'comment' })
    expect(await readThread(nora, study, thread)).toMatchObject({ waiting: false, owed: null })
    clock.goOn(15)
    const late = z.object({ late: z.object({ questions: z.number() }) })
    expect(late.parse((await siri.get(`/api/studies/${study}/front`)).json()).late.questions).toBe(0)
  })

  test('[AN11] does not change once it was answered or its day was put off, and whoever would change it is told so', async () => {
    const { study, nora, kjell } = await aTalk(server, siri)
    const [answered, extended] = [await begin(nora, study), await begin(nora, study)]
    await giveAnswer(kjell, study, answered)
    await kjell.send('POST', `/api/studies/${study}/threads/${extended}/extend`, { until: inDays(30), reason: 'The board meets.' })
    for (const thread of [answered, extended]) {
      const change = (body: object) => nora.send('PATCH', `/api/studies/${study}/threads/${thread}`, body)
      expect(await refusalOf(change({ kind: 'comment', use: 'case-study' }))).toBe('kind-answered')
      expect(await readThread(nora, study, thread)).toMatchObject({ kind: 'question', use: 'writing-group' })
      expect((await change({ kind: 'question', use: 'case-study' })).status).toBe(204)
      expect(await readThread(nora, study, thread)).toMatchObject({ kind: 'question', use: 'case-study' })
    }
  })
})

describe('a question whose words are deleted', () => {
  test('[AN12] is owed no answer any more while nobody has given one; what others said stays', async () => {
    const { study, nora, kjell } = await aTalk(server, siri)
    const thread = await begin(nora, study, { use: 'case-study' })
    const messages = `/api/studies/${study}/threads/${thread}/messages`
    await kjell.send('POST', messages, { text: 'I will ask.', token: aToken() })
    await nora.send('DELETE', `${messages}/${(await readThread(nora, study, thread)).messages[0]?.id}`)
    const view = await readThread(kjell, study, thread)
    expect(view).toMatchObject({ takenBack: true, state: 'withdrawn', waiting: false, may: { answer: false } })
    expect(view.messages.map(({ text }) => text)).toEqual(['', 'I will ask.'])
    clock.goOn(30)
    for (const filter of ['waiting', 'overdue']) {
      const { threads } = ThreadList.parse((await kjell.get(`/api/studies/${study}/threads?filter=${filter}`)).json())
      expect(threads).toEqual([])
    }
    expect((await siri.get(`/api/studies/${study}/answers`)).text).not.toContain(thread)
  })

  test('[AN12] keeps its answer, and the rest of what was said, once one was given', async () => {
    const { study, nora, kjell } = await aTalk(server, siri)
    const thread = await begin(nora, study)
    await giveAnswer(kjell, study, thread)
    const messages = `/api/studies/${study}/threads/${thread}/messages`
    await nora.send('POST', messages, { text: 'Thank you.', token: aToken() })
    await nora.send('DELETE', `${messages}/${(await readThread(nora, study, thread)).messages[0]?.id}`)
    const view = await readThread(kjell, study, thread)
    expect(view).toMatchObject({ takenBack: false, state: 'answered' })
    expect([view.messages.map(({ text }) => text), view.answers.length]).toEqual([['', 'Thank you.'], 1])
  })
})

describe('who answers', () => {
  const see = async (study: string, section: string, owner: string | null, version: number) =>
    await siri.send('PUT', `/api/studies/${study}/sections/${section}/state`, {
      status: 'in-progress',
      reason: null,
      owner,
      due: null,
      version,
    })

  test('is who sees to the section, else the stewards; and what waits there goes along when somebody else sees to it', async () => {
    const { study, path, nora, kjell } = await aTalk(server, siri)
    const kari = await anEditor(server, siri, { study, path })
    const before = await begin(nora, study, { section: 'summary' })
    expect((await readThread(nora, study, before)).owed?.owner).toBeNull()
    await see(study, 'summary', await idOf(kjell, study), 1)
    const thread = await begin(nora, study, { section: 'summary' })
    const elsewhere = await begin(nora, study, { section: 'partners' })
    const owners = async () => {
      const found: (string | undefined)[] = []
      for (const id of [before, thread, elsewhere]) found.push((await readThread(nora, study, id)).owed?.owner?.participantId)
      return found
    }
    const [kjellId, kariId] = [await idOf(kjell, study), await idOf(kari, study)]
    expect(await owners()).toEqual([kjellId, kjellId, undefined])
    const { due } = (await readThread(nora, study, thread)).owed ?? {}
    await see(study, 'summary', kariId, 2)
    expect(await owners()).toEqual([kariId, kariId, undefined])
    expect((await readThread(nora, study, thread)).owed?.due).toBe(due)
    // A resident sees to the section, and can't answer in it: the stewards do.
    await see(study, 'summary', await idOf(nora, study), 3)
    expect(await owners()).toEqual([undefined, undefined, undefined])
  })

  test('gives one question to somebody who may answer it, and no time is gained by that', async () => {
    const { study, path, nora, kjell } = await aTalk(server, siri)
    const kari = await anEditor(server, siri, { study, path })
    const thread = await begin(nora, study)
    const { due } = (await readThread(nora, study, thread)).owed ?? {}
    const give = (browser: Browser, to: string) => browser.send('POST', `/api/studies/${study}/threads/${thread}/hand-over`, { to })
    const [kjellId, kariId] = [await idOf(kjell, study), await idOf(kari, study)]
    expect(await refusalOf(give(kari, kjellId))).toBe('not-steward')
    expect((await give(kari, kariId)).status).toBe(204)
    expect(await refusalOf(give(kari, await idOf(nora, study)))).toBe('unknown-person')
    expect(await refusalOf(give(kari, 'nobody'))).toBe('unknown-person')
    expect((await give(kari, kjellId)).status).toBe(204)
    expect((await readThread(nora, study, thread)).owed).toMatchObject({ owner: { participantId: kjellId }, due })
    const told = await server.running.house.database.store.read(eventsOf(study as StudyId, 0))
    expect(told.filter(({ kind }) => kind === 'thread.handed-over').map(({ data }) => data['to'])).toEqual([kariId, kjellId])
  })

  test('gives everything away in one step before being away: what waits, and what was promised', async () => {
    const { study, path, nora, kjell } = await aTalk(server, siri)
    const kari = await anEditor(server, siri, { study, path })
    const [kjellId, kariId] = [await idOf(kjell, study), await idOf(kari, study)]
    const [waiting, promised, done] = [await begin(nora, study), await begin(nora, study), await begin(nora, study)]
    for (const thread of [waiting, promised, done])
      await kjell.send('POST', `/api/studies/${study}/threads/${thread}/hand-over`, { to: kjellId })
    await giveAnswer(kjell, study, promised, { outcome: 'planned', promisedFor: inDays(9) })
    await giveAnswer(kjell, study, done)
    expect(await refusalOf(kjell.send('POST', `/api/studies/${study}/hand-over`, { to: await idOf(nora, study) }))).toBe('unknown-person')
    const answer = await kjell.send('POST', `/api/studies/${study}/hand-over`, { to: kariId })
    expect(answer.json()).toEqual({ handedOver: 2, leftToStewards: 0 })
    const owners: unknown[] = []
    for (const thread of [waiting, promised, done]) owners.push((await readThread(nora, study, thread)).owed?.owner?.participantId)
    expect(owners).toEqual([kariId, kariId, kjellId])
  })

  test('is the stewards once an owner has left, was removed, or may answer no more', async () => {
    const { study, path, nora, kjell } = await aTalk(server, siri)
    const others = [await anEditor(server, siri, { study, path }), await anEditor(server, siri, { study, path })]
    const threads: string[] = []
    for (const browser of [kjell, ...others]) {
      const thread = await begin(nora, study)
      await browser.send('POST', `/api/studies/${study}/threads/${thread}/hand-over`, { to: await idOf(browser, study) })
      threads.push(thread)
    }
    const [kari, knut] = [await idOf(others[0] ?? kjell, study), await idOf(others[1] ?? kjell, study)]
    expect((await kjell.send('POST', `/api/studies/${study}/leave`)).status).toBe(204)
    expect((await siri.send('DELETE', `/api/studies/${study}/people/${kari}`)).status).toBe(204)
    expect((await siri.send('PATCH', `/api/studies/${study}/people/${knut}`, { role: 'commenter' })).status).toBe(204)
    for (const thread of threads) expect((await readThread(nora, study, thread)).owed?.owner).toBeNull()
  })
})

describe('a promise', () => {
  test('stays one until it is marked as done, or as not done with a reason, which asks the asker again', async () => {
    const { study, nora, kjell } = await aTalk(server, siri)
    const thread = await begin(nora, study)
    const kept = await giveAnswer(kjell, study, thread, { outcome: 'planned', promisedFor: inDays(3) })
    const keep = (browser: Browser, answer: string, body: object) =>
      browser.send('POST', `/api/studies/${study}/threads/${thread}/answers/${answer}/keep`, body)
    expect((await readThread(nora, study, thread)).answers[0]?.promise).toMatchObject({ kept: 'open', overdue: false })
    clock.goOn(4)
    expect((await readThread(nora, study, thread)).answers[0]?.promise).toMatchObject({ kept: 'open', overdue: true })
    expect(await refusalOf(keep(nora, kept, { kept: 'done' }))).toBe('role-too-low')
    expect((await keep(kjell, kept, { kept: 'done' })).status).toBe(204)
    expect(await refusalOf(keep(kjell, kept, { kept: 'done' }))).toBe('conflict')
    const broken = await giveAnswer(siri, study, thread, { outcome: 'planned', promisedFor: inDays(3) })
    const settled = await nora.send('POST', `/api/studies/${study}/threads/${thread}/settle`, { settled: true, answer: broken })
    expect(settled.status).toBe(204)
    expect(await refusalOf(keep(kjell, broken, { kept: 'done' }))).toBe('not-your-words')
    expect(problemIn(await keep(siri, broken, { kept: 'not-done' })).errors).toEqual([{ path: 'reason', code: 'required' }])
    expect((await keep(siri, broken, { kept: 'not-done', reason: 'The money went elsewhere.' })).status).toBe(204)
    const view = await readThread(nora, study, thread)
    expect(view.answers.map(({ promise }) => [promise?.kept, promise?.reason])).toEqual([
      ['done', null],
      ['not-done', 'The money went elsewhere.'],
    ])
    expect(view).toMatchObject({ state: 'answered', settled: null })
    const plain = await giveAnswer(kjell, study, thread)
    for (const answer of [plain, 'nothing']) expect(await refusalOf(keep(kjell, answer, { kept: 'done' }))).toBe('unknown-answer')
  })
})

describe('whether the answer settles it', () => {
  test('is said by whoever asked and by nobody else, and a later answer asks again', async () => {
    const { study, nora, kjell } = await aTalk(server, siri)
    const thread = await begin(nora, study)
    const settle = (browser: Browser, body: object) => browser.send('POST', `/api/studies/${study}/threads/${thread}/settle`, body)
    expect(await refusalOf(settle(nora, { settled: true }))).toBe('not-answered-yet')
    await giveAnswer(kjell, study, thread, { outcome: 'not_done', reason: 'No money.' })
    for (const browser of [kjell, siri]) expect(await refusalOf(settle(browser, { settled: true }))).toBe('not-your-words')
    expect((await settle(nora, { settled: false, disagreement: 'There was money last year.' })).status).toBe(204)
    expect(await readThread(kjell, study, thread)).toMatchObject({ state: 'disputed', disagreement: 'There was money last year.' })
    const last = await giveAnswer(kjell, study, thread, { outcome: 'partly_done', text: 'We found half.' })
    expect(await readThread(kjell, study, thread)).toMatchObject({
      state: 'answered',
      settled: null,
      disagreement: 'There was money last year.',
    })
    expect((await settle(nora, { settled: true, answer: last })).status).toBe(204)
    const settled = await readThread(kjell, study, thread)
    expect(settled).toMatchObject({ state: 'accepted', settled: { by: { name: 'Nora' } }, disagreement: 'There was money last year.' })
    expect(settled.answers).toHaveLength(2)
  })

  test('is gone with the words of whoever asked when they take them back', async () => {
    const { study, nora, kjell } = await aTalk(server, siri)
    const thread = await begin(nora, study)
    await giveAnswer(kjell, study, thread)
    await nora.send('POST', `/api/studies/${study}/threads/${thread}/settle`, { settled: false, disagreement: 'A rare word.' })
    await nora.send('POST', `/api/studies/${study}/threads/${thread}/take-back`)
    expect((await kjell.get(`/api/studies/${study}/threads/${thread}`)).text).not.toContain('rare')
    expect(await refusalOf(nora.send('POST', `/api/studies/${study}/threads/${thread}/settle`, { settled: true }))).toBe('not-answered-yet')
  })

  test('is not said by the hand that answered, in the name of somebody without a device', async () => {
    const { study, kjell } = await aTalk(server, siri)
    const added = await siri.send('POST', `/api/studies/${study}/contributors`, { name: 'Asha', sector: 'community', subtype: 'resident' })
    const speaker = z.object({ participantId: z.string() }).parse(added.json()).participantId
    const asked = { kind: 'question', text: 'Who pays?', token: aToken(), speaker }
    const thread = z.object({ id: z.string() }).parse((await siri.send('POST', `/api/studies/${study}/threads`, asked)).json()).id
    await giveAnswer(siri, study, thread)
    const settle = { settled: true }
    expect(await refusalOf(siri.send('POST', `/api/studies/${study}/threads/${thread}/settle`, settle))).toBe('not-your-words')
    expect(await refusalOf(kjell.send('POST', `/api/studies/${study}/threads/${thread}/settle`, settle))).toBe('not-your-words')
    expect((await readThread(siri, study, thread)).may.settle).toBe(false)
  })
})
