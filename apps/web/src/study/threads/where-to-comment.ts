import { isSectionKey, schema, sectionJson } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import type { AnchorRequest } from '@samskriv/protocol/http-threads'
import type { Node as PageNode } from '@tiptap/pm/model'

import { requestFor } from '../anchors/section-places.ts'
import { toolbarId } from '../editor/toolbar-events.ts'
import { sectionId } from '../section/SectionView.tsx'
import type { OpenCopy } from '../study-context.ts'
import type { CommentTarget } from './desk.ts'

export interface WhereToComment {
  readonly copy: OpenCopy
  readonly epoch: number
}

/** What somebody who asks to comment means: the words they have selected, else the section they are in, else the whole study. */
export function whereToComment(where: WhereToComment): CommentTarget {
  return (
    wordsForTools(where) ??
    selectedWords(where) ?? { section: sectionOf(document.activeElement) ?? sectionOf(anchorOfSelection()), anchor: null }
  )
}

/** What the tools beside the text work on, when one is in them. */
function wordsForTools({ copy, epoch }: WhereToComment): CommentTarget | null {
  const active = copy.active.get()
  if (active === null || !isSectionKey(active.key) || document.getElementById(toolbarId)?.contains(document.activeElement) !== true)
    return null
  const { doc, selection } = active.editor.state
  return target(copy, { section: active.key, epoch }, doc, selection) ?? { section: active.key, anchor: null }
}

/** The words that are selected in a section, in its editor or where it is only read; null when none are. */
export function selectedWords({ copy, epoch }: WhereToComment): CommentTarget | null {
  const selection = document.getSelection()
  const section = sectionOf(anchorOfSelection())
  if (selection === null || section === null || !isSectionKey(section)) return null
  const editor = copy.editors.get(section)
  if (editor !== null && editor.view.dom.contains(selection.anchorNode)) {
    const { from, to, empty } = editor.state.selection
    return empty ? null : target(copy, { section, epoch }, editor.state.doc, { from, to })
  }
  if (selection.isCollapsed || selection.rangeCount === 0) return null
  const text = document.getElementById(sectionId(section))?.querySelector('.section-text')
  const range = selection.getRangeAt(0)
  if (!text?.contains(range.startContainer)) return null
  const page = schema.nodeFromJSON({ type: 'doc', content: sectionJson(copy.doc, section).content ?? [] })
  const places = placesOf(page)
  const from = places[lettersBefore(text, range.startContainer, range.startOffset)]
  const last = places[lettersBefore(text, range.endContainer, range.endOffset) - 1]
  return from === undefined || last === undefined ? null : target(copy, { section, epoch }, page, { from, to: last + 1 })
}

/** The words that were selected last in an editor, which keeps them while one is elsewhere on the page; null when none were. */
export function wordsSelectedLast({ copy, epoch }: WhereToComment): AnchorRequest | null {
  const active = copy.active.get()
  if (active === null || !isSectionKey(active.key) || active.editor.isDestroyed) return selectedWords({ copy, epoch })?.anchor ?? null
  const { doc, selection } = active.editor.state
  return target(copy, { section: active.key, epoch }, doc, selection)?.anchor ?? null
}

function target(
  { doc }: OpenCopy,
  { section, epoch }: { readonly section: SectionKey; readonly epoch: number },
  page: PageNode,
  stretch: { readonly from: number; readonly to: number },
): CommentTarget | null {
  const anchor = stretch.from < stretch.to ? requestFor(doc, { section, epoch }, page, stretch) : null
  if (anchor === null) return null
  const words = page.textBetween(stretch.from, stretch.to, paragraphEnd, (leaf) => (leaf.type.name === 'hardBreak' ? '\n' : ''))
  return { section, anchor, paragraphs: words.trim().split(paragraphEnd) }
}

const paragraphEnd = '\u2029'

export function anchorOfSelection(): Element | null {
  const node = document.getSelection()?.anchorNode ?? null
  return node instanceof Element ? node : (node?.parentElement ?? null)
}

/** The section that holds an element; null for none. */
export function sectionOf(element: Element | null): string | null {
  const id = element?.closest('.section')?.id
  return id === undefined ? null : id.slice(sectionId('').length)
}

/** The place of every letter of a document, in order. */
function placesOf(page: PageNode): readonly number[] {
  const places: number[] = []
  page.descendants((node, at) => {
    if (node.isText) for (let letter = 0; letter < node.nodeSize; letter += 1) places.push(at + letter)
  })
  return places
}

/** Stands in a section that is read, and is none of its words: numbers and list of notes, pictures. */
const noWords = 'sup, figure, .footnotes, .picture-missing'

/** How many letters of a section that is read stand before a place on the page. */
export function lettersBefore(text: Element, container: Node, offset: number): number {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT)
  const place = document.createRange()
  place.setStart(text, 0)
  place.setEnd(container, offset)
  let letters = 0
  while (walker.nextNode() !== null) {
    const node = walker.currentNode
    if (!(node instanceof Text) || node.parentElement?.closest(noWords) !== null) continue
    if (node === container) return letters + offset
    if (place.comparePoint(node, 0) > 0) return letters
    letters += node.length
  }
  return letters
}
