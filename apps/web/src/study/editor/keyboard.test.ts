// @vitest-environment jsdom
import { extensions } from '@samskriv/document'
import { Editor } from '@tiptap/core'
import { afterEach, describe, expect, test, vi } from 'vitest'

import { Keyboard } from './keyboard.ts'

const open: Editor[] = []

afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy()
})

function anEditor() {
  const leave = vi.fn<() => void>()
  const toolbar = vi.fn<() => void>()
  const editor = new Editor({
    element: document.body.appendChild(document.createElement('div')),
    injectCSS: false,
    extensions: [...extensions, Keyboard.configure({ onLeave: leave, onToolbar: toolbar, onLink: () => {} })],
    content: '<p>words</p>',
  })
  open.push(editor)
  const press = (init: KeyboardEventInit): void => {
    editor.view.dom.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }))
  }
  return { editor, press, leave, toolbar }
}

describe('keys in the text', () => {
  test('[WE6] Escape leads out of the text, and Alt+F10 to the tools', () => {
    const { press, leave, toolbar } = anEditor()
    press({ key: 'Escape' })
    press({ key: 'F10', altKey: true })
    expect([leave.mock.calls.length, toolbar.mock.calls.length]).toEqual([1, 1])
  })

  test('[WE7] Ctrl+Alt+3 makes a heading, but AltGr+3, which types £ or #, does not', () => {
    const { editor, press } = anEditor()
    press({ key: '£', code: 'Digit3', keyCode: 51, ctrlKey: true, altKey: true, modifierAltGraph: true })
    expect(editor.isActive('heading')).toBe(false)
    press({ key: '3', code: 'Digit3', keyCode: 51, ctrlKey: true, altKey: true })
    expect(editor.isActive('heading', { level: 3 })).toBe(true)
  })
})
