import * as Y from 'yjs'

import type { YType } from './y-type.ts'

/** A touched type, or one on the way to it. */
interface Branch {
  readonly type: YType
  isTouched: boolean
  readonly children: Map<Y.Item, Branch>
}

/** Sorts types as a reader meets them, deleted ones where they stood. Walks only the lists in which two of them part. */
export function inDocumentOrder(doc: Y.Doc, types: ReadonlySet<YType>): readonly YType[] {
  if (types.size < 2) return [...types]
  const roots = new Map<YType, Branch>()
  for (const type of types) branchOf(type, roots).isTouched = true
  const ordered: YType[] = []
  if (roots.size === 1) for (const root of roots.values()) collect(root, ordered)
  else {
    for (const type of doc.share.values()) {
      const root = roots.get(type)
      if (root !== undefined) collect(root, ordered)
    }
  }
  return ordered
}

function branchOf(type: YType, roots: Map<YType, Branch>): Branch {
  const item = type._item
  if (item === null || !(item.parent instanceof Y.AbstractType)) {
    const known = roots.get(type)
    if (known !== undefined) return known
    const root: Branch = { type, isTouched: false, children: new Map() }
    roots.set(type, root)
    return root
  }
  const parent = branchOf(item.parent, roots)
  const known = parent.children.get(item)
  if (known !== undefined) return known
  const branch: Branch = { type, isTouched: false, children: new Map() }
  parent.children.set(item, branch)
  return branch
}

function collect(branch: Branch, ordered: YType[]): void {
  if (branch.isTouched) ordered.push(branch.type)
  if (branch.children.size < 2) {
    for (const child of branch.children.values()) collect(child, ordered)
    return
  }
  let left = branch.children.size
  for (let item = branch.type._start; item !== null && left > 0; item = item.right) {
    const child = branch.children.get(item)
    if (child === undefined) continue
    collect(child, ordered)
    left--
  }
}
