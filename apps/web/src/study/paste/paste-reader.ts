import { cleanClipboard, isOwnCopy, type PastedPicture } from '@samskriv/document/clipboard'
import type { Slice } from '@tiptap/pm/model'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { createRelativePositionFromTypeIndex } from 'yjs'

import { knowPicture } from '../pictures/known-pictures.ts'
import type { CleanPastesOptions } from './clean-pastes.ts'
import { copyMark } from './copied-from.ts'
import { nextPaint, pasteLong } from './long-paste.ts'
import { type PlacedPicture, takeOutPictures } from './pasted-pictures.ts'

/** Letters of HTML that take a while to be read, in which the page shows that it does. */
const longHtml = 100_000

/** Reads what is pasted into one section: cleans it, keeps its pictures to be asked about, and puts it in part by part when it is much. */
export class PasteReader {
  readonly #options: CleanPastesOptions
  #files: readonly File[] = []
  #isRead = true
  /** What is about to be put in, when it has been read before. */
  #known: { readonly html: string; readonly cleaned: string } | null = null
  #awaited: readonly PastedPicture[] = []
  #placed: readonly PlacedPicture[] = []

  constructor(options: CleanPastesOptions) {
    this.#options = options
  }

  /** @param isRead - not for a picture alone, which is asked about as the file it is, whatever the HTML beside it says */
  begin(files: readonly File[], isRead: boolean): void {
    this.#awaited = []
    this.#isRead = isRead
    this.#files = files.filter(({ type }) => type.startsWith('image/'))
  }

  isShort(html: string): boolean {
    return html.length <= longHtml
  }

  /** The blocks that some HTML means. */
  cleaned(html: string): string {
    if (this.#known?.html === html) return this.#known.cleaned
    if (!this.#isRead || isOwnCopy(html, copyMark)) return html
    const { pastes, fragment } = this.#options
    const { html: cleaned, left, pictures } = cleanClipboard(html, this.#files)
    pastes.tellLeftOut(left)
    this.#awaited = pictures
    for (const { mark } of pictures) if (fragment.doc !== null) knowPicture(fragment.doc, mark)
    return cleaned
  }

  async paste(view: EditorView, html: string): Promise<void> {
    const { pastes } = this.#options
    let isStopped = false
    if (!this.isShort(html)) {
      pastes.tellProgress({ done: 0, stop: () => (isStopped = true) })
      await nextPaint()
      this.#known = { html, cleaned: this.cleaned(html) }
      await nextPaint()
      pastes.tellProgress(null)
    }
    if (!isStopped && !view.isDestroyed) view.pasteHTML(html)
    this.#known = null
  }

  /** @returns whether it goes in part by part */
  isPutIn(view: EditorView, slice: Slice): boolean {
    const pictures = this.#awaited
    this.#awaited = []
    const isLong = pasteLong(view, slice, { ...this.#options, pictures })
    if (!isLong) this.#awaited = pictures
    return isLong
  }

  /** After a change: without the pictures that it brought. */
  withoutPictures(transactions: readonly Transaction[], state: EditorState): Transaction | null {
    if (this.#awaited.length === 0 || !transactions.some(isPaste)) return null
    const { tr, placed } = takeOutPictures(state, this.#awaited)
    this.#awaited = []
    this.#placed = placed
    return tr.docChanged ? tr : null
  }

  /** Once the section has the words. */
  askAboutPictures(): void {
    if (this.#placed.length === 0) return
    const { fragment, onPictures } = this.#options
    const pictures = this.#placed.map(({ picture: { file, alt }, behind }) => {
      return { file, alt, place: createRelativePositionFromTypeIndex(fragment, Math.min(behind, fragment.length), -1) }
    })
    this.#placed = []
    onPictures(pictures)
  }
}

function isPaste(transaction: Transaction): boolean {
  return transaction.getMeta('paste') === true || transaction.getMeta('uiEvent') === 'drop'
}
