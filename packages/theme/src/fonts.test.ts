import { existsSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { fontFiles, fontsCss } from './fonts.ts'

interface Face {
  readonly family: string
  readonly style: string
  readonly file: string
  readonly range: string
}

const faces = fontsCss('/fonts/')
  .split('@font-face')
  .slice(1)
  .map((rule): Face => {
    return {
      family: rule.match(/font-family: '([^']+)'/)?.[1] ?? '',
      style: rule.match(/font-style: (\w+)/)?.[1] ?? '',
      file: rule.match(/url\('\/fonts\/([^']+)'\)/)?.[1] ?? '',
      range: (rule.match(/unicode-range:([^;]+);/)?.[1] ?? '').replace(/\s/g, ''),
    }
  })

describe('fonts', () => {
  test('[T6] every file is on this machine and served from our own address', () => {
    expect(fontFiles).toHaveLength(faces.length)
    expect(fontFiles.map(({ name }) => name).toSorted()).toEqual(faces.map(({ file }) => file).toSorted())
    for (const { path } of fontFiles) expect(existsSync(path), path).toBe(true)
    expect(fontsCss('/fonts/')).not.toMatch(/https?:|@fontsource/)
  })

  test('a page in Latin script fetches under 60 kB for text and titles', () => {
    const latin = fontFiles.filter(({ name }) => /-latin-(?:wght|600)-normal\.woff2$/.test(name))
    expect(latin).toHaveLength(2)
    expect(latin.reduce((bytes, { path }) => bytes + statSync(path).size, 0)).toBeLessThan(60_000)
  })

  test('the ranges are the ones the packages were made with', () => {
    for (const { file, range } of faces) {
      const [name, subset, isVariable] = splitName(file)
      const url = import.meta.resolve(`@fontsource${isVariable ? '-variable' : ''}/${name}/unicode.json`)
      const ranges: unknown = JSON.parse(readFileSync(fileURLToPath(url), 'utf8'))
      expect(range, file).toBe(Object.entries(ranges ?? {}).find(([key]) => key === subset)?.[1])
    }
  })

  const scripts = {
    English: 'The quick brown fox – “it’s” £5 … 50 %',
    Norwegian: 'blåbærsyltetøy ÆØÅ æøå éêòâ «sitat»',
    Swedish: 'flygande bäckasiner söka hwila på mjuka tuvor ÅÄÖ é ”citat”',
    Gaelic: 'àèìòù ÀÈÌÒÙ áéó',
    Polish: 'Zażółć gęślą jaźń ŁŃŚŻŹĆĄĘÓ łńśżźćąęó',
    Ukrainian: 'Ґалина Їжакевич єії Щастя ’',
    Sami: 'Čáhci đuođđi ŋ šaddat ŧ žuhtta Áá',
    Arabic: 'العربية لغة جميلة، نعم؟',
  }
  for (const [script, sample] of Object.entries(scripts)) {
    test(`[T6] ${script} is covered in text and titles`, () => {
      const characters = sample.replaceAll(' ', '').split('')
      for (const family of ['Source Sans 3 Variable', 'Source Serif 4']) {
        const missing = characters.filter((character) => !covers([family, 'Noto Sans Arabic Variable'], character))
        expect(missing, family).toEqual([])
      }
    })
  }
})

function splitName(file: string): [name: string, subset: string, isVariable: boolean] {
  const match = file.match(/^(source-sans-3|source-serif-4|noto-sans-arabic)-(.+)-(wght|\d{3})-(?:normal|italic)\.woff2$/)
  return [match?.[1] ?? '', match?.[2] ?? '', match?.[3] === 'wght']
}

function covers(families: readonly string[], character: string): boolean {
  const point = character.codePointAt(0) ?? 0
  return faces.some(
    ({ family, style, range }) => families.includes(family) && style === 'normal' && range.split(',').some((part) => holds(part, point)),
  )
}

function holds(part: string, point: number): boolean {
  const [first, last] = part.replace('U+', '').split('-')
  const from = Number.parseInt(first ?? '', 16)
  return point >= from && point <= (last === undefined ? from : Number.parseInt(last, 16))
}
