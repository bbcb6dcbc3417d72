import { describe, expect, test } from 'vitest'

import { defaultPreferences, readPreferences } from './http-preferences.ts'

describe('preferences that were kept', () => {
  test('are the defaults for whatever nobody has said', () => {
    expect(readPreferences(null)).toEqual(defaultPreferences)
    expect(readPreferences({ colours: 'dark' })).toEqual({ ...defaultPreferences, colours: 'dark' })
  })

  test('may come from another version: what this one does not know counts as not said', () => {
    const kept = { colours: 'sepia', textSize: 'large', wallpaper: 'sea', shortcuts: 'no' }
    expect(readPreferences(kept)).toEqual({ ...defaultPreferences, textSize: 'large' })
    expect(readPreferences(['dark'])).toEqual(defaultPreferences)
    expect(readPreferences('dark')).toEqual(defaultPreferences)
  })
})
