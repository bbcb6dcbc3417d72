import type { Element } from 'xast'

import { childrenOf, valueOf } from '../archive/read-xml.ts'

/** Styles that come of each other for longer than this come of themselves. */
const longestChain = 20

export interface WordStyles {
  /** Whether a run shows nothing, in a paragraph of a style. */
  hides(run: Element, paragraphStyle: string | undefined): boolean
  /** Whether a run is struck out. */
  strikes(run: Element, paragraphStyle: string | undefined): boolean
  /** Whether a paragraph of a style is a line of a table of contents. */
  isContents(paragraphStyle: string | undefined): boolean
}

/**
 * What the styles of a Word file say of words that are not to be seen, or are struck out. A run's own word counts before that of its styles; those of its letters and of
 * its paragraph take each other back.
 *
 * @see ECMA-376 part 1, 17.7.3, on toggle properties
 */
export function wordStyles(styles: Element | undefined): WordStyles {
  const all = childrenOf(styles, 'w:style')
  const byId = new Map(all.map((style) => [valueOf(style, 'w:styleId') ?? '', style]))
  const usual = all.find((style) => valueOf(style, 'w:type') === 'paragraph' && isOn(valueOf(style, 'w:default') ?? 'off'))
  const [defaults] = childrenOf(childrenOf(childrenOf(styles, 'w:docDefaults')[0], 'w:rPrDefault')[0], 'w:rPr')

  const chain = (id: string | undefined): readonly Element[] => {
    const found: Element[] = []
    for (let style = byId.get(id ?? ''); style !== undefined && found.length < longestChain;) {
      found.push(style)
      style = byId.get(valueOf(childrenOf(style, 'w:basedOn')[0], 'w:val') ?? '')
    }
    return found
  }
  /** Asked for each run, and there may be one for each letter. */
  const known = new Map<string, boolean>()
  const ofStyle = (id: string | undefined, name: Toggle): boolean => {
    const key = `${name} ${id}`
    const found =
      known.get(key) ??
      chain(id)
        .map((style) => saidIn(childrenOf(style, 'w:rPr')[0], name))
        .find((said) => said !== undefined) ??
      false
    known.set(key, found)
    return found
  }
  const isSo = (run: Element, paragraphStyle: string | undefined, name: Toggle): boolean => {
    const [properties] = childrenOf(run, 'w:rPr')
    const ofLetters = valueOf(childrenOf(properties, 'w:rStyle')[0], 'w:val')
    const ofParagraph = paragraphStyle ?? valueOf(usual, 'w:styleId')
    return saidIn(properties, name) ?? (saidIn(defaults, name) || ofStyle(ofLetters, name) !== ofStyle(ofParagraph, name))
  }

  return {
    hides: (run, paragraphStyle) => isSo(run, paragraphStyle, 'w:vanish'),
    strikes: (run, paragraphStyle) => isSo(run, paragraphStyle, 'w:strike') || isSo(run, paragraphStyle, 'w:dstrike'),
    isContents: (paragraphStyle) =>
      /^(?:toc|contents) \d$/i.test(valueOf(childrenOf(byId.get(paragraphStyle ?? ''), 'w:name')[0], 'w:val') ?? ''),
  }
}

type Toggle = 'w:vanish' | 'w:strike' | 'w:dstrike'

/** Undefined when nothing is said. */
function saidIn(properties: Element | undefined, name: Toggle): boolean | undefined {
  const [said] = childrenOf(properties, name)
  return said === undefined ? undefined : isOn(valueOf(said, 'w:val') ?? 'on')
}

function isOn(value: string): boolean {
  return !/^(?:0|false|off)$/.test(value)
}
