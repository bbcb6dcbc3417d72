import type { Element } from 'xast'

import { allOf, childrenOf, textOf, valueOf } from '../archive/read-xml.ts'

/** What each style means, in mammoth's words. Styles of somebody's own that stand in the outline are headings. */
export function styleMap(styles: Element | undefined): readonly string[] {
  const headings = childrenOf(styles, 'w:style').flatMap((style) => {
    const [name] = childrenOf(style, 'w:name')
    const level = Number(valueOf(allOf(childrenOf(style, 'w:pPr')[0], 'w:outlineLvl')[0], 'w:val') ?? NaN)
    const id = valueOf(style, 'w:styleId') ?? ''
    const isOwn = valueOf(style, 'w:type') === 'paragraph' && !/^(?:heading \d|title|toc\b)/i.test(valueOf(name, 'w:val') ?? '')
    return isOwn && /^[\w-]+$/.test(id) && level >= 0 && level <= 5 ? [`p.${id} => h${level + 1}:fresh`] : []
  })
  return [...usual, ...headings]
}

const usual: readonly string[] = [
  "p[style-name='Title'] => h1.title:fresh",
  "p[style-name='title'] => h1.title:fresh",
  "p[style-name='caption'] => p.caption:fresh",
  "p[style-name='Caption'] => p.caption:fresh",
  "p[style-name='Quote'] => blockquote > p:fresh",
  "p[style-name='Intense Quote'] => blockquote > p:fresh",
  "p[style-name='Quotations'] => blockquote > p:fresh",
  "p[style-name='TOC Heading'] => !",
  "p[style-name='Contents Heading'] => !",
  ...Array.from({ length: 9 }, (_none, level) => `p[style-name='toc ${level + 1}'] => !`),
  ...Array.from({ length: 9 }, (_none, level) => `p[style-name='Contents ${level + 1}'] => !`),
]

/** The language that most letters have: a run's own, or that of the file. */
export function languageOf(text: Element, styles: Element | undefined): string | null {
  const [byDefault] = allOf(childrenOf(styles, 'w:docDefaults')[0], 'w:lang')
  const usual = valueOf(byDefault, 'w:val') ?? ''
  const letters = new Map<string, number>()
  for (const run of allOf(text, 'w:r')) {
    const [own] = childrenOf(childrenOf(run, 'w:rPr')[0], 'w:lang')
    const lang = valueOf(own, 'w:val') ?? usual
    letters.set(lang, (letters.get(lang) ?? 0) + textOf(run).length)
  }
  const [most] = [...letters].toSorted(([, a], [, b]) => b - a)
  return most === undefined || most[0] === '' ? null : most[0]
}
