import { schema } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import type { AnchorRequest } from '@samskriv/protocol/http-threads'
import type { Node } from '@tiptap/pm/model'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

import { drawSoon } from '../editor/draw-soon.ts'
import type { Drawer } from '../editor/drawn-later.ts'
import type { SaidNode } from '../voices/shown-voices.ts'
import { type CommentedRange, commentedPieces, type PieceOfRange } from './commented-pieces.ts'
import type { CommentedPiece, DrawnThreads } from './drawn-threads.ts'

/** What is told about a thread where its words are. */
export interface MarkedThread {
  readonly thread: string
  readonly anchor: string
  /** “Question by Amina (Community)”. */
  readonly name: string
  readonly begins: string
  readonly ends: string
}

interface ThreadMarksOptions {
  /** Where anchors are in a section's text as an editor holds it, by anchor; and under {@link pendingAnchor} the chosen words. */
  readonly positions: (
    section: SectionKey,
    doc: Node,
    chosen: AnchorRequest | null,
  ) => ReadonlyMap<string, { readonly from: number; readonly to: number }>
  /** Hears in which sections the places are others than the text alone tells. */
  readonly onMoved: (listener: (sections: ReadonlySet<SectionKey>) => void) => () => void
  /** In which section an anchor is now; undefined for one that is nowhere. */
  readonly sectionOf: (anchor: string) => SectionKey | undefined
}

/** Other words that are marked beside those of threads: the place in an editor's text, and what is around them. */
export interface OtherRange {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly level?: number
  readonly about: (piece: { readonly isFirst: boolean; readonly isLast: boolean }) => CommentedPiece
}

/** Where such words are in a section; none costs nothing. */
export type OtherRanges = (section: SectionKey, doc: Node) => readonly OtherRange[]

interface ShownThreads {
  readonly threads: readonly MarkedThread[]
  /** The words somebody is about to say something about. */
  readonly chosen: AnchorRequest | null
  /** The thread that is being read. */
  readonly active: string | null
  /** The sections close to the window: words far away are marked when they come near. */
  readonly near: ReadonlySet<string>
}

/** Under this name the words stand that somebody is about to say something about. */
export const pendingAnchor = 'pending'

/** Marks the words that threads are about, in editors and in sections nobody edits here. */
export class ThreadMarks implements DrawnThreads {
  readonly #options: ThreadMarksOptions
  readonly #listeners = new Map<SectionKey, Set<() => void>>()
  #threads: ReadonlyMap<string, MarkedThread> = new Map()
  #near: ReadonlySet<string> = new Set()
  #chosen: AnchorRequest | null = null
  #active: string | null = null
  #others: OtherRanges | null = null

  constructor(options: ThreadMarksOptions) {
    this.#options = options
  }

  show({ threads, chosen, active, near }: ShownThreads): void {
    const pending = { thread: pendingAnchor, anchor: pendingAnchor, name: '', begins: '', ends: '' }
    const before = { threads: this.#threads, chosen: this.#chosen, active: this.#active, near: this.#near }
    this.#threads = new Map([...threads, ...(chosen === null ? [] : [pending])].map((thread) => [thread.anchor, thread]))
    this.#chosen = chosen
    this.#active = active
    this.#near = near
    const sections = new Set([...before.near, ...near].filter((section) => !(before.near.has(section) && near.has(section))))
    if (before.chosen !== chosen) for (const one of [before.chosen, chosen]) if (one !== null) sections.add(one.section)
    for (const [anchor, thread] of [...before.threads, ...this.#threads]) {
      const isOther = before.threads.get(anchor) !== this.#threads.get(anchor)
      const isOpened = before.active !== active && (thread.thread === before.active || thread.thread === active)
      const section = isOther || isOpened ? this.#options.sectionOf(anchor) : undefined
      if (section !== undefined) sections.add(section)
    }
    this.#tell((section) => sections.has(section))
  }

  /** @param others - null when there are none any more */
  showAlso(others: OtherRanges | null): void {
    this.#others = others
    this.#tell(() => true)
  }

  readonly subscribe = (section: SectionKey, listener: () => void): (() => void) => {
    const listeners = this.#listeners.get(section) ?? new Set()
    this.#listeners.set(section, listeners.add(listener))
    const unfollow = this.#options.onMoved((moved) => {
      if (moved.has(section)) listener()
    })
    return () => {
      unfollow()
      listeners.delete(listener)
    }
  }

  #tell(isConcerned: (section: SectionKey) => boolean): void {
    for (const [section, listeners] of this.#listeners) if (isConcerned(section)) for (const listener of listeners) listener()
  }

  readonly after: Drawer['after'] = (section, { doc, mapping }, before, isRemote) =>
    isRemote ? this.#decorations(section, doc) : before.map(mapping, doc)

  readonly follow: Drawer['follow'] = ({ view, section, drawn, draw }) => {
    const soon = drawSoon(view, () => {
      // What is being composed belongs to the keyboard until it is a word.
      if (view.composing) return soon.ask()
      const marks = this.#decorations(section, view.state.doc)
      if (!isSame(marks, drawn())) draw(marks)
    })
    const unfollow = this.subscribe(section, soon.ask)
    soon.ask()
    return {
      onText: soon.ask,
      stop: () => {
        unfollow()
        soon.stop()
      },
    }
  }

  readonly nodes = (section: SectionKey, nodes: readonly SaidNode[]): readonly SaidNode[] => {
    if (!this.#hasAnyIn(section)) return nodes
    const doc = schema.nodeFromJSON({ type: 'doc', content: nodes })
    const pieces = Map.groupBy(this.#pieces(section, doc), ({ text }) => text)
    if (pieces.size === 0) return nodes
    let place = 0
    const marked = (node: SaidNode): readonly SaidNode[] => {
      const from = place
      if (node.type === 'text') {
        place += node.text?.length ?? 0
        return this.#cut(node, from, pieces.get(from) ?? [])
      }
      const isLeaf = schema.nodes[node.type]?.isLeaf === true
      place += 1
      const { content } = node
      const inside = content?.flatMap(marked)
      if (!isLeaf) place += 1
      return [inside === undefined ? node : { ...node, content: inside }]
    }
    return nodes.flatMap(marked)
  }

  #decorations(section: SectionKey, doc: Node): DecorationSet {
    const pieces = this.#hasAnyIn(section) ? this.#pieces(section, doc) : []
    if (pieces.length === 0) return DecorationSet.empty
    return DecorationSet.create(
      doc,
      // Of two around the same words an editor draws the later one around the earlier.
      pieces.toReversed().map(({ from, to, about }) => {
        const { className, ...attributes } = about
        return Decoration.inline(from, to, { ...attributes, nodeName: 'mark', class: className }, about)
      }),
    )
  }

  #hasAnyIn(section: SectionKey): boolean {
    return this.#others !== null || this.#hasThreadsIn(section)
  }

  #hasThreadsIn(section: SectionKey): boolean {
    return this.#threads.size > 0 && this.#near.has(section)
  }

  /** With the place at which the text begins that each is in. */
  #pieces(section: SectionKey, doc: Node): readonly (PieceOfRange & { readonly text: number; readonly about: CommentedPiece })[] {
    const others = this.#others?.(section, doc) ?? []
    const ranges: CommentedRange[] = others.map(({ name, from, to, level = 0 }) => ({ thread: name, from, to, level }))
    if (this.#hasThreadsIn(section)) {
      for (const [anchor, { from, to }] of this.#options.positions(section, doc, this.#chosen)) {
        const thread = this.#threads.get(anchor)
        if (thread !== undefined) ranges.push({ thread: anchor, from, to })
      }
    }
    if (ranges.length === 0) return []
    const texts: { from: number; to: number }[] = []
    doc.descendants((node, at) => {
      if (node.isText) texts.push({ from: at, to: at + node.nodeSize })
    })
    const byName = new Map(others.map((other) => [other.name, other]))
    let text = 0
    return commentedPieces(ranges, texts).flatMap((piece) => {
      while ((texts[text]?.to ?? Infinity) <= piece.from) text += 1
      const thread = this.#threads.get(piece.thread)
      const about = thread === undefined ? byName.get(piece.thread)?.about(piece) : this.#about(thread, piece)
      return about === undefined ? [] : [{ ...piece, text: texts[text]?.from ?? 0, about }]
    })
  }

  #about({ thread, anchor, name, begins, ends }: MarkedThread, { isFirst, isLast }: PieceOfRange): CommentedPiece {
    return {
      className: 'commented',
      'data-thread': thread,
      ...(thread === this.#active || thread === pendingAnchor ? { 'data-active': '' } : {}),
      ...(isFirst && name !== '' ? { 'aria-description': name } : {}),
      ...(isFirst && begins !== '' ? { 'data-begins': begins } : {}),
      ...(isLast && ends !== '' ? { 'data-ends': ends } : {}),
      'data-anchor': anchor,
    }
  }

  /** A text in parts, each with what is around it. */
  #cut(node: SaidNode, start: number, pieces: readonly (PieceOfRange & { readonly about: CommentedPiece })[]): readonly SaidNode[] {
    const text = node.text ?? ''
    const cuts = [...new Set([0, text.length, ...pieces.flatMap(({ from, to }) => [from - start, to - start])])].sort((a, b) => a - b)
    return cuts.slice(0, -1).map((from, index) => {
      const to = cuts[index + 1] ?? text.length
      // The longest is outermost, so it comes last.
      const commented = pieces.filter((piece) => piece.from - start <= from && piece.to - start >= to).map(({ about }) => about)
      return { ...node, text: text.slice(from, to), ...(commented.length === 0 ? {} : { commented: commented.reverse() }) }
    })
  }
}

/** Whether two sets say the same of the same places: drawing anew would disturb the keyboard of a phone for nothing. */
function isSame(now: DecorationSet, before: DecorationSet): boolean {
  const [a, b] = [now.find(), before.find()]
  return (
    a.length === b.length &&
    a.every(({ from, to, spec }, index) => {
      const other = b[index]
      return other !== undefined && other.from === from && other.to === to && JSON.stringify(other.spec) === JSON.stringify(spec)
    })
  )
}
