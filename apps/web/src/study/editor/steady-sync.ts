import { Plugin, PluginKey, Selection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { getRelativeSelection, type ProsemirrorBinding, ySyncPlugin, ySyncPluginKey } from '@tiptap/y-tiptap'
import type { Transaction, XmlFragment, YEvent } from 'yjs'

import { movedCaret, watchPageCaret } from './page-caret.ts'

/**
 * y-tiptap's binding of an editor to its section, kept from two things it does when a change of somebody else's arrives: putting
 * the caret back to where it was before the last key, and leaving the old words on the screen when the caret can't be restored.
 *
 * @param onLost - the editor does not show what is in the section and must not write: it would take away the words it lacks
 */
export function steadySync(fragment: XmlFragment, onLost: () => void): readonly Plugin[] {
  // In this order: a change is applied with what the plugins before it have found out.
  return [watchPageCaret(), steadyPlugin(onLost), ySyncPlugin(fragment)]
}

function steadyPlugin(onLost: () => void): Plugin {
  return new Plugin({
    key: new PluginKey('steadySync'),
    view: (view) => {
      const binding = bindingOf(view)
      const apply = binding._observeFunction
      const onTransactions = (): void => takeCaretFromPage(view, binding)
      // Both before the binding listens itself, which is when its own plugin gets its view.
      binding.doc.on('beforeAllTransactions', onTransactions)
      binding._observeFunction = (events: YEvent<XmlFragment>[], transaction: Transaction): void => {
        const before = view.state
        try {
          apply(events, transaction)
          // The place is known by what stood before; a second transaction of the same change needs it by what stands now, or it is
          // looked for beyond the end: https://github.com/ueberdosis/y-tiptap/issues/48
          if (view.state !== before) binding.beforeTransactionSelection = getRelativeSelection(binding, view.state)
        } catch (cause) {
          showAgain(view, binding, cause, onLost)
        }
      }
      return {
        destroy: () => {
          binding.doc.off('beforeAllTransactions', onTransactions)
          binding._observeFunction = apply
        },
      }
    },
  })
}

function bindingOf(view: EditorView): ProsemirrorBinding {
  const { binding }: { binding: ProsemirrorBinding } = ySyncPluginKey.getState(view.state)
  return binding
}

function takeCaretFromPage(view: EditorView, binding: ProsemirrorBinding): void {
  const moved = movedCaret(view)
  if (moved !== null)
    binding.beforeTransactionSelection = getRelativeSelection(binding, view.state.apply(view.state.tr.setSelection(moved)))
}

function showAgain(view: EditorView, binding: ProsemirrorBinding, cause: unknown, onLost: () => void): void {
  const { head } = view.state.selection
  try {
    binding._forceRerender()
    // Drawn, not written: the section has nothing to hear of this.
    binding.mux(() => {
      const { doc, tr } = view.state
      view.dispatch(tr.setSelection(Selection.near(doc.resolve(Math.min(head, doc.content.size)))).setMeta('addToHistory', false))
    })
  } catch {
    onLost()
    throw cause
  }
}
