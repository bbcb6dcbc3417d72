import { limits } from '@samskriv/protocol/frames'

import { Refused } from '../refused.ts'
import { ByteReader } from '../wire/byte-reader.ts'

interface YjsId {
  readonly client: number
  readonly clock: number
}

/** A place in the text, as y-protocols writes relative positions. */
interface Position {
  readonly type: YjsId | null
  readonly tname: string | null
  readonly item: YjsId | null
  readonly assoc: number
}

interface Cursor {
  readonly anchor: Position
  readonly head: Position
}

/** What the server keeps of what a client says about itself. */
export interface PresenceState {
  readonly section?: string
  readonly cursor?: Cursor | null
  /** The participant whose words they write down. */
  readonly speaker?: string
}

export interface PresenceEntry {
  readonly client: number
  readonly clock: number
  /** Null: it leaves. */
  readonly state: PresenceState | null
}

/**
 * The one entry of an awareness message that counts: that of `own`, or the first when the connection has not named itself yet.
 *
 * @returns undefined when there is none, or it is larger than allowed
 * @throws Refused when the bytes are not an awareness message
 */
export function readPresence(bytes: Uint8Array, own: number | null): PresenceEntry | undefined {
  const reader = new ByteReader(bytes)
  const count = reader.varUint()
  if (count > limits.maxConnectionsPerStudy * 2) throw new Refused('malformed', `${count} entries`)
  let found: PresenceEntry | undefined
  for (let index = 0; index < count; index += 1) {
    const client = reader.varUint()
    const clock = reader.varUint()
    const at = reader.at
    const isOwn = own === null ? found === undefined && index === 0 : client === own
    reader.skipString()
    if (!isOwn || reader.at - at > limits.maxAwarenessBytes + 2) continue
    const after = reader.at
    reader.at = at
    const state = readState(reader.string(limits.maxAwarenessBytes + 2))
    reader.at = after
    if (state !== undefined) found = { client, clock, state }
  }
  if (!reader.atEnd) throw new Refused('malformed', 'bytes left over')
  return found
}

function readState(text: string): PresenceState | null | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (value === null) return null
  if (!isRecord(value)) return undefined
  const { section, cursor, speaker } = value
  return {
    ...(typeof section === 'string' ? { section } : {}),
    ...(cursor === undefined ? {} : { cursor: readCursor(cursor) }),
    ...(typeof speaker === 'string' ? { speaker } : {}),
  }
}

function readCursor(value: unknown): Cursor | null {
  if (!isRecord(value)) return null
  const anchor = readPosition(value['anchor'])
  const head = readPosition(value['head'])
  return anchor === undefined || head === undefined ? null : { anchor, head }
}

function readPosition(value: unknown): Position | undefined {
  if (!isRecord(value)) return undefined
  const { tname, assoc } = value
  return {
    type: readId(value['type']),
    tname: typeof tname === 'string' ? tname : null,
    item: readId(value['item']),
    assoc: typeof assoc === 'number' && assoc < 0 ? -1 : 0,
  }
}

function readId(value: unknown): YjsId | null {
  if (!isRecord(value)) return null
  const { client, clock } = value
  return isClock(client) && isClock(clock) ? { client, clock } : null
}

function isClock(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
