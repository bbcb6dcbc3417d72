import type { FileChild, Paragraph } from 'docx'

import type { Change, Comment, Layout, Note, Piece } from '../layout/kinds.ts'
import type { ExportPicture } from '../tree/export-input.ts'

/** LibreOffice shows wrong footnotes where the number of a comment is one of theirs. */
const firstComment = 1000

/** What is gathered while a file is written: its notes, its lists, and the numbers of its comments. */
export class Writing {
  readonly layout: Layout
  readonly pictures: ReadonlyMap<string, ExportPicture>
  readonly #notes: { readonly note: Note; readonly lang: string }[] = []
  readonly #starts = new Set<number>()
  #lists = 0
  #changes = 0

  constructor(layout: Layout, pictures: ReadonlyMap<string, ExportPicture>) {
    this.layout = layout
    this.pictures = pictures
  }

  /** @returns its number, from 1 */
  footnote(note: Note, lang: string): number {
    return this.#notes.push({ note, lang })
  }

  get notes(): readonly { readonly note: Note; readonly lang: string }[] {
    return this.#notes
  }

  list(ordered: boolean, start: number): { readonly reference: string; readonly instance: number } {
    this.#lists += 1
    if (!ordered) return { reference: 'bullets', instance: this.#lists }
    this.#starts.add(start)
    return { reference: numberedFrom(start), instance: this.#lists }
  }

  /** The numbers that ordered lists begin with. */
  get starts(): readonly number[] {
    return [...this.#starts].toSorted((a, b) => a - b)
  }

  /** What Word knows of a change: each has a number of its own. */
  change({ author, at }: Change): { readonly id: number; readonly author: string; readonly date: string } {
    this.#changes += 1
    return { id: this.#changes, author, date: at }
  }

  /** The ids of a comment and its replies. */
  idsOf(number: number): readonly number[] {
    const before = this.layout.comments.filter((comment) => comment.number < number)
    const first = firstComment + before.reduce((sum, { replies }) => sum + 1 + replies.length, 0)
    const comment: Comment | undefined = this.layout.comments.find((each) => each.number === number)
    return [0, ...(comment?.replies ?? []).keys().map((index) => index + 1)].map((index) => first + index)
  }
}

export function numberedFrom(start: number): string {
  return `numbered-${start}`
}

/** Where a block stands. */
export interface Place {
  /** How deep in lists; 0 outside. */
  readonly level: number
  /** The list it begins an item of. */
  readonly item?: { readonly reference: string; readonly instance: number }
  /** BCP 47, of the words here. */
  readonly lang: string
  readonly style?: string
  /** The one sector whose words it holds. */
  readonly sector?: Extract<Piece, { kind: 'sector' }>['sector']
  /** On the page of what follows. */
  readonly keepNext?: true
}

export type Written = (Paragraph | FileChild)[]
