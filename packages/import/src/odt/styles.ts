import type { Element } from 'xast'

import { allOf, childrenOf, valueOf } from '../archive/read-xml.ts'

/** How words look that have a style; undefined where it says nothing. */
export interface Look {
  readonly bold?: boolean
  readonly italic?: boolean
  readonly hidden?: boolean
  readonly struck?: boolean
  /** In the way of a page; null where it stands on the line. */
  readonly raised?: 'sup' | 'sub' | null
}

/** Each has its own names. */
type Family = 'paragraph' | 'text'

export interface OdtStyles {
  look(style: string | undefined, family: Family): Look
  /** Whether a style is another, or comes of it. */
  comesOf(style: string | undefined, name: RegExp): boolean
  isNumbered(list: string | undefined, level: number): boolean
  readonly language: string | null
}

/** Styles of the file and of its text, those of the text first. */
export function odtStyles(parts: readonly (Element | undefined)[]): OdtStyles {
  const styles = new Map<string, Element>()
  const lists = new Map<string, Element>()
  for (const part of parts) {
    for (const style of allOf(part, 'style:style'))
      setOnce(styles, `${valueOf(style, 'style:family')} ${valueOf(style, 'style:name')}`, style)
    for (const list of allOf(part, 'text:list-style')) setOnce(lists, `${valueOf(list, 'style:name')}`, list)
  }
  const defaults = parts
    .flatMap((part) => allOf(part, 'style:default-style'))
    .find((style) => valueOf(style, 'style:family') === 'paragraph')
  const chain = (name: string | undefined, family: Family): readonly Element[] => {
    const found: Element[] = []
    // A style that comes of itself ends somewhere.
    for (let at = name; at !== undefined && found.length < 20;) {
      const style = styles.get(`${family} ${at}`)
      if (style === undefined) break
      found.push(style)
      at = valueOf(style, 'style:parent-style-name')
    }
    return found
  }
  return {
    look(style, family) {
      const said = chain(style, family).flatMap((each) => childrenOf(each, 'style:text-properties'))
      const first = (name: string): string | undefined => said.map((each) => valueOf(each, name)).find((value) => value !== undefined)
      const [weight, slant, display] = [first('fo:font-weight'), first('fo:font-style'), first('text:display')]
      const [struck, position] = [first('style:text-line-through-style'), first('style:text-position')]
      return {
        ...(weight === undefined ? {} : { bold: weight === 'bold' || Number(weight) >= 600 }),
        ...(slant === undefined ? {} : { italic: slant === 'italic' || slant === 'oblique' }),
        ...(display === undefined ? {} : { hidden: display === 'none' }),
        ...(struck === undefined ? {} : { struck: struck !== 'none' }),
        ...(position === undefined ? {} : { raised: raisedBy(position) }),
      }
    },
    comesOf: (style, name) =>
      name.test(style ?? '') ||
      chain(style, 'paragraph').some(
        (each) => name.test(valueOf(each, 'style:name') ?? '') || name.test(valueOf(each, 'style:parent-style-name') ?? ''),
      ),
    isNumbered(list, level) {
      const levels = childrenOf(lists.get(list ?? ''))
      const said = levels.find((each) => valueOf(each, 'text:level') === `${level}`) ?? levels[0]
      return said?.name === 'text:list-level-style-number' && valueOf(said, 'style:num-format') !== ''
    },
    language: localeOf(childrenOf(defaults, 'style:text-properties')[0]),
  }
}

/** Such as `super 58%`, or by how much of its height. */
function raisedBy(position: string): 'sup' | 'sub' | null {
  const [by = ''] = position.trim().split(/\s+/)
  if (by === 'super' || Number.parseFloat(by) > 0) return 'sup'
  return by === 'sub' || Number.parseFloat(by) < 0 ? 'sub' : null
}

function setOnce<V>(map: Map<string, V>, key: string, value: V): void {
  if (!map.has(key)) map.set(key, value)
}

function localeOf(properties: Element | undefined): string | null {
  const [language, country] = [valueOf(properties, 'fo:language'), valueOf(properties, 'fo:country')]
  if (language === undefined || language === 'zxx' || language === 'none') return null
  return country === undefined || country === 'none' ? language : `${language}-${country}`
}
