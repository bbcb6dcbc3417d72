import { describe, expect, test } from 'vitest'
import { tokensCss } from './stylesheets.ts'
import {
  darkColours,
  highDarkColours,
  highLightColours,
  lightColours,
  motionMs,
  sizes,
  spaces,
  textSizes,
  type ColourName,
} from './tokens.ts'

const schemes = {
  light: { colours: lightColours, text: 4.5, control: 3 },
  dark: { colours: darkColours, text: 4.5, control: 3 },
  'light, high contrast': { colours: highLightColours, text: 7, control: 4.5 },
  'dark, high contrast': { colours: highDarkColours, text: 7, control: 4.5 },
}

/** Surfaces that text stands on, and the colours it may have there. */
const textOn: Partial<Record<ColourName, readonly ColourName[]>> = {
  paper: ['ink', 'inkSoft', 'accent', 'accentHover', 'warning', 'community', 'third', 'public', 'other'],
  surface: ['ink', 'inkSoft', 'accent', 'accentHover', 'warning', 'community', 'third', 'public', 'other'],
  sunken: ['ink', 'inkSoft', 'accent', 'accentHover', 'warning', 'community', 'third', 'public', 'other'],
  accent: ['onAccent'],
  accentHover: ['onAccent'],
  accentSoft: ['ink', 'inkSoft', 'accent', 'accentHover', 'warning'],
  warning: ['onWarning'],
  warningSoft: ['ink', 'inkSoft', 'accent', 'warning'],
  communitySoft: ['ink', 'inkSoft', 'accent', 'community'],
  thirdSoft: ['ink', 'inkSoft', 'accent', 'third'],
  publicSoft: ['ink', 'inkSoft', 'accent', 'public'],
  otherSoft: ['ink', 'inkSoft', 'accent', 'other'],
  ink: ['paper'],
}

/** What has to be seen but not read: borders of fields, focus rings, sector marks. */
const controlsOn: Partial<Record<ColourName, readonly ColourName[]>> = {
  paper: ['control', 'focus', 'accent', 'warning', 'community', 'third', 'public', 'other'],
  surface: ['control', 'focus', 'accent', 'warning', 'community', 'third', 'public', 'other'],
  sunken: ['control', 'focus', 'accent', 'warning'],
  accentSoft: ['control', 'focus', 'accent'],
  warningSoft: ['control', 'focus', 'warning'],
}

describe('colours', () => {
  for (const [scheme, { colours, text: forText, control: forControl }] of Object.entries(schemes)) {
    test(`[T1] every text stands out from what it stands on, in ${scheme} surroundings`, () => {
      const weak = pairs(textOn).filter(([text, surface]) => contrast(colours[text], colours[surface]) < forText)
      expect(weak).toEqual([])
      expect(pairs(textOn).length).toBeGreaterThan(50)
    })

    test(`[T1] every control and mark can be told from its surroundings, in ${scheme} surroundings`, () => {
      const weak = pairs(controlsOn).filter(([control, surface]) => contrast(colours[control], colours[surface]) < forControl)
      expect(weak).toEqual([])
    })
  }

  test('the contrast of black on white is 21, so the sum is right', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  })
})

describe('tokens.css and tokens.ts', () => {
  const light = declarations(block(tokensCss(), ':root'))

  test('[T2] have the same colours in light surroundings', () => {
    for (const [name, value] of Object.entries(lightColours)) expect(light.get(`--${kebab(name)}`), name).toBe(value)
  })

  const dark = "[data-colours='dark']"
  const notLight = ":not([data-colours='light'])"
  const high = "[data-contrast='high']"
  const prefersDark = '@media screen and (prefers-color-scheme: dark)'
  const prefersMore = '@media screen and (prefers-contrast: more)'
  test.each([
    ['@media screen', `:root${dark}`, darkColours],
    [prefersDark, `:root${notLight}`, darkColours],
    [prefersMore, ':root', highLightColours],
    [prefersMore, `:root${dark}`, highDarkColours],
    [`${prefersMore} and (prefers-color-scheme: dark)`, `:root${notLight}`, highDarkColours],
    ['@media screen', `:root${high}`, highLightColours],
    ['@media screen', `:root${high}${dark}`, highDarkColours],
    [prefersDark, `:root${high}${notLight}`, highDarkColours],
  ])('[T2] have the same colours for %s { %s }', (media, selector, colours) => {
    const found = mediaBlocks(tokensCss(), media).flatMap((inside) =>
      inside.includes(`\n  ${selector} {`) ? [block(inside, `  ${selector}`)] : [],
    )
    expect(found).toHaveLength(1)
    const values = declarations(found[0] ?? '')
    for (const [name, value] of Object.entries(colours)) expect(values.get(`--${kebab(name)}`), name).toBe(value)
    expect(values.size).toBe(Object.keys(colours).length)
  })

  test('[T2] have the same spaces, sizes and motion', () => {
    for (const [step, value] of Object.entries(spaces)) expect(light.get(`--space-${step}`)).toBe(value)
    for (const [name, value] of Object.entries(textSizes)) expect(light.get(`--text-${name}`)).toBe(value)
    for (const [name, value] of Object.entries(sizes)) expect(light.get(`--size-${name}`)).toBe(value)
    expect(light.get('--motion')).toBe(`${motionMs}ms`)
  })

  test('print in the light colours, on white', () => {
    const print = declarations(block(tokensCss(), '@media print'))
    expect([...print]).toEqual([
      ['--paper', '#ffffff'],
      ['--surface', '#ffffff'],
    ])
    // Every other colour is for screens alone, so that paper has those of light surroundings.
    const others = [...tokensCss().matchAll(/^@media ([^{]+) \{\n  :root/gm)].map(([, media]) => media)
    expect(others.filter((media) => media !== 'print' && !media?.startsWith('screen'))).toEqual(['(prefers-reduced-motion: reduce)'])
  })

  test('[T3] keep to the 4 px grid, to fingers of 44 px and to short motion', () => {
    for (const [step, value] of Object.entries(spaces)) expect(pixels(value), step).toBe(Number(step) * 4)
    expect(pixels(sizes.target)).toBe(44)
    expect(pixels(sizes.strip)).toBe(6)
    expect(pixels(textSizes.text)).toBe(18)
    expect(motionMs).toBeLessThanOrEqual(150)
    expect(declarations(block(tokensCss(), '@media (prefers-reduced-motion: reduce)')).get('--motion')).toBe('0ms')
    expect(declarations(block(tokensCss(), ":root[data-motion='reduced']")).get('--motion')).toBe('0ms')
  })
})

function pairs(table: Partial<Record<ColourName, readonly ColourName[]>>): [ColourName, ColourName][] {
  const names = Object.keys(lightColours).filter((name): name is ColourName => name in lightColours)
  return names.flatMap((surface) => (table[surface] ?? []).map((text): [ColourName, ColourName] => [text, surface]))
}

/** The contrast ratio of WCAG 2.2, 1 to 21. */
function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0)
}

function block(css: string, opening: string): string {
  const start = css.indexOf(`${opening} {`)
  expect(start, opening).toBeGreaterThanOrEqual(0)
  return css.slice(start, css.indexOf(`\n${/^ */.exec(opening)?.[0] ?? ''}}\n`, start))
}

/** What stands in each block with these very conditions. */
function mediaBlocks(css: string, media: string): string[] {
  return css
    .split(`${media} {`)
    .slice(1)
    .map((rest) => `${rest.slice(0, rest.indexOf('\n}\n'))}\n`)
}

function declarations(css: string): Map<string, string> {
  return new Map([...css.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name ?? '', value ?? '']))
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

function pixels(rem: string): number {
  return Number.parseFloat(rem) * 16
}
