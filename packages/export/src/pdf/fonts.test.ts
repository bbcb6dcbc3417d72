import { readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'
import { z } from 'zod'

import { fontBytes, fontsFor } from './fonts.ts'

const packageJson = z.object({ dependencies: z.record(z.string(), z.string()) })
const { dependencies } = packageJson.parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')))
const everyScript = 'a ع ሀ অ ਅ அ ก א ა Ա अ ★ 中 🌾'

describe('the fonts of a PDF', () => {
  test('are read only when a text has their letters', () => {
    expect(fontsFor('Grünerløkka, Čáhci, “łódź”').text).toEqual(['Source Sans 3'])
    expect(fontsFor('العربية').text).toEqual(['Source Sans 3', 'Vazirmatn'])
    expect(fontsFor('中文').files.filter((file) => file.includes('Hans'))).toHaveLength(2)
    expect(fontsFor('العربية').files.filter((file) => file.includes('Hans'))).toEqual([])
  })

  test('are all there, and come from packages that are asked for, and from all of them', () => {
    const { files } = fontsFor(everyScript)
    for (const file of files) expect(fontBytes(file).byteLength, file).toBeGreaterThan(20_000)
    const used = new Set(files.map((file) => file.split('/').slice(0, 2).join('/')))
    const asked = Object.keys(dependencies).filter((name) => name.includes('font'))
    expect([...used].toSorted((a, b) => a.localeCompare(b))).toEqual(asked.toSorted((a, b) => a.localeCompare(b)))
  })
})
