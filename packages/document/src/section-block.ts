import type { VoiceId } from '@samskriv/domain'

export type SectionMark = { readonly type: 'bold' } | { readonly type: 'italic' } | { readonly type: 'link'; readonly href: string }

/** A stretch of text with one voice. `text` is never empty. */
export interface SectionRun<V = VoiceId> {
  readonly text: string
  readonly marks?: readonly SectionMark[]
  readonly voice: V
}

export type SectionInline<V = VoiceId> =
  | SectionRun<V>
  | { readonly type: 'hardBreak'; readonly voice?: V }
  | { readonly type: 'footnote'; readonly text: string; readonly voice?: V }

/** What an item of a list, or a blockquote, may hold. */
export type NestedBlock<V = VoiceId> =
  | { readonly type: 'paragraph'; readonly runs: readonly SectionInline<V>[] }
  | { readonly type: 'bulletList'; readonly items: readonly (readonly NestedBlock<V>[])[] }
  | { readonly type: 'orderedList'; readonly start?: number; readonly items: readonly (readonly NestedBlock<V>[])[] }

/** The cells of a row, and what stands in each. Neither is ever empty; rows may differ in length. */
export type TableRow<V = VoiceId> = readonly (readonly NestedBlock<V>[])[]

/**
 * A block of a section, its words said by voices of type `V`: ids in a room, descriptions in a file. Atoms and breaks may
 * leave their voice out and then go with the one before them.
 */
export type SectionBlock<V = VoiceId> =
  | NestedBlock<V>
  | { readonly type: 'heading3' | 'heading4' | 'caption'; readonly runs: readonly SectionInline<V>[] }
  | { readonly type: 'blockquote'; readonly blocks: readonly NestedBlock<V>[] }
  | { readonly type: 'blockquote'; readonly runs: readonly SectionInline<V>[] }
  | { readonly type: 'table'; readonly headerRow: boolean; readonly rows: readonly TableRow<V>[] }
  | { readonly type: 'image'; readonly hash: string; readonly alt: string; readonly decorative: boolean; readonly voice?: V }
  | { readonly type: 'communityQuote'; readonly quoteId: string; readonly voice?: V }
  | { readonly type: 'indicatorRef'; readonly indicatorId: string; readonly voice?: V }
  | { readonly type: 'evidenceRef'; readonly evidenceId: string; readonly voice?: V }
  | { readonly type: 'partnersTable' | 'decisionsTable' | 'creditsTable'; readonly voice?: V }
