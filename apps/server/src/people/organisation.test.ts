import { beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { aStudy, problemIn, signedIn, type Browser } from '../testing/a-browser.ts'
import { anOrganisation, aPartnershipSteward } from '../testing/a-partnership.ts'
import { aServerForAll, signedInForAll, writersForAll } from '../testing/for-all.ts'
import { anOpenLink, cameBy } from '../testing/a-way-in.ts'
import { until } from '../testing/until.ts'

const conspicuous = 'Wildflower & Heron AB'
const server = aServerForAll()
const steward = signedInForAll(server, 'steward@example.org', 'Siri Steward')
const writers = writersForAll()
let partnershipSteward: Browser
let kommun: string
let firm: string
beforeAll(async () => {
  partnershipSteward = await aPartnershipSteward(server)
  kommun = await anOrganisation(partnershipSteward, { domains: ['falun.se'] })
  firm = await anOrganisation(partnershipSteward, { name: conspicuous, sector: 'other', subtype: 'business', domains: ['heron.example'] })
})

const meOf = z.object({
  me: z.object({
    participantId: z.string(),
    sector: z.string().nullable(),
    sectorConfirmed: z.boolean(),
    organisation: z.object({ id: z.string(), name: z.string() }).nullable(),
    proposedOrganisation: z.unknown(),
  }),
})
const meIn = async (browser: Browser, study: string) => meOf.parse((await browser.get(`/api/studies/${study}`)).json()).me

const people = z.array(z.object({ participantId: z.string(), organisation: z.string().nullable(), sectorKnownBy: z.string().nullable() }))
const shownTo = async (browser: Browser, study: string, participantId: string) =>
  people.parse((await browser.get(`/api/studies/${study}/people`)).json()).find((person) => person.participantId === participantId)

async function aMember(study: string, email: string, name = 'Mia Member'): Promise<Browser> {
  const answer = await steward.send('POST', `/api/studies/${study}/people`, { email, role: 'editor' })
  if (answer.status !== 201) throw new Error(`adding was answered with ${answer.status} ${answer.text}`)
  return await signedIn(server, email, name)
}

const say = (browser: Browser, study: string, capacity: Readonly<Record<string, unknown>>) =>
  browser.send('POST', `/api/studies/${study}/capacity`, { sector: 'public', subtype: 'kommun', ...capacity })

describe('which organisation somebody is of', () => {
  test('[CA6] is suggested by their address to themselves alone, and is nobody’s before they have said it', async () => {
    const study = await aStudy(steward)
    const mia = await aMember(study, 'mia@skola.falun.se')
    const me = await meIn(mia, study)
    expect(me).toMatchObject({
      organisation: null,
      proposedOrganisation: { id: kommun, name: 'Falun kommun', sector: 'public', subtype: 'kommun', domain: 'falun.se' },
    })
    for (const browser of [mia, steward]) expect(await shownTo(browser, study, me.participantId)).toMatchObject({ organisation: null })
    expect((await steward.get(`/api/studies/${study}`)).text).not.toContain('Falun kommun')

    expect((await say(mia, study, {})).status, 'saying nothing about it says nothing').toBe(204)
    expect(await meIn(mia, study)).toMatchObject({ organisation: null, proposedOrganisation: null, sectorConfirmed: true })
  })

  test('[CA6] is not suggested to whoever has no address, or one that says nothing', async () => {
    const { study, path } = await anOpenLink(steward)
    expect(await meIn(await cameBy(server, path), study)).toMatchObject({ proposedOrganisation: null })
    expect(await meIn(await aMember(study, 'nils@nowhere.example'), study)).toMatchObject({ proposedOrganisation: null })
  })

  test('[CA7] is what they say, put right with the sector, and seen beside their name', async () => {
    const study = await aStudy(steward)
    const mia = await aMember(study, 'mia2@falun.se')
    expect((await say(mia, study, { organisation: kommun })).status).toBe(204)
    const me = await meIn(mia, study)
    expect(me).toMatchObject({ organisation: { id: kommun, name: 'Falun kommun' }, proposedOrganisation: null })
    for (const browser of [mia, steward])
      expect(await shownTo(browser, study, me.participantId)).toMatchObject({ organisation: 'Falun kommun' })

    await say(mia, study, { sector: 'community', subtype: 'resident' })
    expect((await meIn(mia, study)).organisation, 'it was of another sector').toBeNull()
    await say(mia, study, { sector: 'other', subtype: 'business', organisation: firm })
    expect(await meIn(mia, study)).toMatchObject({ organisation: { id: firm, name: conspicuous } })
    await say(mia, study, { sector: 'other', subtype: 'business' })
    expect(await meIn(mia, study), 'nothing new was said').toMatchObject({ organisation: { id: firm } })
    await say(mia, study, { sector: 'other', subtype: 'business', organisation: null })
    expect(await meIn(mia, study)).toMatchObject({ organisation: null })
    expect(await view(partnershipSteward)).toMatchObject({ [kommun]: 0, [firm]: 0 })
  })

  test('[CA7] can be said by a guest, too, and counts for the partnership', async () => {
    const { study, path } = await anOpenLink(steward)
    const guest = await cameBy(server, path)
    expect((await guest.get('/api/partnership')).text).toContain('Falun kommun')
    expect((await say(guest, study, { organisation: kommun })).status).toBe(204)
    expect(await meIn(guest, study)).toMatchObject({ organisation: { id: kommun } })
    expect(await view(partnershipSteward)).toMatchObject({ [kommun]: 1 })
  })

  test('[CA6] is said anew in a copy that their words are in', async () => {
    const study = await aStudy(steward)
    const mia = await aMember(study, 'mia7@falun.se')
    await say(mia, study, { organisation: kommun })
    await say(steward, study, {})
    const writer = await writers.come(mia, study)
    writer.write('s:summary', 'To be copied')
    await until('it is stored', async () => (await steward.get(`/api/studies/${study}/export?format=json`)).text.includes('To be copied'))
    const answer = await steward.send('POST', `/api/studies/${study}/duplicate`, { title: 'A copy', withText: true })
    const { id: copy } = z.object({ id: z.string() }).parse(answer.json())
    await steward.send('POST', `/api/studies/${copy}/people`, { email: 'mia7@falun.se', role: 'editor' })
    const { participantId, organisation } = await meIn(mia, copy)
    expect(organisation, 'what she said before is there for her to say again').toMatchObject({ name: 'Falun kommun' })
    expect(await shownTo(steward, copy, participantId)).toMatchObject({ organisation: null })
    await say(mia, copy, {})
    expect(await shownTo(steward, copy, participantId)).toMatchObject({ organisation: 'Falun kommun' })
  })

  test('[CA8] is one of the partnership, of the sector they speak from, and still on the list', async () => {
    const study = await aStudy(steward)
    const mia = await aMember(study, 'mia3@falun.se')
    const gone = await anOrganisation(partnershipSteward, { name: 'Gone' })
    await partnershipSteward.send('DELETE', `/api/partnership/organisations/${gone}`)
    for (const capacity of [
      { organisation: 'nothing-such' },
      { organisation: gone },
      { organisation: firm },
      { sector: 'unsure', subtype: null, organisation: kommun },
    ])
      expect(problemIn(await say(mia, study, capacity))).toMatchObject({
        code: 'invalid-body',
        errors: [{ path: 'organisation', code: 'invalid' }],
      })
    expect(await meIn(mia, study), 'and nothing of it was stored').toMatchObject({ sector: null, sectorConfirmed: false })
  })

  test('[CA8] stays when it is taken off the list, and can’t be chosen anew', async () => {
    const study = await aStudy(steward)
    const mia = await aMember(study, 'mia4@falun.se')
    const ending = await anOrganisation(partnershipSteward, { name: 'Ending soon' })
    await say(mia, study, { organisation: ending })
    await partnershipSteward.send('DELETE', `/api/partnership/organisations/${ending}`)
    expect(await meIn(mia, study)).toMatchObject({ organisation: { name: 'Ending soon' } })
    expect((await say(mia, study, { subtype: 'region', organisation: ending })).status).toBe(204)
    await say(mia, study, { organisation: null })
    expect(problemIn(await say(mia, study, { organisation: ending })).code).toBe('invalid-body')
  })

  test('[CA9] is put right by a steward, and only with their agreement', async () => {
    const study = await aStudy(steward)
    const mia = await aMember(study, 'mia5@falun.se')
    await say(mia, study, {})
    const { participantId } = await meIn(mia, study)
    const path = `/api/studies/${study}/people/${participantId}/capacity`
    const capacity = { sector: 'public', subtype: 'kommun' }
    expect(problemIn(await mia.send('POST', path, { ...capacity, organisation: kommun, agreed: true })).code).toBe('not-steward')
    expect(problemIn(await steward.send('POST', path, { ...capacity, organisation: kommun, agreed: false })).code).toBe('conflict')
    expect(problemIn(await steward.send('POST', path, { ...capacity, organisation: firm, agreed: true })).code).toBe('invalid-body')
    expect((await steward.send('POST', path, { ...capacity, organisation: kommun, agreed: true })).status).toBe(204)
    expect(await shownTo(mia, study, participantId)).toMatchObject({ organisation: 'Falun kommun', sectorKnownBy: 'steward' })
    expect((await steward.send('POST', path, { ...capacity, agreed: false })).status, 'the sector alone').toBe(204)
    expect(await shownTo(mia, study, participantId)).toMatchObject({ organisation: 'Falun kommun' })
  })

  test('[PE4] is set by nothing else that is sent', async () => {
    const study = await aStudy(steward)
    const mia = await aMember(study, 'mia6@falun.se')
    const { participantId } = await meIn(mia, study)
    const extra = { organisation: kommun }
    const named = { name: 'Ola', sector: 'public', subtype: 'kommun' }
    const answers = [
      await steward.send('POST', `/api/studies/${study}/people`, { name: 'Ola', role: 'reader', ...extra }),
      await steward.send('PATCH', `/api/studies/${study}/people/${participantId}`, { role: 'editor', ...extra }),
      await steward.send('POST', `/api/studies/${study}/contributors`, { ...named, ...extra }),
      await mia.send('POST', `/api/studies/${study}/identity`, { mode: 'named', ...extra }),
      await mia.send('PATCH', '/api/me', { name: 'Mia', ...extra }),
      await say(mia, study, { organisation: kommun, organisationName: 'x' }),
      await say(mia, study, { proposedOrganisation: kommun }),
    ]
    for (const answer of answers) expect(problemIn(answer).code).toBe('invalid-body')
    expect(await meIn(mia, study)).toMatchObject({ organisation: null, sectorConfirmed: false })
  })
})

describe('an organisation', () => {
  test('[CA10] unmasks nobody who is shown by anything but a name of their own', async () => {
    const study = await aStudy(steward)
    const mia = await aMember(study, 'mia@heron.example', 'Mia Member')
    const reader = await aMember(study, 'rita@example.org', 'Rita')
    await say(mia, study, { sector: 'other', subtype: 'business', organisation: firm })
    await say(reader, study, { sector: 'community', subtype: 'resident' })
    const { participantId } = await meIn(mia, study)
    const writer = await writers.come(mia, study)
    writer.write('s:summary', 'Written by Mia')
    await until('it is stored', async () => (await steward.get(`/api/studies/${study}/export?format=json`)).text.includes('Written by Mia'))

    const answers = [
      `/api/studies/${study}`,
      `/api/studies/${study}/people`,
      `/studies/${study}`,
      `/api/studies/${study}/export?format=json`,
      `/api/studies/${study}/export?format=html`,
    ]
    const told = async (): Promise<string[]> => {
      const texts = await Promise.all(answers.map(async (path) => [path, (await reader.get(path)).text] as const))
      return texts.filter(([, text]) => text.includes('Heron')).map(([path]) => path)
    }
    const frames: string[] = []
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${study}`, {
      headers: { cookie: reader.cookie, origin: server.url },
    })
    socket.on('message', (data: Buffer) => frames.push(data.toString('utf8')))

    const tells: Record<string, string[]> = {}
    for (const mode of ['named', 'first_name', 'pseudonym', 'role_only', 'collective', 'anonymous']) {
      const label = mode === 'pseudonym' || mode === 'collective' ? { label: 'A neighbour' } : {}
      expect((await mia.send('POST', `/api/studies/${study}/identity`, { mode, ...label })).status).toBe(204)
      tells[mode] = await told()
      expect(await shownTo(steward, study, participantId), 'stewards know').toMatchObject({ organisation: conspicuous })
      expect(await meIn(mia, study), 'so does she').toMatchObject({ organisation: { name: conspicuous } })
    }
    // The page that is read without JavaScript lists nobody but by name.
    const everywhere = answers.filter((path) => path !== `/studies/${study}`)
    expect(tells).toEqual({ named: everywhere, first_name: everywhere, pseudonym: [], role_only: [], collective: [], anonymous: [] })
    await until('the socket has said something', () => frames.length > 0)
    socket.terminate()
    expect(frames.join()).not.toMatch(/Heron|Wildflower/)
    const log = server.log.join()
    expect(log).not.toMatch(/Heron|Wildflower|heron\.example/)
  })
})

const organisations = z.object({ organisations: z.array(z.object({ id: z.string(), people: z.number() })) })

/** How many people each organisation has, by its id. */
async function view(browser: Browser): Promise<Record<string, number>> {
  const { organisations: list } = organisations.parse((await browser.get('/api/partnership')).json())
  return Object.fromEntries(list.map(({ id, people: count }) => [id, count]))
}
