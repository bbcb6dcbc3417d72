import type { ResolvedPos } from '@tiptap/pm/model'
import { Plugin, PluginKey, type Selection, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

const watches = new WeakMap<EditorView, PageCaret>()

/**
 * Where a key or a click has put the caret, when the editor does not know yet; null when it knows.
 *
 * The browser moves the caret at once and says so a moment later (`selectionchange`). What is drawn in that moment would put the
 * caret back, and the next words would go where it was: https://github.com/yjs/y-prosemirror/issues/146
 */
export function movedCaret(view: EditorView): Selection | null {
  return watches.get(view)?.moved() ?? null
}

/** Makes {@link movedCaret} work for an editor, and keys too. Its place is before every plugin that asks or that takes keys. */
export function watchPageCaret(): Plugin {
  return new Plugin({
    key: new PluginKey('pageCaret'),
    props: {
      handleKeyDown: (view) => {
        // Enter right after Ctrl+End must not divide the paragraph that the caret has just left.
        const moved = movedCaret(view)
        if (moved !== null) view.dispatch(view.state.tr.setSelection(moved))
        return false
      },
    },
    view: (view) => {
      const watch = new PageCaret(view)
      watches.set(view, watch)
      return watch
    },
  })
}

class PageCaret {
  readonly #view: EditorView
  /** A browser that gives the focus to a text puts the caret at its beginning; nobody asked for that. */
  #isByHand = false

  constructor(view: EditorView) {
    this.#view = view
    for (const event of ['keydown', 'pointerdown']) view.dom.addEventListener(event, this.#onHand)
    view.dom.addEventListener('blur', this.#onBlur)
  }

  moved(): Selection | null {
    const view = this.#view
    // While a character is being composed the browser's own selection is not where the words go.
    if (!this.#isByHand || view.composing || !view.hasFocus()) return null
    const page = view.dom.ownerDocument.getSelection()
    const $anchor = this.#place(page?.anchorNode, page?.anchorOffset)
    const $head = this.#place(page?.focusNode, page?.focusOffset)
    if ($anchor === null || $head === null) return null
    const { anchor, head } = view.state.selection
    return $anchor.pos === anchor && $head.pos === head ? null : TextSelection.between($anchor, $head)
  }

  destroy(): void {
    for (const event of ['keydown', 'pointerdown']) this.#view.dom.removeEventListener(event, this.#onHand)
    this.#view.dom.removeEventListener('blur', this.#onBlur)
    if (watches.get(this.#view) === this) watches.delete(this.#view)
  }

  readonly #onHand = (): void => {
    this.#isByHand = true
  }

  readonly #onBlur = (): void => {
    this.#isByHand = false
  }

  /** Null for what is not a place among words: a whole section or block selected, or another's caret. */
  #place(node: Node | null = null, offset = 0): ResolvedPos | null {
    const { dom, state } = this.#view
    if (node === null || !dom.contains(node)) return null
    const $place = state.doc.resolve(this.#view.posAtDOM(node, offset, 1))
    return $place.parent.inlineContent ? $place : null
  }
}
