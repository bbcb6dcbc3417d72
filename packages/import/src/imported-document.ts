import type { NestedBlock, SectionInline, TableRow } from '@samskriv/document'

import type { NoticedItem } from './noticed.ts'

export type ImportedFormat = 'docx' | 'odt' | 'markdown' | 'html' | 'text' | 'pdf'

/** Words, notes and breaks; whose they are is not known, so no run has a voice. */
export type ImportedInline = SectionInline<null>
export type ImportedNested = NestedBlock<null>
export type ImportedRow = TableRow<null>

/** What a section may hold, but for headings, which keep their level, and pictures, which are named by their place in `pictures`. */
export type ImportedBlock =
  | ImportedNested
  | { readonly type: 'heading'; readonly level: HeadingLevel; readonly runs: readonly ImportedInline[] }
  | { readonly type: 'caption'; readonly runs: readonly ImportedInline[] }
  | { readonly type: 'blockquote'; readonly blocks: readonly ImportedNested[] }
  | { readonly type: 'table'; readonly headerRow: boolean; readonly rows: readonly ImportedRow[] }
  | { readonly type: 'picture'; readonly picture: number }

export type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6

export interface ImportedPicture {
  /** What the file says it shows; empty when it says nothing. */
  readonly alt: string
  /** As they stood in the file: nobody has looked at them yet. */
  readonly bytes: Uint8Array
}

/** A place in the words of a block: so many UTF-16 units of its texts, in their order; notes, breaks and pictures count as nothing. */
export interface PlaceInBlock {
  readonly block: number
  readonly at: number
}

/** What the file says somebody wrote, on some day. Both are claims. */
export interface ImportedRemark {
  /** Empty when the file names nobody. */
  readonly author: string
  /** In ISO 8601, UTC; null when the file says no day that is one. */
  readonly at: string | null
  readonly text: string
}

export interface ImportedComment extends ImportedRemark {
  readonly replies: readonly ImportedRemark[]
  readonly resolved: boolean
  /** Null when it is about no words that came along. */
  readonly about: {
    readonly from: PlaceInBlock
    readonly to: PlaceInBlock
    /** As `quoteOf` of `@samskriv/domain` keeps words. */
    readonly words: string
  } | null
}

/** What a file says. Nothing of it runs, loads, or leads anywhere but to safe addresses; every text is well formed. */
export interface ImportedDocument {
  readonly format: ImportedFormat
  /** What the file calls itself, else its first heading when no other is as high, else its name; may be empty. */
  readonly title: string
  /** A BCP 47 tag that the file gives for most of its text; null when it gives none. */
  readonly language: string | null
  readonly blocks: readonly ImportedBlock[]
  readonly pictures: readonly ImportedPicture[]
  readonly comments: readonly ImportedComment[]
  /** What was left out, changed or guessed, in the order of {@link noticedCodes}. */
  readonly noticed: readonly NoticedItem[]
  /** Of all this in memory without its pictures, in bytes and about; at most `importLimits.maxSize`. */
  readonly size: number
}
