import type { Voice } from '@samskriv/attribution'
import type { JsonValue, MarkJson } from '@samskriv/document'
import type {
  CommentChoice,
  ConsentScope,
  IdentityMode,
  ParticipantId,
  Sector,
  SectionKey,
  SectionStatus,
  StudyStatus,
  UseChoice,
  VoiceId,
} from '@samskriv/domain'

import type { StudyRecord } from '../records/study-record.ts'
import type { ExportComment } from './comments.ts'
import type { ExportQuestion } from './questions.ts'
import type { ExportSuggestion } from './suggestions.ts'

/** A node of a section's body in which every text (and, where known, every note) says whose it is. */
export interface VoicedNode {
  readonly type: string
  readonly attrs?: Readonly<Record<string, JsonValue>>
  readonly content?: readonly VoicedNode[]
  readonly text?: string
  readonly marks?: readonly MarkJson[]
  readonly voice?: VoiceId
  /** The ids of the characters of a text, in order; what comments point at. Left out where nobody asks. */
  readonly ranges?: readonly { readonly client: number; readonly clock: number; readonly length: number }[]
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
  /** In which way they chose to be shown; left out where nobody asks. */
  readonly identity?: IdentityMode
  /** How many a group are; null for one person, left out for a group that it could unmask. */
  readonly groupSize?: number | null
  /** What may be done with what others wrote down for them; left out and null alike for everybody who needs no asking. */
  readonly scribedUse?: UseChoice | null
}

export interface ExportSection {
  readonly key: SectionKey
  /** Of a section that the study has beside those of its template. */
  readonly own?: { readonly title: string; readonly question: string } | null
  /** What people have said about how far it has come; left out and null alike while nobody has. */
  readonly state?: ExportSectionState | null
  readonly blocks: readonly VoicedNode[]
}

export interface ExportSectionState {
  readonly status: SectionStatus
  readonly reason: string | null
  readonly owner: ParticipantId | null
  /** ISO day. */
  readonly due: string | null
  readonly setBy: ParticipantId | null
  /** ISO, UTC. */
  readonly setAt: string | null
}

/** A picture of the study. */
export interface ExportPicture {
  /** SHA-256 of its bytes. */
  readonly hash: string
  readonly mediaType: 'image/jpeg' | 'image/png'
  readonly width: number
  readonly height: number
  /** The bytes in base64; null for a page that asks for them by an address. */
  readonly data: string | null
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
  /** What may be done now with words of comments that were put into the text, by `Voice.placed`; one that is missing stays with the writing group. */
  readonly placedUses?: ReadonlyMap<string, UseChoice>
  /** In the order of the template, and after them the study's own. */
  readonly sections: readonly ExportSection[]
  readonly records: readonly StudyRecord[]
  /** What was asked and answered here, newest first; left out where nothing was. */
  readonly questions?: readonly ExportQuestion[]
  /** What everybody in it may read of what was said about it; left out where nothing was, or no comments are wanted. */
  readonly comments?: readonly ExportComment[]
  /** Which of them the file holds, and of those that came with a file; `none` unless said. */
  readonly commentChoice?: CommentChoice
  /** What is suggested here to be changed in its text, while nobody has decided; left out like the comments, with which they are wanted or not. */
  readonly suggestions?: readonly ExportSuggestion[]
  /** Those that its sections show, and maybe more; one that is missing is told by its description. */
  readonly pictures?: readonly ExportPicture[]
  /** ISO, UTC. Its day decides which consents are valid. */
  readonly generatedAt: string
  /** Where the study can be opened. */
  readonly address: string
  /** What the words are taken out for; `published_case_study` unless said. */
  readonly use?: ConsentScope
  /** Who will read it; `others`, outside the writing group, unless said. */
  readonly readers?: 'writing-group' | 'others'
}
