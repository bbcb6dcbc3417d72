import { describe, expect, test } from 'vitest'

import { actOf } from './use-thread-keys.ts'

const keys = (event: { key: string } & Partial<Parameters<typeof actOf>[0]>, isAltGraph = false) =>
  actOf({
    code: '',
    ctrlKey: true,
    metaKey: false,
    altKey: true,
    shiftKey: false,
    isComposing: false,
    getModifierState: (name) => isAltGraph && name === 'AltGraph',
    ...event,
  })

describe('the keys for comments', () => {
  test('are Ctrl+Alt with M, N and P', () => {
    expect(['m', 'n', 'p', 'k'].map((key) => keys({ key }))).toEqual(['comment', 'next', 'previous', null])
  })

  test('suggest a change with Shift and X', () => {
    expect([keys({ key: 'X', shiftKey: true }), keys({ key: 'x' }), keys({ key: 'M', shiftKey: true })]).toEqual(['suggest', null, null])
  })

  test('leave AltGr to what is written with it', () => {
    expect(keys({ key: 'µ', code: 'KeyM' }, true)).toBeNull()
    expect(keys({ key: 'm' }, true)).toBeNull()
  })

  test('go by the place of the key where Alt makes another letter of it', () => {
    expect(keys({ key: 'µ', code: 'KeyM', ctrlKey: false, metaKey: true })).toBe('comment')
  })

  test('go by the letter where it stands in another place', () => {
    expect(keys({ key: 'm', code: 'Semicolon' })).toBe('comment')
    expect(keys({ key: 's', code: 'KeyM' })).toBeNull()
  })

  test('are none while a character is composed, nor with Shift', () => {
    expect(keys({ key: 'm', isComposing: true })).toBeNull()
    expect(keys({ key: 'm', shiftKey: true })).toBeNull()
  })
})
