import * as encoding from 'lib0/encoding'

interface Id {
  readonly client: number
  readonly clock: number
}

export interface StructSpec {
  readonly origin?: Id
  readonly right?: Id
  readonly root?: string
  readonly parent?: Id
  readonly key?: string
  readonly content: (encoder: encoding.Encoder) => number
}

/** Writes an update by hand, so that a test can say what no editor would: one section of structs, and deletions. */
export function anUpdateOf(
  client: number,
  clock: number,
  structs: readonly StructSpec[],
  deletes: readonly (Id & { readonly length: number })[] = [],
): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, structs.length === 0 ? 0 : 1)
    if (structs.length > 0) {
      encoding.writeVarUint(encoder, structs.length)
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
      for (const struct of structs) writeStruct(encoder, struct)
    }
    encoding.writeVarUint(encoder, deletes.length)
    for (const { client: of, clock: from, length } of deletes) {
      encoding.writeVarUint(encoder, of)
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint(encoder, from)
      encoding.writeVarUint(encoder, length)
    }
  })
}

function writeStruct(encoder: encoding.Encoder, { origin, right, root, parent, key, content }: StructSpec): void {
  const body = encoding.createEncoder()
  const ref = content(body)
  encoding.writeUint8(encoder, ref | (origin ? 128 : 0) | (right ? 64 : 0) | (key === undefined ? 0 : 32))
  if (ref !== 0 && ref !== 10) {
    for (const id of [origin, right]) if (id !== undefined) writeId(encoder, id)
    if (origin === undefined && right === undefined) {
      encoding.writeVarUint(encoder, root === undefined ? 0 : 1)
      if (root !== undefined) encoding.writeVarString(encoder, root)
      else writeId(encoder, parent ?? { client: 0, clock: 0 })
      if (key !== undefined) encoding.writeVarString(encoder, key)
    }
  }
  encoding.writeUint8Array(encoder, encoding.toUint8Array(body))
}

function writeId(encoder: encoding.Encoder, { client, clock }: Id): void {
  encoding.writeVarUint(encoder, client)
  encoding.writeVarUint(encoder, clock)
}

/** What a struct can hold, each as a writer that returns its number. */
export const content = {
  element: (name: string) => (encoder: encoding.Encoder) => {
    encoding.writeVarUint(encoder, 3)
    encoding.writeVarString(encoder, name)
    return 7
  },
  textNode: (encoder: encoding.Encoder) => {
    encoding.writeVarUint(encoder, 6)
    return 7
  },
  sharedType: (type: number) => (encoder: encoding.Encoder) => {
    encoding.writeVarUint(encoder, type)
    return 7
  },
  text: (text: string) => (encoder: encoding.Encoder) => {
    encoding.writeVarString(encoder, text)
    return 4
  },
  format: (key: string, json: string) => (encoder: encoding.Encoder) => {
    encoding.writeVarString(encoder, key)
    encoding.writeVarString(encoder, json)
    return 6
  },
  any:
    (...values: unknown[]) =>
    (encoder: encoding.Encoder) => {
      encoding.writeVarUint(encoder, values.length)
      // @ts-expect-error lib0 names the kinds of value it can write; a test gives it any.
      for (const value of values) encoding.writeAny(encoder, value)
      return 8
    },
  embed: (json: string) => (encoder: encoding.Encoder) => {
    encoding.writeVarString(encoder, json)
    return 5
  },
  json:
    (...values: string[]) =>
    (encoder: encoding.Encoder) => {
      encoding.writeVarUint(encoder, values.length)
      for (const value of values) encoding.writeVarString(encoder, value)
      return 2
    },
  binary: (bytes: Uint8Array) => (encoder: encoding.Encoder) => {
    encoding.writeVarUint8Array(encoder, bytes)
    return 3
  },
  subdocument: (encoder: encoding.Encoder) => {
    encoding.writeVarString(encoder, 'guid')
    encoding.writeAny(encoder, {})
    return 9
  },
  deleted: (length: number) => (encoder: encoding.Encoder) => {
    encoding.writeVarUint(encoder, length)
    return 1
  },
  gc: (length: number) => (encoder: encoding.Encoder) => {
    encoding.writeVarUint(encoder, length)
    return 0
  },
  skip: (length: number) => (encoder: encoding.Encoder) => {
    encoding.writeVarUint(encoder, length)
    return 10
  },
} as const
