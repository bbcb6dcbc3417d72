import {
  addParticipant,
  createStudy,
  markExample,
  putRecord,
  type EventActor,
  type Script,
  type Store,
  type IdentityMode,
} from '@samskriv/database'
import { templateById, writeSection } from '@samskriv/document'
import { isLanguage, isSubtype, type ParticipantId, type PersonId, type StudyId } from '@samskriv/domain'
import { importStudy, type ImportError, type ImportPlan, type PlanVoice } from '@samskriv/export'
import type { Rooms, VoiceRequest } from '@samskriv/sync-server'
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
  /** Readable by everyone who signs in, writable by nobody. */
  readonly example: boolean
  /** Who looks after the study from now on; null leaves it without a steward, as an example is. */
  readonly steward: PersonId | null
}

/**
 * Makes a study from a file. Rows first, then the text through the one door for edits, each run in its author's voice.
 * @throws {@link ImportRefused}
 */
export async function importFile(json: string, options: ImportOptions): Promise<StudyId> {
  const result = importStudy(json)
  if (!result.ok) throw new ImportRefused(result.errors)
  const { plan } = result
  const { study, participants } = await options.store.tx(importRows(plan, options.steward))
  const [first] = participants.values()
  const by = (voice: PlanVoice): VoiceRequest => ({
    by: rowOf(participants, voice.by),
    typedBy: voice.typedBy === null ? null : rowOf(participants, voice.typedBy),
    sector: voice.sector,
    mode: voice.mode,
    confirmation: voice.confirmation,
  })
  if (plan.voices[0] !== undefined && first !== undefined) {
    await options.rooms.edit(study, {
      voice: by(plan.voices[0]),
      change: (edit) => {
        for (const { key, blocks } of plan.sections) writeSection(edit.doc, key, blocks, (voice) => edit.as(by(voice)))
      },
    })
  }
  // Last, because an example can't be written to.
  if (options.example) await options.store.tx(markExample(study, 'system'))
  return study
}

const importRows = (
  plan: ImportPlan,
  steward: PersonId | null,
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
        sections: template.sections.map(({ id, lead }) => ({ key: id, lead })),
        creator: steward,
        status: plan.study.status,
      },
      actor,
    )(ctx)
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
    for (const { kind, id, body } of plan.records(participants)) yield* putRecord(study, kind, id, body, actor)(ctx)
    return { study, participants }
  }

const identityModes: readonly IdentityMode[] = ['named', 'first_name', 'pseudonym', 'role_only', 'collective', 'anonymous']

function rowOf(participants: ReadonlyMap<string, ParticipantId>, ref: string): ParticipantId {
  const id = participants.get(ref)
  if (id === undefined) throw new Error('import-participant-unknown')
  return id
}
