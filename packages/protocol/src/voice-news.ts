import { attributionModes, isSector, type AttributionMode, type Sector } from '@samskriv/domain'

/** Whose words, by whose hand, and how. Ids of participants. */
export interface VoiceFact {
  readonly id: string
  readonly by: string
  /** Null when it is the speaker's own hand. */
  readonly typedBy: string | null
  /** The one they spoke in then; null while they had not said. */
  readonly sector: Sector | null
  readonly mode: AttributionMode
}

/** All ids of a Yjs client, but for those that an override gives to another voice. */
export type ClientOfVoice = readonly [client: number, voice: string]

/** Ids `[clock, clock + length)` of a client. A later one replaces what it covers of an earlier one. */
export type OverrideOfVoice = readonly [client: number, clock: number, length: number, voice: string]

/**
 * What is new about whose words are whose, after a commit. Together with the state that `GET /api/studies/{id}/voices` gives, it
 * tells the voice of every character. Said again it changes nothing.
 */
export interface VoiceNews {
  readonly kind: 'voices'
  /** The newest update of the commit. */
  readonly seq: number
  readonly voices: readonly VoiceFact[]
  readonly clients: readonly ClientOfVoice[]
  readonly overrides: readonly OverrideOfVoice[]
}

/** @returns undefined for a push of another kind, and for one that can't be understood: a client fetches the state instead */
export function parseVoiceNews(body: unknown): VoiceNews | undefined {
  if (!isRecord(body) || body['kind'] !== 'voices') return undefined
  const { seq, voices, clients, overrides } = body
  if (!isCount(seq) || !Array.isArray(voices) || !Array.isArray(clients) || !Array.isArray(overrides)) return undefined
  if (!voices.every(isVoiceFact) || !clients.every(isClientOfVoice) || !overrides.every(isOverrideOfVoice)) return undefined
  return { kind: 'voices', seq, voices, clients, overrides }
}

function isVoiceFact(value: unknown): value is VoiceFact {
  if (!isRecord(value)) return false
  const { id, by, typedBy, sector, mode } = value
  return (
    typeof id === 'string' &&
    typeof by === 'string' &&
    (typedBy === null || typeof typedBy === 'string') &&
    (sector === null || isSector(sector)) &&
    attributionModes.some((known) => known === mode)
  )
}

function isClientOfVoice(value: unknown): value is ClientOfVoice {
  return Array.isArray(value) && value.length === 2 && isCount(value[0]) && typeof value[1] === 'string'
}

function isOverrideOfVoice(value: unknown): value is OverrideOfVoice {
  return Array.isArray(value) && value.length === 4 && value.slice(0, 3).every(isCount) && typeof value[3] === 'string'
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
