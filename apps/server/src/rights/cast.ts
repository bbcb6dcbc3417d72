import {
  addParticipant,
  createGuest,
  createStudy,
  endParticipant,
  ensurePersonForEmail,
  suspendParticipant,
  theOnlyPartnership,
  type Script,
} from '@samskriv/database'
import { templateById } from '@samskriv/document'
import { roles, type Actor, type ParticipantId, type PersonId, type Role, type StudyId } from '@samskriv/domain'
import { Browser, signedIn } from '../testing/a-browser.ts'
import type { TestServer } from '../testing/a-server.ts'

/** Everybody who may stand at a door: each role, and those who have none or have lost it. */
export const characters = ['anonymous', 'outsider', 'ended', 'suspended', 'guest', ...roles] as const
export type Character = (typeof characters)[number]

/** The role somebody has, or had; a guest may write, which is the most a link gives. */
const roleOf: Readonly<Partial<Record<Character, Role>>> = {
  ended: 'steward',
  suspended: 'steward',
  guest: 'editor',
  ...Object.fromEntries(roles.map((role) => [role, role])),
}

export interface CastStudy {
  readonly id: StudyId
  readonly participants: ReadonlyMap<Character, ParticipantId>
}

/** One browser for each, and as many studies as wanted in which they have those places. */
export class Cast {
  readonly server: TestServer
  readonly #browsers = new Map<Character, Browser>()
  readonly #people = new Map<Character, PersonId>()

  constructor(server: TestServer) {
    this.server = server
  }

  /** @param company - of people whom nobody has counted anything against: those before them stay who they are */
  async enter(company = 'first'): Promise<void> {
    const { store } = this.server.running.house.database
    for (const character of characters) {
      if (character === 'anonymous') this.#browsers.set(character, new Browser(this.server))
      else if (character === 'guest') await this.#enterGuest()
      else {
        const email = `${character}.${company}@example.org`
        this.#browsers.set(character, await signedIn(this.server, email, `Somebody ${character}`))
        this.#people.set(character, (await store.tx(ensurePersonForEmail(email))).id)
      }
    }
  }

  browser(character: Character): Browser {
    const browser = this.#browsers.get(character)
    if (browser === undefined) throw new Error(`${character} has not entered`)
    return browser
  }

  /** Whom the rules are asked about. */
  actor(character: Character, study: CastStudy): Actor {
    const person = this.#people.get(character)
    if (person === undefined) return { kind: 'anonymous' }
    const [id, role] = [study.participants.get(character), roleOf[character]]
    const place = { study: study.id, sector: 'community', sectorConfirmed: false } as const
    return {
      kind: 'person',
      person,
      installationSteward: false,
      guest: character === 'guest',
      participant:
        id === undefined || role === undefined
          ? null
          : { ...place, id, role, ended: character === 'ended', suspended: character === 'suspended' },
    }
  }

  async study(): Promise<CastStudy> {
    return await this.server.running.house.database.store.tx(this.#newStudy())
  }

  #newStudy(): Script<CastStudy> {
    const people = this.#people
    return function* (ctx) {
      const partnership = yield* theOnlyPartnership()(ctx)
      const template = templateById('cross-sector-collaboration')
      if (partnership === undefined || template === undefined) throw new Error('nothing to start a study from')
      const sections = template.sections.map(({ id: key, lead }) => ({ key, lead }))
      const names = { title: 'A study', place: 'Tøyen', lang: 'en', template: template.id, templateVersion: template.version } as const
      const { id } = yield* createStudy({ ...names, partnership: partnership.id, sections, creator: null }, 'system')(ctx)
      const participants = new Map<Character, ParticipantId>()
      for (const [character, person] of people) {
        const role = roleOf[character]
        if (role === undefined) continue
        const participant = yield* addParticipant({ study: id, person, role }, 'system')(ctx)
        participants.set(character, participant)
        if (character === 'ended') yield* endParticipant(participant, 'system')(ctx)
        if (character === 'suspended') yield* suspendParticipant(participant, true, 'system')(ctx)
      }
      return { id, participants }
    }
  }

  async #enterGuest(): Promise<void> {
    const { database, auth } = this.server.running.house
    const { person, authUser } = await database.store.tx(createGuest('en'))
    const { headers } = await auth.api.openSession({ body: { account: authUser }, headers: new Headers(), returnHeaders: true })
    const browser = new Browser(this.server)
    browser.cookie = headers
      .getSetCookie()
      .map((line) => line.split(';', 1)[0])
      .join('; ')
    this.#browsers.set('guest', browser)
    this.#people.set('guest', person)
  }
}
