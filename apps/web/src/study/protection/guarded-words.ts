import type { CharacterId } from '@samskriv/attribution'
import type { SectionKey } from '@samskriv/domain'
import type { Observed } from '@samskriv/sync-client'
import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'

/** Keeps the words of others in a text from the hand that is on it. Its program is fetched for whoever has to mind them. */
export interface WordGuard {
  /** Whether a change made here goes into the text. One that does not becomes a suggestion, and this has seen to it. */
  readonly allows: (section: SectionKey, view: EditorView, transaction: Transaction) => boolean
  /** Whether something put in at the caret would stand inside a sentence that is kept. */
  readonly wouldHarm: (section: SectionKey, view: EditorView) => boolean
  /** Whether what stands under an id is kept, as what a note says. */
  readonly keeps: (section: SectionKey, said: CharacterId) => boolean
  /** Hears of a composition. @returns whether the editor is to leave it alone */
  readonly onComposition: (section: SectionKey, view: EditorView, event: CompositionEvent) => boolean
}

/** Null where all words may be changed directly. While it is on its way nothing is written: keys would go past it. */
export type GuardState = WordGuard | 'coming' | null

interface GuardedWordsOptions {
  readonly section: SectionKey
  readonly guard: Observed<GuardState>
}

export const GuardedWords = Extension.create<GuardedWordsOptions>({
  name: 'guardedWords',
  // Before a change is written anywhere.
  priority: 2000,

  dispatchTransaction({ transaction, next }) {
    const guard = here(this.options.guard)
    const isMadeHere = transaction.docChanged && transaction.getMeta(ySyncPluginKey) === undefined
    // The tools beside a text that is only read change nothing in it either.
    if (isMadeHere && !this.editor.view.editable) return
    if (!isMadeHere || guard === null || guard.allows(this.options.section, this.editor.view, transaction)) next(transaction)
  },

  addProseMirrorPlugins() {
    const { section, guard } = this.options
    const hear = (view: EditorView, event: CompositionEvent): boolean => here(guard)?.onComposition(section, view, event) ?? false
    const handleDOMEvents = { compositionstart: hear, compositionupdate: hear, compositionend: hear }
    return [new Plugin({ key: new PluginKey('guardedWords'), props: { handleDOMEvents } })]
  },
})

function here(guard: Observed<GuardState>): WordGuard | null {
  const state = guard.get()
  return state === 'coming' ? null : state
}
