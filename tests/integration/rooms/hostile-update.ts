import * as encoding from 'lib0/encoding'
import * as prng from 'lib0/prng'
import * as Y from 'yjs'

type Chance = prng.PRNG
type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number]
type Content = Y.Item['content']

/** What a liar may know about the study. */
export interface Known {
  /** ClientIDs in the study, with their next clocks. */
  readonly clocks: ReadonlyMap<number, number>
  readonly roots: readonly string[]
}

/** An honest update with something wrong in it: in what it says (whose, where, what), in its bytes, or in both. */
export function hostileUpdate(honest: Uint8Array, known: Known, chance: Chance): Uint8Array {
  const kind = prng.int32(chance, 0, 9)
  const lie = kind < 7 ? withLies(honest, known, chance) : honest
  return kind < 6 ? lie : withBrokenBytes(lie, chance)
}

function withLies(update: Uint8Array, known: Known, chance: Chance): Uint8Array {
  const { structs, ds } = Y.decodeUpdate(update)
  const ranges = [...ds.clients].flatMap(([client, of]) => of.map(({ clock, len }) => ({ client, clock, length: len })))
  const lies = prng.int32(chance, 1, 2)
  for (let lie = 0; lie < lies; lie++) {
    if (structs.length === 0 || prng.int32(chance, 0, 7) === 0) ranges.push(aRange(known, chance))
    else lieAbout(structs, known, chance)
  }
  return encode(structs, ranges, chance)
}

function lieAbout(structs: Struct[], known: Known, chance: Chance): void {
  const index = prng.int32(chance, 0, structs.length - 1)
  const struct = structs[index]
  if (struct === undefined) return
  const id = () => anId(known, struct, chance)
  const kind = prng.int32(chance, 0, 13)
  if (!(struct instanceof Y.Item)) return void structs.splice(index, 1)
  switch (kind) {
    case 0:
      structs.splice(index, 1)
      return
    case 1:
      structs.splice(index, 0, struct)
      return
    case 2:
      structs.splice(index, 1, new Y.GC(struct.id, struct.length))
      return
    case 3:
      structs.splice(index, 1, new Y.Skip(struct.id, struct.length))
      return
    case 4:
      structs.splice(prng.int32(chance, 0, structs.length - 1), 0, ...structs.splice(index, 1))
      return
    case 5:
      return replace(structs, index, struct, { id: id() })
    case 6:
      return replace(structs, index, struct, { origin: prng.bool(chance) ? id() : null })
    case 7:
      return replace(structs, index, struct, { rightOrigin: prng.bool(chance) ? id() : null })
    case 8:
      return replace(structs, index, struct, { origin: id(), rightOrigin: id() })
    case 9:
      return replace(structs, index, struct, { origin: null, rightOrigin: null, parent: id() })
    case 10:
      return replace(structs, index, struct, {
        origin: null,
        rightOrigin: null,
        parent: prng.oneOf(chance, [...known.roots, 's:', 'x', '__proto__']),
      })
    case 11:
      return replace(structs, index, struct, { parentSub: prng.oneOf(chance, ['level', 'href', 'onclick', '__proto__', 'start', null]) })
    default:
      return replace(structs, index, struct, { content: aContent(chance) })
  }
}

interface Change {
  readonly id?: Y.ID
  readonly origin?: Y.ID | null
  readonly rightOrigin?: Y.ID | null
  readonly parent?: Y.ID | string
  readonly parentSub?: string | null
  readonly content?: Content
}

function replace(structs: Struct[], index: number, of: Y.Item, change: Change): void {
  const { id = of.id, origin = of.origin, rightOrigin = of.rightOrigin, parentSub = of.parentSub, content = of.content } = change
  // Without an origin a struct must say what it lies in; a decoded one may have left that to its origin.
  const parent = change.parent ?? of.parent ?? 's:summary'
  const made = new Y.Item(id, null, origin, null, rightOrigin, null, parentSub, content)
  // What the decoder itself puts here before integrating: the root's name, or the id of the parent.
  Object.assign(made, { parent })
  structs[index] = made
}

const extremes = [0, 1, 2 ** 31 - 1, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1]

function anId(known: Known, struct: Struct, chance: Chance): Y.ID {
  const [client, next] = prng.oneOf(chance, [...known.clocks, [struct.id.client, struct.id.clock] as const])
  const clock = prng.oneOf(chance, [
    prng.int32(chance, 0, Math.max(next - 1, 0)),
    next,
    next + 1,
    struct.id.clock,
    prng.oneOf(chance, extremes),
  ])
  return Y.createID(prng.int32(chance, 0, 19) === 0 ? prng.oneOf(chance, extremes) : client, clock)
}

function aRange(known: Known, chance: Chance): { client: number; clock: number; length: number } {
  const [client, next] = prng.oneOf(chance, [...known.clocks, [7, 0] as const])
  const clock = prng.oneOf(chance, [prng.int32(chance, 0, Math.max(next - 1, 0)), next, prng.oneOf(chance, extremes)])
  return { client, clock, length: prng.oneOf(chance, [0, 1, 2, 40, Math.max(next - clock, 0), prng.oneOf(chance, extremes)]) }
}

const nodeNames = [
  'paragraph',
  'heading',
  'listItem',
  'bulletList',
  'blockquote',
  'hardBreak',
  'image',
  'communityQuote',
  'script',
  'doc',
  'text',
  '',
]

function aContent(chance: Chance): Content {
  const deep = Array.from({ length: 40 }).reduce<unknown>((inner) => [inner], 1)
  const value = prng.oneOf<unknown>(chance, [null, 1, '', 'x', {}, [], true, deep, { href: 'javascript:alert(1)' }, 'x'.repeat(70_000)])
  switch (prng.int32(chance, 0, 10)) {
    case 0:
      return new Y.ContentString(prng.oneOf(chance, ['', 'words of mine', '\u0000', '\ud83c', 'a'.repeat(3_000), '‮sdrow']))
    case 1:
      return new Y.ContentType(new Y.XmlElement(prng.oneOf(chance, nodeNames)))
    case 2:
      return new Y.ContentType(
        prng.oneOf(chance, [new Y.XmlText(), new Y.Text(), new Y.Map(), new Y.Array(), new Y.XmlFragment(), new Y.XmlHook('h')]),
      )
    case 3:
      return new Y.ContentFormat(prng.oneOf(chance, ['bold', 'italic', 'link', 'underline', '__proto__']), value as object)
    case 4:
      return new Y.ContentEmbed(value as object)
    case 5:
      return new Y.ContentAny([value])
    case 6:
      return new Y.ContentJSON([value])
    case 7:
      return new Y.ContentBinary(new Uint8Array(prng.int32(chance, 0, 40)))
    case 8:
      return new Y.ContentDeleted(prng.oneOf(chance, [1, 2, 100_000, 2 ** 31]))
    case 9:
      return new Y.ContentDoc(new Y.Doc())
    default:
      return new Y.ContentAny([])
  }
}

function encode(
  structs: readonly Struct[],
  ranges: readonly { client: number; clock: number; length: number }[],
  chance: Chance,
): Uint8Array {
  const encoder = new Y.UpdateEncoderV1()
  const rest = encoder.restEncoder
  const byClient = Map.groupBy(structs, ({ id }) => id.client)
  encoding.writeVarUint(rest, lied(byClient.size, chance))
  for (const [client, own] of byClient) {
    encoding.writeVarUint(rest, lied(own.length, chance))
    encoder.writeClient(client)
    encoding.writeVarUint(rest, lied(own[0]?.id.clock ?? 0, chance))
    for (const struct of own) struct.write(encoder, 0)
  }
  const deleted = Map.groupBy(ranges, ({ client }) => client)
  encoding.writeVarUint(rest, deleted.size)
  for (const [client, own] of deleted) {
    encoding.writeVarUint(rest, client)
    encoding.writeVarUint(rest, lied(own.length, chance))
    for (const { clock, length } of own) {
      encoding.writeVarUint(rest, clock)
      encoding.writeVarUint(rest, length)
    }
  }
  return encoder.toUint8Array()
}

function lied(count: number, chance: Chance): number {
  return prng.int32(chance, 0, 60) === 0 ? prng.oneOf(chance, [count + 1, Math.max(0, count - 1), ...extremes]) : count
}

function withBrokenBytes(bytes: Uint8Array, chance: Chance): Uint8Array {
  const broken = [...bytes]
  for (let change = prng.int32(chance, 1, 3); change > 0; change--) {
    const at = prng.int32(chance, 0, broken.length)
    const next = prng.oneOf(chance, [(broken[at] ?? 0) ^ (1 << prng.int32(chance, 0, 7)), prng.int32(chance, 0, 255), 0, 0xff])
    const kept = prng.oneOf(chance, [[next], [], [next, ...broken.slice(at, at + 4)]])
    broken.splice(at, prng.int32(chance, 0, 2), ...kept)
  }
  return Uint8Array.from(broken)
}
