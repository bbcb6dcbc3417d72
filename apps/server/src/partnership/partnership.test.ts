import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { aStudy, problemIn, signedIn, type Browser } from '../testing/a-browser.ts'
import { anOrganisation, aPartnershipSteward } from '../testing/a-partnership.ts'
import { aServerForAll } from '../testing/for-all.ts'

const server = aServerForAll()
let steward: Browser
beforeAll(async () => {
  steward = await aPartnershipSteward(server)
})

const partnership = z.object({
  name: z.string(),
  steward: z.boolean(),
  organisations: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      sector: z.string(),
      subtype: z.string().nullable(),
      domains: z.array(z.string()).optional(),
      people: z.number().optional(),
    }),
  ),
})

const view = async (browser: Browser) => partnership.parse((await browser.get('/api/partnership')).json())
const organisationIn = async (browser: Browser, id: string) => (await view(browser)).organisations.find((one) => one.id === id)

describe('the partnership', () => {
  test('[PA1] is read by whoever takes part in a study of it; domains and numbers are for its stewards', async () => {
    const id = await anOrganisation(steward, { name: 'Borlänge kommun', domains: ['borlange.se'] })
    expect(await organisationIn(steward, id)).toEqual({
      id,
      name: 'Borlänge kommun',
      sector: 'public',
      subtype: 'kommun',
      domains: ['borlange.se'],
      people: 0,
    })
    const member = await signedIn(server, 'member@example.org')
    expect(problemIn(await member.get('/api/partnership')).code).toBe('not-in-partnership')
    await aStudy(member)
    expect(await view(member)).toMatchObject({ steward: false })
    expect(await organisationIn(member, id)).toEqual({ id, name: 'Borlänge kommun', sector: 'public', subtype: 'kommun' })
    expect((await member.get('/api/partnership')).text).not.toContain('borlange.se')
  })

  test('[PA2] is renamed by its stewards, with a name that is cleaned', async () => {
    expect((await steward.send('PATCH', '/api/partnership', { name: ' Dalarna\u202E  tillsammans ' })).status).toBe(204)
    expect(await view(steward)).toMatchObject({ name: 'Dalarna tillsammans', steward: true })
    for (const [name, code] of [
      [' ', 'empty'],
      ['x'.repeat(81), 'too-long'],
      ['a\u0000', 'control-characters'],
    ])
      expect(problemIn(await steward.send('PATCH', '/api/partnership', { name }))).toMatchObject({ errors: [{ path: 'name', code }] })
  })
})

describe('an organisation', () => {
  test('[PA3] is added, changed and taken off the list by stewards of the partnership alone', async () => {
    const id = await anOrganisation(steward, { name: 'Leksands kommun', domains: ['leksand.se'] })
    const path = `/api/partnership/organisations/${id}`
    const member = await signedIn(server, 'another-member@example.org')
    await aStudy(member)
    const body = { name: 'Mine', sector: 'third', subtype: null, domains: [] }
    expect(problemIn(await member.send('POST', '/api/partnership/organisations', body)).code).toBe('not-partnership-steward')
    expect(problemIn(await member.send('PATCH', path, { name: 'Mine' })).code).toBe('not-partnership-steward')
    expect(problemIn(await member.send('DELETE', path)).code).toBe('not-partnership-steward')

    expect((await steward.send('PATCH', path, { domains: ['@Leksand.se', 'leksand.se', 'info@skola.leksand.se'] })).status).toBe(204)
    expect(await organisationIn(steward, id)).toMatchObject({ name: 'Leksands kommun', domains: ['leksand.se', 'skola.leksand.se'] })
    expect((await steward.send('PATCH', path, { sector: 'third', subtype: 'charity' })).status).toBe(204)
    expect(await organisationIn(steward, id)).toMatchObject({ name: 'Leksands kommun', sector: 'third', subtype: 'charity' })
    expect((await steward.send('PATCH', path, { sector: 'public' })).status).toBe(204)
    expect(await organisationIn(steward, id), 'no subtype of another sector is left over').toMatchObject({
      sector: 'public',
      subtype: null,
    })
    expect((await steward.send('DELETE', path)).status).toBe(204)
    expect(await organisationIn(steward, id)).toBeUndefined()
    for (const again of [await steward.send('DELETE', path), await steward.send('PATCH', path, { name: 'Back' })])
      expect(problemIn(again).code).toBe('unknown-organisation')
  })

  test('[PA4] has a name of up to 200 characters on one line, which may look like HTML and is text everywhere', async () => {
    const id = await anOrganisation(steward, { name: ' <b>Röda\u202E\n Korset</b> ' })
    expect(await organisationIn(steward, id)).toMatchObject({ name: '<b>Röda Korset</b>' })
    const long = '👩🏽‍👧🏽'.repeat(33)
    expect(await organisationIn(steward, await anOrganisation(steward, { name: long }))).toMatchObject({ name: long })
    for (const [name, code] of [
      ['\u200B', 'empty'],
      ['x'.repeat(201), 'too-long'],
      ['a\u0007', 'control-characters'],
    ])
      expect(problemIn(await add({ name }))).toMatchObject({ code: 'invalid-body', errors: [{ path: 'name', code }] })
  })

  test('[PA5] has a subtype of its sector, or none', async () => {
    expect(problemIn(await add({ sector: 'third', subtype: 'kommun' }))).toMatchObject({ errors: [{ path: 'subtype', code: 'invalid' }] })
    expect(problemIn(await add({ sector: 'nobody' }))).toMatchObject({ errors: [{ path: 'sector', code: 'invalid' }] })
    const id = await anOrganisation(steward, { subtype: null })
    const answer = await steward.send('PATCH', `/api/partnership/organisations/${id}`, { subtype: 'charity' })
    expect(problemIn(answer)).toMatchObject({ errors: [{ path: 'subtype', code: 'invalid' }] })
  })

  test('[PA6] has mail domains that say something, each named when it does not', async () => {
    expect(problemIn(await add({ domains: ['hedemora.se', 'gmail.com', 'kommun', ''] }))).toMatchObject({
      code: 'invalid-body',
      errors: [
        { path: 'domains.1', code: 'public-domain' },
        { path: 'domains.2', code: 'invalid' },
        { path: 'domains.3', code: 'empty' },
      ],
    })
    expect(problemIn(await add({ domains: Array.from({ length: 21 }, (_, n) => `d${n}.se`) })).code).toBe('invalid-body')
  })

  test('[PA7] has its domains to itself, also when two are added at the same moment', async () => {
    const answers = await Promise.all([add({ name: 'One', domains: ['mora.se'] }), add({ name: 'Two', domains: ['MORA.se'] })])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409])
    const other = await anOrganisation(steward, { name: 'Three', domains: ['rattvik.se'] })
    const answer = await steward.send('PATCH', `/api/partnership/organisations/${other}`, { domains: ['rattvik.se', 'mora.se'] })
    expect(problemIn(answer)).toMatchObject({ code: 'domain-taken', errors: [{ path: 'domains.1', code: 'taken' }] })
    expect(await organisationIn(steward, other)).toMatchObject({ domains: ['rattvik.se'] })
  })

  test('[PA8] sets no other field by the way', async () => {
    for (const extra of [{ id: 'x' }, { partnership: 'x' }, { endedAt: 1 }, { people: 9 }, { steward: true }]) {
      expect(problemIn(await add(extra)).code).toBe('invalid-body')
      const id = await anOrganisation(steward)
      expect(problemIn(await steward.send('PATCH', `/api/partnership/organisations/${id}`, extra)).code).toBe('invalid-body')
      expect(problemIn(await steward.send('PATCH', '/api/partnership', { name: 'x', ...extra })).code).toBe('invalid-body')
    }
  })
})

function add(facts: Readonly<Record<string, unknown>>) {
  const organisation = { name: 'Avesta kommun', sector: 'public', subtype: 'kommun', domains: [], ...facts }
  return steward.send('POST', '/api/partnership/organisations', organisation)
}
