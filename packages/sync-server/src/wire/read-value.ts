import { limits } from '@samskriv/protocol/frames'

import { Refused } from '../refused.ts'
import type { ByteReader } from './byte-reader.ts'

/**
 * One value as `writeAny` of lib0 writes it. Only what JSON can say: no big integers, no bytes, and no `__proto__`.
 */
export function readAny(reader: ByteReader): unknown {
  const from = reader.at
  return anyValue(reader, from + limits.maxValueBytes, 0)
}

/** One value as a string of JSON, the way Yjs writes the value of a mark. */
export function readJson(reader: ByteReader): unknown {
  const text = reader.string(limits.maxValueBytes)
  if (text === 'null') return null
  if (text === '{}') return {}
  if (text === 'true') return true
  if (jsonDepth(text) > limits.maxJsonDepth) throw new Refused('content', 'JSON nested too deep')
  try {
    const value: unknown = JSON.parse(text, refusePrototype)
    return value
  } catch (error) {
    if (error instanceof Refused) throw error
    throw new Refused('malformed', 'not JSON')
  }
}

function anyValue(reader: ByteReader, end: number, depth: number): unknown {
  if (depth > limits.maxJsonDepth) throw new Refused('content', 'value nested too deep')
  const type = reader.byte()
  const value = type === 118 || type === 117 ? container(reader, type, end, depth) : scalar(reader, type)
  if (reader.at > end) throw new Refused('too-large', 'value over the limit')
  return value
}

function scalar(reader: ByteReader, type: number): unknown {
  switch (type) {
    case 127:
      return undefined
    case 126:
      return null
    case 125:
      return reader.varInt()
    case 124:
      return reader.float32()
    case 123:
      return reader.float64()
    case 121:
      return false
    case 120:
      return true
    case 119:
      return reader.string(limits.maxValueBytes)
    default:
      throw new Refused('content', `value of type ${type}`)
  }
}

function container(reader: ByteReader, type: number, end: number, depth: number): unknown {
  const count = reader.varUint()
  if (type === 117) {
    const list: unknown[] = []
    for (let index = 0; index < count; index += 1) list.push(anyValue(reader, end, depth + 1))
    return list
  }
  const record: Record<string, unknown> = {}
  for (let index = 0; index < count; index += 1) {
    const key = reader.string(limits.maxValueBytes)
    record[plainKey(key)] = anyValue(reader, end, depth + 1)
  }
  return record
}

function refusePrototype(key: string, value: unknown): unknown {
  plainKey(key)
  return value
}

function plainKey(key: string): string {
  if (key === '__proto__') throw new Refused('content', 'key that changes the prototype')
  return key
}

function jsonDepth(text: string): number {
  let depth = 0
  let deepest = 0
  let inString = false
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index)
    if (inString) {
      if (character === 0x5c) index += 1
      else if (character === 0x22) inString = false
    } else if (character === 0x22) inString = true
    else if (character === 0x7b || character === 0x5b) {
      depth += 1
      if (depth > deepest) deepest = depth
    } else if (character === 0x7d || character === 0x5d) depth -= 1
  }
  return deepest
}
