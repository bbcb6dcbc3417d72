import { contentRules, sectionRoot } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import * as Y from 'yjs'

export interface Wanted {
  readonly words: string
  readonly matchCase: boolean
  readonly wholeWords: boolean
}

/** A place where the words stand. */
export interface Found {
  readonly section: SectionKey
  readonly text: Y.XmlText
  /** In the text, as Yjs counts. */
  readonly index: number
  readonly length: number
  /** The paragraph or heading it is in: which one of the section's, from 0, and where in it, a line break being one character. */
  readonly block: number
  readonly offset: number
}

/** Every place in these sections, in their order, whether they are drawn or not. None for no words. */
export function findIn(doc: Y.Doc, sections: readonly SectionKey[], wanted: Wanted): readonly Found[] {
  const pattern = patternOf(wanted)
  if (pattern === null) return []
  return sections.flatMap((section) => {
    const found: Found[] = []
    const root = sectionRoot(section)
    if (!doc.share.has(root)) return found
    let block = 0
    for (const element of textBlocksIn(doc.getXmlFragment(root))) {
      let at = 0
      for (const child of element.toArray()) {
        if (!(child instanceof Y.XmlText)) {
          at += 1
          continue
        }
        const words = wordsOf(child)
        for (const { index, 0: match } of words.matchAll(pattern))
          found.push({ section, text: child, index, length: match.length, block, offset: at + index })
        at += words.length
      }
      block += 1
    }
    return found
  })
}

/** Whether it still stands there: somebody may have written since it was found. */
export function isThere({ text, index, length }: Found, wanted: Wanted): boolean {
  const pattern = patternOf(wanted)
  if (pattern === null || text.parent === null || text._item?.deleted === true) return false
  for (const match of wordsOf(text).matchAll(pattern)) if (match.index === index && match[0].length === length) return true
  return false
}

/** The words of a text without its formatting. */
export function wordsOf(text: Y.XmlText): string {
  let words = ''
  for (let item = text._start; item !== null; item = item.right)
    if (!item.deleted && item.content instanceof Y.ContentString) words += item.content.str
  return words
}

const special = /[$()*+.?[\\\]^{|}]/g

function patternOf({ words, matchCase, wholeWords }: Wanted): RegExp | null {
  if (words.trim() === '') return null
  const literal = words.replaceAll(special, String.raw`\$&`).replaceAll(/\s+/g, String.raw`\s+`)
  const edged = wholeWords ? String.raw`(?<![\p{L}\p{N}])${literal}(?![\p{L}\p{N}])` : literal
  return new RegExp(edged, matchCase ? 'gu' : 'giu')
}

function* textBlocksIn(parent: Y.XmlFragment): Generator<Y.XmlElement> {
  for (const child of parent.toArray()) {
    if (!(child instanceof Y.XmlElement)) continue
    if (contentRules.inlineText.has(child.nodeName)) yield child
    else yield* textBlocksIn(child)
  }
}
