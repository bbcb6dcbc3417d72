import { type EditorState, Selection, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

import { difference } from '../editor/difference.ts'

/** What ProseMirror's view is asked for here, and does not describe: it reads the page no more, reads it again, draws a stretch anew. */
interface ViewParts {
  readonly domObserver: { stop(): void; start(): void }
  readonly docView: { markDirty(from: number, to: number): void }
}

/**
 * A word that is being composed in a place where it will not stay. The browser composes it on the page, as everywhere, and the editor
 * neither reads nor redraws it: moving the caret or the words in the middle of it would lose the accent of a dead key.
 */
export class HeldComposition {
  readonly #view: EditorView
  readonly #from: number
  readonly #to: number

  constructor(view: EditorView) {
    this.#view = view
    const { $from, $to } = view.state.selection
    this.#from = $from.parent.isTextblock ? $from.start() : $from.pos
    this.#to = $to.parent.isTextblock ? $to.end() : $to.pos
    partsOf(view).domObserver.stop()
  }

  /**
   * Takes the page back to what the editor holds.
   *
   * @param data - what was composed
   * @returns the change that it was about to be; null for none
   */
  end(data: string): Transaction | null {
    const view = this.#view
    if (view.isDestroyed) return null
    const parts = partsOf(view)
    const { state } = view
    const size = state.doc.content.size
    const [from, to] = [Math.min(this.#from, size), Math.min(this.#to, size)]
    const before = state.doc.textBetween(from, to, '\n', '\n')
    const composed = textOnPage(view, from)
    parts.domObserver.start()
    parts.docView.markDirty(from, to)
    view.updateState(state)
    const isOneBlock = state.doc.resolve(from).sameParent(state.doc.resolve(to)) && !before.includes('\n')
    const plain = before.replaceAll('\u00A0', ' ')
    const written = isOneBlock && composed !== null && composed !== plain ? difference(plain, composed) : null
    if (written !== null) return writtenAt(state, written.words, from + written.from, from + written.to)
    return data === '' ? null : writtenAt(state, data, state.selection.from, state.selection.to)
  }
}

/** With the caret after it, as the browser has it. */
function writtenAt(state: EditorState, text: string, from: number, to: number): Transaction {
  const written = state.tr.insertText(text, from, to)
  return written.setSelection(Selection.near(written.doc.resolve(from + text.length), -1))
}

function partsOf(view: EditorView): ViewParts {
  return view as unknown as ViewParts
}

/** The words of a paragraph as they stand on the page, without what is drawn between them. */
function textOnPage(view: EditorView, from: number): string | null {
  const { node } = view.domAtPos(from)
  const element = node instanceof Element ? node : node.parentElement
  const block = element?.closest('p, h1, h2, h3, h4, h5, h6, figcaption, li, td, th')
  if (!block || !view.dom.contains(block)) return null
  const copy = block.cloneNode(true)
  if (!(copy instanceof Element)) return null
  for (const drawn of copy.querySelectorAll('[contenteditable="false"], .ProseMirror-widget, .ProseMirror-trailingBreak')) drawn.remove()
  return (copy.textContent ?? '').replaceAll('\u00A0', ' ')
}
