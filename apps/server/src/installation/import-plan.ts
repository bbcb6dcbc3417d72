import { setImmediate } from 'node:timers/promises'
import {
  addFile,
  forgetStudy,
  addParticipant,
  createStudy,
  markBegun,
  markExample,
  markStarted,
  markWhole,
  putRecord,
  setSectionState,
  studyById,
  type EventActor,
  type Script,
  type Store,
  type StudyFiles,
} from '@samskriv/database'
import { templateById, writeSection } from '@samskriv/document'
import { identityModes, isLanguage, isSubtype, type ParticipantId, type PersonId, type StudyId } from '@samskriv/domain'
import { importStudy, type ImportError, type ImportPlan, type PlanVoice } from '@samskriv/export'
import { closeCodes } from '@samskriv/protocol'
import type { EditRequest, Rooms, VoiceRequest } from '@samskriv/sync-server'
import { RequestProblem } from '../http/problem.ts'
import { takeIn } from '../pictures/take-in.ts'
import type { Workshop } from '../pictures/workshop.ts'
import { ensurePartnership } from './setup-link.ts'

/** A file that can't be imported, with every reason and where it stands. */
export class ImportRefused extends Error {
  readonly code = 'import-refused'
  readonly errors: readonly ImportError[]
  constructor(errors: readonly ImportError[]) {
    super(['The file can’t be imported:', ...errors.map(({ path, code }) => `  - ${path === '' ? 'file' : path}: ${code}`)].join('\n'))
    this.name = 'ImportRefused'
    this.errors = errors
  }
}

export interface ImportOptions {
  readonly store: Store
  readonly rooms: Pick<Rooms<Script<unknown>>, 'edit' | 'close'>
  /** For the pictures that come along. */
  readonly studyFiles: StudyFiles
  readonly workshop: Workshop
  readonly newId: () => string
  /** Readable by everyone who signs in, writable by nobody. */
  readonly example: boolean
  /** Who looks after the study from now on; an example needs nobody. */
  readonly stewards: readonly PersonId[]
  /** Whose doing it is; the system's where it is left out. */
  readonly actor?: EventActor
  /** Runs in the transaction that lets the study be seen, and may refuse it. */
  readonly also?: (study: StudyId) => Script<unknown>
}

/** @throws {@link ImportRefused} */
export async function importFile(json: string, options: ImportOptions): Promise<StudyId> {
  const result = importStudy(json)
  if (!result.ok) throw new ImportRefused(result.errors)
  return await importPlan(result.plan, options)
}

/**
 * Makes a study from a file that was read: its place in the house, the people whose words it holds, because a voice must be somebody's, the text
 * through the one door, each run in its author's voice, and every other row. It comes piece by piece, so that nobody who writes elsewhere waits
 * for it. Until the last piece, which lets it be seen, nobody looks after it and nobody meets it.
 *
 * @throws {@link ImportRefused}
 */
export async function importPlan(plan: ImportPlan, options: ImportOptions): Promise<StudyId> {
  const { store, rooms, studyFiles, actor = 'system' } = options
  const study = await store.tx(beginStudy(plan, actor))
  try {
    const participants = new Map<string, ParticipantId>()
    for (const people of inPieces(plan.participants, rowsAtOnce)) {
      await store.tx(importPeople(study, people, participants, actor))
      await setImmediate()
    }
    const pictures = await importPictures(study, plan, options)
    for (const edit of textOf(plan, participants, pictures)) await rooms.edit(study, edit)
    const records = plan.records(participants)
    const others = records.filter(({ kind }) => kind !== 'about')
    for (const some of inPieces(others, rowsAtOnce)) {
      await store.tx(putRecords(study, some, actor))
      await setImmediate()
    }
    const about = records.filter(({ kind }) => kind === 'about')
    await store.tx(showStudy(study, { plan, participants, about }, options))
  } catch (error) {
    // A file is taken whole or not at all.
    rooms.close(study, closeCodes.unknownStudy)
    await studyFiles.removeAll(study)
    await store.tx(forgetStudy(study))
    throw error
  }
  return study
}

/** So many rows, and so many blocks of text, are written in one go; then it is the turn of others. */
const rowsAtOnce = 50
const blocksAtOnce = 100

function inPieces<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_none, at) => list.slice(at * size, (at + 1) * size))
}

type Participants = ReadonlyMap<string, ParticipantId>
/** Under which hash each picture of the file is kept here. */
type Pictures = ReadonlyMap<string, string>

/**
 * Takes the pictures of the file in as if somebody sent them. What we wrote ourselves stays as it is; anything else is drawn anew, and
 * has another hash then.
 */
async function importPictures(study: StudyId, plan: ImportPlan, options: ImportOptions): Promise<Pictures> {
  const { store, studyFiles: files, workshop, newId } = options
  const pictures = new Map<string, string>()
  for (const [index, { hash, data }] of plan.pictures.entries()) {
    try {
      const { stilled: _, ...file } = await takeIn([Buffer.from(data, 'base64')], {
        files,
        workshop,
        name: newId(),
        study,
        keepsClean: true,
      })
      await store.tx<void>(function* (ctx) {
        const found = yield* studyById(study)(ctx)
        if (found !== undefined) yield* addFile(found, file, null, 'system')(ctx)
      })
      pictures.set(hash, file.hash)
    } catch (error) {
      if (error instanceof RequestProblem) throw new ImportRefused([{ path: `pictures.${index}`, code: error.code }])
      throw error
    }
  }
  return pictures
}

function withPictures(blocks: ImportPlan['sections'][number]['blocks'], pictures: Pictures) {
  return blocks.map((block) => (block.type === 'image' ? { ...block, hash: pictures.get(block.hash) ?? block.hash } : block))
}

/** What to write, in order, and as whom. */
function textOf(plan: ImportPlan, participants: Participants, pictures: Pictures): readonly EditRequest<never>[] {
  const by = (voice: PlanVoice): VoiceRequest => ({
    by: rowOf(participants, voice.by),
    typedBy: voice.typedBy === null ? null : rowOf(participants, voice.typedBy),
    sector: voice.sector,
    mode: voice.mode,
    confirmation: voice.confirmation,
  })
  return plan.sections.flatMap(({ key, blocks }) =>
    inPieces(withPictures(blocks, pictures), blocksAtOnce).map((some): EditRequest<never> => ({
      voice: firstVoice(plan, participants, by),
      change: (edit) => writeSection(edit.doc, key, some, (voice) => edit.as(by(voice))),
    })),
  )
}

/** Tables and quotes say nothing in anybody's voice, and still somebody has to put them where they stand: the file's first person. */
function firstVoice(plan: ImportPlan, participants: Participants, by: (voice: PlanVoice) => VoiceRequest): VoiceRequest {
  const [voice] = plan.voices
  if (voice !== undefined) return by(voice)
  const [person] = plan.participants
  if (person === undefined) throw new ImportRefused([{ path: 'participants', code: 'empty' }])
  return { by: rowOf(participants, person.ref), typedBy: null, sector: person.sector, mode: 'imported' }
}

const beginStudy = (plan: ImportPlan, actor: EventActor): Script<StudyId> =>
  function* (ctx) {
    const template = templateById(plan.study.templateId)
    if (template === undefined) throw new ImportRefused([{ path: 'templateId', code: 'unknown-template' }])
    const { id } = yield* createStudy(
      {
        partnership: yield* ensurePartnership()(ctx),
        title: plan.study.title,
        place: plan.study.place,
        lang: isLanguage(plan.study.language) ? plan.study.language : 'en',
        template: template.id,
        templateVersion: plan.study.templateVersion,
        sections: [
          ...template.sections.map(({ id: key, lead }) => ({ key, lead })),
          ...plan.sections.flatMap(({ key, own }) => (own === null ? [] : [{ key, lead: 'any' as const, own }])),
        ],
        creator: null,
        status: plan.study.status,
      },
      actor,
    )(ctx)
    yield* markBegun(id)(ctx)
    return id
  }

/** @param participants - is given the row of each */
const importPeople = (
  study: StudyId,
  people: ImportPlan['participants'],
  participants: Map<string, ParticipantId>,
  actor: EventActor,
): Script<void> =>
  function* (ctx) {
    for (const person of people) {
      const id = yield* addParticipant(
        {
          study,
          person: null,
          role: 'contributor',
          publicLabel: person.publicName,
          identityMode: identityModes.find((mode) => mode === person.identity) ?? 'named',
          ...(person.sector === null ? {} : { sector: person.sector, sectorKnownBy: 'import' as const }),
          ...(isSubtype(person.subtype) ? { subtype: person.subtype } : {}),
          ...(person.groupSize === null ? {} : { groupSize: person.groupSize }),
        },
        actor,
      )(ctx)
      participants.set(person.ref, id)
    }
  }

const putRecords = (study: StudyId, records: ReturnType<ImportPlan['records']>, actor: EventActor): Script<void> =>
  function* (ctx) {
    for (const { kind, id, body } of records) yield* putRecord(study, kind, id, body, actor)(ctx)
  }

interface Whole {
  readonly plan: ImportPlan
  readonly participants: Participants
  /** By which it is known that this study is here. */
  readonly about: ReturnType<ImportPlan['records']>
}

const showStudy = (
  study: StudyId,
  { plan, participants, about }: Whole,
  { example, stewards, actor = 'system', also }: ImportOptions,
): Script<void> =>
  function* (ctx) {
    if (also !== undefined) yield* also(study)(ctx)
    yield* putRecords(study, about, actor)(ctx)
    yield* importStates(study, plan, participants)(ctx)
    for (const person of stewards) yield* addParticipant({ study, person, role: 'steward' }, actor)(ctx)
    if (example) yield* markExample(study, actor)(ctx)
    yield* markWhole(study)(ctx)
  }

/** As the file says; where it can say nothing, what holds words has been started. */
const importStates = (id: StudyId, { sections, saysStates }: ImportPlan, participants: Participants): Script<void> =>
  function* (ctx) {
    const study = yield* studyById(id)(ctx)
    if (study === undefined) return
    for (const { key, state } of sections) {
      if (state === null) continue
      const { status, reason, owner, due, setBy, setAt } = state
      yield* setSectionState(
        study,
        key,
        { status, statusReason: reason, owner: owner === null ? null : rowOf(participants, owner), due },
        {
          participant: setBy === null ? null : rowOf(participants, setBy),
          at: setAt === null ? null : Date.parse(setAt),
          version: null,
          actor: 'system',
        },
      )(ctx)
    }
    const begun = saysStates ? [] : sections.filter(({ state, blocks }) => state === null && blocks.length > 0)
    yield* markStarted(id, new Set(begun.map(({ key }) => key)))(ctx)
  }

function rowOf(participants: ReadonlyMap<string, ParticipantId>, ref: string): ParticipantId {
  const id = participants.get(ref)
  if (id === undefined) throw new Error('import-participant-unknown')
  return id
}
