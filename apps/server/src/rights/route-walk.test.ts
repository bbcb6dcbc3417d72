import { may, type PartnershipAction, type SectionKey, type StudyAction } from '@samskriv/domain'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Browser, problemIn, type Answer } from '../testing/a-browser.ts'
import { aPartnershipSteward } from '../testing/a-partnership.ts'
import { aServerForAll } from '../testing/for-all.ts'
import { Cast, characters, type CastStudy, type Character } from './cast.ts'
import { rules, type StudyRule } from './route-rules.ts'

const server = aServerForAll()
let cast: Cast
beforeAll(async () => {
  cast = new Cast(server)
  await cast.enter()
})

/** What the rules give as an answer of the server: nobody learns of a study that they may not read. */
function expectedOf(character: Character, action: StudyAction, study: CastStudy): string {
  const subject = { kind: 'study', id: study.id, partnership: '' as never, state: 'live', example: false } as const
  const decision = may(cast.actor(character, study), action, subject)
  if (decision.allowed) return 'allowed'
  return decision.reason === 'not-a-participant' || decision.reason === 'ended' ? 'unknown-study' : decision.reason
}

const refusals = new Set([
  'signed-out',
  'session-expired',
  'unknown-study',
  'suspended',
  'account-needed',
  'role-too-low',
  'capacity-not-confirmed',
  'not-steward',
  'section-closed',
  'archived',
  'not-in-partnership',
  'not-partnership-steward',
])
const pageStatus: Readonly<Record<string, number>> = { 'unknown-study': 404, 'signed-out': 303 }

function answered(answer: Answer, isPage: boolean, expected: string): string {
  if (isPage) {
    const refused = answer.status === (pageStatus[expected] ?? 403) || answer.status === 401
    return expected !== 'allowed' && refused ? expected : 'allowed'
  }
  if (answer.status < 400) return 'allowed'
  const { code } = problemIn(answer)
  return refusals.has(code) ? code : 'allowed'
}

const unknownId = '019b0000-0000-7000-8000-000000000000'

function addressOf(route: string, study: CastStudy, ids: Readonly<Record<string, string>>): string {
  return route.replace('{id}', study.id).replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? unknownId)
}

async function ask(
  browser: Browser,
  method: string,
  path: string,
  { body, page = false }: Pick<StudyRule, 'body' | 'page'>,
): Promise<Answer> {
  const json = body === undefined ? {} : { body: JSON.stringify(body) }
  const headers = { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(page ? { accept: 'text/html' } : {}) }
  return await browser.request(path, { method, headers, ...json })
}

const ofStudies = Object.entries(rules).flatMap(([route, rule]) => (rule.who === 'study' ? [[route, rule] as const] : []))

describe('every route', () => {
  test('of the API document has a rule here, and every rule a route', async () => {
    const { paths } = z
      .looseObject({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
      .parse((await new Browser(server).get('/api/openapi.json')).json())
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(routes.toSorted()).toEqual(Object.keys(rules).toSorted())
    expect(characters.length * routes.length).toBeGreaterThan(300)
  })

  test.each(ofStudies)('%s asks the rules whoever comes', async (route, rule) => {
    const [method = '', path = ''] = route.split(' ')
    const study = await cast.study()
    const got: Record<string, string> = {}
    const wanted: Record<string, string> = {}
    for (const character of characters) {
      const expected = expectedOf(character, rule.action, study)
      const answer = await ask(cast.browser(character), method, addressOf(path, study, {}), rule)
      wanted[character] = expected
      got[character] = answered(answer, rule.page === true, expected)
    }
    expect(got).toEqual(wanted)
  })
})

describe('every route about a part of a study', () => {
  // So many doors are tried that those who tried the ones before are told to wait: others come for every twenty.
  let tried = 0
  beforeEach(async () => {
    if (tried % 20 === 0) await cast.enter(`after-${tried}`)
    tried += 1
  })

  const withParts = ofStudies.filter(([, { part }]) => part !== undefined)

  test.each(withParts)('%s answers an id of another study like one that does not exist', async (route, rule) => {
    const [method = '', path = ''] = route.split(' ')
    const [mine, other] = [await cast.study(), await cast.study()]
    const steward = cast.browser('steward')
    // Who has not said who they are is refused before anything is looked up.
    for (const { id } of [mine, other]) await steward.send('POST', `/api/studies/${id}/capacity`, { sector: 'third', subtype: 'charity' })
    const theirs = rule.part === 'participantId' ? (other.participants.get('editor') ?? '') : await makePart(rule.part ?? '', other)
    const ids = { [rule.part ?? '']: theirs }
    const foreign = await ask(steward, method, addressOf(path, mine, ids), rule)
    const unknown = await ask(steward, method, addressOf(path, mine, {}), rule)
    expect([foreign.status, foreign.text]).toEqual([unknown.status, unknown.text])
    expect(foreign.status).toBe(404)
  })
})

describe('every route of a partnership or a person', () => {
  beforeAll(async () => await cast.enter('third'))

  const ofPartnership = Object.entries(rules).flatMap(([route, rule]) => (rule.who === 'partnership' ? [[route, rule] as const] : []))

  test.each(ofPartnership)('%s asks the rules whoever comes', async (route, rule) => {
    const [method = '', path = ''] = route.split(' ')
    await cast.study()
    const everybody = new Map<string, Browser>(characters.map((character) => [character, cast.browser(character)]))
    everybody.set('partnership steward', await aPartnershipSteward(server))
    for (const [name, browser] of everybody) {
      const expected = inPartnership(name, rule.action)
      expect(answered(await ask(browser, method, addressOf(path, noStudy, {}), rule), false, expected), name).toBe(expected)
    }
  })

  const ofPeople = Object.entries(rules).flatMap(([route, { who }]) =>
    who === 'person' || who === 'account' ? [[route, who] as const] : [],
  )

  test.each(ofPeople)('%s is for who is signed in (%s)', async (route, who) => {
    const [method = '', path = ''] = route.split(' ')
    const address = path.replaceAll(/\{\w+\}/g, unknownId)
    const headers = { 'content-type': 'application/json' }
    const json = method === 'GET' ? {} : { headers, body: '{}' }
    expect(problemIn(await new Browser(server).request(address, { method, ...json })).code).toBe('signed-out')
    const guest = await cast.browser('guest').request(address, { method, ...json })
    const refused = guest.status === 401 || guest.status === 403 ? problemIn(guest).code : 'nobody'
    expect(refused).toBe(who === 'account' ? 'account-needed' : 'nobody')
  })
})

const noStudy: CastStudy = { id: unknownId as CastStudy['id'], participants: new Map() }

/** What the rules give somebody who is, or is not, in a study of the partnership; a place that has ended or is paused is none. */
function inPartnership(name: string, action: PartnershipAction): string {
  const id = 'partnership' as never
  const isOut = name === 'outsider' || name === 'ended' || name === 'suspended'
  const role = name === 'partnership steward' ? 'steward' : 'member'
  const partnership = isOut ? null : ({ id, role } as const)
  const person = { kind: 'person', person: '' as never, installationSteward: false, guest: name === 'guest', participant: null } as const
  const decision = may(name === 'anonymous' ? { kind: 'anonymous' } : { ...person, partnership }, action, { kind: 'partnership', id })
  return decision.allowed ? 'allowed' : decision.reason
}

async function makePart(part: string, study: CastStudy): Promise<string> {
  const steward = cast.browser('steward')
  if (part === 'invitationId') {
    await steward.send('PUT', `/api/studies/${study.id}/contact`, { name: 'Siri', reach: '555 01 23' })
    const made = await steward.send('POST', `/api/studies/${study.id}/invitations`, { role: 'reader' })
    return z.object({ id: z.string() }).parse(made.json()).id
  }
  // Studies of one template have the same sections: this one has one more.
  if (part === 'sectionKey') return await anotherSection(study)
  if (part === 'suggestionId') return await aSuggestionIn(steward, study)
  if (part === 'threadId') return await aThreadIn(steward, study)
  if (part === 'hash') return await aPictureIn(study)
  await cast.browser('outsider').send('POST', `/api/studies/${study.id}/access-requests`)
  const waiting = z.array(z.object({ id: z.string() })).parse((await steward.get(`/api/studies/${study.id}/access-requests`)).json())
  return waiting[0]?.id ?? ''
}

async function aSuggestionIn(steward: Browser, { id }: CastStudy): Promise<string> {
  const words = { section: 'summary', place: 'end', blocks: [{ text: 'And more.' }] }
  return z.object({ id: z.string() }).parse((await steward.send('POST', `/api/studies/${id}/suggestions`, words)).json()).id
}

async function aThreadIn(steward: Browser, { id }: CastStudy): Promise<string> {
  await steward.send('PUT', `/api/studies/${id}/comments`, { open: true })
  const begun = await steward.send('POST', `/api/studies/${id}/threads`, { kind: 'question', text: 'Why?', token: '0123456789abcdef' })
  return z.object({ id: z.string() }).parse(begun.json()).id
}

async function aPictureIn({ id: study }: CastStudy): Promise<string> {
  const hash = 'f'.repeat(64)
  await server.running.house.database.store.tx<void>(function* ({ db, s }) {
    yield db.insert(s.file).values({ study, hash, mediaType: 'image/png', length: 1, width: 1, height: 1, addedAt: 0 })
  })
  return hash
}

async function anotherSection({ id: study }: CastStudy): Promise<string> {
  const key = 'only-here' as SectionKey
  const asItBegins = { lead: 'any', editing: 'open', status: 'not-started', lang: 'en', words: 0, textSeq: 0 } as const
  await server.running.house.database.store.tx<void>(function* ({ db, s }) {
    yield db.insert(s.section).values({ study, key, position: 99, ...asItBegins })
  })
  return key
}
