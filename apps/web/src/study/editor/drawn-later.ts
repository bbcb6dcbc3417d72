import type { SectionKey } from '@samskriv/domain'
import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { DecorationSet, type EditorView } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import type { Observed } from '@samskriv/sync-client'

import { movedCaret } from './page-caret.ts'

/** Draws into the texts of a page what is no part of them. Its program is fetched when somebody asks for it. */
export interface Drawer {
  /**
   * What is drawn right after a change of the text.
   * @param isRemote - others' words come as a whole new section: what was drawn does not map onto it
   */
  readonly after: (section: SectionKey, transaction: Transaction, before: DecorationSet, isRemote: boolean) => DecorationSet
  /** Follows an editor: looks again when its text has changed, until the returned function is called. */
  readonly follow: (place: DrawnPlace) => { readonly onText: () => void; readonly stop: () => void }
}

/** An editor that is drawn in. */
export interface DrawnPlace {
  readonly view: EditorView
  readonly section: SectionKey
  readonly drawn: () => DecorationSet
  readonly draw: (marks: DecorationSet) => void
}

interface DrawnLaterOptions {
  readonly section: SectionKey
  readonly drawer: Observed<Drawer | null>
}

/** Where something can be drawn into an editor later; costs nothing until then. */
export const DrawnLater = Extension.create<DrawnLaterOptions>({
  name: 'drawnLater',

  addProseMirrorPlugins() {
    const { section, drawer } = this.options
    const key = new PluginKey<DecorationSet>(this.name)
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: () => DecorationSet.empty,
          apply: (transaction, before, _, state) => {
            const drawn: unknown = transaction.getMeta(key)
            if (drawn instanceof DecorationSet) return drawn
            if (!transaction.docChanged) return before
            const isRemote = ySyncPluginKey.getState(state)?.isChangeOrigin === true
            return drawer.get()?.after(section, transaction, before, isRemote) ?? before.map(transaction.mapping, transaction.doc)
          },
        },
        props: { decorations: (state) => key.getState(state) },
        view: (view) => {
          const drawn = (): DecorationSet => key.getState(view.state) ?? DecorationSet.empty
          const draw = (marks: DecorationSet): void => {
            if (view.isDestroyed || marks === drawn()) return
            const redraw = view.state.tr.setMeta(key, marks).setMeta('addToHistory', false)
            // Drawing puts one's own caret where the editor believes it to be.
            const moved = movedCaret(view)
            view.dispatch(moved === null ? redraw : redraw.setSelection(moved))
          }
          let following = drawer.get()?.follow({ view, section, drawn, draw })
          const stop = drawer.subscribe(() => {
            following?.stop()
            following = drawer.get()?.follow({ view, section, drawn, draw })
            if (following === undefined) draw(DecorationSet.empty)
          })
          return {
            update: (now, before) => {
              if (now.state.doc !== before.doc) following?.onText()
            },
            destroy: () => {
              stop()
              following?.stop()
            },
          }
        },
      }),
    ]
  },
})
