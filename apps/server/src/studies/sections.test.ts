import { AuditEntry, StudyCreated, StudyView } from '@samskriv/protocol'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { aStudy, problemIn, type Browser } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll } from '../testing/for-all.ts'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri')
const kari = signedInForAll(server, 'kari@example.org', 'Kari')

const view = async (browser: Browser, study: string) => StudyView.parse((await browser.get(`/api/studies/${study}`)).json())
const change = (browser: Browser, study: string, section: string, body: unknown) =>
  browser.send('PATCH', `/api/studies/${study}/sections/${section}`, body)

/** A study of Siri's in which Kari has a role and both have said who they are. */
async function sharedStudy(role: string): Promise<string> {
  const study = await aStudy(siri)
  await siri.send('POST', `/api/studies/${study}/people`, { email: 'kari@example.org', role, name: 'Kari' })
  await siri.send('POST', `/api/studies/${study}/capacity`, { sector: 'public', subtype: 'kommune' })
  await kari.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })
  return study
}

/** The keys of the sections in which somebody may write, and whether they may anywhere. */
async function writableFor(browser: Browser, study: string): Promise<{ keys: readonly string[] | 'all'; somewhere: boolean | undefined }> {
  const { sections, me } = await view(browser, study)
  const keys = sections.flatMap(({ key, canWrite }) => (canWrite ? [key] : []))
  return { keys: keys.length === sections.length ? 'all' : keys, somewhere: me?.canWrite }
}

describe('a section that contributors write in', () => {
  test('[SE1] is one that a steward has opened; each person is told where they may write', async () => {
    const study = await sharedStudy('contributor')
    expect(await writableFor(kari, study)).toEqual({ keys: [], somewhere: false })
    expect((await change(siri, study, 'summary', { openToContributors: true })).status).toBe(204)
    expect(await writableFor(kari, study)).toEqual({ keys: ['summary'], somewhere: true })
    expect(await writableFor(siri, study)).toEqual({ keys: 'all', somewhere: true })
    const open = (await view(siri, study)).sections.flatMap(({ key, openToContributors }) => (openToContributors ? [key] : []))
    expect(open).toEqual(['summary'])
    await change(siri, study, 'summary', { openToContributors: false })
    expect(await writableFor(kari, study)).toEqual({ keys: [], somewhere: false })
  })

  test.each(['reader', 'commenter', 'editor'])('[SE1] changes nothing for a %s', async (role) => {
    const study = await sharedStudy(role)
    const before = await writableFor(kari, study)
    await change(siri, study, 'summary', { openToContributors: true })
    expect(await writableFor(kari, study)).toEqual(before)
    expect(before.keys).toEqual(role === 'editor' ? 'all' : [])
  })

  test('[SE1] is not written in before one has said who one is, nor in an archived study', async () => {
    const study = await aStudy(siri)
    await siri.send('POST', `/api/studies/${study}/people`, { email: 'kari@example.org', role: 'contributor', name: 'Kari' })
    await change(siri, study, 'summary', { openToContributors: true })
    expect(await writableFor(kari, study)).toEqual({ keys: [], somewhere: false })
    await kari.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })
    expect(await writableFor(kari, study)).toEqual({ keys: ['summary'], somewhere: true })
    await siri.send('POST', `/api/studies/${study}/archive`, { archived: true })
    expect(await writableFor(kari, study)).toEqual({ keys: [], somewhere: false })
    expect(problemIn(await change(siri, study, 'summary', { openToContributors: false })).code).toBe('archived')
  })

  test('[SE2] is opened by stewards alone, one that is there, and by nothing but a yes or no', async () => {
    const study = await sharedStudy('editor')
    expect(problemIn(await change(kari, study, 'summary', { openToContributors: true })).code).toBe('not-steward')
    expect(problemIn(await change(siri, study, 'no-such-section', { openToContributors: true }))).toMatchObject({
      status: 404,
      code: 'unknown-section',
    })
    for (const body of [{}, { openToContributors: 'yes' }, { openToContributors: true, editing: 'suggest' }])
      expect(problemIn(await change(siri, study, 'summary', body)).code).toBe('invalid-body')
    expect((await view(siri, study)).sections.some(({ openToContributors }) => openToContributors)).toBe(false)
  })

  test('[SE3] stands in the log by its title, once for each time it changed', async () => {
    const study = await sharedStudy('contributor')
    for (const openToContributors of [true, true, false]) await change(siri, study, 'summary', { openToContributors })
    const log = z.array(AuditEntry).parse((await siri.get(`/api/studies/${study}/audit?kind=section`)).json())
    expect(log.map(({ kind, actor, subject }) => [kind, actor, subject])).toEqual([
      ['section.closed', 'Siri', 'Summary'],
      ['section.opened', 'Siri', 'Summary'],
    ])
  })

  test('[SE4] is open in a copy of the study, too', async () => {
    const study = await sharedStudy('contributor')
    await change(siri, study, 'barriers', { openToContributors: true })
    const answer = await siri.send('POST', `/api/studies/${study}/duplicate`, { title: 'Another' })
    const { sections } = await view(siri, StudyCreated.parse(answer.json()).id)
    expect(sections.flatMap(({ key, openToContributors }) => (openToContributors ? [key] : []))).toEqual(['barriers'])
  })
})
