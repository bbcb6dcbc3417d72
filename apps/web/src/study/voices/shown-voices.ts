import type { ProseMirrorJson } from '@samskriv/document'
import type { Sector, SectionKey } from '@samskriv/domain'
import type { Node } from '@tiptap/pm/model'
import type { DecorationSet } from '@tiptap/pm/view'

/** Whose a stretch of text is, as it is shown. */
export interface Said {
  readonly sector: Sector | 'unknown'
  /** Who said it; of pasted words, by whom they were pasted. */
  readonly name: string
}

/** A section's node, in which each text says whose it is. */
export type SaidNode = Omit<ProseMirrorJson, 'content'> & { readonly said?: Said; readonly content?: readonly SaidNode[] }

/** Tells whose words are whose in the open copy, for as long as it is asked to. */
export interface ShownVoices {
  /** Of a section as it is in the copy now. */
  readonly nodes: (section: SectionKey) => readonly SaidNode[]
  /** For an editor of that section; nothing while the editor has another text than the copy. */
  readonly marks: (section: SectionKey, doc: Node) => DecorationSet
  /** Hears when something other than the text has changed. */
  readonly subscribe: (listener: () => void) => () => void
}
