import { describe, expect, test } from 'vitest'

import { asksForShortcuts, isShortcut } from './shortcut-keys.ts'

function keys(key: string, pressed: readonly string[] = []) {
  return {
    key,
    ctrlKey: pressed.includes('Control'),
    shiftKey: pressed.includes('Shift'),
    metaKey: pressed.includes('Meta'),
    altKey: pressed.includes('Alt'),
    getModifierState: (name: string) => pressed.includes(name),
  }
}

describe('Ctrl+/', () => {
  test('asks for the list, also where the stroke needs Shift, and with ⌘', () => {
    expect(asksForShortcuts(keys('/', ['Control']))).toBe(true)
    expect(asksForShortcuts(keys('/', ['Control', 'Shift']))).toBe(true)
    expect(asksForShortcuts(keys('/', ['Meta']))).toBe(true)
  })

  test('is not what AltGr sends on Windows, nor a stroke alone', () => {
    expect(asksForShortcuts(keys('/', ['Control', 'Alt', 'AltGraph']))).toBe(false)
    expect(asksForShortcuts(keys('/'))).toBe(false)
  })
})

describe('shortcuts that somebody has turned off', () => {
  test('are those of the tools', () => {
    for (const [key, pressed] of [
      ['b', ['Control']],
      ['k', ['Control']],
      ['3', ['Control', 'Alt']],
      ['8', ['Control', 'Shift']],
      ['1', ['Alt', 'Shift']],
      // Those of tables write nothing, and do the more.
      ['Backspace', ['Control', 'Shift']],
      ['Enter', ['Control', 'Shift']],
      ['Backspace', ['Meta', 'Alt']],
      ['ArrowUp', ['Alt', 'Shift']],
      ['ArrowLeft', ['Alt', 'Shift']],
    ] as const)
      expect(isShortcut(keys(key, pressed)), key).toBe(true)
  })

  test('are never typing, copying, undoing, nor the keys that lead into and out of the text', () => {
    expect(isShortcut(keys('a'))).toBe(false)
    expect(isShortcut(keys('@', ['Control', 'Alt', 'AltGraph']))).toBe(false)
    for (const key of ['a', 'c', 'v', 'x', 'z', 'Z', 'y']) expect(isShortcut(keys(key, ['Control'])), key).toBe(false)
    expect(isShortcut(keys('F10', ['Alt']))).toBe(false)
    expect(isShortcut(keys('Escape'))).toBe(false)
    expect(isShortcut(keys('End', ['Control']))).toBe(false)
    // Choosing words, taking one out, a new line, a sent comment, the browser's way back.
    for (const [key, pressed] of [
      ['ArrowLeft', ['Control', 'Shift']],
      ['Backspace', ['Control']],
      ['Backspace', ['Alt']],
      ['Enter', ['Shift']],
      ['Enter', ['Control']],
      ['ArrowLeft', ['Alt']],
      ['F6', ['Shift']],
    ] as const)
      expect(isShortcut(keys(key, pressed)), key).toBe(false)
  })
})
