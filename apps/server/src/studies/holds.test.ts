import { StudyView } from '@samskriv/protocol'
import { describe, expect, test } from 'vitest'
import { aStudy, problemIn, type Browser } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll } from '../testing/for-all.ts'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri')
const kari = signedInForAll(server, 'kari@example.org', 'Kari')

/** A study of Siri's in which Kari has a role and both have said who they are. */
async function sharedStudy(role = 'editor'): Promise<string> {
  const study = await aStudy(siri)
  await siri.send('POST', `/api/studies/${study}/people`, { email: 'kari@example.org', role, name: 'Kari' })
  await siri.send('POST', `/api/studies/${study}/capacity`, { sector: 'public', subtype: 'kommune' })
  await kari.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })
  return study
}

const hold = (browser: Browser, study: string, section = 'summary') => browser.send('PUT', `/api/studies/${study}/sections/${section}/hold`)
const release = (browser: Browser, study: string, section = 'summary') =>
  browser.send('DELETE', `/api/studies/${study}/sections/${section}/hold`)

async function summaryFor(browser: Browser, study: string) {
  const { sections } = StudyView.parse((await browser.get(`/api/studies/${study}`)).json())
  const summary = sections.find(({ key }) => key === 'summary')
  return { by: summary?.held?.name ?? null, canWrite: summary?.canWrite, held: summary?.held ?? null }
}

describe('a section that is edited quietly', () => {
  test('is for its holder to write and for all others to read; who it is and until when is told', async () => {
    const study = await sharedStudy()
    expect((await hold(kari, study)).status).toBe(204)
    expect(await summaryFor(kari, study)).toMatchObject({ by: 'Kari', canWrite: true })
    const { held, ...others } = await summaryFor(siri, study)
    expect(others).toEqual({ by: 'Kari', canWrite: false })
    expect(Date.parse(held?.until ?? '') - Date.parse(held?.since ?? '')).toBeGreaterThan(9 * 60_000)
    expect(problemIn(await hold(siri, study)).code).toBe('section-held')
    expect((await release(kari, study)).status).toBe(204)
    expect(await summaryFor(siri, study)).toMatchObject({ by: null, canWrite: true })
  })

  test('is opened by its holder or a steward, and by nobody else', async () => {
    const study = await sharedStudy()
    await hold(siri, study)
    expect(problemIn(await release(kari, study)).code).toBe('not-steward')
    await release(siri, study)
    await hold(kari, study)
    expect((await release(siri, study)).status).toBe(204)
    expect(await summaryFor(kari, study)).toMatchObject({ by: null })
    // What is open can be opened again.
    expect((await release(kari, study)).status).toBe(204)
  })

  test('is one that they may write in', async () => {
    const study = await sharedStudy('contributor')
    await siri.send('PATCH', `/api/studies/${study}/sections/partners`, { openToContributors: true })
    expect(problemIn(await hold(kari, study)).code).toBe('section-closed')
    expect((await hold(kari, study, 'partners')).status).toBe(204)
    expect(problemIn(await hold(siri, study, 'no-such-section')).code).toBe('unknown-section')
  })

  test('opens when its holder is removed from the study', async () => {
    const study = await sharedStudy()
    await hold(kari, study)
    const { me } = StudyView.parse((await kari.get(`/api/studies/${study}`)).json())
    await siri.send('DELETE', `/api/studies/${study}/people/${me?.participantId}`)
    expect(await summaryFor(siri, study)).toMatchObject({ by: null, canWrite: true })
  })
})
