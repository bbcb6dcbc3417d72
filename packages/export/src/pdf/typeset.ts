import type { Sector } from '@samskriv/domain'

import type { ParagraphLook } from '../layout/kinds.ts'

/*
 * What `case-study.typ` sets: the layout with every language, direction, place and label decided, and nothing in it that Typst could stumble on.
 * The template is a switch over these kinds too, and stops at one that it does not know.
 */

export type SetLine = readonly SetPiece[]

export type SetPiece =
  | string
  | { readonly kind: 'look'; readonly look: 'strong' | 'emphasis' | 'soft' | 'code' | 'left-out'; readonly line: SetLine }
  | { readonly kind: 'language'; readonly language: SetLanguage; readonly line: SetLine }
  /** Something with no place to break a line in: it may break after each part. */
  | { readonly kind: 'long'; readonly parts: readonly string[] }
  | { readonly kind: 'link'; readonly href: string; readonly line: SetLine }
  | { readonly kind: 'inside'; readonly to: string; readonly line: SetLine }
  | { readonly kind: 'said'; readonly sector: SectorName; readonly letter: string; readonly line: SetLine }
  /** The letter and pattern of a sector, for the eye; `read` where nothing beside it names the sector. */
  | { readonly kind: 'mark'; readonly sector: SectorName; readonly letter: string; readonly read: boolean }
  | { readonly kind: 'note'; readonly line: SetLine; readonly language: SetLanguage }
  | { readonly kind: 'reference'; readonly to: string; readonly text: string; readonly label: string | null }
  | { readonly kind: 'break' }

export type SectorName = Sector | 'unknown'

/** As Typst knows it. */
export interface SetLanguage {
  readonly lang: string
  readonly region: string | null
  readonly dir: Direction
}

export type Direction = 'ltr' | 'rtl'

export interface SetParagraph {
  readonly kind: 'paragraph'
  readonly look: ParagraphLook | 'missing' | 'said-by' | null
  readonly line: SetLine
  readonly language: SetLanguage
}

export type SetBlock =
  | SetParagraph
  | {
      readonly kind: 'heading'
      readonly level: number
      readonly line: SetLine
      readonly label: string | null
      readonly language: SetLanguage
    }
  | {
      readonly kind: 'list'
      readonly items: readonly (readonly SetBlock[])[]
      /** The first number; null without numbers. */
      readonly from: number | null
      readonly roomy: boolean
      /** On which side its marks stand. */
      readonly dir: Direction
    }
  | { readonly kind: 'marked'; readonly label: string; readonly blocks: readonly SetBlock[] }
  | { readonly kind: 'quotation'; readonly blocks: readonly SetBlock[]; readonly dir: Direction }
  | { readonly kind: 'quote'; readonly sector: SectorName; readonly words: SetParagraph; readonly caption: SetBlock }
  | {
      readonly kind: 'table'
      /** Shares of the width. */
      readonly widths: readonly number[]
      /** Columns of numbers. */
      readonly numbers: readonly boolean[]
      readonly head: readonly SetCell[] | null
      readonly rows: readonly (readonly SetCell[])[]
    }
  | {
      readonly kind: 'picture'
      readonly path: string
      readonly alt: string
      readonly widthPt: number
      readonly caption: readonly SetBlock[]
    }
  | { readonly kind: 'frame'; readonly blocks: readonly SetBlock[] }
  | {
      readonly kind: 'voiced'
      /** In the order they begin to speak. */
      readonly sectors: readonly SectorName[]
      readonly blocks: readonly SetBlock[]
      /** Short enough to keep the names on the page of the words. */
      readonly together: boolean
    }

export type SetCell = readonly SetBlock[]

export interface SetNotice {
  readonly tone: 'warning' | 'plain'
  readonly blocks: readonly SetBlock[]
}

/** All that the template reads. */
export interface SetDocument {
  readonly language: SetLanguage
  readonly title: string
  readonly titleLine: SetBlock
  readonly kindLine: SetBlock
  readonly subtitle: SetBlock | null
  readonly description: string
  readonly draft: string | null
  readonly notices: readonly SetNotice[]
  readonly facts: readonly { readonly term: string; readonly blocks: readonly SetBlock[] }[]
  readonly about: readonly SetBlock[]
  readonly contents: string
  readonly guide: readonly SetBlock[]
  readonly parts: readonly {
    readonly label: string
    readonly title: string
    readonly number: string | null
    readonly language: SetLanguage
    readonly blocks: readonly SetBlock[]
  }[]
  readonly onePage: boolean
  readonly largePrint: boolean
  /** Whether the lossless JSON comes along: it would hold what a part leaves out. */
  readonly isWhole: boolean
  readonly fonts: { readonly text: readonly string[]; readonly title: readonly string[] }
  readonly colours: Readonly<Record<string, string>>
  /** Of the text, for a program that finds the file again. */
  readonly hash: string
}
