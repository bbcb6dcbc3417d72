import type { AttributionMode, ParticipantId, Sector, VoiceId } from '@samskriv/domain'

/**
 * Whose words, by whose hand, and how: interned once per study and distinct combination.
 * A Yjs clientID is bound to a voice, never to a person, so a changed sector or a scribed speaker is a new voice.
 */
export interface Voice {
  readonly id: VoiceId
  readonly by: ParticipantId
  /** The hand that typed, when it is not the speaker's own. */
  readonly typedBy: ParticipantId | null
  /** The sector `by` spoke in at that time; null while they have not said. */
  readonly sector: Sector | null
  readonly mode: AttributionMode
  readonly confirmation: string | null
  /** The placement by which these words of a comment came into the text; left out for what was written in it. */
  readonly placed?: string
  /** In a copy of a study, the voice there that said these words; left out for what was written in this one. */
  readonly copied?: VoiceId
}

/** A run of Yjs ids of one client, `[clock, clock + length)`, that belongs to another voice than the client's own. */
export interface Override {
  readonly client: number
  readonly clock: number
  readonly length: number
  readonly voice: VoiceId
  /** The voice whose gesture moved the words. */
  readonly movedBy: VoiceId
}

/** A deleted run, kept so that an undo or a restore days later gives the words back to their author. */
export interface DeletedRun {
  readonly text: string
  /** Consecutive parts of `text`, lengths in UTF-16 units, summing to `text.length`. */
  readonly voices: readonly { readonly length: number; readonly voice: VoiceId }[]
  readonly deletedAt: number
}
