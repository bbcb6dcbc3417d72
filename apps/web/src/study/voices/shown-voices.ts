import type { ProseMirrorJson } from '@samskriv/document'
import type { Sector, SectionKey } from '@samskriv/domain'

import type { Drawer } from '../editor/drawn-later.ts'
import type { CommentedPiece } from '../threads/drawn-threads.ts'

/** Whose a stretch of text is, as it is shown. */
export interface Said {
  readonly sector: Sector | 'unknown'
  /** Who said it; of pasted words, by whom they were pasted. */
  readonly name: string
}

/** A section's node, in which each text says whose it is, and what was said about it. */
export type SaidNode = Omit<ProseMirrorJson, 'content'> & {
  readonly said?: Said
  readonly commented?: readonly CommentedPiece[]
  readonly content?: readonly SaidNode[]
}

/** Tells whose words are whose in the open copy, for as long as it is asked to. */
export interface ShownVoices extends Drawer {
  /** Of a section as it is in the copy now. */
  readonly nodes: (section: SectionKey) => readonly SaidNode[]
  /** Hears when something other than the text has changed. */
  readonly subscribe: (listener: () => void) => () => void
}
