import { addParticipant, confirmCapacity, createStudy, ensurePersonForEmail, q, type Script } from '@samskriv/database'
import { templates } from '@samskriv/document'
import { subtypesOf, type PersonId, type Sector, type StudyId } from '@samskriv/domain'
import { eq } from 'drizzle-orm'
import { makeSignature } from 'better-auth/crypto'
import { sessionLifetimeS } from '../auth/session-lifetime.ts'
import { openHouse } from '../composition.ts'
import type { Config } from '../env.ts'
import { ensurePartnership } from '../installation/setup-link.ts'
import { createLog } from '../log.ts'
import { Misuse } from './misuse.ts'

export interface FixtureCounts {
  readonly studies: number
  readonly people: number
  /** Those of the first study are in all of them. */
  readonly samePeople?: boolean
}

/** Studies with people who are signed in and have said who they speak as, one JSON line each: for load tests. */
export async function fixtures(config: Config, { studies, people, samePeople = false }: FixtureCounts, json: boolean): Promise<void> {
  if (!config.loopback)
    throw new Misuse('fixtures makes sessions for people who don’t exist. It runs only when PUBLIC_URL is this machine’s own (loopback).')
  const house = openHouse(config, createLog(config.logLevel))
  try {
    const { authCookies, secret } = await house.auth.$context
    let known: readonly MadePerson[] | null = null
    for (let number = 1; number <= studies; number += 1) {
      const made: MadeStudy = await house.database.store.tx(fixtureStudy(number, people, known))
      if (samePeople) known = made.people
      const withCookies = made.people.map(async ({ personId, token }) => {
        const signed = encodeURIComponent(`${token}.${await makeSignature(token, secret)}`)
        return { personId, cookie: `${authCookies.sessionToken.name}=${signed}` }
      })
      const line = { studyId: made.studyId, sections: made.sections, people: await Promise.all(withCookies) }
      console.log(json ? JSON.stringify(line) : `${line.studyId}: ${line.people.length} people`)
    }
  } finally {
    house.close()
  }
}

interface MadePerson {
  readonly personId: PersonId
  readonly token: string
  readonly sector: Sector
}

interface MadeStudy {
  readonly studyId: StudyId
  readonly sections: readonly string[]
  readonly people: readonly MadePerson[]
}

/** @param known - who is in it; null for people of its own */
const fixtureStudy = (number: number, people: number, known: readonly MadePerson[] | null): Script<MadeStudy> =>
  function* (ctx) {
    const [template] = templates
    if (template === undefined) throw new Error('no-template')
    const sections = template.sections.map(({ id, lead }) => ({ key: id, lead }))
    const run = ctx.newId()
    const made: MadePerson[] = [...(known ?? [])]
    for (let place = made.length; place < people; place += 1) {
      const sector = rotating[place % rotating.length] ?? 'community'
      const person = yield* ensurePersonForEmail(`person-${place + 1}.${run}@example.org`, `Person ${place + 1}`, 'en')(ctx)
      if (person.authUser === null) throw new Error('account-missing')
      made.push({ personId: person.id, token: yield* session(person.authUser)(ctx), sector })
    }
    const { id } = yield* createStudy(
      {
        partnership: yield* ensurePartnership()(ctx),
        title: `Fixture ${number}`,
        place: 'Nowhere',
        lang: 'en',
        template: template.id,
        templateVersion: template.version,
        sections,
        creator: null,
      },
      'system',
    )(ctx)
    for (const [place, { personId, sector }] of made.entries()) {
      const participant = yield* addParticipant({ study: id, person: personId, role: place === 0 ? 'steward' : 'editor' }, 'system')(ctx)
      yield* confirmCapacity(participant, sector, subtypesOf(sector)[0]?.id ?? null, 'self', 'system')(ctx)
    }
    return { studyId: id, sections: sections.map(({ key }) => key), people: made }
  }

const rotating: readonly Sector[] = ['community', 'public', 'third', 'other']

const session = (userId: string): Script<string> =>
  function* ({ db, s, clock, newId }) {
    // Two UUIDv7 hold 148 random bits; the cookie is signed besides.
    const token = (newId() + newId()).replaceAll('-', '')
    const now = clock()
    const at = new Date(now)
    yield* q(db.update(s.authUser).set({ emailVerified: true }).where(eq(s.authUser.id, userId)))
    yield* q(
      db
        .insert(s.authSession)
        .values({ id: newId(), token, userId, expiresAt: new Date(now + sessionLifetimeS * 1000), createdAt: at, updatedAt: at }),
    )
    return token
  }
