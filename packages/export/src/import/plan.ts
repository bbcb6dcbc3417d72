import type { SectionBlock } from '@samskriv/document'
import type { AttributionMode, Language, ParticipantId, Sector, SectionKey, SectionStatus, StudyStatus } from '@samskriv/domain'

import type { FilePicture } from '../file/blocks.ts'
import type { StudyRecord } from '../records/study-record.ts'

/** Whose words, by whose hand, and how, in terms of the file. The same voice is the same object everywhere in a plan. */
export interface PlanVoice {
  /** The `ref` of a {@link PlanParticipant}. */
  readonly by: string
  readonly typedBy: string | null
  readonly sector: Sector | null
  readonly mode: AttributionMode
  /** The id of a `confirmation` record of the plan. */
  readonly confirmation: string | null
}

export interface PlanParticipant {
  readonly ref: string
  readonly publicName: string
  readonly sector: Sector | null
  readonly subtype: string | null
  readonly identity: string
  readonly groupSize: number | null
}

export interface PlanSection {
  readonly key: SectionKey
  /** Of one that the study has beside those of its template; null for one of the template. */
  readonly own: { readonly title: string; readonly question: string } | null
  /** The people in it are the `ref` of a {@link PlanParticipant}. Null where the file says nothing. */
  readonly state: PlanSectionState | null
  readonly blocks: readonly SectionBlock<PlanVoice>[]
}

export interface PlanSectionState {
  readonly status: SectionStatus
  readonly reason: string | null
  readonly owner: string | null
  readonly due: string | null
  readonly setBy: string | null
  readonly setAt: string | null
}

/** What to write so that a study is as the file says. Nothing in it needs checking again. */
export interface ImportPlan {
  readonly study: {
    readonly title: string
    readonly place: string
    readonly language: Language
    readonly templateId: string
    readonly templateVersion: number
    readonly status: StudyStatus
    readonly fictional: boolean
  }
  readonly participants: readonly PlanParticipant[]
  /** Every voice the sections use. */
  readonly voices: readonly PlanVoice[]
  readonly sections: readonly PlanSection[]
  /** Our own files say of every section what there is to say; of one in another file that holds words, nobody could say that it was begun. */
  readonly saysStates: boolean
  /** Whose bytes are still to be looked at: whether they are what the file says is for whoever can read pictures. */
  readonly pictures: readonly FilePicture[]
  /**
   * The rows for what has no table yet, to be stored as they are.
   *
   * @param participantIds - the new row of each participant, by `ref`; an export finds its way back through it
   */
  readonly records: (participantIds: ReadonlyMap<string, ParticipantId>) => readonly StudyRecord[]
}

/** `path` leads to the place in the file, such as `sections.2.blocks.0.runs.1.by`; `code` is stable and has a translation. */
export interface ImportError {
  readonly path: string
  readonly code: string
}

export type ImportResult =
  | { readonly ok: true; readonly plan: ImportPlan }
  | { readonly ok: false; readonly errors: readonly ImportError[] }
