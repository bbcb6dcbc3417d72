import {
  addFile,
  addParticipant,
  createStudy,
  markExample,
  markStarted,
  putRecord,
  setSectionState,
  studyById,
  trashStudy,
  type EventActor,
  type Script,
  type Store,
  type StudyFiles,
} from '@samskriv/database'
import { templateById, writeSection } from '@samskriv/document'
import { identityModes, isLanguage, isSubtype, type ParticipantId, type PersonId, type StudyId } from '@samskriv/domain'
import { importStudy, type ImportError, type ImportPlan, type PlanVoice } from '@samskriv/export'
import type { EditRequest, Rooms, VoiceRequest } from '@samskriv/sync-server'
import { RequestProblem } from '../http/problem.ts'
import { takeIn } from '../pictures/take-in.ts'
import type { Workshop } from '../pictures/workshop.ts'
import { ensurePartnership } from './setup-link.ts'

/** A file that can't be imported, with every reason and where it stands. */
class ImportRefused extends Error {
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
  readonly rooms: Pick<Rooms<Script<unknown>>, 'edit'>
  /** For the pictures that come along. */
  readonly studyFiles: StudyFiles
  readonly workshop: Workshop
  readonly newId: () => string
  /** Readable by everyone who signs in, writable by nobody. */
  readonly example: boolean
  /** Who looks after the study from now on; an example needs nobody. */
  readonly stewards: readonly PersonId[]
}

/**
 * Makes a study from a file. Its place in the house and the people whose words it holds come first, because a voice must be somebody's;
 * then text, attribution and every other row are one edit, through the one door, each run in its author's voice.
 * @throws {@link ImportRefused}
 */
export async function importFile(json: string, options: ImportOptions): Promise<StudyId> {
  const result = importStudy(json)
  if (!result.ok) throw new ImportRefused(result.errors)
  const { plan } = result
  const { store, rooms } = options
  const { study, participants } = await store.tx(importPeople(plan, options.stewards))
  try {
    const rows = importRows(study, plan, participants, options.example)
    const pictures = await importPictures(study, plan, options)
    const edit = textOf(plan, participants, pictures)
    await (edit === null ? store.tx(rows) : rooms.edit(study, { ...edit, also: rows }))
  } catch (error) {
    // A file is taken whole or not at all: what was begun is in the bin, where nobody meets it.
    await store.tx(trashStudy(study, 'system'))
    throw error
  }
  return study
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

/** What to write, and as whom; null when no section of the file holds anything. */
function textOf(plan: ImportPlan, participants: Participants, pictures: Pictures): Omit<EditRequest<never>, 'also'> | null {
  const by = (voice: PlanVoice): VoiceRequest => ({
    by: rowOf(participants, voice.by),
    typedBy: voice.typedBy === null ? null : rowOf(participants, voice.typedBy),
    sector: voice.sector,
    mode: voice.mode,
    confirmation: voice.confirmation,
  })
  if (plan.sections.every(({ blocks }) => blocks.length === 0)) return null
  return {
    voice: firstVoice(plan, participants, by),
    change: (edit) => {
      for (const { key, blocks } of plan.sections)
        writeSection(edit.doc, key, withPictures(blocks, pictures), (voice) => edit.as(by(voice)))
    },
  }
}

/** Tables and quotes say nothing in anybody's voice, and still somebody has to put them where they stand: the file's first person. */
function firstVoice(plan: ImportPlan, participants: Participants, by: (voice: PlanVoice) => VoiceRequest): VoiceRequest {
  const [voice] = plan.voices
  if (voice !== undefined) return by(voice)
  const [person] = plan.participants
  if (person === undefined) throw new ImportRefused([{ path: 'participants', code: 'empty' }])
  return { by: rowOf(participants, person.ref), typedBy: null, sector: person.sector, mode: 'imported' }
}

const importPeople = (
  plan: ImportPlan,
  stewards: readonly PersonId[],
): Script<{ study: StudyId; participants: ReadonlyMap<string, ParticipantId> }> =>
  function* (ctx) {
    const actor: EventActor = 'system'
    const template = templateById(plan.study.templateId)
    if (template === undefined) throw new ImportRefused([{ path: 'templateId', code: 'unknown-template' }])
    const { id: study } = yield* createStudy(
      {
        partnership: yield* ensurePartnership()(ctx),
        title: plan.study.title,
        place: plan.study.place,
        lang: isLanguage(plan.study.language) ? plan.study.language : 'en',
        template: template.id,
        templateVersion: plan.study.templateVersion,
        sections: [
          ...template.sections.map(({ id, lead }) => ({ key: id, lead })),
          ...plan.sections.flatMap(({ key, own }) => (own === null ? [] : [{ key, lead: 'any' as const, own }])),
        ],
        creator: stewards[0] ?? null,
        status: plan.study.status,
      },
      actor,
    )(ctx)
    for (const person of stewards.slice(1)) yield* addParticipant({ study, person, role: 'steward' }, actor)(ctx)
    const participants = new Map<string, ParticipantId>()
    for (const person of plan.participants) {
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
    return { study, participants }
  }

const importRows = (study: StudyId, plan: ImportPlan, participants: Participants, example: boolean): Script<void> =>
  function* (ctx) {
    for (const { kind, id, body } of plan.records(participants)) yield* putRecord(study, kind, id, body, 'system')(ctx)
    yield* importStates(study, plan.sections, participants)(ctx)
    if (example) yield* markExample(study, 'system')(ctx)
  }

/** As the file says; where it says nothing, what holds words has been started. */
const importStates = (id: StudyId, sections: ImportPlan['sections'], participants: Participants): Script<void> =>
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
    yield* markStarted(id, new Set(sections.flatMap(({ key, state, blocks }) => (state === null && blocks.length > 0 ? [key] : []))))(ctx)
  }

function rowOf(participants: ReadonlyMap<string, ParticipantId>, ref: string): ParticipantId {
  const id = participants.get(ref)
  if (id === undefined) throw new Error('import-participant-unknown')
  return id
}
