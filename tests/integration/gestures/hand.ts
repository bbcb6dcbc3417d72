import { visibleText } from '@samskriv/attribution'
import { changeTable, extensions, insertTable, schema, sectionJson, sectionRoot, type TableChange, toCell } from '@samskriv/document'
import { makeCareful } from '@samskriv/document/undo'
import type { SectionKey } from '@samskriv/domain'
import type { SourceNote, SourceRange } from '@samskriv/protocol/frames'
import { Editor, Extension } from '@tiptap/core'
import { Fragment, type Node, Slice } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { defaultDeleteFilter, ySyncPlugin, ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'

// ProseMirror builds one for every paste; jsdom has none.
Object.assign(globalThis, { ClipboardEvent: class ClipboardEvent extends Event {} })

export const summary = 'summary' as SectionKey
export const barriers = 'barriers' as SectionKey
export const sections: readonly SectionKey[] = [summary, barriers]

/** As on the page: nobody's undo takes away a block in which others have written. */
const protectedNodes = new Set(Object.values(schema.nodes).flatMap((type) => (type.isBlock && !type.isAtom ? [type.name] : [])))

/** Somebody's hand in an open copy of a study: real editors in two of its sections, bound as on the page, with one undo over both. */
export class Hand {
  readonly doc: Y.Doc
  readonly #undo: Y.UndoManager
  readonly #note: ((note: SourceNote) => void) | null
  readonly #editors = new Map<SectionKey, Editor>()
  #section = summary

  /** @param note - tells the server where pasted words came from; null for a page that does not */
  constructor(doc: Y.Doc, note: ((note: SourceNote) => void) | null = null) {
    this.doc = doc
    this.#note = note
    this.#undo = new Y.UndoManager(
      sections.map((key) => doc.getXmlFragment(sectionRoot(key))),
      {
        trackedOrigins: new Set([ySyncPluginKey]),
        deleteFilter: (item) => defaultDeleteFilter(item, protectedNodes),
        captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
      },
    )
    makeCareful(this.#undo)
    for (const key of sections) this.#editors.set(key, editorOf(doc.getXmlFragment(sectionRoot(key))))
  }

  /** Of the section this hand is in. */
  get editor(): Editor {
    const editor = this.#editors.get(this.#section)
    if (editor === undefined) throw new Error(`no editor in ${this.#section}`)
    return editor
  }

  goTo(section: SectionKey): void {
    this.#section = section
    this.pause()
  }

  /** What the sections hold, as this copy has it. */
  get text(): string {
    return JSON.stringify(sections.map((key) => sectionJson(this.doc, key)))
  }

  get blocksOfSummary(): string {
    return (sectionJson(this.doc, summary).content ?? []).map(({ type }) => type).join(' ')
  }

  /** Key by key. */
  type(words: string): void {
    const { view } = this.editor
    for (const key of words) {
      const { from, to } = view.state.selection
      const plain = () => view.state.tr.insertText(key, from, to)
      if (view.someProp('handleTextInput', (take) => take(view, from, to, key, plain)) !== true) view.dispatch(plain())
    }
  }

  /** @param keys - such as `Enter`, `Shift-Tab` or `Ctrl-b`, one after the other */
  press(...keys: readonly string[]): void {
    const { view } = this.editor
    for (const pressed of keys) {
      const parts = pressed.split('-')
      const event = new KeyboardEvent('keydown', {
        key: parts.at(-1) ?? '',
        ctrlKey: parts.includes('Ctrl'),
        shiftKey: parts.includes('Shift'),
        altKey: parts.includes('Alt'),
      })
      view.someProp('handleKeyDown', (take) => take(view, event))
    }
  }

  /** Backspace within a line, which a browser does by itself. */
  rubOut(times: number): void {
    const { view } = this.editor
    for (let time = 0; time < times; time++) {
      const { from } = view.state.selection
      view.dispatch(view.state.tr.delete(from - 1, from))
    }
  }

  before(words: string): void {
    this.editor.commands.setTextSelection(this.#find(words))
  }

  after(words: string): void {
    this.editor.commands.setTextSelection(this.#find(words) + words.length)
  }

  select(from: string, to = from): void {
    this.editor.commands.setTextSelection({ from: this.#find(from), to: this.#find(to) + to.length })
  }

  erase(): void {
    this.editor.commands.deleteSelection()
  }

  /** @returns what is then in the clipboard */
  copy(): string {
    const { view } = this.editor
    const from = this.#selectedIds().map((range) => range.join('.'))
    return `<!--${from.join(' ')}-->${view.serializeForClipboard(view.state.selection.content()).dom.innerHTML}`
  }

  cut(): string {
    const clipboard = this.copy()
    this.erase()
    return clipboard
  }

  paste(clipboard: string): void {
    const [, ids = '', html = clipboard] = /^<!--(.*?)-->(.*)$/s.exec(clipboard) ?? []
    const from = ids.split(' ').filter(Boolean).map(rangeOf)
    this.#pasting(from, () => this.editor.view.pasteHTML(html))
  }

  pastePlain(text: string): void {
    this.#pasting([], () => this.editor.view.pasteText(text))
  }

  /** What a clipboard says of text that was put there by somebody who wants it to be another's. */
  forge(clipboard: string, html: string): string {
    return clipboard.replace(/-->.*$/s, `-->${html}`)
  }

  #pasting(from: readonly SourceRange[], act: () => void): void {
    const { clientID, store } = this.doc
    const before = Y.getState(store, clientID)
    act()
    const ranges = this.#ids().flatMap(({ client, clock, length }): SourceRange[] => {
      const first = Math.max(before, clock)
      return client === clientID && first < clock + length ? [[client, first, clock + length - first]] : []
    })
    if (ranges.length > 0) this.#note?.({ kind: from.length > 0 ? 'study' : 'outside', ranges, from })
  }

  #ids() {
    return visibleText(this.doc.getXmlFragment(sectionRoot(this.#section)))
  }

  #selectedIds(): readonly SourceRange[] {
    const { doc, selection } = this.editor.state
    const [start, end] = [doc.textBetween(0, selection.from).length, doc.textBetween(0, selection.to).length]
    let at = 0
    return this.#ids().flatMap(({ client, clock, length }): SourceRange[] => {
      const [skip, until] = [Math.max(start - at, 0), Math.min(end - at, length)]
      at += length
      return until > skip ? [[client, clock + skip, until - skip]] : []
    })
  }

  /** Puts other words in the place of these, in one step, as a spelling suggestion or an assistant does. */
  replace(words: string, others: string): void {
    this.select(words)
    const { view } = this.editor
    view.dispatch(view.state.tr.insertText(others))
  }

  /** The same for every place where these words stand in the section, all at once, as find and replace does. */
  replaceAll(words: string, others: string): void {
    const { view } = this.editor
    const places: number[] = []
    view.state.doc.descendants((node, position) => {
      for (let at = (node.text ?? '').indexOf(words); at >= 0; at = (node.text ?? '').indexOf(words, at + 1)) places.push(position + at)
    })
    const { tr } = view.state
    for (const place of places.toReversed()) tr.insertText(others, place, place + words.length)
    view.dispatch(tr)
  }

  /** The block with these words is dropped before the block that is at `index` once it is taken out, in one step. */
  dragBlock(words: string, index: number): void {
    const { view } = this.editor
    const position = view.state.doc.resolve(this.#find(words))
    const tr = view.state.tr.delete(position.before(1), position.after(1))
    const before: Node[] = tr.doc.content.content.slice(0, index)
    view.dispatch(
      tr.insert(
        before.reduce((sum, { nodeSize }) => sum + nodeSize, 0),
        position.node(1),
      ),
    )
  }

  /** The selected words are dropped right after others, in one step. */
  dragAfter(words: string): void {
    const { view } = this.editor
    const { from, to } = view.state.selection
    const target = this.#find(words) + words.length
    const tr = view.state.tr.delete(from, to)
    const dropped = new Slice(Fragment.from(view.state.schema.text(view.state.doc.textBetween(from, to))), 0, 0)
    const place = tr.mapping.map(target)
    view.dispatch(tr.replace(place, place, dropped))
  }

  /** A table of empty cells, the caret in the first. */
  insertTable(rows: number, columns: number): void {
    this.#dispatch((tr) => insertTable(tr, rows, columns))
  }

  /** To the end of a cell of the first table, both counted from 0. */
  toCell(row: number, column: number): void {
    const { doc } = this.editor.state
    let at = 0
    for (let index = 0; doc.child(index).type.name !== 'table'; index += 1) at += doc.child(index).nodeSize
    const cell = doc.nodeAt(at)?.child(row).child(column)
    this.#dispatch((tr) => toCell(tr, at, row, column, (cell?.nodeSize ?? 3) - 3))
  }

  /** As the menu of a table does it, to the table that has the caret. */
  change(change: TableChange): void {
    if (!changeTable(this.editor.view, change, (act) => this.doc.transact(act, ySyncPluginKey))) throw new Error(`no ${change} here`)
  }

  #dispatch(change: (tr: Transaction) => boolean): void {
    const { view } = this.editor
    const { tr } = view.state
    if (!change(tr)) throw new Error('nothing to change')
    view.dispatch(tr)
  }

  undo(): void {
    this.#undo.undo()
  }

  redo(): void {
    this.#undo.redo()
  }

  /** What follows is another step for undo, as after half a second without typing. */
  pause(): void {
    this.#undo.stopCapturing()
  }

  close(): void {
    for (const editor of this.#editors.values()) editor.destroy()
    this.#undo.destroy()
  }

  #find(words: string): number {
    let found: number | undefined
    this.editor.state.doc.descendants((node, position) => {
      if (found !== undefined || !node.isTextblock) return found === undefined
      const at = node.textBetween(0, node.content.size, undefined, '\uFFFC').indexOf(words)
      if (at >= 0) found = position + 1 + at
      return false
    })
    if (found === undefined) throw new Error(`nobody wrote "${words}"`)
    return found
  }
}

function rangeOf(ids: string): SourceRange {
  const [client = 0, clock = 0, length = 0] = ids.split('.').map(Number)
  return [client, clock, length]
}

function editorOf(fragment: Y.XmlFragment): Editor {
  const binding = Extension.create({ name: 'binding', priority: 1000, addProseMirrorPlugins: () => [ySyncPlugin(fragment)] })
  return new Editor({ element: document.createElement('div'), extensions: [...extensions, binding] })
}
