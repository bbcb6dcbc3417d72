import type { SectionKey } from '@samskriv/domain'
import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { DecorationSet, type EditorView } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import type { Observed } from '@samskriv/sync-client'

import { movedCaret } from '../editor/page-caret.ts'
import type { ShownVoices } from './shown-voices.ts'

interface VoiceMarksOptions {
  readonly section: SectionKey
  readonly shown: Observed<ShownVoices | null>
}

const key = new PluginKey<DecorationSet>('voiceMarks')
/** Words are marked this much after they were typed: a keystroke must not wait for it. */
const settleMs = 200

/** Marks whose words are whose, while somebody asks for it; costs nothing else. */
export const VoiceMarks = Extension.create<VoiceMarksOptions>({
  name: 'voiceMarks',

  addProseMirrorPlugins() {
    const { section, shown } = this.options
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: () => DecorationSet.empty,
          apply: (transaction, before, _, state) => {
            const drawn: unknown = transaction.getMeta(key)
            if (drawn instanceof DecorationSet) return drawn
            if (!transaction.docChanged || before === DecorationSet.empty) return before
            // Others' words come as a whole new section: what was drawn does not map onto it.
            const isRemote = ySyncPluginKey.getState(state)?.isChangeOrigin === true
            const voices = shown.get()
            return isRemote && voices !== null ? voices.marks(section, transaction.doc) : before.map(transaction.mapping, transaction.doc)
          },
        },
        props: { decorations: (state) => key.getState(state) },
        view: (view) => followVoices(view, section, shown),
      }),
    ]
  },
})

function followVoices(view: EditorView, section: SectionKey, shown: Observed<ShownVoices | null>) {
  let timer: ReturnType<typeof setTimeout> | null = null
  let unfollow = (): void => {}
  const draw = (): void => {
    timer = null
    if (view.isDestroyed) return
    const voices = shown.get()
    const marks = voices === null ? DecorationSet.empty : voices.marks(section, view.state.doc)
    if (marks === DecorationSet.empty && key.getState(view.state) === DecorationSet.empty) return
    const redraw = view.state.tr.setMeta(key, marks).setMeta('addToHistory', false)
    // Drawing puts one's own caret where the editor believes it to be.
    const moved = movedCaret(view)
    view.dispatch(moved === null ? redraw : redraw.setSelection(moved))
  }
  const drawSoon = (): void => {
    timer ??= setTimeout(draw, settleMs)
  }
  const onShown = (): void => {
    unfollow()
    const voices = shown.get()
    unfollow = voices?.subscribe(drawSoon) ?? ((): void => {})
    drawSoon()
  }
  const stop = shown.subscribe(onShown)
  if (shown.get() !== null) onShown()
  return {
    update: (now: EditorView, before: EditorView['state']) => {
      if (shown.get() !== null && now.state.doc !== before.doc) drawSoon()
    },
    destroy: () => {
      stop()
      unfollow()
      if (timer !== null) clearTimeout(timer)
    },
  }
}
