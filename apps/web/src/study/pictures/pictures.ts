import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { NodeSelection, Plugin, TextSelection } from '@tiptap/pm/state'
import type { EditorView, NodeView } from '@tiptap/pm/view'
import type { Doc } from 'yjs'

import { pictureSource } from '../../api/picture-path.ts'
import { leaveCaption, namedPictures } from './captions.ts'
import { knowPicture, withoutForeignPictures } from './known-pictures.ts'
import { caretAfter, pictureOf, selectedPicture } from './picture-node.ts'

interface PicturesOptions {
  readonly doc: Doc
  readonly study: string
  readonly words: PictureWords
  /** Opens the dialog: for a file, or for the picture that is selected. */
  readonly onAsked: (file: File | null) => void
  readonly announce: (text: string) => void
}

export interface PictureWords {
  readonly change: string
  readonly decoration: string
  readonly leftOut: string
  /** What a picture is called where it stands. */
  readonly named: (alt: string) => string
}

/** Pictures in the text: shown, pasted, dropped, and never written over by accident. */
export const Pictures = Extension.create<PicturesOptions>({
  name: 'pictures',
  // Before what pastes and drops in other ways.
  priority: 870,

  addKeyboardShortcuts() {
    return { Enter: () => this.editor.commands.command(({ tr }) => leaveCaption(tr)) }
  },

  addProseMirrorPlugins() {
    const { options } = this
    const { doc, onAsked, words, announce } = options
    return [
      new Plugin({
        props: {
          decorations: ({ doc: text }) => namedPictures(text),
          nodeViews: { image: (node, view, position) => new PictureView(node, view, position, options) },
          handlePaste(_view, event) {
            const file = pictureIn(event.clipboardData)
            if (file === null) return false
            onAsked(file)
            return true
          },
          handleDrop(view, event, _slice, moved) {
            const file = moved || view.dragging !== null ? null : pictureIn(event.dataTransfer)
            if (file === null) return false
            const place = view.posAtCoords({ left: event.clientX, top: event.clientY })
            const { doc: text, tr } = view.state
            view.focus()
            if (place !== null) view.dispatch(tr.setSelection(TextSelection.near(text.resolve(place.pos))))
            onAsked(file)
            return true
          },
          transformPasted(slice) {
            const kept = withoutForeignPictures(slice, doc)
            if (kept.left > 0) announce(words.leftOut)
            return kept.slice
          },
          handleDoubleClickOn(view, _at, node, nodeAt, _event, isDirect) {
            if (!isDirect || node.type.name !== 'image' || !view.editable) return false
            view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, nodeAt)))
            onAsked(null)
            return true
          },
          // Typing would put the words in the place of a picture that is selected.
          handleTextInput(view, _from, _to, text) {
            const picture = selectedPicture(view.state)
            if (picture === null) return false
            view.dispatch(caretAfter(view.state.tr, picture.at).insertText(text))
            return true
          },
        },
      }),
    ]
  },
})

/** The file that was pasted or dropped; null when there is text beside it, as programs that copy both have it. */
export function pictureIn(data: DataTransfer | null): File | null {
  const file = data?.files[0]
  if (data === null || file === undefined) return null
  const words = data.getData('text/plain') + textOf(data.getData('text/html'))
  return words.trim() === '' ? file : null
}

function textOf(html: string): string {
  return html === '' ? '' : (new DOMParser().parseFromString(html, 'text/html').body.textContent ?? '')
}

class PictureView implements NodeView {
  readonly dom = document.createElement('figure')
  readonly #image = document.createElement('img')
  readonly #missing = document.createElement('p')
  readonly #said = document.createElement('span')
  readonly #options: PicturesOptions
  #node: Node

  constructor(node: Node, view: EditorView, position: () => number | undefined, options: PicturesOptions) {
    this.#options = options
    this.#node = node
    this.dom.className = 'picture'
    this.dom.contentEditable = 'false'
    this.#missing.className = 'picture-missing'
    this.#missing.hidden = true
    this.#image.draggable = false
    this.#image.addEventListener('error', () => this.#setMissing(true))
    this.#image.addEventListener('load', () => this.#setMissing(false))
    this.dom.append(this.#image, this.#missing)
    if (view.editable) this.dom.append(this.#caption(view, position))
    this.#show()
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false
    const isSame = node.attrs['hash'] === this.#node.attrs['hash']
    this.#node = node
    this.#show(!isSame)
    return true
  }

  selectNode(): void {
    this.dom.classList.add('ProseMirror-selectednode')
    const { alt, decorative } = pictureOf(this.#node)
    this.#options.announce(this.#options.words.named(decorative ? this.#options.words.decoration : alt))
  }

  deselectNode(): void {
    this.dom.classList.remove('ProseMirror-selectednode')
  }

  stopEvent(event: Event): boolean {
    return event.target instanceof HTMLButtonElement
  }

  ignoreMutation(): boolean {
    return true
  }

  #caption(view: EditorView, position: () => number | undefined): HTMLElement {
    const caption = document.createElement('figcaption')
    const change = document.createElement('button')
    this.#said.dir = 'auto'
    change.type = 'button'
    change.className = 'text-button'
    change.textContent = this.#options.words.change
    change.addEventListener('click', () => {
      const at = position()
      if (at === undefined) return
      view.focus()
      view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, at)))
      this.#options.onAsked(null)
    })
    caption.append(this.#said, ' ', change)
    return caption
  }

  #show(isAnother = true): void {
    const { hash, alt, decorative } = pictureOf(this.#node)
    const { doc, study, words } = this.#options
    this.#image.alt = decorative ? '' : alt
    this.#said.textContent = decorative ? words.decoration : alt
    this.#missing.textContent = words.named(decorative ? words.decoration : alt)
    if (!isAnother) return
    if (hash === '') return this.#setMissing(true)
    knowPicture(doc, hash)
    const { src, srcSet, sizes } = pictureSource(study, hash)
    this.#image.sizes = sizes
    this.#image.srcset = srcSet
    this.#image.src = src
  }

  #setMissing(isMissing: boolean): void {
    this.#image.hidden = isMissing
    this.#missing.hidden = !isMissing
  }
}
