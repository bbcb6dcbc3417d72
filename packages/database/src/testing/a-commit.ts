import type { Voice } from '@samskriv/attribution'
import type { VoiceId } from '@samskriv/domain'
import { chainStart, digestOf, nextHash, stateHash, type StudyCommit, type UpdateRow } from '@samskriv/sync-server'
import type { Script } from '../script.ts'
import type { StudyInPlace } from './new-study.ts'

type Place = Pick<StudyInPlace, 'id' | 'participant'>

export function aVoice(study: Place, name = 'voice-1'): Voice {
  return { id: name as VoiceId, by: study.participant, typedBy: null, sector: 'community', mode: 'typed_by_self', confirmation: null }
}

/** Makes the rows of one study, each with the next sequence and the next link of the chain. */
export class Log {
  seq = 0
  hash: Uint8Array = chainStart
  readonly #voice: VoiceId

  constructor(voice: Voice) {
    this.#voice = voice.id
  }

  next(said: string | Uint8Array = 'word', at = 1000 + this.seq): UpdateRow {
    const bytes = typeof said === 'string' ? new TextEncoder().encode(said) : said
    const salt = new Uint8Array(16).fill(this.seq % 251)
    const digest = digestOf(salt, bytes)
    this.seq += 1
    const link = { seq: this.seq, voice: this.#voice, at, digest }
    this.hash = nextHash(this.hash, link)
    return { ...link, connection: 'connection-1', bytes, salt, hash: this.hash }
  }

  take(count: number): UpdateRow[] {
    return Array.from({ length: count }, () => this.next(`word ${this.seq}`))
  }
}

export function aCommit(study: Place, parts: Partial<StudyCommit<Script<unknown>>> = {}): StudyCommit<Script<unknown>> {
  return {
    study: study.id,
    epoch: 1,
    voices: [],
    updates: [],
    bindings: [],
    overrides: [],
    graveyard: [],
    digests: [],
    restorePoints: [],
    wordCounts: [],
    spells: { before: [], taken: [], told: [], dropped: [], ended: [] },
    anchors: new Map(),
    snapshot: null,
    first: [],
    also: [],
    ...parts,
  }
}

/** Seals what is in the log under a snapshot. */
export function aSnapshot(log: Log): NonNullable<StudyCommit<never>['snapshot']> {
  const state = new TextEncoder().encode(`state ${log.seq}`)
  return { uptoSeq: log.seq, state, hash: stateHash(state) }
}
