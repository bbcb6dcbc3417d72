import type { DeletedRun, Override, Voice, WordChange } from '@samskriv/attribution'
import type { VoicedElementJson, VoicedNodeJson } from '@samskriv/document'
import type { ParticipantId, SectionKey, Sector, StudyId, VoiceId } from '@samskriv/domain'

/** A study's body as it stands on disk. */
export interface StoredStudy {
  readonly epoch: number
  /** Sequence of the newest stored update; 0 before the first. */
  readonly headSeq: number
  /** Chain hash after `headSeq`; 32 zero bytes before the first. */
  readonly headHash: Uint8Array
  /** Yjs v1 state of everything up to and including `uptoSeq`. */
  readonly snapshot: StoredSnapshot | null
  /** Updates after the snapshot, in sequence order. */
  readonly updates: readonly { readonly seq: number; readonly at: number; readonly bytes: Uint8Array }[]
  readonly voices: readonly Voice[]
  readonly bindings: readonly Binding[]
  /** ClientIDs that were bound in earlier epochs, and are not now: who still sends words of one has a copy of a body that is gone. */
  readonly retiredClients: readonly number[]
  readonly overrides: readonly Override[]
  readonly graveyard: readonly DeletedRun[]
  readonly sections: readonly SectionPolicy[]
  readonly speakers: readonly Speaker[]
  /** When the newest restore point of each section was made. */
  readonly restorePoints: readonly { readonly section: SectionKey; readonly at: number }[]
  /** The words of each voice as they were last counted; a section is missing while that never was. */
  readonly countedWords: readonly CountedWords[]
  /** The newest update that a section's digest covers; words are counted with digests. */
  readonly digestedSeq: number
}

export interface StoredSnapshot {
  readonly uptoSeq: number
  readonly state: Uint8Array
  /** Whether `state` has the hash it was written with. */
  readonly isWhole: boolean
}

export interface Binding {
  readonly client: number
  readonly voice: VoiceId
  readonly firstSeq: number
  /** Next clock expected of this client when its row was written; the document knows it to the keystroke. */
  readonly lastClock: number
  /** A server clientID carries the server's own edits and is reused after a restart. */
  readonly server: boolean
}

export interface SectionPolicy {
  readonly key: SectionKey
  readonly editing: 'open' | 'suggest' | 'lead-only'
  /** Whether contributors write here too, and not only editors. */
  readonly openToContributors: boolean
}

/** Somebody who takes part without a device: others write down what they say. */
export interface Speaker {
  readonly participant: ParticipantId
  readonly sector: Sector | null
  /** Who added them. */
  readonly managedBy: ParticipantId
}

/** One link of the tamper-evident chain: `hash = H(previous, seq, voice, at, digest)`, `digest = HMAC(salt, bytes)`. */
export interface UpdateRow {
  readonly seq: number
  readonly voice: VoiceId
  /** The connection that sent it, unique per process run; null for the server's own edits. */
  readonly connection: string | null
  readonly at: number
  readonly bytes: Uint8Array
  readonly salt: Uint8Array
  readonly digest: Uint8Array
  readonly hash: Uint8Array
}

/** How many words of each voice a section has. */
export interface CountedWords {
  readonly section: SectionKey
  readonly words: readonly (readonly [VoiceId, number])[]
}

/** The words of a section counted anew, with who changed them since the count before. */
export interface WordCount extends CountedWords {
  readonly at: number
  readonly changes: readonly WordChange[]
}

export interface SectionDigest {
  readonly key: SectionKey
  readonly words: number
  readonly textHash: Uint8Array
  readonly seq: number
}

/** A node of a section with whose words it holds; it has no Yjs ids, because bringing it back writes new ones. */
export type KeptNode = VoicedNodeJson<VoiceId>
export type KeptBlock = VoicedElementJson<VoiceId>

/** A section as it was before it was changed. It outlives epochs: voices keep their ids. */
export interface RestorePoint {
  readonly id: string
  readonly section: SectionKey
  /** Of the newest update it holds. */
  readonly seq: number
  readonly at: number
  readonly reason: 'edited' | 'before-deletion' | 'before-restore' | 'before-import'
  /** Whose hand made the change that came next; null when nobody's did. */
  readonly by: ParticipantId | null
  readonly words: number
  readonly blocks: readonly KeptBlock[]
}

/**
 * Everything one study adds in one group commit. `Also` is the store's own kind of transaction script
 * (see `room.edit`), run after the rows of this study, in the same transaction.
 */
export interface StudyCommit<Also> {
  readonly study: StudyId
  readonly epoch: number
  readonly voices: readonly Voice[]
  readonly updates: readonly UpdateRow[]
  /** New bindings; with digests or a snapshot also those whose last clock moved since. */
  readonly bindings: readonly Binding[]
  readonly overrides: readonly (Override & { readonly seq: number })[]
  readonly graveyard: readonly (DeletedRun & { readonly seq: number; readonly expiresAt: number })[]
  readonly digests: readonly SectionDigest[]
  readonly restorePoints: readonly RestorePoint[]
  /** In order: a section may be in it more than once. */
  readonly wordCounts: readonly WordCount[]
  /** The updates up to it are sealed with it: loading needs them no more. */
  readonly snapshot: {
    readonly uptoSeq: number
    readonly state: Uint8Array
    /** `stateHash(state)`: a store that finds another one on load falls back to the snapshot before. */
    readonly hash: Uint8Array
  } | null
  readonly also: readonly Also[]
}

/** A new epoch: every Yjs id changes, so everything keyed by one is written anew in one transaction. */
export interface EpochChange {
  readonly study: StudyId
  readonly from: number
  readonly to: number
  readonly reason: 'client-ids' | 'erasure' | 'restore'
  readonly state: Uint8Array
  readonly bindings: readonly Binding[]
  readonly overrides: readonly Override[]
  readonly graveyard: readonly DeletedRun[]
  /** `nextEpochHash` of the head before: the change is a link of the chain itself. */
  readonly endHash: Uint8Array
  /** The sequence after the last update of the old epoch. */
  readonly seq: number
  readonly at: number
}

/** Where a room keeps its words. Implementations run the contract suite `update-store.contract.ts`. */
export interface UpdateStore<Also = never> {
  /** @returns undefined when the study does not exist or is in the bin. */
  load(study: StudyId): Promise<StoredStudy | undefined>
  /**
   * Writes all commits in one durable transaction, or none.
   * @throws {@link StoreUnavailable} when nothing was written and the same call may succeed later (disk full, busy)
   * @throws anything else when a row was refused: the caller must drop its in-memory state and load again
   */
  commit(commits: readonly StudyCommit<Also>[]): Promise<void>
  changeEpoch(change: EpochChange): Promise<void>
  /** Marks a study as unloadable, with the reason, or clears the mark. Its last good state stays readable. */
  quarantine(study: StudyId, reason: string | null): Promise<void>
}

/** The store could not write now; nothing of the call was written. */
export class StoreUnavailable extends Error {
  readonly code = 'store-unavailable'
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StoreUnavailable'
  }
}
