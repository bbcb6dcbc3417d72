import { limits } from '@samskriv/protocol/frames'

import { Refused } from '../refused.ts'
import { ByteReader } from './byte-reader.ts'
import { readAny, readJson } from './read-value.ts'
import type { WireDeletes, WireKind, WireSection, WireStruct, WireUpdate } from './wire-update.ts'

/** No client types more than this in one epoch; it keeps every clock a small integer. */
const maxClock = 2 ** 31 - 1
const maxNameBytes = 128

const content = { gc: 0, deleted: 1, text: 4, format: 6, type: 7, any: 8, skip: 10 } as const
const typeRef = { element: 3, text: 6 } as const

/**
 * Reads a Yjs v1 update before Yjs does, once, within bounds: what the gate then judges.
 *
 * @throws Refused when it holds anything that an editor does not write, or more than the limits
 * @see rules SS4 to SS7 in packages/sync-server/README.md; the format is that of `readClientsStructRefs` in yjs 13.6
 */
export function readUpdate(bytes: Uint8Array): WireUpdate {
  const reader = new ByteReader(bytes)
  const sections: WireSection[] = []
  const clients = reader.varUint()
  if (clients > limits.maxClientsPerMessage) throw new Refused('too-many', `${clients} clients`)
  let structs = 0
  const seen = clients > 1 ? new Set<number>() : null
  for (let index = 0; index < clients; index += 1) {
    const section = readSection(reader, limits.maxStructsPerMessage - structs)
    // Yjs would keep only the last of two sections of one client.
    if (seen?.has(section.client) === true) throw new Refused('malformed', 'two sections of one client')
    seen?.add(section.client)
    structs += section.structs.length
    sections.push(section)
  }
  const deletes = readDeletes(reader)
  if (!reader.atEnd) throw new Refused('malformed', 'bytes left over')
  let deleteRanges = 0
  for (const { ranges } of deletes) deleteRanges += ranges.length / 2
  return { sections, deletes, structs, deleteRanges }
}

function readSection(reader: ByteReader, room: number): WireSection {
  const count = reader.varUint()
  if (count > room) throw new Refused('too-many', `${count} structs`)
  const client = reader.varUint()
  const clock = reader.varUint()
  let end = clock
  const structs: WireStruct[] = []
  for (let index = 0; index < count; index += 1) {
    const struct = readStruct(reader, client, end)
    end += struct.length
    if (struct.length < 1 || end > maxClock) throw new Refused('malformed', 'length of a struct')
    structs.push(struct)
  }
  return { client, clock, end, structs }
}

function readStruct(reader: ByteReader, client: number, clock: number): WireStruct {
  const info = reader.byte()
  const ref = info & 31
  if (ref === content.gc || ref === content.skip) {
    // Yjs reads these two with two different masks; flags on them would mean two different things.
    if (info !== ref) throw new Refused('malformed', 'flags on an empty struct')
    if (ref === content.skip) throw new Refused('gap', 'skipped clocks')
    return struct('gc', client, clock, reader.varUint())
  }
  let originClient = 0
  let originClock = -1
  let rightClient = 0
  let rightClock = -1
  if ((info & 128) !== 0) {
    originClient = reader.varUint()
    originClock = reader.varUint()
  }
  if ((info & 64) !== 0) {
    rightClient = reader.varUint()
    rightClock = reader.varUint()
  }
  let root: string | null = null
  let parentClient = 0
  let parentClock = -1
  let key: string | null = null
  if ((info & 192) === 0) {
    if (reader.varUint() === 1) root = reader.string(maxNameBytes)
    else {
      parentClient = reader.varUint()
      parentClock = reader.varUint()
    }
    if ((info & 32) !== 0) key = reader.string(maxNameBytes)
  }

  let kind: WireKind
  let length = 1
  let name = ''
  const values: unknown[] = []
  switch (ref) {
    case content.text:
      kind = 'text'
      length = reader.skipString()
      break
    case content.deleted:
      kind = 'deleted'
      length = reader.varUint()
      break
    case content.format:
      kind = 'format'
      name = reader.string(maxNameBytes)
      values.push(readJson(reader))
      break
    case content.type: {
      const type = reader.varUint()
      if (type !== typeRef.element && type !== typeRef.text) throw new Refused('content', `shared type ${type}`)
      kind = type === typeRef.element ? 'element' : 'text-node'
      if (type === typeRef.element) name = reader.string(maxNameBytes)
      break
    }
    case content.any:
      kind = 'attribute'
      length = reader.varUint()
      if (length === 0) throw new Refused('malformed', 'no value')
      while (values.length < length) values.push(readAny(reader))
      break
    default:
      throw new Refused('content', `content ${ref}`)
  }
  return {
    kind,
    client,
    clock,
    length,
    originClient,
    originClock,
    rightClient,
    rightClock,
    root,
    parentClient,
    parentClock,
    key,
    name,
    values,
    placed: null,
    inside: null,
  }
}

function struct(kind: WireKind, client: number, clock: number, length: number): WireStruct {
  return {
    kind,
    client,
    clock,
    length,
    originClient: 0,
    originClock: -1,
    rightClient: 0,
    rightClock: -1,
    root: null,
    parentClient: 0,
    parentClock: -1,
    key: null,
    name: '',
    values: [],
    placed: null,
    inside: null,
  }
}

const noDeletes: readonly WireDeletes[] = []

function readDeletes(reader: ByteReader): readonly WireDeletes[] {
  const clients = reader.varUint()
  if (clients === 0) return noDeletes
  if (clients > limits.maxClientsPerMessage) throw new Refused('too-many', `deletes of ${clients} clients`)
  const deletes: WireDeletes[] = []
  let room: number = limits.maxDeleteRangesPerMessage
  const seen = clients > 1 ? new Set<number>() : null
  for (let index = 0; index < clients; index += 1) {
    const client = reader.varUint()
    const count = reader.varUint()
    if (seen?.has(client) === true) throw new Refused('malformed', 'deletes of one client twice')
    seen?.add(client)
    if (count > room) throw new Refused('too-many', `${count} deleted ranges`)
    room -= count
    const ranges: number[] = []
    let end = 0
    for (let range = 0; range < count; range += 1) {
      const clock = reader.varUint()
      const length = reader.varUint()
      if (length < 1 || clock + length > maxClock) throw new Refused('malformed', 'length of a deletion')
      // In order and apart, as Yjs writes them: ranges over ranges would be walked again and again.
      if (clock < end) throw new Refused('malformed', 'deletions out of order')
      end = clock + length
      ranges.push(clock, length)
    }
    deletes.push({ client, ranges })
  }
  return deletes
}
