import { type Authorship, type IdRange, voiceOfSaid } from '@samskriv/attribution'
import { sectionRoot, type VoicedElementJson, type VoicedNodeJson } from '@samskriv/document'
import type { SectionKey, VoiceId } from '@samskriv/domain'
import * as Y from 'yjs'

/** A stretch of text in one voice and one formatting. */
export interface TreeRun extends IdRange {
  readonly text: string
  readonly voice: VoiceId
  readonly marks: Readonly<Record<string, unknown>>
}

export interface TreeText {
  readonly id: string
  readonly runs: readonly TreeRun[]
}

export interface TreeElement {
  readonly id: string
  readonly name: string
  readonly attrs: Readonly<Record<string, unknown>>
  readonly children: readonly TreeNode[]
  /** Whose words its attribute holds: those of a note, or what a picture shows. */
  readonly voice: VoiceId | null
}

export type TreeNode = TreeText | TreeElement

/** A section as it stands: its nodes with the ids of everything, so that it can be made what it was. */
export function sectionTree(doc: Y.Doc, section: SectionKey, authorship: Authorship): readonly TreeElement[] {
  const root = sectionRoot(section)
  // Asking a Y.Doc for a root creates it.
  if (!doc.share.has(root)) return []
  return childrenOf(doc.getXmlFragment(root), authorship).filter((node) => isElement(node))
}

export function isElement(node: TreeNode | TreeRun): node is TreeElement {
  return 'name' in node
}

/** All texts of a node, in order. */
function textsIn(node: TreeNode): readonly TreeText[] {
  return isElement(node) ? node.children.flatMap(textsIn) : [node]
}

export function runsIn(node: TreeNode): readonly TreeRun[] {
  return textsIn(node).flatMap(({ runs }) => runs)
}

/** The same without ids, to be written anew. */
function asJson({ name, attrs, children }: TreeElement): VoicedElementJson<VoiceId> {
  return {
    type: name,
    // What an element holds came through the gate: JSON.
    ...(Object.keys(attrs).length === 0 ? {} : { attrs: attrs as NonNullable<VoicedElementJson<VoiceId>['attrs']> }),
    content: children.flatMap(nodesOf),
  }
}

export function nodesOf(node: TreeNode): readonly VoicedNodeJson<VoiceId>[] {
  if (isElement(node)) return [asJson(node)]
  return node.runs.map(({ text, voice, marks }) => ({
    type: 'text',
    text,
    voice,
    marks: Object.entries(marks).map(([type, attrs]) => ({ type, attrs: attrs as Record<string, string> })),
  }))
}

export function idOf(type: { readonly _item: Y.Item | null }): string {
  const { id } = type._item ?? {}
  return id === undefined ? '' : `${id.client}-${id.clock}`
}

function childrenOf(parent: Y.XmlFragment, authorship: Authorship): readonly TreeNode[] {
  return parent.toArray().flatMap((child): readonly TreeNode[] => {
    if (child instanceof Y.XmlText) return [{ id: idOf(child), runs: runsOf(child, authorship) }]
    if (!(child instanceof Y.XmlElement)) return []
    const [name, attrs, children] = [child.nodeName, child.getAttributes(), childrenOf(child, authorship)]
    return [{ id: idOf(child), name, attrs, children, voice: voiceOfSaid(child, authorship) }]
  })
}

function runsOf(text: Y.XmlText, authorship: Authorship): readonly TreeRun[] {
  const runs: TreeRun[] = []
  let marks: Record<string, unknown> = {}
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted) continue
    const { content } = item
    if (content instanceof Y.ContentFormat) {
      const { [content.key]: _, ...others } = marks
      marks = content.value === null ? others : { ...others, [content.key]: content.value }
    } else if (content instanceof Y.ContentString) {
      const { client, clock } = item.id
      for (const part of authorship.segments(client, clock, item.length)) {
        const from = part.clock - clock
        runs.push({
          client,
          clock: part.clock,
          length: part.length,
          text: content.str.slice(from, from + part.length),
          voice: part.voice,
          marks,
        })
      }
    }
  }
  return runs
}
