import type { Voice } from '@samskriv/attribution'
import type { JsonValue, MarkJson } from '@samskriv/document'
import type { ConsentScope, ParticipantId, Sector, SectionKey, StudyStatus, VoiceId } from '@samskriv/domain'

import type { StudyRecord } from '../records/study-record.ts'

/** A node of a section's body in which every text (and, where known, every note) says whose it is. */
export interface VoicedNode {
  readonly type: string
  readonly attrs?: Readonly<Record<string, JsonValue>>
  readonly content?: readonly VoicedNode[]
  readonly text?: string
  readonly marks?: readonly MarkJson[]
  readonly voice?: VoiceId
}

/** Someone in the study, by the name they chose to be shown with. Nothing here is private. */
export interface ExportParticipant {
  readonly id: ParticipantId
  readonly publicName: string
  readonly sector: Sector | null
  readonly subtype: string | null
  /** Which one they are of; left out and null alike for whoever is shown in a way that it would unmask. */
  readonly organisation?: string | null
  readonly hasAccount: boolean
}

/** Everything an export is made from, read from one committed state of the study. */
export interface ExportInput {
  readonly study: {
    readonly id: string
    readonly title: string
    /** The place as people wrote it, on one line. */
    readonly place: string
    readonly language: string
    readonly templateId: string
    readonly templateVersion: number
    readonly status: StudyStatus
    readonly example: boolean
  }
  /** Everyone who ever had a voice here, also those who left. */
  readonly participants: readonly ExportParticipant[]
  readonly voices: readonly Voice[]
  /** In the order of the template. */
  readonly sections: readonly { readonly key: SectionKey; readonly blocks: readonly VoicedNode[] }[]
  readonly records: readonly StudyRecord[]
  /** ISO, UTC. Its day decides which consents are valid. */
  readonly generatedAt: string
  /** Where the study can be opened. */
  readonly address: string
  /** What the words are taken out for; `published_case_study` unless said. */
  readonly use?: ConsentScope
}
