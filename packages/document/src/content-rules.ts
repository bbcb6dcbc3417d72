import type { Attrs, ContentMatch, MarkType, NodeType } from '@tiptap/pm/model'

import { schema } from './schema.ts'

export type ValueCheck = (value: unknown) => boolean

/**
 * What a section may hold, as y-tiptap writes it into Yjs: an XmlElement named after its node, an XmlText for a stretch of
 * inline text, one attribute key per attribute that is not null, one formatting key per mark with the mark's attributes
 * as its value.
 */
export interface ContentRules {
  /** The allowed children by node name; `#root` is the section's fragment, `#text` an XmlText. */
  readonly children: ReadonlyMap<string, ReadonlySet<string>>
  readonly attributes: ReadonlyMap<string, ReadonlyMap<string, ValueCheck>>
  /** By mark name. Null is always right: it ends a mark. */
  readonly marks: ReadonlyMap<string, ValueCheck>
  /** The nodes whose text lives in XmlText children. */
  readonly inlineText: ReadonlySet<string>
  /** The mark a formatting key stands for. Only marks that may overlap themselves are written as `name--<8 characters>`; none does today. */
  readonly markOfKey: (key: string) => string | null
}

const hashedKey = /^(.+)--[a-zA-Z0-9+/=]{8}$/

/** Derived, so that the gate cannot disagree with the editor. */
export const contentRules: ContentRules = deriveContentRules()

function deriveContentRules(): ContentRules {
  const nodes = Object.values(schema.nodes).filter((type) => !type.isText)
  const marks = Object.values(schema.marks)
  const children = new Map(nodes.map((type) => [yjsName(type), childrenOf(type)]))
  const overlapping = new Set(marks.filter((mark) => !mark.excludes(mark)).map((mark) => mark.name))
  return {
    children,
    attributes: new Map(nodes.filter((type) => type !== schema.topNodeType).map((type) => [type.name, checksOf(type)])),
    marks: new Map(marks.map((mark) => [mark.name, markCheck(mark)])),
    inlineText: new Set([...children].filter(([, allowed]) => allowed.has('#text')).map(([name]) => name)),
    markOfKey: (key) => {
      const suffixed = hashedKey.exec(key)?.[1]
      if (suffixed !== undefined) return overlapping.has(suffixed) ? suffixed : null
      return key in schema.marks && !overlapping.has(key) ? key : null
    },
  }
}

/** Every node that some position of the content expression accepts. */
function childrenOf(type: NodeType): ReadonlySet<string> {
  const names = new Set<string>()
  const seen = new Set<ContentMatch>()
  const open = [type.contentMatch]
  for (let match = open.pop(); match !== undefined; match = open.pop()) {
    if (seen.has(match)) continue
    seen.add(match)
    for (let index = 0; index < match.edgeCount; index += 1) {
      const edge = match.edge(index)
      names.add(yjsName(edge.type))
      open.push(edge.next)
    }
  }
  return names
}

function yjsName(type: NodeType): string {
  if (type.isText) return '#text'
  return type === schema.topNodeType ? '#root' : type.name
}

function checksOf(type: NodeType | MarkType): ReadonlyMap<string, ValueCheck> {
  return new Map(
    Object.entries(type.spec.attrs ?? {}).map(([name, attribute]) => {
      const { validate } = attribute
      if (typeof validate !== 'function') throw new Error(`attribute-without-check: ${type.name}.${name}`)
      return [name, (value: unknown) => passes(() => validate(value))]
    }),
  )
}

function markCheck(mark: MarkType): ValueCheck {
  const checks = checksOf(mark)
  return (value) => {
    if (value === null) return true
    if (!isPlainObject(value)) return false
    const names = Object.keys(value)
    return names.length === checks.size && names.every((name) => checks.get(name)?.(value[name]) === true)
  }
}

function isPlainObject(value: unknown): value is Attrs {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function passes(check: () => void): boolean {
  try {
    check()
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
