import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

export interface PartLimits {
  readonly maxBytes: number
  readonly maxStructs: number
  readonly maxDeleteRanges: number
}

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number]
interface Range {
  readonly client: number
  readonly clock: number
  readonly length: number
}

/**
 * One update as several that can be applied one after the other, each complete in itself: the words in an order in which
 * everything a word refers to comes before it, then the deletions.
 *
 * @returns a single part when the update is within the limits
 */
export function splitUpdate(update: Uint8Array, limits: PartLimits): readonly Uint8Array[] {
  const { structs, ds } = Y.decodeUpdate(update)
  const deletions = [...ds.clients].flatMap(([client, ranges]) => ranges.map(({ clock, len }): Range => ({ client, clock, length: len })))
  if (update.length <= limits.maxBytes && structs.length <= limits.maxStructs && deletions.length <= limits.maxDeleteRanges) return [update]
  return [
    ...structParts(inCausalOrder(structs.flatMap((struct) => shortened(struct, limits.maxBytes / 8))), limits),
    ...deletionParts(deletions, limits),
  ]
}

function* structParts(structs: readonly Struct[], limits: PartLimits): Generator<Uint8Array> {
  let part: Struct[] = []
  let bytes = 0
  for (const struct of structs) {
    const size = roughBytes(struct)
    if (part.length > 0 && (part.length >= limits.maxStructs || bytes + size > limits.maxBytes)) {
      yield encodeStructs(part)
      part = []
      bytes = 0
    }
    part.push(struct)
    bytes += size
  }
  if (part.length > 0) yield encodeStructs(part)
}

function* deletionParts(ranges: readonly Range[], { maxDeleteRanges }: PartLimits): Generator<Uint8Array> {
  for (let from = 0; from < ranges.length; from += maxDeleteRanges) yield encodeDeletions(ranges.slice(from, from + maxDeleteRanges))
}

/** Takes from each client in clock order what only needs structs already taken. */
function inCausalOrder(structs: readonly Struct[]): Struct[] {
  const waiting = Map.groupBy(structs, ({ id }) => id.client)
  const ordered: Struct[] = []
  let moved = true
  while (moved) {
    moved = false
    for (const queue of waiting.values()) {
      let head = queue[0]
      while (head !== undefined && needsOf(head).every((id) => isTaken(id, waiting))) {
        ordered.push(head)
        queue.shift()
        head = queue[0]
        moved = true
      }
    }
  }
  // A cycle cannot come from an editor; sent as it is, the server says what is wrong with it.
  return [...ordered, ...[...waiting.values()].flat()]
}

function isTaken(id: Y.ID, waiting: Map<number, Struct[]>): boolean {
  const head = waiting.get(id.client)?.[0]
  return head === undefined || id.clock < head.id.clock
}

function needsOf(struct: Struct): readonly Y.ID[] {
  if (!(struct instanceof Y.Item)) return []
  const parent = struct.parent instanceof Y.ID ? struct.parent : null
  return [struct.origin, struct.rightOrigin, parent].filter((id) => id !== null)
}

/** One very long run of text as several shorter ones. */
function shortened(struct: Struct, maxLength: number): Struct[] {
  if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString) || struct.length <= maxLength) return [struct]
  const runs: Struct[] = []
  let rest = struct.content.str
  let clock = struct.id.clock
  let origin = struct.origin
  while (rest !== '') {
    const end = endsInsidePair(rest, maxLength) ? maxLength - 1 : maxLength
    const content = new Y.ContentString(rest.slice(0, end))
    runs.push(
      new Y.Item(Y.createID(struct.id.client, clock), null, origin, null, struct.rightOrigin, struct.parent, struct.parentSub, content),
    )
    rest = rest.slice(end)
    clock += content.str.length
    origin = Y.createID(struct.id.client, clock - 1)
  }
  return runs
}

function endsInsidePair(text: string, end: number): boolean {
  const code = text.charCodeAt(end)
  return code >= 0xdc00 && code <= 0xdfff
}

function roughBytes(struct: Struct): number {
  return 32 + (struct instanceof Y.Item && struct.content instanceof Y.ContentString ? struct.content.str.length * 3 : 64)
}

function encodeStructs(structs: readonly Struct[]): Uint8Array {
  const encoder = new Y.UpdateEncoderV1()
  const byClient = Map.groupBy(structs, ({ id }) => id.client)
  encoding.writeVarUint(encoder.restEncoder, byClient.size)
  for (const [client, own] of [...byClient].toSorted(([a], [b]) => b - a)) {
    encoding.writeVarUint(encoder.restEncoder, own.length)
    encoder.writeClient(client)
    encoding.writeVarUint(encoder.restEncoder, own[0]?.id.clock ?? 0)
    for (const struct of own) struct.write(encoder, 0)
  }
  encoding.writeVarUint(encoder.restEncoder, 0)
  return encoder.toUint8Array()
}

function encodeDeletions(ranges: readonly Range[]): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 0)
    const byClient = Map.groupBy(ranges, ({ client }) => client)
    encoding.writeVarUint(encoder, byClient.size)
    for (const [client, own] of byClient) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, own.length)
      for (const { clock, length } of own) {
        encoding.writeVarUint(encoder, clock)
        encoding.writeVarUint(encoder, length)
      }
    }
  })
}
