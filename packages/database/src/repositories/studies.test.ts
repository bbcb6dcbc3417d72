import { describe, expect, test } from 'vitest'
import { aDatabase, aStudy } from '../testing/a-database.ts'
import { newStudy, sectionKey } from '../testing/new-study.ts'
import { eventsOf } from './events.ts'
import { addParticipant, changeRole, confirmCapacity, endParticipant, listParticipants, participantOf } from './participants.ts'
import { ensurePersonForEmail } from './people.ts'
import { changeSection, sectionsOf } from './sections.ts'
import { markExample, renameStudy, restoreStudy, studyById, trashStudy } from './studies.ts'
import { studyForPerson } from './study-for-person.ts'
import { listExamples, listStudiesOf } from './study-list.ts'
import { putRecord, recordsOf } from './study-records.ts'

describe('a study', () => {
  test('begins with the sections of its template in order, its creator as steward, and an event', async () => {
    const database = aDatabase()
    const study = await aStudy(database, { sections: ['summary', 'barriers', 'credits'] })
    const { store } = database
    expect((await store.read(sectionsOf(study.id))).map(({ key, editing, words }) => [key, editing, words])).toEqual([
      ['summary', 'open', 0],
      ['barriers', 'open', 0],
      ['credits', 'open', 0],
    ])
    expect(await store.read(participantOf(study.id, study.person))).toMatchObject({
      role: 'steward',
      sector: null,
      capacityConfirmedAt: null,
    })
    expect(await store.read(eventsOf(study.id, 0))).toMatchObject([{ seq: 1, kind: 'study.created', actor: `person:${study.person}` }])
  })

  test('goes to the bin and comes back', async () => {
    const database = aDatabase()
    const { id, person, participant } = await aStudy(database)
    const { store } = database
    const actor = `participant:${participant}` as const
    expect(await store.tx(trashStudy(id, actor))).toBe(true)
    expect(await store.read(listStudiesOf(person))).toEqual([])
    expect(await store.read(listStudiesOf(person, 'trashed'))).toMatchObject([{ id }])
    expect(await store.read(studyById(id))).toMatchObject({ deletedAt: Date.UTC(2026, 3, 1) })
    await store.tx(restoreStudy(id, actor))
    expect(await store.read(listStudiesOf(person))).toMatchObject([{ id }])
  })

  test('is renamed in title, place or both', async () => {
    const database = aDatabase()
    const { id } = await aStudy(database)
    await database.store.tx(renameStudy(id, { place: 'Rigs' }, 'system'))
    expect(await database.store.read(studyById(id))).toMatchObject({ title: 'The Tuesday Door', place: 'Rigs' })
    expect(await database.store.tx(renameStudy(nowhere(id), { title: 'x' }, 'system'))).toBe(false)
  })

  test('is listed for those who take part and for nobody else; an example for all', async () => {
    const database = aDatabase()
    const mine = await aStudy(database, { email: 'me@example.org' })
    const theirs = await aStudy(database, { email: 'them@example.org', title: 'Theirs' })
    const { store } = database
    expect(await store.read(listStudiesOf(mine.person))).toMatchObject([
      { id: mine.id, role: 'steward', sections: 2, sectionsWithWords: 0, words: 0, example: false },
    ])
    expect(await store.read(listExamples())).toEqual([])
    await store.tx(markExample(theirs.id, 'system'))
    expect(await store.read(listExamples())).toMatchObject([{ id: theirs.id, sections: 2 }])
  })

  test('opens a section to contributors and closes it again, each with an event, and says it to whoever asks', async () => {
    const { store, updates } = aDatabase()
    const study = await store.tx(newStudy({ sections: ['summary', 'barriers'] }))
    const other = await store.tx(newStudy({ email: 'them@example.org', sections: ['credits'] }))
    const actor = `person:${study.person}` as const
    const summary = sectionKey('summary')
    const change = (open: boolean) => store.tx(changeSection(study, summary, { openToContributors: open }, actor))
    const told = async () => [
      (await store.read(sectionsOf(study.id))).map(({ openToContributors }) => openToContributors),
      (await updates.load(study.id))?.sections.map(({ openToContributors }) => openToContributors),
      (await store.read(studyForPerson(study.id, study.person)))?.openToContributors,
    ]
    expect(await told()).toEqual([[false, false], [false, false], false])
    // Twice: the second time nothing happens.
    expect([await change(true), await change(true)]).toEqual([true, true])
    expect(await told()).toEqual([[true, false], [true, false], true])
    expect((await store.read(studyForPerson(other.id, other.person)))?.openToContributors).toBe(false)
    expect(await change(false)).toBe(true)
    expect(await told()).toEqual([[false, false], [false, false], false])
    expect(await store.read(eventsOf(study.id, 1))).toMatchObject([
      { seq: 2, kind: 'section.opened', actor, subjectKind: 'section', subject: 'summary' },
      { seq: 3, kind: 'section.closed', actor, subjectKind: 'section', subject: 'summary' },
    ])
    expect(await store.tx(changeSection(study, sectionKey('credits'), { openToContributors: true }, actor))).toBe(false)
  })

  test('keeps records of kinds that have no table yet, unchanged', async () => {
    const database = aDatabase()
    const { id } = await aStudy(database)
    const body = { text: 'Ja 🌍', nested: [1, null, { deep: true }] }
    await database.store.tx(putRecord(id, 'quote', 'q-1', { old: true }, 'system'))
    await database.store.tx(putRecord(id, 'quote', 'q-1', body, 'system'))
    await database.store.tx(putRecord(id, 'indicator', 'i-1', [1], 'system'))
    expect(await database.store.read(recordsOf(id, 'quote'))).toEqual([{ kind: 'quote', id: 'q-1', body }])
    expect(await database.store.read(recordsOf(id))).toHaveLength(2)
  })
})

describe('a participant', () => {
  test('is added, speaks in a capacity, gets another role, leaves, and comes back as the same one', async () => {
    const database = aDatabase()
    const { id } = await aStudy(database)
    const { store } = database
    const berit = await store.tx(ensurePersonForEmail('berit@example.org', 'Berit'))
    const participant = await store.tx(addParticipant({ study: id, person: berit.id, role: 'editor' }, 'system'))
    expect(await store.tx(confirmCapacity(participant, 'public', 'kommune', 'self', 'system'))).toBe(true)
    expect(await store.tx(changeRole(participant, 'commenter', 'system'))).toBe(true)
    expect(await store.read(participantOf(id, berit.id))).toMatchObject({
      name: 'Berit',
      role: 'commenter',
      sector: 'public',
      subtype: 'kommune',
      sectorKnownBy: 'self',
      endedAt: null,
    })

    await store.tx(endParticipant(participant, 'system'))
    expect(await store.read(participantOf(id, berit.id))).toMatchObject({ endedAt: Date.UTC(2026, 3, 1) })
    expect(await store.read(listStudiesOf(berit.id))).toEqual([])

    expect(await store.tx(addParticipant({ study: id, person: berit.id, role: 'reader' }, 'system'))).toBe(participant)
    expect(await store.read(participantOf(id, berit.id))).toMatchObject({ role: 'reader', sector: 'public', endedAt: null })
  })

  test('without a device has a label and no person, and there may be several', async () => {
    const database = aDatabase()
    const { id } = await aStudy(database)
    for (const publicLabel of ['Community member A', 'Community member B']) {
      await database.store.tx(
        addParticipant({ study: id, person: null, role: 'contributor', publicLabel, identityMode: 'pseudonym' }, 'system'),
      )
    }
    const names = (await database.store.read(listParticipants(id))).map(({ name, email }) => [name, email])
    expect(names).toEqual([
      ['Amina', 'amina@example.org'],
      ['Community member A', null],
      ['Community member B', null],
    ])
  })

  test('shows an address only in the list that stewards get', async () => {
    const database = aDatabase()
    const { id, person } = await aStudy(database)
    expect(JSON.stringify(await database.store.read(participantOf(id, person)))).not.toContain('@')
    expect(await database.store.read(listParticipants(id))).toMatchObject([{ email: 'amina@example.org', joined: true }])
  })
})

test('[EV1] every change is an event that counts up within its study, and none holds a name, a title or an address', async () => {
  const database = aDatabase()
  const one = await aStudy(database)
  const two = await aStudy(database, { email: 'two@example.org' })
  const { store } = database
  const berit = await store.tx(ensurePersonForEmail('berit@example.org', 'Berit'))
  const participant = await store.tx(addParticipant({ study: one.id, person: berit.id, role: 'editor', publicLabel: 'Berit S.' }, 'system'))
  await store.tx(changeRole(participant, 'reader', 'system'))
  await store.tx(confirmCapacity(participant, 'community', 'resident', 'self', 'system'))
  await store.tx(endParticipant(participant, 'system'))
  await store.tx(renameStudy(one.id, { title: 'A new title' }, 'system'))
  await store.tx(putRecord(one.id, 'quote', 'q-1', { words: 'secret words' }, 'system'))
  await store.tx(trashStudy(one.id, 'system'))

  const events = await store.read(eventsOf(one.id, 0))
  expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  expect(await store.read(eventsOf(one.id, 7))).toMatchObject([{ kind: 'study.trashed' }])
  expect(await store.read(eventsOf(two.id, 0))).toMatchObject([{ seq: 1 }])
  for (const word of ['Berit', 'Amina', '@', 'A new title', 'Tuesday', 'secret']) expect(JSON.stringify(events)).not.toContain(word)
})

function nowhere<T extends string>(id: T): T {
  return `${id}-not` as T
}
