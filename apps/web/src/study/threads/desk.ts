import type { AnchorRequest } from '@samskriv/protocol/http-threads'
import type { StudyView } from '@samskriv/protocol/http'
import type { Drafts } from '@samskriv/sync-client'
import { createContext, useContext } from 'react'

/** What somebody is about to say something about: words of a section, a section, or the whole study. */
export interface CommentTarget {
  /** Null for the whole study. */
  readonly section: string | null
  /** Null when it is not about chosen words. */
  readonly anchor: AnchorRequest | null
  /** The chosen words, one for each paragraph; a line break in one is a hard break. */
  readonly paragraphs?: readonly string[] | undefined
  /** A change of the text is to be suggested, rather than something said about it. */
  readonly suggests?: SuggestedPlace
}

/** Where what is suggested would go: in the place of the words, beside a letter, or at the end of the section. */
export interface SuggestedPlace {
  readonly place: 'instead' | 'before' | 'after' | 'end'
  /** What stands right before and after the place. */
  readonly beside?: { readonly before: string; readonly after: string } | undefined
}

/** The thread that is being read. */
export interface OpenedThread {
  readonly thread: string
  /** Whether the focus goes into it; whoever clicks on words in the text stays there. */
  readonly takesFocus: boolean
  /** One more with every time it is opened. */
  readonly turn: number
}

/** What the parts of a page that show threads share. */
export interface ThreadsDesk {
  readonly study: StudyView
  readonly drafts: Drafts
  readonly opened: OpenedThread | null
  readonly composing: CommentTarget | null
  /** @param from - what opened it, when that is not what has the focus */
  readonly open: (thread: string, options?: { readonly takesFocus?: boolean; readonly from?: HTMLElement | null }) => void
  /**
   * Closes it, and gives the focus back to what it was opened from.
   * @param stays - whoever pressed what closes it stays there
   */
  readonly close: (options?: { readonly stays?: boolean }) => void
  readonly compose: (target: CommentTarget) => void
  readonly stopComposing: (begun?: string) => void
}

export const DeskContext = createContext<ThreadsDesk | null>(null)

export function useDesk(): ThreadsDesk {
  const desk = useContext(DeskContext)
  if (desk === null) throw new Error('no-threads-desk')
  return desk
}
