import type { Anchor, DeletedRun, IdRange, Override, Voice, WordChange } from '@samskriv/attribution'
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
  /** The hashes of its pictures: an image stands for one of them. */
  readonly files: readonly string[]
  /** When the newest restore point of each section was made. */
  readonly restorePoints: readonly { readonly section: SectionKey; readonly at: number }[]
  /** The words of each voice as they were last counted; a section is missing while that never was. */
  readonly countedWords: readonly CountedWords[]
  /** The newest update that a section's digest covers; words are counted with digests. */
  readonly digestedSeq: number
  /** What people of other sectors are taking out of the community's paragraphs, of this epoch. */
  readonly spells: StoredSpells
  /** The places in the text that something points at, of this epoch. */
  readonly anchors: readonly StoredAnchor[]
}

/** A kept anchor, and who hears of it. */
export type StoredAnchor = Anchor & {
  /** Null: everybody who reads the study; else whoever pointed at the words, and the stewards. */
  readonly onlyFor: ParticipantId | null
}

export interface StoredSpells {
  readonly before: readonly ParagraphBefore[]
  readonly taken: readonly WordsTaken[]
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
  /** Whether other sectors only suggest to change the community's words here. Left out, they do. */
  readonly wordsProtected?: boolean
}

/** Somebody who takes part without a device: others write down what they say. */
export interface Speaker {
  readonly participant: ParticipantId
  /** As others see them; empty for not named. */
  readonly name: string
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

/** A paragraph with words of the community, as it was before somebody of another sector took some of them out. Its ids are of the epoch. */
export interface ParagraphBefore {
  readonly id: string
  readonly section: SectionKey
  readonly by: ParticipantId
  /** In which they speak. */
  readonly sector: Sector | null
  readonly at: number
  /** The id of its element. */
  readonly client: number
  readonly clock: number
  /** Which block of the section it stands in, counted from 0. */
  readonly place: number
  readonly block: KeptBlock
  /** Of its text, in order. */
  readonly ids: readonly IdRange[]
  /** Its authors were told of it. */
  readonly isTold: boolean
}

/** Words of the community that somebody of another sector took out. */
export interface WordsTaken extends IdRange {
  readonly section: SectionKey
  readonly by: ParticipantId
  readonly at: number
}

/** What becomes of the spells in which people take out words of the community; in this order. */
export interface SpellChanges {
  readonly before: readonly ParagraphBefore[]
  readonly taken: readonly WordsTaken[]
  /** Ids of paragraphs whose authors are told with this commit. */
  readonly told: readonly string[]
  /** Ids of paragraphs that are as they were again: what is taken out of them from now on is told anew. */
  readonly dropped: readonly string[]
  readonly ended: readonly { readonly section: SectionKey; readonly by: ParticipantId }[]
}

/** What the author of words is told: that more than 30 % of a community paragraph went by the hand of another sector. */
export interface Softened {
  readonly section: SectionKey
  readonly author: ParticipantId
  readonly by: ParticipantId
  readonly bySector: Sector | null
  /** The newest update that it is about. */
  readonly seq: number
  readonly at: number
  /** The paragraph before that person began. */
  readonly was: KeptBlock
  /** Where words that are gone stood: offset and length in its text, in which a line break counts as one. */
  readonly gone: readonly (readonly [from: number, length: number])[]
  /** How many of the author's words are gone, and how many of the community's it had. */
  readonly lost: number
  readonly words: number
  /** Where it stood, and the id of its element. */
  readonly place: number
  readonly epoch: number
  readonly client: number
  readonly clock: number
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
  readonly spells: SpellChanges
  /** By id, as they are now; null for one that nothing points at any more. */
  readonly anchors: ReadonlyMap<string, Anchor | null>
  /** The updates up to it are sealed with it: loading needs them no more. */
  readonly snapshot: {
    readonly uptoSeq: number
    readonly state: Uint8Array
    /** `stateHash(state)`: a store that finds another one on load falls back to the snapshot before. */
    readonly hash: Uint8Array
  } | null
  /** Run before the rows, in the same transaction: they make what rows point at. */
  readonly first: readonly Also[]
  /** Run after the rows. */
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
  /** All of them, with their new ids. */
  readonly anchors: readonly Anchor[]
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
