import type { DraftBlock } from './html/blocks-of-html.ts'
import type { ImportedPicture, ImportedRemark } from './imported-document.ts'

/** A file as its reader has it: titles and languages as they stand there, and lines that still hold the edges of remarks. */
export interface Draft {
  readonly title: string
  readonly language: string | null
  readonly blocks: readonly DraftBlock[]
  readonly pictures: readonly ImportedPicture[]
  readonly comments: readonly DraftComment[]
}

export interface DraftComment extends ImportedRemark {
  /** The number that its edges have. */
  readonly remark: number
  readonly replies: readonly ImportedRemark[]
  readonly resolved: boolean
}
