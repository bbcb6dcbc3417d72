import type { Element, ElementContent } from 'xast'

import { allOf, childrenOf, textOf, valueOf } from '../archive/read-xml.ts'
import type { Noticed } from '../noticed.ts'
import type { WordStyles } from './hidden-styles.ts'

/** The name of the bookmark that stands for the edge of a remark; others are taken out, so that nobody can pretend one. */
function edgeName(remark: number, end: 'start' | 'end'): string {
  return `remark-${remark}-${end}`
}

export interface Known {
  /** The number of each remark by the id that it has in the file. */
  readonly remarks: ReadonlyMap<string, number>
  /** The relationships that are pictures in the file. */
  readonly pictures: ReadonlySet<string>
  readonly styles: WordStyles
}

/**
 * A text of Word as its reader, mammoth, understands it: the edges of remarks as bookmarks, what it would drop in place of what it knows, and
 * without what is not to be read: what is hidden, contents, and other files.
 *
 * @see mwilliamson/mammoth.js#450
 */
export function prepareText(root: Element, { remarks, pictures, styles }: Known, noticed: Noticed): Element {
  let paragraphStyle: string | undefined
  /** Those of the drawing that is read. */
  let boxes: Element[] | null = null
  return { ...root, children: root.children.flatMap((child) => prepared(child)) }

  function prepared(node: ElementContent): ElementContent[] {
    if (node.type !== 'element') return node.type === 'text' || node.type === 'cdata' ? [node] : []
    switch (node.name) {
      case 'w:commentRangeStart':
      case 'w:commentRangeEnd':
        return edge(node, node.name === 'w:commentRangeStart' ? 'start' : 'end')
      case 'w:bookmarkStart':
      case 'w:bookmarkEnd':
      case 'w:commentReference':
        return []
      case 'w:ins':
      case 'w:moveTo':
        noticed.add('tracked-changes')
        break
      case 'w:del':
      case 'w:moveFrom':
        noticed.add('tracked-changes')
        return node.children.length === 0 ? [node] : []
      case 'w:fldSimple':
        noteField(valueOf(node, 'w:instr') ?? '')
        return within(node)
      case 'w:dir':
      case 'w:bdo':
        return within(node)
      case 'w:instrText':
        noteField(textOf(node))
        break
      case 'w:p': {
        const outer = paragraphStyle
        paragraphStyle = valueOf(childrenOf(childrenOf(node, 'w:pPr')[0], 'w:pStyle')[0], 'w:val')
        if (styles.isContents(paragraphStyle)) noteContents(node)
        const paragraph = { ...node, children: within(node) }
        paragraphStyle = outer
        return [paragraph]
      }
      case 'w:r':
        if (styles.hides(node, paragraphStyle)) {
          if (textIn(node).trim() !== '') noticed.add('hidden-text')
          return []
        }
        if (styles.strikes(node, paragraphStyle) && textIn(node).trim() !== '') {
          noticed.add('tracked-changes')
          return []
        }
        break
      case 'w:cr':
        return [{ ...node, name: 'w:br' }]
      case 'w:ruby':
        return ['w:rubyBase', 'w:rt'].flatMap((part) => childrenOf(node, part).flatMap((each) => runsIn(each)))
      case 'mc:AlternateContent': {
        // The older form is what the reader understands; where it is missing, the newer one is better than nothing.
        const [form] = [...childrenOf(node, 'mc:Fallback'), ...childrenOf(node, 'mc:Choice')].filter(({ children }) => children.length > 0)
        return form === undefined ? [] : within(form)
      }
      case 'm:oMath':
      case 'm:oMathPara':
        noticed.add('formulas')
        return [run(textOf(node))]
      case 'w:altChunk':
      case 'w:object':
      case 'w:control':
        noticed.add('files-inside')
        return []
      case 'w:sdt':
        if (isContents(node)) {
          noteContents(node)
          return []
        }
        if (isUnanswered(node)) {
          noticed.add('controls')
          return []
        }
        break
      case 'w:drawing':
        return drawing(node)
      case 'w:pict':
        if (showsElsewhere(node)) {
          noticed.add('pictures-elsewhere')
          return []
        }
        break
      case 'w:txbxContent':
        if (boxes !== null) return box(node, boxes)
        break
      case 'a:graphicData':
        if (
          !(valueOf(node, 'uri') ?? '').endsWith('/picture') &&
          allOf(node, 'pic:pic').length === 0 &&
          allOf(node, 'w:txbxContent').length === 0
        )
          noticed.add('drawings')
        break
      default:
    }
    return [{ ...node, children: within(node) }]
  }

  /** A picture that would have to be fetched, or is not there. */
  function showsElsewhere(element: Element): boolean {
    const shown = [
      ...allOf(element, 'a:blip').map((blip) => valueOf(blip, 'r:embed')),
      ...allOf(element, 'v:imagedata').map((data) => valueOf(data, 'r:id')),
    ]
    return shown.some((id) => !pictures.has(id ?? ''))
  }

  function within(element: Element): ElementContent[] {
    return element.children.flatMap((child) => prepared(child))
  }

  /** A drawing, and the words of its text boxes behind it, as they stood in a file before Word 2010. */
  function drawing(node: Element): ElementContent[] {
    const outer = boxes
    const own: Element[] = []
    boxes = own
    const drawn = { ...node, children: within(node) }
    boxes = outer
    const words: Element[] = own.length === 0 ? [] : [{ type: 'element', name: 'w:pict', attributes: {}, children: own }]
    if (!showsElsewhere(node)) return [drawn, ...words]
    noticed.add('pictures-elsewhere')
    return words
  }

  function box(node: Element, into: Element[]): ElementContent[] {
    const outer = paragraphStyle
    boxes = null
    into.push({ ...node, children: within(node) })
    boxes = into
    paragraphStyle = outer
    return []
  }

  /** What stands above or below a word is in runs of its own. */
  function runsIn(element: Element): ElementContent[] {
    return allOf(element, 'w:t').map((text) => ({ ...text, children: text.children }))
  }

  function noteContents(element: Element): void {
    if (textIn(element).trim() !== '') noticed.add('contents')
  }

  function edge(element: Element, end: 'start' | 'end'): ElementContent[] {
    const remark = remarks.get(valueOf(element, 'w:id') ?? '')
    if (remark === undefined) return []
    return [
      { type: 'element', name: 'w:bookmarkStart', attributes: { 'w:id': `${remark}`, 'w:name': edgeName(remark, end) }, children: [] },
    ]
  }

  function noteField(instruction: string): void {
    const [kind = ''] = instruction.trim().split(/\s+/)
    if (kind !== '' && !/^(?:HYPERLINK|TOC|PAGE|PAGEREF|NUMPAGES|REF|SEQ|NOTEREF|FORMCHECKBOX)$/i.test(kind)) noticed.add('fields')
  }
}

function run(text: string): Element {
  return {
    type: 'element',
    name: 'w:r',
    attributes: {},
    children: [{ type: 'element', name: 'w:t', attributes: {}, children: [{ type: 'text', value: text }] }],
  }
}

/** The words of an element, without the names of fields. */
function textIn(element: Element): string {
  return allOf(element, 'w:t').map(textOf).join('')
}

/** A field that shows what is to be written in it. */
function isUnanswered(element: Element): boolean {
  const [properties] = childrenOf(element, 'w:sdtPr')
  return childrenOf(properties, 'w:showingPlcHdr').some((shows) => !/^(?:0|false|off)$/.test(valueOf(shows, 'w:val') ?? 'on'))
}

function isContents(element: Element): boolean {
  return allOf(childrenOf(element, 'w:sdtPr')[0], 'w:docPartGallery').some((gallery) => valueOf(gallery, 'w:val') === 'Table of Contents')
}
