import { isSector, type Sector } from '@samskriv/domain'

/** Somebody who has the study open, as the server says; name and sector come from the session and never from the browser. */
export interface Presence {
  readonly client: number
  readonly participant: string
  readonly name: string
  readonly sector: Sector | 'unknown'
  /** The section they are in. */
  readonly section: string | null
  /** Whose words they write down now; null while they write for themselves. */
  readonly speaker: { readonly name: string; readonly sector: Sector | 'unknown' } | null
  readonly cursor: { readonly anchor: unknown; readonly head: unknown } | null
}

/** @returns null for a state that the server has not signed with a person yet */
export function readPresence(client: number, state: unknown): Presence | null {
  if (!isRecord(state) || !isRecord(state['user'])) return null
  const { name, participant, sector } = state['user']
  if (typeof name !== 'string' || typeof participant !== 'string') return null
  const { section, cursor, speaker } = state
  return {
    client,
    name,
    participant,
    sector: isSector(sector) ? sector : 'unknown',
    section: typeof section === 'string' ? section : null,
    speaker: speakerIn(speaker),
    cursor: isRecord(cursor) ? { anchor: cursor['anchor'], head: cursor['head'] } : null,
  }
}

function speakerIn(speaker: unknown): Presence['speaker'] {
  if (!isRecord(speaker) || typeof speaker['name'] !== 'string') return null
  const { name, sector } = speaker
  return { name, sector: isSector(sector) ? sector : 'unknown' }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
