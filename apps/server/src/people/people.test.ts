import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Browser, aStudy, askForCode, mails, problemIn, signedIn } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll } from '../testing/for-all.ts'
import { until } from '../testing/until.ts'

const server = aServerForAll()
const steward = signedInForAll(server, 'steward@example.org', 'Siri')

const person = z.object({ participantId: z.string(), name: z.string(), role: z.string(), state: z.string(), email: z.string().optional() })

async function add(study: string, email: string, role: string, name?: string) {
  const answer = await steward.send('POST', `/api/studies/${study}/people`, { email, role, ...(name === undefined ? {} : { name }) })
  expect(answer.status).toBe(201)
  return person.parse(answer.json())
}

describe('adding a person', () => {
  test('[PE1] works for an address that has never signed in, and mails them in the study’s language', async () => {
    const study = await aStudy(steward, 'Naboene')
    expect(await add(study, 'Ola@Example.org', 'editor', 'Ola')).toMatchObject({
      name: 'Ola',
      role: 'editor',
      state: 'waiting',
      email: 'ola@example.org',
    })
    const mail = await until('the mail is there', async () => (await mails(server)).find(({ to }) => to === 'ola@example.org'))
    expect(mail.subject).toContain('Naboene')
    expect(mail.text).toContain('Siri')
    expect(mail.text).toContain(`${server.url}/studies/${study}`)
    const ola = await signedIn(server, 'ola@example.org')
    expect((await ola.get(`/api/studies/${study}`)).json()).toMatchObject({ me: { role: 'editor', canWrite: false } })
  })

  test('[PE2] is a steward’s right alone, and shows addresses to stewards alone', async () => {
    const study = await aStudy(steward)
    await add(study, 'editor@example.org', 'editor', 'Eli')
    const editor = await signedIn(server, 'editor@example.org')
    expect(problemIn(await editor.send('POST', `/api/studies/${study}/people`, { email: 'x@example.org', role: 'reader' })).code).toBe(
      'not-steward',
    )
    const [list, view] = [await editor.get(`/api/studies/${study}/people`), await editor.get(`/api/studies/${study}`)]
    expect(list.text + view.text).not.toContain('@example.org')
    expect((await steward.get(`/api/studies/${study}/people`)).text).toContain('editor@example.org')
  })

  test('[PE3] who is already in gets an answer that says so', async () => {
    const study = await aStudy(steward)
    await add(study, 'twice@example.org', 'reader')
    expect(problemIn(await steward.send('POST', `/api/studies/${study}/people`, { email: 'TWICE@example.org', role: 'editor' })).code).toBe(
      'already-added',
    )
  })

  test('[PE10] tells nobody whether an address has an account, or what it is called, until its owner comes', async () => {
    const known = await signedIn(server, 'known@example.org', 'Kari Kjent')
    const study = await aStudy(steward)
    const [one, other] = [await add(study, 'known@example.org', 'editor'), await add(study, 'nobody-yet@example.org', 'editor')]
    const shape = ({ participantId: _id, name: _name, email: _email, ...rest }: typeof one) => rest
    expect(shape(one)).toEqual(shape(other))
    expect([one.name, other.name]).toEqual(['known@example.org', 'nobody-yet@example.org'])
    for (const path of [
      `/api/studies/${study}/people`,
      `/api/studies/${study}`,
      `/studies/${study}`,
      `/api/studies/${study}/export?format=json`,
    ])
      expect((await steward.get(path)).text).not.toContain('Kari Kjent')
    expect((await known.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })).status).toBe(204)
    const people = z.array(person).parse((await steward.get(`/api/studies/${study}/people`)).json())
    expect(people.find(({ email }) => email === 'known@example.org')).toMatchObject({ name: 'Kari Kjent', state: 'joined' })
  })

  test('[PE11] of somebody without a name shows the one they give themselves later', async () => {
    const study = await aStudy(steward)
    await add(study, 'nameless@example.org', 'editor')
    const browser = new Browser(server)
    const { code } = await askForCode(browser, 'nameless@example.org')
    await browser.submit('/sign-in/code', { code })
    await browser.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })
    await browser.send('PATCH', '/api/me', { name: 'Nils Navnløs' })
    expect((await steward.get(`/api/studies/${study}/people`)).text).toContain('Nils Navnløs')
  })

  test('[PE4] sets no sector, and no other field by the way', async () => {
    const study = await aStudy(steward)
    for (const extra of [{ participantId: 'x' }, { sectorConfirmed: true }, { study: 'other' }, { sectorKnownBy: 'steward' }]) {
      const answer = await steward.send('POST', `/api/studies/${study}/people`, { email: 'mass@example.org', role: 'reader', ...extra })
      expect(problemIn(answer).code).toBe('invalid-body')
    }
    const expected = { email: 'asked@example.org', role: 'reader', sector: 'public', subtype: 'kommune' }
    const added = await steward.send('POST', `/api/studies/${study}/people`, expected)
    expect(added.json(), 'an answer beforehand is no answer').toMatchObject({ sector: 'public', sectorConfirmed: false, state: 'waiting' })
  })

  test('[PE12] by name alone keeps a place and gives a link to pass on, once more when it is asked for', async () => {
    const study = await aStudy(steward)
    const added = await steward.send('POST', `/api/studies/${study}/people`, { name: 'Fatima', role: 'commenter', sector: 'community' })
    const place = person.extend({ link: z.string() }).parse(added.json())
    expect(place).toMatchObject({ name: 'Fatima', state: 'waiting', role: 'commenter' })
    expect(place.link).toMatch(/^http:\/\/localhost:\d+\/join\/[\w-]{24}$/)
    const again = await steward.send('POST', `/api/studies/${study}/people/${place.participantId}/invitation`)
    const { link } = z.object({ link: z.string() }).parse(again.json())
    expect(link).not.toBe(place.link)
    const states = z
      .array(z.object({ state: z.string(), link: z.string().nullable() }))
      .parse((await steward.get(`/api/studies/${study}/invitations`)).json())
    expect(states).toEqual([
      { state: 'revoked', link: null },
      { state: 'open', link },
    ])
    expect(problemIn(await steward.send('POST', `/api/studies/${study}/people`, { name: ' ', role: 'reader' })).code).toBe('invalid-body')
    expect(problemIn(await steward.send('POST', `/api/studies/${study}/people`, { name: 'Ola', role: 'steward' })).code).toBe(
      'account-needed',
    )
  })

  test('[PE13] without a device is possible for an editor, as a person or as a group that speaks as one', async () => {
    const study = await aStudy(steward)
    const group = {
      name: 'The sewing circle',
      sector: 'community',
      subtype: 'community_group',
      groupSize: 14,
      process: 'We talk until nobody minds.',
    }
    const added = await steward.send('POST', `/api/studies/${study}/contributors`, group)
    expect(added.json()).toMatchObject({ name: 'The sewing circle', state: 'joined', managed: true, groupSize: 14, sector: 'community' })
    expect(problemIn(await steward.send('POST', `/api/studies/${study}/contributors`, { ...group, subtype: 'kommune' })).code).toBe(
      'invalid-body',
    )
  })
})

describe('two ids in one request', () => {
  test('[PE5] a person of another study is nobody here, whatever one’s rights there', async () => {
    const [mine, other] = [await aStudy(steward), await aStudy(steward)]
    const there = await add(other, 'there@example.org', 'reader', 'There')
    expect(problemIn(await steward.send('PATCH', `/api/studies/${mine}/people/${there.participantId}`, { role: 'editor' })).code).toBe(
      'unknown-person',
    )
    expect(problemIn(await steward.send('DELETE', `/api/studies/${mine}/people/${there.participantId}`)).code).toBe('unknown-person')
    const outsider = await signedIn(server, 'outsider@example.org')
    const own = await aStudy(outsider)
    expect(problemIn(await outsider.send('PATCH', `/api/studies/${own}/people/${there.participantId}`, { role: 'editor' })).code).toBe(
      'unknown-person',
    )
    const people = z.array(person).parse((await steward.get(`/api/studies/${other}/people`)).json())
    expect(people.find(({ participantId }) => participantId === there.participantId)?.role).toBe('reader')
  })
})

describe('a suspended person', () => {
  test('[PE14] has their rights taken at once and given back, and the last steward can’t be suspended', async () => {
    const study = await aStudy(steward)
    const { participantId } = await add(study, 'paused@example.org', 'editor', 'Paul')
    const paused = await signedIn(server, 'paused@example.org')
    const path = `/api/studies/${study}/people/${participantId}`
    expect((await steward.send('PATCH', path, { suspended: true })).status).toBe(204)
    expect(problemIn(await paused.get(`/api/studies/${study}`)).code).toBe('suspended')
    expect((await steward.get(`/api/studies/${study}/people`)).text).toContain('"suspended"')
    expect((await steward.send('PATCH', path, { suspended: false })).status).toBe(204)
    expect((await paused.get(`/api/studies/${study}`)).status).toBe(200)
    const [me] = z.array(person).parse((await steward.get(`/api/studies/${study}/people`)).json())
    const suspendingMyself = await steward.send('PATCH', `/api/studies/${study}/people/${me?.participantId ?? ''}`, { suspended: true })
    expect(problemIn(suspendingMyself).code).toBe('last-steward')
  })
})

describe('the last steward', () => {
  test('[PE6] can neither leave nor step down', async () => {
    const study = await aStudy(steward)
    const [me] = z.array(person).parse((await steward.get(`/api/studies/${study}/people`)).json())
    const path = `/api/studies/${study}/people/${me?.participantId ?? ''}`
    expect(problemIn(await steward.send('PATCH', path, { role: 'reader' })).code).toBe('last-steward')
    expect(problemIn(await steward.send('DELETE', path)).code).toBe('last-steward')
  })

  test('[PE7] is still there when two take each other’s role at the same moment', async () => {
    const study = await aStudy(steward)
    const second = await add(study, 'second@example.org', 'steward', 'Second')
    const other = await signedIn(server, 'second@example.org')
    const first = z
      .array(person)
      .parse((await steward.get(`/api/studies/${study}/people`)).json())
      .find(({ name }) => name === 'Siri')
    const statuses = await Promise.all([
      steward.send('PATCH', `/api/studies/${study}/people/${second.participantId}`, { role: 'reader' }),
      other.send('PATCH', `/api/studies/${study}/people/${first?.participantId ?? ''}`, { role: 'reader' }),
    ])
    expect(statuses.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 403])
  })
})

describe('saying who one is here as', () => {
  test('[PE8] is refused for a subtype of another sector, and opens writing for an editor', async () => {
    const study = await aStudy(steward)
    const wrong = await steward.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'kommune' })
    expect(problemIn(wrong)).toMatchObject({ code: 'invalid-body', errors: [{ path: 'subtype', code: 'invalid' }] })
    expect((await steward.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })).status).toBe(204)
    expect((await steward.get(`/api/studies/${study}`)).json()).toMatchObject({
      me: { sector: 'community', subtype: 'resident', sectorConfirmed: true, canWrite: true },
    })
  })
})

describe('a name', () => {
  test('[PE9] of a person is cleaned, limited and changed by themselves alone', async () => {
    const browser = await signedIn(server, 'named@example.org', 'Before')
    expect((await browser.send('PATCH', '/api/me', { name: ' Åse\u202E  Nordmann ', language: 'sv' })).json()).toMatchObject({
      person: { name: 'Åse Nordmann', language: 'sv' },
    })
    expect(problemIn(await browser.send('PATCH', '/api/me', { name: 'x'.repeat(81) }))).toMatchObject({
      errors: [{ path: 'name', code: 'too-long' }],
    })
    expect(problemIn(await browser.send('PATCH', '/api/me', { email: 'other@example.org' })).code).toBe('invalid-body')
    expect(problemIn(await new Browser(server).send('PATCH', '/api/me', { name: 'x' })).code).toBe('signed-out')
  })
})
