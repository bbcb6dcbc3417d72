import { describe, expect, test } from 'vitest'
import { baseCss, documentCss, largePrintCss, onePageCss, pagesCss, sayCss, standaloneCss, tokensCss } from './stylesheets.ts'

const sheets = { base: baseCss(), document: documentCss(), pages: pagesCss(), say: sayCss() }
const defined = new Set((tokensCss() + documentCss()).match(/--[\w-]+(?=:)/g))

describe('stylesheets', () => {
  for (const [name, css] of Object.entries(sheets)) {
    test(`[T2] ${name}.css takes every colour from the tokens`, () => {
      expect(css.match(/#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(|\boklch\(/gi)).toBeNull()
    })

    test(`${name}.css uses no property that is not defined`, () => {
      const used = [...css.matchAll(/var\((--[\w-]+)/g)].map(([, property]) => property)
      expect(used.length).toBeGreaterThan(10)
      expect(used.filter((property) => property !== undefined && !defined.has(property))).toEqual([])
    })
  }

  test('[T4] the four sectors and the unknown one differ in pattern, not only in colour', () => {
    const patterns = ['community', 'third', 'public', 'other', 'unknown'].map((sector) => {
      const rule = documentCss().split(`[data-sector='${sector}'] {`)[1]?.split('}')[0] ?? ''
      return rule.match(/--sector-pattern:\s*([^;]+);/)?.[1]?.replace(/var\(--[\w-]+\)/g, 'colour')
    })
    expect(new Set(patterns).size).toBe(5)
    expect(patterns).not.toContain(undefined)
  })

  test('[T4] a balance can show every twentieth', () => {
    for (let share = 0; share <= 20; share += 1) expect(documentCss()).toContain(`.voice-balance > [data-share='${share}']`)
  })

  test('[T5] a file that stands alone asks nobody for anything', () => {
    for (const css of [standaloneCss(), largePrintCss(), onePageCss()]) expect(css).not.toMatch(/url\(|@import|@font-face|https?:|\/\*/)
    expect(standaloneCss()).toContain('--paper:')
    expect(standaloneCss()).toContain('.voice-strip')
  })

  test('large print sets no letter smaller than 18 points, on a screen and on paper', () => {
    const [screen = '', paper = ''] = largePrintCss().split('@media print')
    const pixels = [...screen.matchAll(/(?:--text-[\w-]+|font-size): ([\d.]+)rem/g)].map(([, rem]) => Number(rem) * 16)
    expect(pixels.length).toBeGreaterThan(6)
    expect(Math.min(...pixels)).toBe(24)
    expect(paper).toMatch(/html \{\s*font-size: 12pt;/)
  })

  test('[T5] nothing in it can end the style element that holds it', () => {
    expect(standaloneCss()).not.toContain('<')
  })
})
