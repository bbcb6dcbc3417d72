import type { Container } from '../gate/container.ts'

/** The content that an editor of case studies can make; every other kind of Yjs content is refused. */
export type WireKind = 'gc' | 'deleted' | 'text' | 'format' | 'element' | 'text-node' | 'attribute'

/** A struct of an update as it stands in the bytes. `-1` as a clock means that the field is not there. */
export interface WireStruct {
  readonly kind: WireKind
  readonly client: number
  readonly clock: number
  readonly length: number
  readonly originClient: number
  readonly originClock: number
  readonly rightClient: number
  readonly rightClock: number
  /** The name of the root it stands in, when it has neither neighbour and no parent item. */
  readonly root: string | null
  readonly parentClient: number
  readonly parentClock: number
  /** The attribute it is a value of. Known from the bytes only when it has no neighbour. */
  readonly key: string | null
  /** Of an element its node name, of formatting its key. */
  readonly name: string
  /** Of formatting its one value. Of an attribute several when they were set and taken back one after the other: an editor sends them as one. */
  readonly values: readonly unknown[]
  /** Filled in by the gate: where it stands, and what it is to its own children. */
  placed: Placed | null
  inside: Container | null
}

/** `discarded`: it lands in something whose content is gone, so Yjs keeps only its ids. */
export type Placed = { readonly container: Container; readonly key: string | null } | 'discarded'

/** All structs of one client, with consecutive clocks from `clock`. */
export interface WireSection {
  readonly client: number
  readonly clock: number
  /** The clock after the last struct. */
  readonly end: number
  readonly structs: readonly WireStruct[]
}

export interface WireDeletes {
  readonly client: number
  /** Clock and length by turns. */
  readonly ranges: readonly number[]
}

export interface WireUpdate {
  readonly sections: readonly WireSection[]
  readonly deletes: readonly WireDeletes[]
  readonly structs: number
  readonly deleteRanges: number
}
