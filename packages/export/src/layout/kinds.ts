import type { Sector } from '@samskriv/domain'

import type { FileMark } from '../file/voiced-text.ts'

/*
 * What stands where in a file that people read, every word decided: names, dates and numbers in the chosen language, nothing left to look up.
 * What says no language is in that of the fixed words, wherever it stands.
 * A renderer is a switch over these kinds that puts each into its format.
 */

/** A part of a line. A string needs no look of its own. */
export type Piece =
  | string
  | { readonly kind: 'words'; readonly text: string; readonly look?: Look; readonly lang?: string }
  /** The letter, pattern and colour of a sector; `name` where nothing beside it says which it is. */
  | { readonly kind: 'sector'; readonly sector: Sector | null; readonly letter: string; readonly name?: string }
  | { readonly kind: 'link'; readonly href: string; readonly text: string; readonly lang?: string }
  /** To another part of the same file. */
  | { readonly kind: 'inside'; readonly to: string; readonly text: string; readonly lang: string }
  | RunPiece
  | { readonly kind: 'note'; readonly note: Note }
  | { readonly kind: 'break' }
  | { readonly kind: 'left-out'; readonly text: string }
  /** Other words for those right before them, which formats without tracked changes leave out. */
  | { readonly kind: 'suggested'; readonly text: string; readonly change: Change; readonly lang?: string }
  /** Where the words that a comment is about begin and end. */
  | { readonly kind: 'comment'; readonly end: 'start' | 'end'; readonly number: number; readonly label: string }

/** `apart`: words that may run in another direction than the line. */
export type Look = 'strong' | 'soft' | 'quoted' | 'code' | 'apart'

/** Words of the study's text. */
export interface RunPiece {
  readonly kind: 'run'
  readonly text: string
  readonly marks: readonly FileMark[]
  /** Where it is not that of the fixed words: these stand among them, and are in their own. */
  readonly lang?: string
  /** Null where the file does not tell who said what. */
  readonly voice: Voicing | null
  /** Somebody suggests other words for these. */
  readonly change?: Change
}

/** A suggestion, for formats that keep track of changes. */
export interface Change {
  /** With their sector. */
  readonly author: string
  /** ISO, UTC. */
  readonly at: string
}

export interface Voicing {
  readonly by: string
  readonly sector: Sector | null
  readonly letter: string
  /** Who said it, in words. */
  readonly saying: string
  /** Several voices stand in the same block, so letter and pattern are shown in the text. */
  readonly shared: boolean
}

/** A footnote; `prefix` and `number` together are its own in the file. */
export interface Note {
  readonly prefix: string
  readonly number: number
  readonly text: string
  /** Of the text, where it is not that of the fixed words. */
  readonly lang?: string
  /** Who said it, in words; null where the file does not tell. */
  readonly saying: string | null
}

export type Block =
  /** `lang` where people wrote it in theirs; such words, and those of `theirs`, run in the direction of their own script. */
  | {
      readonly kind: 'paragraph'
      readonly pieces: readonly Piece[]
      readonly look?: ParagraphLook
      readonly lang?: string
      readonly theirs?: true
    }
  | { readonly kind: 'heading'; readonly level: 3 | 4; readonly pieces: readonly Piece[]; readonly id?: string; readonly theirs?: true }
  /** An item of the text that is one paragraph is its pieces. */
  | {
      readonly kind: 'list'
      readonly ordered: boolean
      readonly start?: number
      readonly items: readonly Item[]
    }
  /** Things with several lines each, one below the other. */
  | {
      readonly kind: 'entries'
      readonly ordered: boolean
      readonly label?: string
      readonly items: readonly { readonly id?: string; readonly blocks: readonly Block[] }[]
    }
  | { readonly kind: 'blockquote'; readonly blocks: readonly Block[]; readonly lang?: string }
  | { readonly kind: 'quote'; readonly sector: Sector | null; readonly words: readonly Piece[]; readonly caption: readonly Piece[] }
  /** One that people wrote; every row has `columns` cells. */
  | {
      readonly kind: 'written-table'
      readonly label: string
      readonly columns: number
      readonly head: readonly Item[] | null
      readonly rows: readonly (readonly Item[])[]
    }
  | Table
  | Chart
  | {
      readonly kind: 'picture'
      readonly hash: string
      readonly alt: string
      /** Of `alt`, where it is not that of the fixed words. */
      readonly lang?: string
      readonly missing: readonly Piece[]
      readonly caption: Block | null
    }
  | { readonly kind: 'figure'; readonly title: readonly Piece[]; readonly blocks: readonly Block[] }
  | { readonly kind: 'aside'; readonly label: string; readonly blocks: readonly Block[] }
  | { readonly kind: 'people'; readonly groups: readonly PeopleOfSector[] }
  | { readonly kind: 'legend'; readonly sectors: readonly { readonly sector: Sector; readonly letter: string; readonly name: string }[] }
  /** A block with whose words it holds, in the order they begin to speak; `named` where they are named below it. */
  | {
      readonly kind: 'voiced'
      readonly block: Block
      readonly voices: readonly {
        readonly sector: Sector | null
        readonly letter: string
        readonly saying: string
        readonly characters: number
      }[]
      readonly label: string
      readonly named: boolean
    }
  /** The notes of a section, for formats that have none of their own. */
  | { readonly kind: 'notes'; readonly title: string; readonly back: string; readonly notes: readonly Note[] }

export type ParagraphLook = 'soft' | 'small' | 'aside' | 'title' | 'left-out' | 'empty' | 'notice' | 'checksum'

export type Item = { readonly pieces: readonly Piece[] } | { readonly blocks: readonly Block[] }

export interface Table {
  readonly kind: 'table'
  readonly caption: string
  readonly columns: readonly { readonly label: readonly Piece[]; readonly number?: boolean }[]
  /** The first cell of a row is its header. */
  readonly rows: readonly (readonly Cell[])[]
}

export interface Cell {
  readonly pieces: readonly Piece[]
}

/** Numbers for the eye. The same numbers stand in a table beside it, and in words in `alt`. */
export type Chart = SharesChart | FiguresChart

interface ChartFrame {
  readonly kind: 'chart'
  readonly title: string
  readonly alt: string
}

/** A bar for each row, cut by who has which share of it. */
export interface SharesChart extends ChartFrame {
  readonly shape: 'shares'
  /** Null for what counts for no sector. */
  readonly parts: readonly { readonly sector: Sector | null; readonly letter: string; readonly name: string }[]
  readonly rows: readonly {
    readonly label: string
    /** Of the label, where it is not that of the fixed words. */
    readonly lang?: string
    /** One for each part, from 0 to 100; `text` is the number in words. A row without words has zeros. */
    readonly shares: readonly { readonly percent: number; readonly text: string }[]
    /** What stands where its bar would be, where there are no words. */
    readonly empty?: string
  }[]
}

/** One number that changes, in the order of time. */
export interface FiguresChart extends ChartFrame {
  readonly shape: 'line' | 'bars'
  /** Null where there is none to show: no zero. */
  readonly points: readonly { readonly label: string; readonly value: number | null; readonly text: string }[]
  readonly target: { readonly value: number; readonly text: string } | null
}

export interface PeopleOfSector {
  readonly sector: Sector | null
  readonly letter: string
  readonly name: string
  readonly people: readonly (readonly Block[])[]
}

/** A section, or what stands before and after them. */
export interface Part {
  readonly id: string
  readonly title: string
  /** Of a section of the text, and in its language. */
  readonly section?: { readonly number: number; readonly lang: string }
  /** Numbers of the comments about it as a whole. */
  readonly comments?: readonly number[]
  readonly blocks: readonly Block[]
}

export interface Fact {
  readonly term: string
  /** One, or a list. */
  readonly values: readonly (readonly Piece[])[]
  readonly list?: true
}

export interface Notice {
  readonly tone: 'warning' | 'plain'
  readonly title: string | null
  readonly pieces: readonly Piece[]
}

/** A thread of comments; those of a file are numbered from 1. */
export interface Comment extends Message {
  readonly number: number
  /** How it is called where a reader finds it: *Comment 3*. */
  readonly label: string
  /** In words; null while it is open. */
  readonly resolved: string | null
  /** What it is about, which leads to where its number stands in the text, and how the words there begin. */
  readonly about: readonly Piece[]
  readonly replies: readonly Message[]
}

export interface Message {
  /** With their sector, so that it survives any program: *Amina (Community)*. */
  readonly author: string
  readonly letter: string
  /** ISO, UTC. */
  readonly at: string
  readonly date: string
  readonly lang: string
  readonly lines: readonly string[]
  /** Below it, in the fixed words: what came of it and why, who sees to it, what somebody has against it. */
  readonly outcome: readonly (readonly Piece[])[]
}

/** A whole file. */
export interface Layout {
  /** BCP 47, of the fixed words. */
  readonly lang: string
  /** Of what people wrote. */
  readonly studyLang: string
  readonly kind: string
  readonly title: string
  readonly subtitle: string | null
  /** What is printed on every page of a text that may still change; null of one that is finished. */
  readonly draft: string | null
  readonly notices: readonly Notice[]
  readonly facts: readonly Fact[]
  readonly contents: string
  /** Meant for one sheet of paper: close lines, and no table of contents where a format can do without. */
  readonly onePage: boolean
  /** For those who read letters of 18 points: nothing is smaller. */
  readonly largePrint: boolean
  /** Whether nothing of the study is left out but what may not be shown: the data for other programs may then come along. */
  readonly isWhole: boolean
  /** Whether it tells who said what. */
  readonly voices: boolean
  /** How to read that: in letters and patterns, or in notes. Null where the file does not tell, or has no room for it. */
  readonly guide: { readonly marks: string; readonly notes: string; readonly legend: Block } | null
  readonly parts: readonly Part[]
  readonly comments: readonly Comment[]
  /** Over all of them, for formats that have no comments of their own. */
  readonly commentsTitle: string
  /** Numbers of those about the whole study. */
  readonly commentsOnAll: readonly number[]
  /** ISO, UTC: when the file was made. */
  readonly generatedAt: string
  /** Of the text, for a program that finds the file again: it stands in what a file says about itself, and in words under "How to check". */
  readonly contentHash: string
}
