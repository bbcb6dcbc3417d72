import { AboutView, AuditEntry, StudyCreated, StudyView, type AboutValues } from '@samskriv/protocol'
import { caseStudyFile } from '@samskriv/export'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { importFile } from '../installation/import-plan.ts'
import { aStudy, problemIn, type Browser } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll } from '../testing/for-all.ts'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri')
const kari = signedInForAll(server, 'kari@example.org', 'Kari')

const told: { readonly [Part in keyof AboutValues]: AboutValues[Part] } = {
  period: { start: '2024-02-13', end: null, ongoing: true },
  place: { geographyType: 'neighbourhood', country: 'GB-SCT', containedIn: ['Port Ellisk'], population: 3200, description: 'Old streets.' },
  communities: [{ dimension: 'long_term_condition', describedAs: 'Folk with bad chests', describedBy: 'themselves' }],
  partners: [
    {
      id: 'o-1',
      name: 'Rigs Women’s Kitchen',
      sector: 'community',
      subtype: 'community_group',
      legalForm: 'unregistered_group',
      brings: 'The hall on Tuesdays',
      gets: 'A ramp',
      since: '2024-02-13',
    },
    { id: 'o-2', name: 'Ellisk Sauna Ltd', sector: 'third', subtype: 'social_enterprise', legalForm: 'limited_company', brings: 'Heat' },
  ],
  funding: [
    { id: 'f-1', source: 'The council', model: 'project_grant', amount: 64000, currency: 'GBP', from: '2026-04-01', to: '2027-03-31' },
  ],
  criteria: [{ criterionId: 'community-voice', met: 'partly', sections: ['community-voice', 'decisions'], note: 'Since 2025' }],
  contact: { name: 'Eva at the Anchor Trust', reach: 'tel. 555 0100' },
}
const parts = Object.keys(told).filter((part): part is keyof AboutValues => part in told)

const about = async (browser: Browser, study: string) => AboutView.parse((await browser.get(`/api/studies/${study}/about`)).json())
const change = (browser: Browser, study: string, body: unknown) => browser.send('PUT', `/api/studies/${study}/about`, body)
const exported = async (browser: Browser, study: string, format: string) =>
  (await browser.get(`/api/studies/${study}/export?format=${format}`)).text

async function tellEverything(study: string): Promise<void> {
  for (const part of parts) {
    const { version } = (await about(siri, study)).parts[part]
    const answer = await change(siri, study, { part, version, value: told[part] })
    expect(answer.status, `${part}: ${answer.text}`).toBe(200)
  }
}

describe('what is told about a study', () => {
  test('[AB1] begins empty, is told part by part, and says who changed each last', async () => {
    const study = await aStudy(siri)
    const before = await about(siri, study)
    expect(before.canChange).toBe(true)
    expect(parts.map((part) => [before.parts[part].version, before.parts[part].changedBy])).toEqual(parts.map(() => [0, null]))
    await tellEverything(study)
    const after = await about(siri, study)
    for (const part of parts) expect(after.parts[part]).toMatchObject({ value: told[part], version: 1, changedBy: 'Siri' })
    const log = z.array(AuditEntry).parse((await siri.get(`/api/studies/${study}/audit?kind=about`)).json())
    expect(log.map(({ kind, actor }) => [kind, actor])).toEqual(parts.map(() => ['about.changed', 'Siri']))
  })

  test('[AB2] is never overwritten unseen: who changes an older state is told, and nothing of the newer one is lost', async () => {
    const study = await aStudy(siri)
    await siri.send('POST', `/api/studies/${study}/people`, { email: 'kari@example.org', role: 'editor', name: 'Kari' })
    expect((await change(kari, study, { part: 'period', version: 0, value: told.period })).status).toBe(200)
    const late = await change(siri, study, { part: 'period', version: 0, value: { start: '2020-01-01', ongoing: true } })
    expect(problemIn(late)).toMatchObject({ status: 409, code: 'changed-meanwhile' })
    const { period } = (await about(siri, study)).parts
    expect(period).toMatchObject({ value: told.period, version: 1, changedBy: 'Kari' })
    // Another part is another matter.
    expect((await change(siri, study, { part: 'contact', version: 0, value: told.contact })).status).toBe(200)
    expect((await change(siri, study, { part: 'period', version: 1, value: null })).status).toBe(200)
    expect((await about(siri, study)).parts.period).toMatchObject({ value: null, version: 2, changedBy: 'Siri' })
  })

  test.each(['reader', 'commenter', 'contributor'])('[AB3] is read by a %s, and changed by editors and stewards alone', async (role) => {
    const study = await aStudy(siri)
    await siri.send('POST', `/api/studies/${study}/people`, { email: 'kari@example.org', role, name: 'Kari' })
    await tellEverything(study)
    expect(await about(kari, study)).toMatchObject({ canChange: false, parts: { partners: { value: told.partners } } })
    expect(problemIn(await change(kari, study, { part: 'contact', version: 1, value: null })).code).toBe('role-too-low')
  })

  test.each<[string, unknown]>([
    ['a part nobody knows', { part: 'weather', version: 0, value: null }],
    ['no version', { part: 'period', value: null }],
    [
      'a code that is in no list',
      { part: 'communities', version: 0, value: [{ dimension: 'x', describedAs: 'x', describedBy: 'themselves' }] },
    ],
    ['a field nobody knows', { part: 'contact', version: 0, value: { name: 'x', reach: 'x', script: 'x' } }],
    ['an empty name', { part: 'contact', version: 0, value: { name: '', reach: 'x' } }],
    ['control characters', { part: 'contact', version: 0, value: { name: 'a\u0000b', reach: 'x' } }],
    ['an end before the start', { part: 'period', version: 0, value: { start: '2024-02-13', end: '2023-01-01', ongoing: false } }],
    ['a partner twice', { part: 'partners', version: 0, value: [told.partners[0], told.partners[0]] }],
    ['a criterion of another template', { part: 'criteria', version: 0, value: [{ criterionId: 'x', met: 'met', sections: [] }] }],
    ['a section that is not there', { part: 'criteria', version: 0, value: [{ criterionId: 'key-themes', met: 'met', sections: ['x'] }] }],
    [
      'a hundred and one partners',
      { part: 'partners', version: 0, value: Array.from({ length: 101 }, (_, id) => ({ ...told.partners[0], id: `${id}` })) },
    ],
  ])('[AB4] refuses %s and changes nothing', async (_case, body) => {
    const study = await aStudy(siri)
    expect(problemIn(await change(siri, study, body)).code).toBe('invalid-body')
    for (const part of parts) expect((await about(siri, study)).parts[part].version).toBe(0)
  })

  test('[AB5] is in the JSON file by the published names, and comes back from it as it was', async () => {
    const study = await aStudy(siri)
    await tellEverything(study)
    const { key } = z
      .object({ key: z.string() })
      .parse((await siri.send('POST', `/api/studies/${study}/sections`, { title: 'Our garden', question: 'What grows?' })).json())
    await siri.send('PUT', `/api/studies/${study}/sections/${key}/state`, {
      status: 'not-for-us',
      reason: 'It is winter',
      owner: null,
      due: '2026-12-31',
      version: 1,
    })
    const json = await exported(siri, study, 'json')
    const file = caseStudyFile.parse(JSON.parse(json))
    expect(file).toMatchObject({ period: told.period, partners: told.partners, communities: told.communities, funding: told.funding })
    expect(file).toMatchObject({ criteria: told.criteria, contact: told.contact, place: told.place })
    expect(file.sections.at(-1)).toMatchObject({
      sectionId: key,
      own: { title: 'Our garden', question: 'What grows?' },
      state: { status: 'not-for-us', reason: 'It is winter', due: '2026-12-31' },
    })
    const { house } = server.running
    const copy = await importFile(json, { ...house, store: house.database.store, example: true, stewards: [] })
    const again = caseStudyFile.parse(JSON.parse(await exported(siri, copy, 'json')))
    expect({ ...again, id: file.id }).toEqual({ ...file, fictional: again.fictional })
  })

  test('[AB7] goes along into a copy, where nobody has changed it yet; how far the sections have come does not', async () => {
    const study = await aStudy(siri)
    await tellEverything(study)
    const done = { status: 'done', reason: null, owner: null, due: '2026-12-31', version: 1 }
    expect((await siri.send('PUT', `/api/studies/${study}/sections/barriers/state`, done)).status).toBe(204)
    const copy = StudyCreated.parse((await siri.send('POST', `/api/studies/${study}/duplicate`, { title: 'Another' })).json()).id
    const { parts: copied } = await about(siri, copy)
    for (const part of parts) expect(copied[part]).toEqual({ value: told[part], version: 0, changedBy: null, changedAt: null })
    const { sections } = StudyView.parse((await siri.get(`/api/studies/${copy}`)).json())
    for (const { state } of sections)
      expect(state).toMatchObject({ status: 'not-started', owner: null, due: null, setBy: null, version: 1 })
    expect(sections).toHaveLength(14)
    // What is changed in the one is not changed in the other.
    expect((await change(siri, copy, { part: 'partners', version: 0, value: [] })).status).toBe(200)
    expect((await about(siri, study)).parts.partners.value).toEqual(told.partners)
  })

  test('[AB6] stands on the reading page and in the HTML file: communities in their own words, criteria with the way to where it shows', async () => {
    const study = await aStudy(siri)
    await tellEverything(study)
    const page = await siri.get(`/studies/${study}`, { accept: 'text/html' })
    for (const html of [page.text, await exported(siri, study, 'html')]) {
      expect(html).toContain('About this study')
      expect(html).toContain('<q>Folk with bad chests</q>')
      expect(html.replaceAll(/<[^>]*>/g, '')).toContain('Brings: The hall on Tuesdays')
      expect(html).toContain('Limited company')
      expect(html).toContain('£64,000')
      expect(html).toContain('href="#section-community-voice"')
      expect(html).toContain('Eva at the Anchor Trust')
    }
  })

  test('[AB6] leaves out what nobody has said, heading and all', async () => {
    const study = await aStudy(siri)
    expect((await siri.get(`/studies/${study}`, { accept: 'text/html' })).text).not.toContain('About this study')
    expect(await exported(siri, study, 'html')).not.toContain('About this study')
  })
})
