import type { Element, ElementContent } from 'xast'

import { allOf, childrenOf, textOf, valueOf } from '../archive/read-xml.ts'
import type { Noticed } from '../noticed.ts'

/** The name of the bookmark that stands for the edge of a remark; others are taken out, so that nobody can pretend one. */
function edgeName(remark: number, end: 'start' | 'end'): string {
  return `remark-${remark}-${end}`
}

export interface Known {
  /** The number of each remark by the id that it has in the file. */
  readonly remarks: ReadonlyMap<string, number>
  /** The relationships that are pictures in the file. */
  readonly pictures: ReadonlySet<string>
}

/**
 * A text of Word as its reader, mammoth, understands it: the edges of remarks as bookmarks, what it would drop in place of what it knows, and
 * without what is not to be read: what is hidden, contents, and other files.
 *
 * @see mwilliamson/mammoth.js#450
 */
export function prepareText(root: Element, { remarks, pictures }: Known, noticed: Noticed): Element {
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
      case 'w:r':
        if (isVanished(node)) {
          if (textOf(node).trim() !== '') noticed.add('hidden-text')
          return []
        }
        break
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
        if (isContents(node)) return []
        break
      case 'w:drawing':
      case 'w:pict':
        if (showsElsewhere(node)) {
          noticed.add('pictures-elsewhere')
          return []
        }
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

function isVanished(element: Element): boolean {
  const [properties] = childrenOf(element, 'w:rPr')
  const [vanish] = childrenOf(properties, 'w:vanish')
  return vanish !== undefined && !/^(?:0|false|off)$/.test(valueOf(vanish, 'w:val') ?? '')
}

function isContents(element: Element): boolean {
  return allOf(childrenOf(element, 'w:sdtPr')[0], 'w:docPartGallery').some((gallery) => valueOf(gallery, 'w:val') === 'Table of Contents')
}
