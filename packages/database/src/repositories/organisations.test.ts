import type { OrganisationId, PartnershipId } from '@samskriv/domain'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import type { Database } from '../data-directory.ts'
import { q, type Script } from '../script.ts'
import { aDatabase, aStudy } from '../testing/a-database.ts'
import { copyAuthor } from './copied-authors.ts'
import { eventsOf } from './events.ts'
import { createGuest } from './guests.ts'
import {
  addOrganisation,
  changeOrganisation,
  domainsOf,
  endOrganisation,
  organisationByAddress,
  organisationById,
  organisationsOf,
  peopleByOrganisation,
  setOrganisation,
  takenDomains,
} from './organisations.ts'
import { addParticipant, endParticipant, firstParticipants, listParticipants, participantById, suspendParticipant } from './participants.ts'
import { createPartnership, renamePartnership, roleInPartnership, makeSteward, theOnlyPartnership } from './partnerships.ts'
import { ensurePersonForEmail } from './people.ts'
import { trashStudy } from './studies.ts'
import { studyForPerson } from './study-for-person.ts'

const falun = { name: 'Falun kommun', sector: 'public', subtype: 'kommun', domains: ['falun.se'] } as const

/** What the log of the partnership itself holds, oldest first. */
const partnershipEvents: Script<{ kind: string; actor: string; data: unknown }[]> = function* ({ db, s }) {
  return yield* q(db.select({ kind: s.event.kind, actor: s.event.actor, data: s.event.data }).from(s.event).orderBy(s.event.id))
}

/** Somebody with an account. @param verified - whether they have shown that the address is theirs */
async function anAccount({ store }: Database, email: string, verified = true) {
  return await store.tx(function* (ctx) {
    const person = yield* ensurePersonForEmail(email)(ctx)
    const { db, s } = ctx
    yield* q(db.update(s.authUser).set({ emailVerified: verified }).where(eq(s.authUser.email, email.toLowerCase())))
    return person.id
  })
}

describe('an organisation', () => {
  test('is added with its domains, changed and taken off the list, and every step leaves an event without a name in it', async () => {
    const { store } = aDatabase()
    const partnership = await store.tx(createPartnership('Harbour Rigs', 'system'))
    const id = await store.tx(addOrganisation(partnership, falun, 'person:1'))
    expect(await store.read(organisationsOf(partnership))).toEqual([
      { id, partnership, name: 'Falun kommun', sector: 'public', subtype: 'kommun', endedAt: null },
    ])
    expect(await store.read(domainsOf(partnership))).toEqual(new Map([[id, ['falun.se']]]))

    expect(await store.tx(changeOrganisation(partnership, id, { name: 'Falu kommun', domains: ['falu.se', 'falun.se'] }, 'person:2'))).toBe(
      true,
    )
    expect(await store.read(organisationById(partnership, id))).toMatchObject({ name: 'Falu kommun', sector: 'public', subtype: 'kommun' })
    expect(await store.read(domainsOf(partnership))).toEqual(new Map([[id, ['falu.se', 'falun.se']]]))
    expect(await store.tx(changeOrganisation(partnership, id, { subtype: null }, 'person:2'))).toBe(true)
    expect(await store.read(domainsOf(partnership))).toEqual(new Map([[id, ['falu.se', 'falun.se']]]))

    expect(await store.tx(endOrganisation(partnership, id, 'person:3'))).toBe(true)
    expect(await store.read(organisationsOf(partnership))).toEqual([])
    expect(await store.read(organisationById(partnership, id))).toMatchObject({ endedAt: Date.UTC(2026, 3, 1) })
    for (const again of [endOrganisation(partnership, id, 'system'), changeOrganisation(partnership, id, { name: 'x' }, 'system')])
      expect(await store.tx(again)).toBe(false)

    const events = await store.read(partnershipEvents)
    expect(events.slice(1)).toEqual([
      { kind: 'organisation.added', actor: 'person:1', data: { sector: 'public', subtype: 'kommun', domains: 1 } },
      { kind: 'organisation.changed', actor: 'person:2', data: { sector: 'public', subtype: 'kommun', domains: 2 } },
      { kind: 'organisation.changed', actor: 'person:2', data: { sector: 'public', subtype: null } },
      { kind: 'organisation.ended', actor: 'person:3', data: {} },
    ])
    expect(JSON.stringify(events)).not.toMatch(/falu/i)
  })

  test('has its domains to itself within the partnership, and leaves them to others when it ends', async () => {
    const { store } = aDatabase()
    const partnership = await store.tx(createPartnership('Harbour Rigs', 'system'))
    const id = await store.tx(addOrganisation(partnership, falun, 'system'))
    expect(await store.read(takenDomains(partnership, ['falun.se', 'borlange.se'], null))).toEqual(['falun.se'])
    expect(await store.read(takenDomains(partnership, ['falun.se'], id))).toEqual([])
    expect(await store.read(takenDomains(partnership, [], null))).toEqual([])
    await expect(store.tx(addOrganisation(partnership, { ...falun, name: 'Another' }, 'system'))).rejects.toThrow()
    expect(await store.read(organisationsOf(partnership)), 'all of it or nothing of it').toHaveLength(1)
    await store.tx(endOrganisation(partnership, id, 'system'))
    await store.tx(addOrganisation(partnership, { ...falun, name: 'Another' }, 'system'))
  })

  test('of another partnership is nobody here', async () => {
    const { store } = aDatabase()
    const [mine, other] = [await store.tx(createPartnership('Mine', 'system')), await store.tx(createPartnership('Other', 'system'))]
    const id = await store.tx(addOrganisation(other, falun, 'system'))
    expect(await store.read(organisationById(mine, id))).toBeUndefined()
    expect(await store.tx(changeOrganisation(mine, id, { name: 'Taken over' }, 'system'))).toBe(false)
    expect(await store.tx(endOrganisation(mine, id, 'system'))).toBe(false)
    expect(await store.read(takenDomains(mine, ['falun.se'], null))).toEqual([])
    expect(await store.read(organisationsOf(other))).toMatchObject([{ name: 'Falun kommun' }])
  })
})

describe('the organisation of an address', () => {
  test('is the one that lists its domain or, failing that, the closest above it', async () => {
    const database = aDatabase()
    const { store } = database
    const partnership = await store.tx(createPartnership('Harbour Rigs', 'system'))
    const kommun = await store.tx(addOrganisation(partnership, falun, 'system'))
    const school = { name: 'Skolan', sector: 'public', subtype: null, domains: ['skola.falun.se'] } as const
    const skola = await store.tx(addOrganisation(partnership, school, 'system'))
    const cases: [string, OrganisationId | undefined, string | undefined][] = [
      ['a@falun.se', kommun, 'falun.se'],
      ['b@FALUN.se', kommun, 'falun.se'],
      ['c@vard.falun.se', kommun, 'falun.se'],
      ['d@skola.falun.se', skola, 'skola.falun.se'],
      ['e@elev.skola.falun.se', skola, 'skola.falun.se'],
      ['f@notfalun.se', undefined, undefined],
      ['g@falun.se.example', undefined, undefined],
      ['h@se', undefined, undefined],
    ]
    for (const [email, organisation, domain] of cases) {
      const found = await store.read(organisationByAddress(partnership, await anAccount(database, email)))
      expect([found?.organisation.id, found?.domain], email).toEqual([organisation, domain])
    }
    await store.tx(endOrganisation(partnership, skola, 'system'))
    expect(await store.read(organisationByAddress(partnership, await anAccount(database, 'd@skola.falun.se')))).toMatchObject({
      domain: 'falun.se',
    })
  })

  test('is none while nobody has shown that the address is theirs, for guests, and in another partnership', async () => {
    const database = aDatabase()
    const { store } = database
    const partnership = await store.tx(createPartnership('Harbour Rigs', 'system'))
    await store.tx(addOrganisation(partnership, { ...falun, domains: ['falun.se', 'guest.invalid'] }, 'system'))
    expect(await store.read(organisationByAddress(partnership, await anAccount(database, 'added@falun.se', false)))).toBeUndefined()
    const { person } = await store.tx(createGuest('sv', 'Gäst'))
    expect(await store.read(organisationByAddress(partnership, person))).toBeUndefined()
    expect(await store.read(organisationByAddress('another' as PartnershipId, await anAccount(database, 'a@falun.se')))).toBeUndefined()
  })
})

describe('somebody’s organisation', () => {
  test('is set with an event, read wherever people are read, and taken away', async () => {
    const database = aDatabase()
    const { store } = database
    const { id: study, partnership, person, participant } = await aStudy(database)
    const organisation = await store.tx(addOrganisation(partnership, falun, 'system'))
    const before = (await store.read(eventsOf(study, 0))).length
    for (const _ of ['said', 'said again'])
      expect(await store.tx(setOrganisation(participant, organisation, `person:${person}`))).toBe(true)

    const expected = { organisation, organisationName: 'Falun kommun' }
    expect(await store.read(participantById(participant))).toMatchObject(expected)
    expect(await store.read(listParticipants(study))).toMatchObject([expected])
    expect(await store.read(firstParticipants(study, 50))).toMatchObject([expected])
    expect((await store.read(studyForPerson(study, person)))?.participant).toMatchObject(expected)
    await store.tx(endOrganisation(partnership, organisation, 'system'))
    expect(await store.read(participantById(participant)), 'off the list, and still theirs').toMatchObject(expected)

    await store.tx(setOrganisation(participant, null, `person:${person}`))
    expect(await store.read(participantById(participant))).toMatchObject({ organisation: null, organisationName: null })
    expect((await store.read(eventsOf(study, before))).map(({ kind, data }) => [kind, data])).toEqual([
      ['participant.organisation-set', { from: null, to: organisation }],
      ['participant.organisation-set', { from: organisation, to: null }],
    ])
    expect(await store.tx(setOrganisation('nobody' as never, organisation, 'system'))).toBe(false)
  })

  test('leaves whoever has no place in a study with none', async () => {
    const database = aDatabase()
    const { id: study } = await aStudy(database)
    const outsider = await anAccount(database, 'outsider@falun.se')
    expect(await database.store.read(studyForPerson(study, outsider))).toMatchObject({ participant: null })
  })

  test('goes with their words into a copy of the study', async () => {
    const database = aDatabase()
    const { store } = database
    const { partnership, participant } = await aStudy(database)
    const organisation = await store.tx(addOrganisation(partnership, falun, 'system'))
    await store.tx(setOrganisation(participant, organisation, 'system'))
    const copy = await aStudy(database, { email: 'copier@example.org' })
    const copied = await store.tx(copyAuthor(participant, copy.id, 'system'))
    expect(await store.read(participantById(copied))).toMatchObject({ organisation })
  })

  test('is counted once for each person, whatever studies they are in, and only while they are', async () => {
    const database = aDatabase()
    const { store } = database
    const [one, two] = [await aStudy(database), await aStudy(database, { title: 'Another' })]
    const organisation = await store.tx(addOrganisation(one.partnership, falun, 'system'))
    const bo = await anAccount(database, 'bo@falun.se')
    const places = [one.participant, two.participant]
    for (const study of [one.id, two.id]) places.push(await store.tx(addParticipant({ study, person: bo, role: 'reader' }, 'system')))
    for (const place of places) await store.tx(setOrganisation(place, organisation, 'system'))
    expect(await store.read(peopleByOrganisation(one.partnership))).toEqual(new Map([[organisation, 2]]))
    await store.tx(endParticipant(places[2] ?? one.participant, 'system'))
    expect(await store.read(peopleByOrganisation(one.partnership))).toEqual(new Map([[organisation, 2]]))
    await store.tx(trashStudy(two.id, 'system'))
    expect(await store.read(peopleByOrganisation(one.partnership))).toEqual(new Map([[organisation, 1]]))
  })
})

describe('a partnership', () => {
  test('is renamed, with an event', async () => {
    const { store } = aDatabase()
    const partnership = await store.tx(createPartnership('Harbour Rigs', 'system'))
    await store.tx(renamePartnership(partnership, 'Dalarna tillsammans', 'person:1'))
    expect(await store.read(theOnlyPartnership())).toEqual({ id: partnership, name: 'Dalarna tillsammans' })
    expect(await store.read(partnershipEvents)).toMatchObject([{ kind: 'partnership.created' }, { kind: 'partnership.renamed' }])
  })

  test('has for members those who take part in a study of it now, and stewards', async () => {
    const database = aDatabase()
    const { store } = database
    const { id: study, partnership, person } = await aStudy(database)
    const bo = await anAccount(database, 'bo@falun.se')
    const role = (): Promise<unknown> => store.read(roleInPartnership(partnership, bo))
    expect(await store.read(roleInPartnership(partnership, person))).toBe('member')
    expect(await role()).toBeNull()
    const place = await store.tx(addParticipant({ study, person: bo, role: 'reader' }, 'system'))
    expect(await role()).toBe('member')
    expect(await store.read(roleInPartnership('another' as PartnershipId, bo))).toBeNull()
    await store.tx(suspendParticipant(place, true, 'system'))
    expect(await role()).toBeNull()
    await store.tx(suspendParticipant(place, false, 'system'))
    await store.tx(trashStudy(study, 'system'))
    expect(await role()).toBeNull()
    await store.tx(makeSteward(partnership, bo, 'system'))
    expect(await role()).toBe('steward')
  })
})
