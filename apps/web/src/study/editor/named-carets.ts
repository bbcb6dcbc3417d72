import { sectorLetter } from '@samskriv/domain'
import { Extension } from '@tiptap/core'
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { absolutePositionToRelativePosition, ySyncPluginKey } from '@tiptap/y-tiptap'
import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'

import { movedCaret } from './page-caret.ts'
import { positionOf } from './position-of.ts'
import { type Presence, readPresence } from './presence.ts'

interface NamedCaretsOptions {
  readonly awareness: Awareness
  readonly section: string
  /** What somebody is called at their caret. */
  readonly nameOf: (presence: Presence) => string
}

const caretsKey = new PluginKey<DecorationSet>('namedCarets')
const presenceChanged = 'presence-changed'

/**
 * Where the others are, with name, letter and pattern of their sector.
 *
 * Not y-tiptap's cursor plugin: with several editors on one page each of them redraws for every moved caret, clears the caret of
 * the others when it is unmounted, and writes into the presence states it reads.
 */
export const NamedCarets = Extension.create<NamedCaretsOptions>({
  name: 'namedCarets',

  addProseMirrorPlugins() {
    const { awareness, section } = this.options
    const here = this.options
    return [
      new Plugin<DecorationSet>({
        key: caretsKey,
        state: {
          init: (_, state) => caretsIn(state, here),
          apply: (transaction, before, _, state) => {
            const isRemote = ySyncPluginKey.getState(state)?.isChangeOrigin === true && transaction.docChanged
            if (isRemote || transaction.getMeta(caretsKey) === presenceChanged) return caretsIn(state, here)
            return transaction.docChanged ? before.map(transaction.mapping, transaction.doc) : before
          },
        },
        props: { decorations: (state) => caretsKey.getState(state) },
        view: (view) => followPresence(view, awareness, section),
      }),
    ]
  },
})

function followPresence(view: EditorView, awareness: Awareness, section: string) {
  const drawn = new Set<number>()
  const onChange = ({ added, updated, removed }: { added: number[]; updated: number[]; removed: number[] }): void => {
    const changed = [...added, ...updated, ...removed].filter((client) => client !== awareness.clientID)
    const isHere = (client: number): boolean => awareness.getStates().get(client)?.['section'] === section
    if (!changed.some((client) => isHere(client) || drawn.has(client))) return
    drawn.clear()
    for (const client of awareness.getStates().keys()) if (isHere(client)) drawn.add(client)
    if (view.isDestroyed) return
    const redraw = view.state.tr.setMeta(caretsKey, presenceChanged).setMeta('addToHistory', false)
    // Drawing puts one's own caret where the editor believes it to be.
    const moved = movedCaret(view)
    view.dispatch(moved === null ? redraw : redraw.setSelection(moved))
  }
  const tell = (): void => tellOwnCaret(view, awareness, section)
  awareness.on('change', onChange)
  view.dom.addEventListener('focusin', tell)
  view.dom.addEventListener('focusout', tell)
  return {
    update: tell,
    destroy: () => {
      awareness.off('change', onChange)
      view.dom.removeEventListener('focusin', tell)
      view.dom.removeEventListener('focusout', tell)
      if (awareness.getLocalState()?.['section'] === section) awareness.setLocalStateField('cursor', null)
    },
  }
}

function tellOwnCaret(view: EditorView, awareness: Awareness, section: string): void {
  const sync = ySyncPluginKey.getState(view.state)
  const own = awareness.getLocalState()
  if (!sync?.binding || own === null) return
  if (!view.hasFocus()) {
    if (own['section'] === section && own['cursor'] !== null) awareness.setLocalStateField('cursor', null)
    return
  }
  const { anchor, head } = view.state.selection
  const relative = (position: number): unknown => absolutePositionToRelativePosition(position, sync.type, sync.binding.mapping)
  const cursor = { anchor: relative(anchor), head: relative(head) }
  if (own['section'] === section && JSON.stringify(own['cursor']) === JSON.stringify(cursor)) return
  awareness.setLocalState({ ...own, section, cursor })
}

function caretsIn(state: EditorState, { awareness, section, nameOf }: NamedCaretsOptions): DecorationSet {
  const place = (relative: unknown): number | null => positionOf(state, Y.createRelativePositionFromJSON(relative))
  const decorations: Decoration[] = []
  for (const [client, presenceState] of awareness.getStates()) {
    const presence = client === awareness.clientID ? null : readPresence(client, presenceState)
    if (presence?.section !== section || presence.cursor === null) continue
    const anchor = place(presence.cursor.anchor)
    const head = place(presence.cursor.head)
    if (anchor === null || head === null) continue
    // What is typed here at the very place of another's caret stands after it, so the caret stays (side -1).
    // The place is in the key, so that a moved caret is a new element and shows its name again.
    decorations.push(
      Decoration.widget(head, () => caretElement(nameOf(presence), presence.sector), {
        key: `${client}:${head}:${presence.speaker?.name ?? ''}`,
        side: -1,
        ignoreSelection: true,
      }),
    )
    if (anchor !== head)
      decorations.push(
        Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), { class: 'others-selection', 'data-sector': presence.sector }),
      )
  }
  return DecorationSet.create(state.doc, decorations)
}

function caretElement(name: string, sector: Presence['sector']): HTMLElement {
  const caret = document.createElement('span')
  caret.className = 'caret'
  caret.dataset['sector'] = sector
  // Who is where is said in the people list and the live region; inside the text it would be read as part of it.
  caret.setAttribute('aria-hidden', 'true')
  // Shown by the stylesheet and not a part of the text: it must not be found, copied or translated with it.
  caret.dataset['name'] = sector === 'unknown' ? name : `${sectorLetter[sector]} · ${name}`
  return caret
}
