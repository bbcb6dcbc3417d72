import type { SectionKey } from '@samskriv/domain'

/** The Yjs id of one character. */
export interface CharacterId {
  readonly client: number
  readonly clock: number
}

/** What the words were, so that they are found again when their ids are gone. */
export interface QuotedWords {
  /** As somebody pointed at them: as {@link quoteOf} keeps them. It stays, whatever becomes of the words. */
  readonly quote: string
  /** The text before and after them when their ids were last known, at most {@link contextLength} units. */
  readonly prefix: string
  readonly suffix: string
}

/** A place in the text that something outside the text points at: a comment, an answer, a suggestion. */
export type Anchor = QuotedWords & { readonly id: string; readonly section: SectionKey } & (
    | {
        readonly state: 'attached'
        /** The first and the last character, both of them part of it, in the order of the text. */
        readonly start: CharacterId
        readonly end: CharacterId
      }
    | { readonly state: 'detached'; readonly start: null; readonly end: null }
  )

/** Where words stand: the ids of their first and their last character. */
export interface WordsPlace {
  readonly section: SectionKey
  readonly start: CharacterId
  readonly end: CharacterId
}

export function isSameId(one: CharacterId, other: CharacterId): boolean {
  return one.client === other.client && one.clock === other.clock
}
