import type { WebMessageKey } from '@samskriv/i18n/web'
import type { Editor } from '@tiptap/core'

import type { IconName } from '../../ui/Icon.tsx'
import { backInText } from './back-in-text.ts'

/** One button of the toolbar. Every shortcut has one. */
export interface Tool {
  readonly id: IconName
  readonly label: Exclude<Extract<WebMessageKey, `toolbar.${string}`>, 'toolbar.shortcut'>
  /** Shown with the label; `Mod` is Ctrl, or ⌘ on a Mac. */
  readonly keys: string
  readonly isOn: (editor: Editor) => boolean
  readonly run: (editor: Editor) => void
}

export const textTools: readonly Tool[] = [
  {
    id: 'bold',
    label: 'toolbar.bold',
    keys: 'Mod+B',
    isOn: (editor) => editor.isActive('bold'),
    run: (editor) => backInText(editor).toggleMark('bold').run(),
  },
  {
    id: 'italic',
    label: 'toolbar.italic',
    keys: 'Mod+I',
    isOn: (editor) => editor.isActive('italic'),
    run: (editor) => backInText(editor).toggleMark('italic').run(),
  },
]

export const blockTools: readonly Tool[] = [
  {
    id: 'heading3',
    label: 'toolbar.heading3',
    keys: 'Mod+Alt+3',
    isOn: (editor) => editor.isActive('heading', { level: 3 }),
    run: (editor) => backInText(editor).toggleNode('heading', 'paragraph', { level: 3 }).run(),
  },
  {
    id: 'heading4',
    label: 'toolbar.heading4',
    keys: 'Mod+Alt+4',
    isOn: (editor) => editor.isActive('heading', { level: 4 }),
    run: (editor) => backInText(editor).toggleNode('heading', 'paragraph', { level: 4 }).run(),
  },
  {
    id: 'bulletList',
    label: 'toolbar.bulletList',
    keys: 'Mod+Shift+8',
    isOn: (editor) => editor.isActive('bulletList'),
    run: (editor) => backInText(editor).toggleList('bulletList', 'listItem').run(),
  },
  {
    id: 'orderedList',
    label: 'toolbar.orderedList',
    keys: 'Mod+Shift+7',
    isOn: (editor) => editor.isActive('orderedList'),
    run: (editor) => backInText(editor).toggleList('orderedList', 'listItem').run(),
  },
  {
    id: 'blockquote',
    label: 'toolbar.blockquote',
    keys: 'Mod+Shift+B',
    isOn: (editor) => editor.isActive('blockquote'),
    run: (editor) => backInText(editor).toggleWrap('blockquote').run(),
  },
]

/** Of the paragraph, heading or list item that the caret is in. */
export const moveKeys = { up: 'Alt+Shift+ArrowUp', down: 'Alt+Shift+ArrowDown' } as const

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

const arrows: Readonly<Record<string, string>> = { Up: '↑', Down: '↓', Left: '←', Right: '→' }

/** A shortcut as it stands on this computer's keys. */
export function shortcutText(keys: string): string {
  const drawn = keys.replace(/Arrow(\w+)/, (_, to: string) => arrows[to] ?? to)
  return isMac ? drawn.replace('Mod', '⌘').replace('Alt', '⌥') : drawn.replace('Mod', 'Ctrl')
}
