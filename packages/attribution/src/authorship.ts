import type { VoiceId } from '@samskriv/domain'

import { Graveyard } from './graveyard.ts'
import { OverrideRanges } from './override-ranges.ts'
import { UnattributedText } from './unattributed-text.ts'
import type { DeletedRun, Override, Voice } from './voice.ts'

/** Consecutive clocks of one client that belong to one voice. */
export interface Segment {
  readonly clock: number
  readonly length: number
  readonly voice: VoiceId
}

/**
 * Who wrote which Yjs ids of one study in one epoch. Held in memory beside the live document; everything in it is also stored.
 *
 * @see rules AT1 to AT3 in packages/attribution/README.md
 */
export class Authorship {
  readonly voices: ReadonlyMap<VoiceId, Voice>
  readonly overrides: OverrideRanges
  readonly graveyard: Graveyard
  readonly #voices: Map<VoiceId, Voice>
  readonly #bindings = new Map<number, VoiceId>()
  readonly #unbound: ((client: number) => VoiceId) | null

  /** @param stored - `unbound`: whose text of a client is that is not bound, for a reader who knows it before it is told; else an error */
  constructor(stored: {
    readonly voices?: Iterable<Voice>
    readonly bindings?: Iterable<{ readonly client: number; readonly voice: VoiceId }>
    readonly overrides?: Iterable<Override>
    readonly graveyard?: Iterable<DeletedRun>
    readonly unbound?: (client: number) => VoiceId
  }) {
    this.#voices = new Map()
    this.#unbound = stored.unbound ?? null
    this.voices = this.#voices
    for (const voice of stored.voices ?? []) this.#voices.set(voice.id, voice)
    for (const { client, voice } of stored.bindings ?? []) this.bind(client, voice)
    this.overrides = new OverrideRanges(stored.overrides)
    this.graveyard = new Graveyard(stored.graveyard)
  }

  addVoice(voice: Voice): void {
    this.#voices.set(voice.id, voice)
  }

  /** Of a client that is bound, or that a reader knows before it is. */
  voiceOf(client: number): VoiceId | undefined {
    return this.#bindings.get(client) ?? this.#unbound?.(client)
  }

  /** Binds a client for the rest of the epoch; binding it again to the same voice changes nothing. */
  bind(client: number, voice: VoiceId): void {
    const bound = this.#bindings.get(client)
    if (bound !== undefined && bound !== voice) throw new Error(`client ${client} already speaks with another voice in this epoch`)
    this.#bindings.set(client, voice)
  }

  get bindings(): ReadonlyMap<number, VoiceId> {
    return this.#bindings
  }

  /** The voice of `[clock, clock + length)` if it has one alone and is known, as nearly every range does; else ask for its segments. */
  soleVoice(client: number, clock: number, length: number): VoiceId | undefined {
    const override = this.overrides.firstTouching(client, clock, length)
    if (override === undefined) return this.voiceOf(client)
    return override.clock <= clock && override.clock + override.length >= clock + length ? override.voice : undefined
  }

  /**
   * The voices of `[clock, clock + length)`, in clock order, summing to `length`; neighbours of one voice are one segment.
   *
   * @throws {@link UnattributedText} when part of the range has no override and the client is not bound
   */
  segments(client: number, clock: number, length: number): readonly Segment[] {
    const own = this.voiceOf(client)
    const overrides = this.overrides.touching(client, clock, length)
    if (overrides.length === 0) {
      if (own === undefined) throw new UnattributedText(client)
      return [{ clock, length, voice: own }]
    }
    const end = clock + length
    const segments: Segment[] = []
    let at = clock
    for (const override of overrides) {
      if (override.clock > at) {
        if (own === undefined) throw new UnattributedText(client)
        append(segments, at, override.clock, own)
        at = override.clock
      }
      const to = Math.min(override.clock + override.length, end)
      append(segments, at, to, override.voice)
      at = to
    }
    if (at < end) {
      if (own === undefined) throw new UnattributedText(client)
      append(segments, at, end, own)
    }
    return segments
  }
}

function append(segments: Segment[], from: number, to: number, voice: VoiceId): void {
  const last = segments.at(-1)
  if (last !== undefined && last.voice === voice) segments[segments.length - 1] = { clock: last.clock, length: to - last.clock, voice }
  else segments.push({ clock: from, length: to - from, voice })
}
