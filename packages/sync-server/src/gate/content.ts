import { contentRules } from '@samskriv/document'
import { limits } from '@samskriv/protocol/frames'

import { Refused } from '../refused.ts'
import type { WireStruct } from '../wire/wire-update.ts'
import { inside, type Container } from './container.ts'

/**
 * Whether an editor of case studies may put this into this place.
 *
 * @param files - the hashes of the pictures that the study has: an image shows one of them, and nothing from anywhere else
 * @returns what the struct is to its own children, null when it can have none
 * @throws Refused
 */
export function checkContent(struct: WireStruct, around: Container, key: string | null, files: ReadonlySet<string>): Container | null {
  switch (struct.kind) {
    case 'text':
      requirePlain(key)
      if (around.name !== '#text') throw new Refused('content', `text in ${around.name}`)
      return null
    case 'format':
      requirePlain(key)
      if (around.name !== '#text') throw new Refused('content', `formatting in ${around.name}`)
      checkMark(struct)
      return null
    case 'element':
    case 'text-node':
      requirePlain(key)
      return checkNode(struct.kind === 'element' ? struct.name : '#text', around)
    case 'attribute':
      checkAttribute(struct, around, key, files)
      return null
    case 'deleted':
    case 'gc':
      return null
  }
}

function checkNode(name: string, around: Container): Container {
  if (contentRules.children.get(around.name)?.has(name) !== true) throw new Refused('content', `${name} in ${around.name}`)
  const container = inside(around, name)
  if (container.depth > limits.maxElementDepth) throw new Refused('content', 'nested too deep')
  return container
}

function checkMark(struct: WireStruct): void {
  const mark = contentRules.markOfKey(struct.name)
  const check = mark === null ? undefined : contentRules.marks.get(mark)
  if (check === undefined) throw new Refused('content', `mark ${struct.name}`)
  if (!struct.values.every(check)) throw new Refused('content', `value of mark ${struct.name}`)
}

function checkAttribute(struct: WireStruct, around: Container, key: string | null, files: ReadonlySet<string>): void {
  if (key === null) throw new Refused('content', 'a value among content')
  const check = contentRules.attributes.get(around.name)?.get(key)
  if (check === undefined) throw new Refused('content', `attribute ${around.name}.${key}`)
  if (!struct.values.every(check)) throw new Refused('content', `value of ${around.name}.${key}`)
  if (around.name === 'image' && key === 'hash' && !struct.values.every((hash) => isOneOf(files, hash)))
    throw new Refused('content', 'a picture of no study, or of another')
}

/** None yet is right as well: that is how an image stands whose hash was lost in a merge. */
function isOneOf(files: ReadonlySet<string>, hash: unknown): boolean {
  return hash === '' || (typeof hash === 'string' && files.has(hash))
}

function requirePlain(key: string | null): void {
  if (key !== null) throw new Refused('content', 'content under an attribute')
}
