import { Extension } from '@tiptap/core'
import type { XmlFragment } from 'yjs'

import type { SharedUndo } from './shared-undo.ts'
import { steadySync } from './steady-sync.ts'

interface SectionSyncOptions {
  readonly fragment: XmlFragment
  readonly undo: SharedUndo
}

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    sectionSync: {
      /** Takes back the last thing typed on this page, in whichever section. */
      undo: () => ReturnType
      redo: () => ReturnType
    }
  }
}

/**
 * Binds an editor to its section. Tiptap's Collaboration extension is not used: its undo plugin destroys a shared history with
 * the first editor that is unmounted.
 */
export const SectionSync = Extension.create<SectionSyncOptions>({
  name: 'sectionSync',
  priority: 1000,

  addProseMirrorPlugins() {
    return [...steadySync(this.options.fragment, () => this.editor.setEditable(false))]
  },

  addCommands() {
    const { undo } = this.options
    // The change arrives through the document, as everybody else's does; the command itself changes nothing.
    return {
      undo:
        () =>
        ({ tr, dispatch }) => {
          tr.setMeta('preventDispatch', true)
          return dispatch ? undo.undo() : undo.depth().canUndo
        },
      redo:
        () =>
        ({ tr, dispatch }) => {
          tr.setMeta('preventDispatch', true)
          return dispatch ? undo.redo() : undo.depth().canRedo
        },
    }
  },

  addKeyboardShortcuts() {
    return {
      // What a sign at the beginning of a line has made of it is taken back first, as by Backspace.
      'Mod-z': () => this.editor.commands.undoInputRule() || this.editor.commands.undo(),
      'Mod-y': () => this.editor.commands.redo(),
      'Shift-Mod-z': () => this.editor.commands.redo(),
    }
  },

  onFocus() {
    this.options.undo.newStep()
  },
})
