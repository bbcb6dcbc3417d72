import type { SectionKey } from '@samskriv/domain'

import type { Drawer } from '../editor/drawn-later.ts'
import type { SaidNode } from '../voices/shown-voices.ts'

/**
 * Attributes of an element around words that something was said about, or that somebody suggests to change. Those who hear the page hear
 * where it begins, by whom it is, and where it ends (CTAUR 6): from the attributes, so that neither the text nor the caret in it is
 * another.
 */
export interface CommentedPiece {
  readonly className: string
  readonly 'data-thread'?: string
  /** The place in the text that it stands for. */
  readonly 'data-anchor'?: string
  readonly 'data-suggestion'?: string
  readonly 'data-active'?: string
  readonly role?: 'deletion'
  /** What it is and who said it, on the first piece. */
  readonly 'aria-description'?: string
  /** The same for the beginning and the end, said by the stylesheet. */
  readonly 'data-begins'?: string
  readonly 'data-ends'?: string
  /** Words that would come: shown by the stylesheet beside these, so that nobody types into them, copies or exports them. */
  readonly 'data-before'?: string
  readonly 'data-after'?: string
  /** What is said of them aloud. */
  readonly 'data-said'?: string
}

/** Shows in an open copy what words something was said about. */
export interface DrawnThreads extends Drawer {
  /** The nodes of a section with it, for one that nobody edits here. */
  readonly nodes: (section: SectionKey, nodes: readonly SaidNode[]) => readonly SaidNode[]
  /** Hears when something other than the text of a section has changed what is drawn in it. */
  readonly subscribe: (section: SectionKey, listener: () => void) => () => void
}
