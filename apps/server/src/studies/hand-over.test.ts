import { forgetStudy, type Script } from '@samskriv/database'
import { writeSection } from '@samskriv/document'
import type { ParticipantId, SectionKey, Sector, StudyId } from '@samskriv/domain'
import { closeCodes, StudyCreated, StudyListItem, StudyView } from '@samskriv/protocol'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { keepHouse } from '../installation/housekeeping.ts'
import { aStudy, problemIn, type Browser } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll } from '../testing/for-all.ts'
import { aSocket } from '../testing/a-socket.ts'
import { until } from '../testing/until.ts'
import { binLifetimeMs } from './bin.ts'

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri')
const eli = signedInForAll(server, 'eli@example.org', 'Eli')

const added = z.object({ participantId: z.string() })
const studyList = z.array(StudyListItem)
const view = async (browser: Browser, study: string) => StudyView.parse((await browser.get(`/api/studies/${study}`)).json())
const meIn = async (browser: Browser, study: string) => (await view(browser, study)).me?.participantId ?? ''

/** A study of Siri's in which Eli has a role, and both have said who they are. */
async function sharedStudy(role: string, title = 'Shared'): Promise<{ study: string; participant: string }> {
  const study = await aStudy(siri, title)
  const answer = await siri.send('POST', `/api/studies/${study}/people`, { email: 'eli@example.org', role, name: 'Eli' })
  await siri.send('POST', `/api/studies/${study}/capacity`, { sector: 'public', subtype: 'kommune' })
  await eli.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })
  return { study, participant: added.parse(answer.json()).participantId }
}

/** Writes a paragraph in a section as one of its people. */
async function write(study: string, section: string, by: string, sector: Sector, text: string): Promise<void> {
  const voice = { by: by as ParticipantId, typedBy: null, sector, mode: 'typed_by_self' } as const
  await server.running.house.rooms.edit(study as StudyId, {
    voice,
    change: (edit) =>
      writeSection(edit.doc, section as SectionKey, [{ type: 'paragraph', runs: [{ text, voice }] }], (said) => edit.as(said)),
  })
}

describe('leaving', () => {
  test('[HO1] ends one’s rights at once and leaves one’s words', async () => {
    const { study, participant } = await sharedStudy('editor')
    const [section] = (await view(siri, study)).sections
    await write(study, section?.key ?? '', participant, 'community', 'The door was closed.')
    const opened = await aSocket(eli, study)
    const from = performance.now()
    expect((await eli.send('POST', `/api/studies/${study}/leave`)).status).toBe(204)
    expect(await opened.closed).toBe(closeCodes.removed)
    expect(performance.now() - from).toBeLessThan(1_000)
    expect(problemIn(await eli.get(`/api/studies/${study}`)).code).toBe('unknown-study')
    const file = (await siri.get(`/api/studies/${study}/export?format=json`)).text
    expect(file).toContain('The door was closed.')
    expect(file).toContain('"Eli"')
    expect((await view(siri, study)).participants.map(({ name }) => name)).toEqual(['Siri'])
  })

  test('[HO2] is not for the last steward, until somebody else is one', async () => {
    const { study, participant } = await sharedStudy('editor')
    expect(problemIn(await siri.send('POST', `/api/studies/${study}/leave`))).toMatchObject({ status: 409, code: 'last-steward' })
    expect((await siri.send('PATCH', `/api/studies/${study}/people/${participant}`, { role: 'steward' })).status).toBe(204)
    expect((await siri.send('POST', `/api/studies/${study}/leave`)).status).toBe(204)
    expect((await view(eli, study)).me?.role).toBe('steward')
  })

  test('[HO3] two stewards who demote each other, or leave, at the same moment leave one', async () => {
    for (const [mine, theirs] of [
      ['demote', 'demote'],
      ['leave', 'leave'],
      ['demote', 'leave'],
    ] as const) {
      const { study, participant } = await sharedStudy('steward')
      const me = await meIn(siri, study)
      const end = (browser: Browser, how: 'demote' | 'leave', other: string) =>
        how === 'leave'
          ? browser.send('POST', `/api/studies/${study}/leave`)
          : browser.send('PATCH', `/api/studies/${study}/people/${other}`, { role: 'reader' })
      const answers = await Promise.all([end(siri, mine, participant), end(eli, theirs, me)])
      expect(answers.filter(({ status }) => status === 204)).toHaveLength(1)
      const left = (await Promise.all([siri, eli].map((browser) => browser.get(`/api/studies/${study}`))))
        .filter(({ status }) => status === 200)
        .map((answer) => StudyView.parse(answer.json()))
      expect(left[0]?.participants.filter(({ role }) => role === 'steward')).toHaveLength(1)
    }
  })

  test('[HO4] is nothing in a study that is somebody else’s or nobody’s, and in an example', async () => {
    const study = await aStudy(siri)
    const calls = (id: string) => [
      eli.send('POST', `/api/studies/${id}/leave`),
      eli.send('POST', `/api/studies/${id}/archive`, { archived: true }),
      eli.send('POST', `/api/studies/${id}/duplicate`, { title: 'Mine' }),
      eli.get(`/api/studies/${id}/audit`),
      eli.get(`/api/studies/${id}/audit.csv`),
    ]
    const [foreign, none] = [await Promise.all(calls(study)), await Promise.all(calls('01890000-0000-7000-8000-000000000000'))]
    expect(foreign.map(({ status }) => status)).toEqual(foreign.map(() => 404))
    expect(foreign.map(({ text }) => text)).toEqual(none.map(({ text }) => text))
    const example = studyList.parse((await eli.get('/api/studies')).json()).find((item) => item.example)?.id ?? ''
    const refused = await Promise.all(calls(example))
    expect(refused.map((answer) => problemIn(answer).code)).toEqual(refused.map(() => 'read-only-example'))
  })
})

describe('the archive', () => {
  test('[HO5] is read and not written in: open sockets come back as readers, and as writers when it is opened again', async () => {
    const { study } = await sharedStudy('editor')
    const opened = await Promise.all([aSocket(siri, study), aSocket(eli, study)])
    const from = performance.now()
    expect((await siri.send('POST', `/api/studies/${study}/archive`, { archived: true })).status).toBe(204)
    expect(await Promise.all(opened.map(({ closed }) => closed))).toEqual([closeCodes.roleChanged, closeCodes.roleChanged])
    expect(performance.now() - from).toBeLessThan(1_000)
    expect(await view(eli, study)).toMatchObject({ archived: true, me: { canWrite: false } })
    expect(problemIn(await eli.send('PATCH', `/api/studies/${study}`, { title: 'Other' })).code).toBe('archived')
    const again = await aSocket(eli, study)
    expect(studyList.parse((await eli.get('/api/studies')).json()).find(({ id }) => id === study)?.archived).toBe(true)
    expect(problemIn(await eli.send('POST', `/api/studies/${study}/archive`, { archived: false })).code).toBe('not-steward')
    expect((await siri.send('POST', `/api/studies/${study}/archive`, { archived: false })).status).toBe(204)
    expect(await again.closed).toBe(closeCodes.roleChanged)
    expect(await view(eli, study)).toMatchObject({ archived: false, me: { canWrite: true } })
  })
})

describe('a copy', () => {
  test('[HO6] begins empty, with the same template and place, and the copier as its steward', async () => {
    const { study, participant } = await sharedStudy('editor', 'The first')
    const [section] = (await view(siri, study)).sections
    await write(study, section?.key ?? '', participant, 'community', 'The door was closed.')
    const answer = await eli.send('POST', `/api/studies/${study}/duplicate`, { title: 'The second' })
    expect(answer.status).toBe(201)
    const { id } = StudyCreated.parse(answer.json())
    const [from, copy] = [await view(siri, study), await view(eli, id)]
    expect(copy).toMatchObject({ title: 'The second', place: from.place, language: from.language, me: { role: 'steward' } })
    expect(copy.template.id).toBe(from.template.id)
    expect(copy.sections.map(({ key, words }) => [key, words])).toEqual(from.sections.map(({ key }) => [key, 0]))
    expect(copy.participants.map(({ name }) => name)).toEqual(['Eli'])
    expect(problemIn(await siri.get(`/api/studies/${id}`)).code).toBe('unknown-study')
  })

  test('[HO7] with its words keeps whose they are, as people with no rights in it', async () => {
    const { study, participant } = await sharedStudy('editor', 'The first')
    const [one, two] = (await view(siri, study)).sections
    const me = await meIn(siri, study)
    await write(study, one?.key ?? '', participant, 'community', 'Eli said this.')
    await write(study, two?.key ?? '', me, 'public', 'Siri said that.')
    const answer = await eli.send('POST', `/api/studies/${study}/duplicate`, { title: 'The second', withText: true })
    const { id } = StudyCreated.parse(answer.json())
    expect(await saidBy(eli, id)).toEqual(await saidBy(siri, study))
    expect(await saidBy(eli, id)).toEqual([
      ['Eli said this.', 'Eli', 'community'],
      ['Siri said that.', 'Siri', 'public'],
    ])
    expect((await siri.get(`/api/studies/${id}`)).status).toBe(404)
    await expect(aSocket(siri, id)).rejects.toThrow(String(closeCodes.removed))
    expect((await view(eli, id)).participants.map(({ name }) => name)).toEqual(['Eli'])
    // The first one is as it was, and whoever is added to the copy has their own words there.
    expect((await view(siri, study)).participants).toHaveLength(2)
    await eli.send('POST', `/api/studies/${id}/people`, { email: 'siri@example.org', role: 'reader', name: 'Siri' })
    expect((await view(siri, id)).me?.role).toBe('reader')
    expect((await saidBy(siri, id)).map(([, name]) => name)).toEqual(['Eli', 'Siri'])
  })

  test('[HO8] is not for readers, has a title, and takes no other field', async () => {
    const { study } = await sharedStudy('reader')
    expect(problemIn(await eli.send('POST', `/api/studies/${study}/duplicate`, { title: 'Mine' })).code).toBe('role-too-low')
    expect(problemIn(await siri.send('POST', `/api/studies/${study}/duplicate`, { title: ' ' })).code).toBe('invalid-body')
    expect(problemIn(await siri.send('POST', `/api/studies/${study}/duplicate`, { title: 'x', example: true })).code).toBe('invalid-body')
  })
})

/** Each run of the exported file: its text, who said it, their sector. */
async function saidBy(browser: Browser, study: string): Promise<(readonly [string, string | undefined, string])[]> {
  const run = z.object({ text: z.string(), by: z.string(), sector: z.string() })
  const file = z
    .object({
      participants: z.array(z.object({ id: z.string(), publicName: z.string() })),
      sections: z.array(z.object({ blocks: z.array(z.object({ runs: z.array(run) })) })),
    })
    .parse((await browser.get(`/api/studies/${study}/export?format=json`)).json())
  const names = new Map(file.participants.map(({ id, publicName }) => [id, publicName]))
  const runs = file.sections.flatMap(({ blocks }) => blocks.flatMap((block) => block.runs))
  return runs.map(({ text, by, sector }) => [text, names.get(by), sector] as const)
}

describe('the bin', () => {
  const trashedAt = (study: string, at: number): Script<void> =>
    function* ({ db, s }) {
      yield db
        .update(s.study)
        .set({ deletedAt: at })
        .where(eq(s.study.id, study as StudyId))
    }

  test('[HO9] gives back for thirty days and not a moment longer, and says until when', async () => {
    const { study } = await sharedStudy('editor')
    const { store } = server.running.house.database
    await siri.send('DELETE', `/api/studies/${study}`)
    const [item] = studyList.parse((await siri.get('/api/studies?state=trashed')).json())
    expect(item).toMatchObject({ id: study, role: 'steward' })
    expect(Date.parse(item?.restorableUntil ?? '') - Date.now()).toBeGreaterThan(binLifetimeMs - 60_000)
    expect(problemIn(await eli.send('POST', `/api/studies/${study}/restore`)).code).toBe('not-steward')
    await store.tx(trashedAt(study, Date.now() - binLifetimeMs))
    expect((await siri.get('/api/studies?state=trashed')).json()).toEqual([])
    expect(problemIn(await siri.send('POST', `/api/studies/${study}/restore`)).code).toBe('unknown-study')
  })

  test('[HO10] is emptied: of a study whose time is over no row is left anywhere, and of the others every one', async () => {
    const { study, participant } = await sharedStudy('editor', 'To be forgotten')
    const kept = (await sharedStudy('editor', 'To be kept')).study
    for (const id of [study, kept]) {
      const [section] = (await view(siri, id)).sections
      await write(id, section?.key ?? '', await meIn(eli, id), 'community', `Words of ${id}.`)
      await siri.send('PATCH', `/api/studies/${id}/people/${await meIn(eli, id)}`, { role: 'commenter' })
    }
    const { house } = server.running
    await siri.send('DELETE', `/api/studies/${study}`)
    await house.database.store.tx(trashedAt(study, Date.now() - binLifetimeMs))
    const before = await rowsNaming(kept)
    expect(await rowsNaming(study)).not.toEqual({})
    const stop = keepHouse(house)
    await until('it is forgotten', async () => Object.keys(await rowsNaming(study)).length === 0)
    stop()
    expect(await rowsNaming(participant)).toEqual({})
    expect(await rowsNaming(kept)).toEqual(before)
    expect((await siri.get(`/api/studies/${kept}`)).status).toBe(200)
    // And it is no fault to be asked twice.
    await house.database.store.tx(forgetStudy(study as StudyId))
  })

  /** In which tables, and how many times, something is named, whatever the column. */
  async function rowsNaming(text: string): Promise<Record<string, number>> {
    const counts: Record<string, number> = {}
    await server.running.house.database.store.read<void>(function* ({ db, s }) {
      for (const [name, table] of Object.entries(s)) {
        const rows = (yield db.select().from(table)) as unknown[]
        const naming = rows.filter((row) => JSON.stringify(row).includes(text)).length
        if (naming > 0) counts[name] = naming
      }
    })
    return counts
  }
})
