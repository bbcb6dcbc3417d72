import { describe, expect, test } from 'vitest'
import { iconSvg, touchIconPng } from './icon.ts'
import { darkColours, lightColours } from './tokens.ts'

describe('the sign of the product', () => {
  test('[T2] takes every colour from the tokens', () => {
    const known = new Set<string>([...Object.values(lightColours), ...Object.values(darkColours)])
    const used = iconSvg.match(/#[0-9a-f]{3,8}\b/gi) ?? []
    expect(used).toHaveLength(3)
    expect(used.filter((colour) => !known.has(colour))).toEqual([])
  })

  test('needs nothing that a Content-Security-Policy would have to allow', () => {
    expect(iconSvg).not.toMatch(/<style|<script|style=|href|url\(/)
  })

  test('for home screens is a picture 180 pixels wide and high', () => {
    const header = touchIconPng().subarray(0, 24)
    expect(header.toString('latin1')).toMatch(/^.PNG\r\n/)
    expect([header.readUInt32BE(16), header.readUInt32BE(20)]).toEqual([180, 180])
  })
})
