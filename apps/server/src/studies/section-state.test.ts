import { AuditEntry, SectionAdded, StudyCreated, StudyView } from '@samskriv/protocol'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { aStudy, problemIn, type Browser } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll, writersForAll } from '../testing/for-all.ts'
import { until } from '../testing/until.ts'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri')
const kari = signedInForAll(server, 'kari@example.org', 'Kari')
const writers = writersForAll()

const view = async (browser: Browser, study: string) => StudyView.parse((await browser.get(`/api/studies/${study}`)).json())
const stateOf = async (browser: Browser, study: string, section = 'summary') =>
  (await view(browser, study)).sections.find(({ key }) => key === section)?.state
const set = (browser: Browser, study: string, body: object, section = 'summary') =>
  browser.send('PUT', `/api/studies/${study}/sections/${section}/state`, { reason: null, owner: null, due: null, version: 1, ...body })
const add = async (browser: Browser, study: string): Promise<string> =>
  SectionAdded.parse(
    (await browser.send('POST', `/api/studies/${study}/sections`, { title: ' Our  garden ', question: 'What grows?' })).json(),
  ).key
const remove = (browser: Browser, study: string, key: string) => browser.send('DELETE', `/api/studies/${study}/sections/${key}`)

/** A study of Siri's in which Kari has a role and both have said who they are. */
async function sharedStudy(role: string): Promise<string> {
  const study = await aStudy(siri)
  await siri.send('POST', `/api/studies/${study}/people`, { email: 'kari@example.org', role, name: 'Kari' })
  await siri.send('POST', `/api/studies/${study}/capacity`, { sector: 'public', subtype: 'kommune' })
  await kari.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })
  return study
}

describe('how far a section has come', () => {
  test('[SE5] is said by people, with who sees to it and until when, and tells who said so', async () => {
    const study = await sharedStudy('editor')
    expect(await stateOf(siri, study)).toEqual({
      status: 'not-started',
      reason: null,
      owner: null,
      due: null,
      setBy: null,
      setAt: null,
      version: 1,
    })
    const owner = (await view(siri, study)).participants.find(({ name }) => name === 'Siri')?.participantId
    expect((await set(kari, study, { status: 'ready-to-read', owner, due: '2026-12-31' })).status).toBe(204)
    expect(await stateOf(siri, study)).toMatchObject({
      status: 'ready-to-read',
      owner: { participantId: owner, name: 'Siri' },
      due: '2026-12-31',
      setBy: 'Kari',
      version: 2,
    })
    const log = z.array(AuditEntry).parse((await siri.get(`/api/studies/${study}/audit?kind=section`)).json())
    expect(log[0]).toMatchObject({ kind: 'section.status-set', actor: 'Kari', subject: 'Summary' })
  })

  test('[SE6] is not for us only with a reason, and nothing else has one', async () => {
    const study = await aStudy(siri)
    for (const body of [
      { status: 'not-for-us' },
      { status: 'not-for-us', reason: ' ' },
      { status: 'done', reason: 'x' },
      { status: 'fine' },
    ])
      expect(problemIn(await set(siri, study, body)).code).toBe('invalid-body')
    expect((await set(siri, study, { status: 'not-for-us', reason: 'We have no figures' })).status).toBe(204)
    expect(await stateOf(siri, study)).toMatchObject({ status: 'not-for-us', reason: 'We have no figures' })
    expect((await siri.get(`/studies/${study}`, { accept: 'text/html' })).text).toContain('Not for us, because: We have no figures')
  })

  test('[SE7] is not overwritten unseen: who says it about an older state is told', async () => {
    const study = await sharedStudy('editor')
    expect((await set(kari, study, { status: 'done' })).status).toBe(204)
    expect(problemIn(await set(siri, study, { status: 'in-progress' }))).toMatchObject({ status: 409, code: 'changed-meanwhile' })
    expect(await stateOf(siri, study)).toMatchObject({ status: 'done', setBy: 'Kari' })
    expect((await set(siri, study, { status: 'in-progress', version: 2 })).status).toBe(204)
  })

  test('[SE5] is said by contributors where they write: that it is under way or can be read', async () => {
    const study = await sharedStudy('contributor')
    const mine = async () => {
      const { sections, me } = await view(kari, study)
      return { canSettle: me?.canSettle, can: sections.flatMap(({ key, canSetStatus }) => (canSetStatus ? [key] : [])) }
    }
    expect(await mine()).toEqual({ canSettle: false, can: [] })
    expect(problemIn(await set(kari, study, { status: 'in-progress' })).code).toBe('section-closed')
    await siri.send('PATCH', `/api/studies/${study}/sections/summary`, { openToContributors: true })
    expect(await mine()).toEqual({ canSettle: false, can: ['summary'] })
    expect(problemIn(await set(kari, study, { status: 'in-progress' }, 'credits')).code).toBe('section-closed')
    expect((await set(kari, study, { status: 'in-progress' })).status).toBe(204)
    expect((await set(kari, study, { status: 'ready-to-read', version: 2 })).status).toBe(204)
    expect(await stateOf(siri, study)).toMatchObject({ status: 'ready-to-read', setBy: 'Kari', version: 3 })
  })

  test('[SE5] is settled, planned and taken up again by editors and stewards alone', async () => {
    const study = await sharedStudy('contributor')
    await siri.send('PATCH', `/api/studies/${study}/sections/summary`, { openToContributors: true })
    const owner = (await view(siri, study)).me?.participantId
    for (const body of [
      { status: 'done' },
      { status: 'not-for-us', reason: 'No figures' },
      { status: 'in-progress', due: '2026-12-31' },
      { status: 'in-progress', owner },
    ])
      expect(problemIn(await set(kari, study, body)).code).toBe('role-too-low')
    await set(siri, study, { status: 'in-progress', owner, due: '2026-12-31' })
    // What stays as it was is nobody's to say.
    expect((await set(kari, study, { status: 'ready-to-read', owner, due: '2026-12-31', version: 2 })).status).toBe(204)
    expect(problemIn(await set(kari, study, { status: 'ready-to-read', version: 3 })).code).toBe('role-too-low')
    await set(siri, study, { status: 'done', owner, due: '2026-12-31', version: 3 })
    expect((await view(kari, study)).sections.find(({ key }) => key === 'summary')?.canSetStatus).toBe(false)
    expect(problemIn(await set(kari, study, { status: 'in-progress', owner, due: '2026-12-31', version: 4 })).code).toBe('role-too-low')
    expect(problemIn(await set(kari, study, { status: 'in-progress', owner, due: '2026-12-31', version: 3 })).code).toBe(
      'changed-meanwhile',
    )
    expect(await stateOf(siri, study)).toMatchObject({ status: 'done', setBy: 'Siri' })
  })

  test('[SE5] is said about no section that is not there, and gives it to nobody who is not here', async () => {
    const study = await sharedStudy('reader')
    expect(problemIn(await set(kari, study, { status: 'in-progress' })).code).toBe('role-too-low')
    expect(problemIn(await set(siri, study, { status: 'done' }, 'no-such-section')).code).toBe('unknown-section')
    expect(problemIn(await set(siri, study, { status: 'done', owner: 'nobody' })).code).toBe('unknown-person')
    expect(problemIn(await set(siri, study, { status: 'done', due: '2026-02-31' })).code).toBe('invalid-body')
    expect(await stateOf(siri, study)).toMatchObject({ status: 'not-started', version: 1 })
  })

  test('[SE8] counts in the progress once it is done or not for us', async () => {
    const study = await aStudy(siri)
    await set(siri, study, { status: 'done' })
    await set(siri, study, { status: 'not-for-us', reason: 'No' }, 'barriers')
    await set(siri, study, { status: 'ready-to-read' }, 'credits')
    const { studies } = z
      .object({ studies: z.array(z.object({ id: z.string(), progress: z.object({ settled: z.number(), sections: z.number() }) })) })
      .parse((await siri.get('/api/studies/search')).json())
    expect(studies.find(({ id }) => id === study)?.progress).toEqual({ settled: 2, sections: 14 })
  })
})

describe('a section of the study’s own', () => {
  test('[SE9] stands at the end, with its question; open pages write in it at once, and it is exported and copied', async () => {
    const study = await sharedStudy('editor')
    const writer = await writers.come(kari, study)
    const key = await add(siri, study)
    const { template, sections } = await view(kari, study)
    expect(template.sections.at(-1)).toMatchObject({
      id: key,
      title: { en: 'Our garden', nb: 'Our garden', sv: 'Our garden' },
      questions: [{ text: { en: 'What grows?' } }],
    })
    expect(sections.at(-1)).toMatchObject({ key, own: true, canWrite: true, words: 0 })
    writer.write(`s:${key}`, 'Beans and peas')
    const text = await until('the words are exported', async () => {
      const json = (await siri.get(`/api/studies/${study}/export?format=json`)).text
      return json.includes('Beans and peas') ? json : null
    })
    expect(text).toContain('Our garden')
    expect((await siri.get(`/studies/${study}`, { accept: 'text/html' })).text).toContain('Our garden')
    const answer = await siri.send('POST', `/api/studies/${study}/duplicate`, { title: 'Another', withText: true })
    const copy = StudyCreated.parse(answer.json()).id
    expect((await view(siri, copy)).template.sections.at(-1)).toMatchObject({ id: key, title: { en: 'Our garden' } })
    expect((await siri.get(`/api/studies/${copy}/export?format=json`)).text).toContain('Beans and peas')
  })

  test('[SE10] is removed only while nothing was ever written in it, also when what was written is gone again', async () => {
    const study = await sharedStudy('editor')
    const writer = await writers.come(siri, study)
    const [empty, written] = [await add(siri, study), await add(siri, study)]
    expect((await remove(siri, study, empty)).status).toBe(204)
    expect((await view(siri, study)).sections.map(({ key }) => key)).not.toContain(empty)
    writer.write(`s:${written}`, 'A word')
    await until('the word is there', async () => (await siri.get(`/api/studies/${study}/export?format=json`)).text.includes('A word'))
    expect(problemIn(await remove(siri, study, written))).toMatchObject({ status: 409, code: 'section-has-words' })
    writer.doc.getXmlFragment(`s:${written}`).delete(0, 1)
    await until('it is gone', async () => !(await siri.get(`/api/studies/${study}/export?format=json`)).text.includes('A word'))
    expect(problemIn(await remove(siri, study, written)).code).toBe('section-has-words')
    // It is as it was: one still writes in it.
    writer.write(`s:${written}`, 'Again')
    await until('one still writes', async () => (await siri.get(`/api/studies/${study}/export?format=json`)).text.includes('Again'))
  })

  test('[SE10] takes no words any more once it is removed', async () => {
    const study = await sharedStudy('editor')
    const writer = await writers.come(kari, study)
    const key = await add(siri, study)
    await remove(siri, study, key)
    writer.write(`s:${key}`, 'Too late')
    const other = await writers.come(siri, study)
    other.write('s:summary', 'In time')
    const json = await until('another word is there', async () => {
      const text = (await siri.get(`/api/studies/${study}/export?format=json`)).text
      return text.includes('In time') ? text : null
    })
    expect(json).not.toContain('Too late')
    expect(problemIn(await remove(siri, study, key)).code).toBe('unknown-section')
  })

  test('[SE9] is added by stewards alone, with a title and a question, and never takes away one of the template', async () => {
    const study = await sharedStudy('editor')
    const body = { title: 'Ours', question: 'What?' }
    expect(problemIn(await kari.send('POST', `/api/studies/${study}/sections`, body)).code).toBe('not-steward')
    for (const wrong of [{ ...body, title: ' ' }, { ...body, question: '' }, { title: 'Ours' }, { ...body, key: 'summary' }])
      expect(problemIn(await siri.send('POST', `/api/studies/${study}/sections`, wrong)).code).toBe('invalid-body')
    expect(problemIn(await remove(siri, study, 'summary')).code).toBe('unknown-section')
    for (let number = 1; number <= 30; number += 1) await add(siri, study)
    expect(problemIn(await siri.send('POST', `/api/studies/${study}/sections`, body)).code).toBe('too-many-sections')
  })
})
