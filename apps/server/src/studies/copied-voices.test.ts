import { ensurePersonForEmail } from '@samskriv/database'
import { writeSection } from '@samskriv/document'
import type { ParticipantId, SectionKey, StudyId } from '@samskriv/domain'
import { SpeakerView, StudyCreated } from '@samskriv/protocol'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { importFile } from '../installation/import-plan.ts'
import { aStudy, type Browser } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll } from '../testing/for-all.ts'
import { meIn } from '../testing/a-way-in.ts'

const server = aServerForAll()
const per = signedInForAll(server, 'per@example.org', 'Per Worker')
let study: string
beforeAll(async () => {
  study = await aStudy(per)
  await per.send('POST', `/api/studies/${study}/capacity`, { sector: 'public', subtype: 'council' })
  const mairi = await aSpeaker('Mairi')
  const ola = await aSpeaker('Ola')
  await write((await meIn(per, study)).participantId, null, 'Per says this himself.')
  await write(mairi, per, 'The stairs are ours.')
  await write(ola, per, 'And the yard.')
  await readBack(mairi, 'read-aloud', 'Gàidhlig')
  await readBack(ola, 'shown', 'Polski')
  await write(ola, per, 'Nobody has read this back.')
})

async function aSpeaker(name: string): Promise<string> {
  const answer = await per.send('POST', `/api/studies/${study}/contributors`, { name, sector: 'community', subtype: 'resident' })
  return z.object({ participantId: z.string() }).parse(answer.json()).participantId
}

/** Adds a paragraph to the summary. @param hand - who wrote it down, when that was somebody else */
async function write(by: string, hand: Browser | null, text: string): Promise<void> {
  const voice = {
    by: by as ParticipantId,
    typedBy: hand === null ? null : ((await meIn(hand, study)).participantId as ParticipantId),
    sector: hand === null ? 'public' : 'community',
    mode: hand === null ? 'typed_by_self' : 'scribed_unconfirmed',
  } as const
  const section = 'summary' as SectionKey
  await server.running.house.rooms.edit(study as StudyId, {
    voice,
    change: (edit) => writeSection(edit.doc, section, [{ type: 'paragraph', runs: [{ text, voice }] }], (said) => edit.as(said)),
  })
}

/** All that was written down for somebody until now; it may go further. */
async function readBack(speaker: string, method: string, language: string): Promise<void> {
  const speakers = z.array(SpeakerView).parse((await per.get(`/api/studies/${study}/speakers`)).json())
  const passages = speakers.find(({ participantId }) => participantId === speaker)?.passages.map(({ id, text }) => ({ id, text }))
  const words = { passages, method, on: '2026-01-12', language, witness: 'Iain' }
  const answer = await per.send('POST', `/api/studies/${study}/speakers/${speaker}/confirmations`, words)
  expect(answer.status).toBe(204)
  const wishes = { identity: { mode: 'named' }, use: 'case-study' }
  await per.send('PUT', `/api/studies/${study}/speakers/${speaker}/wishes`, wishes)
}

const run = z.looseObject({ text: z.string(), by: z.string(), typedBy: z.string().optional() })
const exported = z.object({
  participants: z.array(z.looseObject({ id: z.string(), publicName: z.string() })),
  sections: z.array(z.object({ sectionId: z.string(), blocks: z.array(z.looseObject({ runs: z.array(run) })) })),
  balance: z.unknown(),
})

const fileOf = async (id: string): Promise<string> => (await per.get(`/api/studies/${id}/export?format=json`)).text

/** Each run with all that a file tells of its voice, and people by their names. */
function runsIn(file: string): unknown[] {
  const { participants, sections } = exported.parse(JSON.parse(file))
  const names = new Map(participants.map(({ id, publicName }) => [id, publicName]))
  const runs = sections.flatMap(({ blocks }) => blocks.flatMap((block) => block.runs))
  return runs.map(({ by, typedBy, ...rest }) => ({
    ...rest,
    by: names.get(by),
    typedBy: typedBy === undefined ? null : names.get(typedBy),
  }))
}

async function copyOf(id: string): Promise<string> {
  const answer = await per.send('POST', `/api/studies/${id}/duplicate`, { title: 'Another', withText: true })
  return StudyCreated.parse(answer.json()).id
}

test('[HO13] a file says whose words they are, by whose hand, and how they were confirmed', async () => {
  expect(runsIn(await fileOf(study))).toEqual([
    { text: 'Per says this himself.', by: 'Per Worker', typedBy: null, sector: 'public', mode: 'typed_by_self' },
    {
      text: 'The stairs are ours.',
      by: 'Mairi',
      typedBy: 'Per Worker',
      sector: 'community',
      mode: 'scribed_confirmed',
      confirmedAt: '2026-01-12T12:00:00.000Z',
      confirmedHow: expect.stringContaining('Gàidhlig'),
    },
    {
      text: 'And the yard.',
      by: 'Ola',
      typedBy: 'Per Worker',
      sector: 'community',
      mode: 'scribed_confirmed',
      confirmedAt: '2026-01-12T12:00:00.000Z',
      confirmedHow: expect.stringContaining('Polski'),
    },
    { text: 'Nobody has read this back.', by: 'Ola', typedBy: 'Per Worker', sector: 'community', mode: 'scribed_unconfirmed' },
  ])
})

test('[HO13] a copy says the same, and so does a copy of it', async () => {
  const runs = runsIn(await fileOf(study))
  const copy = await copyOf(study)
  expect(runsIn(await fileOf(copy))).toEqual(runs)
  expect(runsIn(await fileOf(await copyOf(copy)))).toEqual(runs)
})

test('[HO13] what is imported from the file says the same, and so does a copy of it', async () => {
  const { house } = server.running
  const { database } = house
  const steward = await database.store.tx(ensurePersonForEmail('per@example.org', 'Per Worker', 'en'))
  const file = await fileOf(study)
  const id = await importFile(file, { ...house, store: database.store, example: false, stewards: [steward.id] })
  const [before, after] = [file, await fileOf(id)].map((json) => exported.parse(JSON.parse(json)))
  expect(after).toEqual(before)
  expect(runsIn(await fileOf(await copyOf(id)))).toEqual(runsIn(file))
})
