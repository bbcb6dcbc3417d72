import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, NodeSelection, Plugin, type Transaction } from '@tiptap/pm/state'
import type { NodeView } from '@tiptap/pm/view'

interface FootnotesOptions {
  /** What a note is called where it stands: by what it says. */
  readonly nameOf: (text: string) => string
  /** Opens the note that is selected, or a new one. */
  readonly onAsked: () => void
}

/** Notes in the text: numbered by the stylesheet, opened by a click, by Enter, and by the keys that word processors have for them. */
export const Footnotes = Extension.create<FootnotesOptions>({
  name: 'footnotes',
  priority: 860,

  addKeyboardShortcuts() {
    const { onAsked } = this.options
    const ask = (): true => {
      onAsked()
      return true
    }
    return { 'Mod-Alt-f': ask, Enter: () => selectedNote(this.editor.state) !== null && ask() }
  },

  addProseMirrorPlugins() {
    const { nameOf, onAsked } = this.options
    return [
      new Plugin({
        props: {
          nodeViews: { footnote: (node) => new NoteMark(node, nameOf) },
          handleClickOn: (view, _at, node, nodeAt) => {
            if (node.type.name !== 'footnote' || !view.editable) return false
            view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, nodeAt)))
            onAsked()
            return true
          },
        },
      }),
    ]
  },
})

export interface Note {
  readonly at: number
  readonly text: string
}

/** The note that is selected. */
export function selectedNote({ selection }: EditorState): Note | null {
  if (selection instanceof NodeSelection) return noteOf(selection.node, selection.from)
  return null
}

/**
 * Puts a note in, changes it, or takes it away when it says nothing any more.
 *
 * @param note - as it was when it was opened: others may have written since, before it and in it; null for a new one
 */
export function setNote(tr: Transaction, note: Note | null, text: string): boolean {
  if (note === null) return putNote(tr, text)
  const at = placeNow(tr, note)
  // Somebody has taken it away. What was written since is kept all the same.
  if (at === null) return text !== note.text && putNote(tr, text)
  if (text === '') tr.delete(at, at + 1)
  else tr.setNodeAttribute(at, 'text', text)
  return true
}

/** Behind the selected words, not in their place. */
function putNote(tr: Transaction, text: string): boolean {
  const type = tr.doc.type.schema.nodes['footnote']
  const { $to } = tr.selection
  if (type === undefined || text === '' || !$to.parent.inlineContent) return false
  tr.insert($to.pos, type.create({ text }))
  return true
}

function placeNow({ doc, selection }: Transaction, { at, text }: Note): number | null {
  const same: Note[] = []
  doc.descendants((node, place) => {
    const note = noteOf(node, place)
    if (note?.text === text) same.push(note)
  })
  // It stays selected while what is around it changes.
  const selected = selection instanceof NodeSelection ? noteOf(selection.node, selection.from) : null
  const [nearest] = same.toSorted((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))
  return selected?.at ?? nearest?.at ?? null
}

function noteOf(node: Node | null, at: number): Note | null {
  return node?.type.name === 'footnote' ? { at, text: String(node.attrs['text']) } : null
}

class NoteMark implements NodeView {
  readonly dom = document.createElement('span')
  readonly #nameOf: FootnotesOptions['nameOf']

  constructor(node: Node, nameOf: FootnotesOptions['nameOf']) {
    this.#nameOf = nameOf
    this.dom.className = 'note-mark'
    this.dom.setAttribute('role', 'button')
    this.#name(node)
  }

  update(node: Node): boolean {
    if (node.type.name !== 'footnote') return false
    this.#name(node)
    return true
  }

  ignoreMutation(): boolean {
    return true
  }

  #name(node: Node): void {
    const name = this.#nameOf(String(node.attrs['text']))
    this.dom.setAttribute('aria-label', name)
    this.dom.title = name
  }
}
