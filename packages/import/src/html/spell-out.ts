import type { Element, ElementContent, Root, RootContent } from 'hast'

import type { Noticed } from '../noticed.ts'
import { elementsIn, holdsWords, property, textIn, visit } from './elements.ts'

/**
 * Writes into the words of a page what only their look says: raised and lowered figures, ticks in boxes, quotation marks. Words that are struck
 * out are left out, as those are that are marked as taken out.
 */
export function spellOut(root: Root, noticed: Noticed): void {
  const language = property(elementsIn(root.children).find(({ tagName }) => tagName === 'html') ?? noElement, 'lang')
  within(root, language)

  function within(parent: Element | Root, lang: string): void {
    parent.children = (parent.children as RootContent[]).flatMap((child): RootContent[] =>
      child.type === 'element' ? spelled(child, property(child, 'lang') || lang) : [child],
    ) as typeof parent.children
  }

  function spelled(element: Element, lang: string): ElementContent[] {
    if (isStruck(element)) {
      if (holdsWords(element)) noticed.add('tracked-changes')
      return []
    }
    if (element.tagName === 'input' && boxes.has(property(element, 'type'))) return [text(isTicked(element) ? '☒ ' : '☐ ')]
    within(element, lang)
    if (element.tagName === 'q') {
      const [open, close] = quotationMarks(lang)
      return [{ ...element, children: [text(open), ...element.children, text(close)] }]
    }
    return (element.tagName === 'sup' || element.tagName === 'sub') && !leads(element)
      ? [text(shifted(textIn(element.children), element.tagName))]
      : [element]
  }
}

const noElement: Element = { type: 'element', tagName: '', properties: {}, children: [] }

function text(value: string): ElementContent {
  return { type: 'text', value }
}

function isStruck({ tagName, ...element }: Element): boolean {
  return (
    tagName === 's' ||
    tagName === 'strike' ||
    tagName === 'del' ||
    /(?:^|;)text-decoration(?:-line)?:[^;]*line-through/.test(
      property({ tagName, ...element }, 'style')
        .toLowerCase()
        .replaceAll(/\s/g, ''),
    )
  )
}

const boxes: ReadonlySet<string> = new Set(['checkbox', 'radio'])

function isTicked({ properties }: Element): boolean {
  return (properties['checked'] ?? false) !== false
}

/** A note, or its number. */
function leads(element: Element): boolean {
  let found = property(element, 'id') !== ''
  visit(element.children, ({ tagName }) => {
    found ||= tagName === 'a' || tagName === 'img'
  })
  return found
}

const plain = '0123456789+-−=()n'
const letters = { sup: '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ', sub: '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₙ' }

/**
 * Figures have letters of their own; endings such as in 1st and Mme are read without; anything else is put in brackets, so that
 * nobody takes two to the x for two and an x.
 */
export function shifted(words: string, where: 'sup' | 'sub'): string {
  const said = words.trim()
  const own = Array.from(said, (letter) => letters[where][plain.indexOf(letter)] ?? '')
  if (said !== '' && own.every((letter) => letter !== '')) return words.replace(said, own.join(''))
  if (!/\d/.test(said) || said.length > longestShift) return words
  return words.replace(said, `${where === 'sup' ? '^' : '_'}(${said})`)
}

const longestShift = 20

/** As a language writes them that we write in; otherwise those that are read everywhere. */
function quotationMarks(language: string): readonly [string, string] {
  const [main = ''] = language.toLowerCase().split('-')
  if (/^(?:nb|nn|no|fr|ru|uk)$/.test(main)) return ['«', '»']
  if (/^(?:sv|fi|se)$/.test(main)) return ['”', '”']
  if (/^(?:de|pl|cs)$/.test(main)) return ['„', main === 'pl' ? '”' : '“']
  return ['“', '”']
}
