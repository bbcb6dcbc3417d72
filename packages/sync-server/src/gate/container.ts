import type { SectionKey } from '@samskriv/domain'
import * as Y from 'yjs'

/** Something that holds content: a section's root (`#root`), a stretch of text (`#text`) or an element, by its node name. One object per place. */
export interface Container {
  readonly name: string
  readonly section: SectionKey
  /** Elements above and including this one. */
  readonly depth: number
}

type AnyType = Y.AbstractType<Y.YEvent<Y.AbstractType<unknown>>> | Y.XmlFragment

/** The containers of a live document, found by walking up and remembered. */
export class Containers {
  readonly #known = new WeakMap<object, Container>()
  readonly #roots = new Map<string, Container>()

  constructor(roots: Iterable<{ readonly name: string; readonly section: SectionKey; readonly fragment: Y.XmlFragment }>) {
    for (const root of roots) this.add(root)
  }

  add({ name, section, fragment }: { readonly name: string; readonly section: SectionKey; readonly fragment: Y.XmlFragment }): void {
    const container = { name: '#root', section, depth: 0 }
    this.#roots.set(name, container)
    this.#known.set(fragment, container)
  }

  /** Nothing may be put into the section any more. */
  remove(name: string): void {
    this.#roots.delete(name)
  }

  ofRoot(name: string): Container | undefined {
    return this.#roots.get(name)
  }

  /** Where an integrated item stands. @throws when it stands in no section: the gate lets nothing in there */
  around(item: Y.Item): Container {
    const { parent } = item
    const known = parent === null ? undefined : this.#known.get(parent)
    if (known !== undefined) return known
    if (!(parent instanceof Y.AbstractType)) throw new Error('an item without a place')
    return this.#of(parent)
  }

  /** What an integrated item is to its children; undefined when it has none by its kind. */
  inside(item: Y.Item): Container | undefined {
    return item.content instanceof Y.ContentType ? this.#of(item.content.type) : undefined
  }

  #of(type: AnyType): Container {
    const known = this.#known.get(type)
    if (known !== undefined) return known
    if (type._item === null) throw new Error('an item outside the sections')
    const container = inside(this.around(type._item), type instanceof Y.XmlText ? '#text' : nodeNameOf(type))
    this.#known.set(type, container)
    return container
  }
}

/** The container that a new child of `around` is to its own children. */
export function inside(around: Container, name: string): Container {
  return { name, section: around.section, depth: around.depth + 1 }
}

function nodeNameOf(type: object): string {
  return type instanceof Y.XmlElement ? type.nodeName : '#unknown'
}
