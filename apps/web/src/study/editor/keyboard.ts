import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'

interface KeyboardOptions {
  readonly onLeave: () => void
  readonly onToolbar: () => void
  readonly onLink: () => void
}

/** The keys that lead out of the text, and the ones that must not be taken for shortcuts. */
export const Keyboard = Extension.create<KeyboardOptions>({
  name: 'keyboard',
  priority: 900,

  addKeyboardShortcuts() {
    const { onLeave, onToolbar, onLink } = this.options
    const call = (action: () => void) => () => {
      action()
      return true
    }
    return { Escape: call(onLeave), 'Alt-F10': call(onToolbar), 'Mod-k': call(onLink) }
  },

  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            // Windows sends AltGr as Ctrl+Alt: without this, typing @, € or { on a Nordic keyboard would toggle headings.
            keydown: (_, event) => event.getModifierState('AltGraph'),
          },
        },
      }),
    ]
  },
})
