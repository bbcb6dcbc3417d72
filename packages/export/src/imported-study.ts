import { Authorship, spansOfBlocks, type Voice } from '@samskriv/attribution'
import { templateById, writeSection } from '@samskriv/document'
import { identityModes, type ParticipantId, type VoiceId } from '@samskriv/domain'
import * as Y from 'yjs'

import type { ImportPlan, PlanSection, PlanVoice } from './import/plan.ts'
import type { ExportInput } from './tree/export-input.ts'

/** Carries a plan out in a Y.Doc of its own, as the server does through its one door for edits, and reads it back: for counting, and for tests. */
export function importedStudy(plan: ImportPlan, { generatedAt }: { generatedAt: string }): ExportInput & { readonly doc: Y.Doc } {
  const doc = new Y.Doc()
  // Other ids than in the file: what comes out again must not depend on them.
  const participantIds = new Map(plan.participants.map(({ ref }, index) => [ref, `row-${index}` as ParticipantId]))
  const rowOf = (ref: string): ParticipantId => participantIds.get(ref) ?? fail(ref)
  const clients = new Map(plan.voices.map((voice, index) => [voice, index + 1000]))
  const voices = plan.voices.map((voice, index): Voice => ({
    ...voice,
    id: voiceId(index),
    by: rowOf(voice.by),
    typedBy: voice.typedBy === null ? null : rowOf(voice.typedBy),
  }))
  const asVoice = (voice: PlanVoice): void => {
    doc.clientID = clients.get(voice) ?? fail(voice.by)
  }
  doc.transact(() => {
    for (const { key, blocks } of plan.sections) writeSection(doc, key, blocks, asVoice)
  })
  const bindings = [...plan.voices.keys()].map((index) => ({ client: index + 1000, voice: voiceId(index) }))
  const authorship = new Authorship({ voices, bindings, overrides: [], graveyard: [] })
  return {
    doc,
    study: { ...plan.study, id: 'study-1', example: plan.study.fictional },
    participants: plan.participants.map(({ ref, publicName, sector, subtype, identity, groupSize }) => ({
      id: rowOf(ref),
      publicName,
      sector,
      subtype,
      hasAccount: true,
      identity: identityModes.find((mode) => mode === identity) ?? 'named',
      groupSize,
    })),
    voices,
    sections: sectionsOf(plan).map(({ key, own, state }) => ({
      key,
      own,
      state:
        state === null
          ? null
          : {
              ...state,
              owner: state.owner === null ? null : rowOf(state.owner),
              setBy: state.setBy === null ? null : rowOf(state.setBy),
            },
      blocks: spansOfBlocks(doc, key, authorship),
    })),
    records: plan.records(participantIds),
    pictures: plan.pictures,
    generatedAt,
    address: 'https://samskriv.example/studies/study-1',
  }
}

/** Every section of the template, in the file or not, and then the study's own. */
function sectionsOf({ study, sections }: ImportPlan): readonly Omit<PlanSection, 'blocks'>[] {
  const inFile = new Map(sections.map((section) => [section.key, section]))
  const ofTemplate = (templateById(study.templateId)?.sections ?? []).map(({ id }) => inFile.get(id) ?? { key: id, own: null, state: null })
  return [...ofTemplate, ...sections.filter(({ own }) => own !== null)]
}

function voiceId(index: number): VoiceId {
  return `voice-${index}` as VoiceId
}

function fail(what: string): never {
  throw new Error(`not in the plan: ${what}`)
}
