import { isVoicedText, type VoicedElement, type VoicedNode } from '@samskriv/attribution'
import type { MarkJson, NestedBlock, SectionBlock, SectionInline, SectionMark } from '@samskriv/document'

/**
 * The blocks of a section that may stand in a copy: words and pictures. Quotes, indicators, evidence and tables show records of their own study, and
 * a record stays where it was agreed to.
 */
export function copiedBlocks(nodes: readonly VoicedElement[]): SectionBlock[] {
  return nodes.flatMap((node): SectionBlock[] => {
    switch (node.type) {
      case 'heading':
        return [{ type: node.attrs?.['level'] === 4 ? 'heading4' : 'heading3', runs: inlinesOf(node) }]
      case 'caption':
        return [{ type: 'caption', runs: inlinesOf(node) }]
      case 'blockquote':
        return [{ type: 'blockquote', blocks: nestedIn(node) }]
      case 'table':
        return [{ type: 'table', headerRow: node.attrs?.['headerRow'] !== false, rows: rowsOf(node) }]
      case 'image':
        return [pictureOf(node)]
      default:
        return nestedOf(node)
    }
  })
}

function pictureOf({ attrs }: VoicedElement): SectionBlock {
  const [hash, alt] = [attrs?.['hash'], attrs?.['alt']].map((value) => (typeof value === 'string' ? value : ''))
  return { type: 'image', hash: hash ?? '', alt: alt ?? '', decorative: attrs?.['decorative'] === true }
}

function nestedIn({ content = [] }: VoicedElement): NestedBlock[] {
  return content.flatMap((child) => (isVoicedText(child) ? [] : nestedOf(child)))
}

function nestedOf(node: VoicedElement): NestedBlock[] {
  switch (node.type) {
    case 'paragraph':
      return [{ type: 'paragraph', runs: inlinesOf(node) }]
    case 'bulletList':
      return [{ type: 'bulletList', items: itemsOf(node) }]
    case 'orderedList': {
      const start = node.attrs?.['start']
      return [{ type: 'orderedList', ...(typeof start === 'number' ? { start } : {}), items: itemsOf(node) }]
    }
    default:
      return []
  }
}

function itemsOf({ content = [] }: VoicedElement): NestedBlock[][] {
  return content.flatMap((item) => (isVoicedText(item) ? [] : [nestedIn(item)]))
}

function rowsOf({ content = [] }: VoicedElement): NestedBlock[][][] {
  return content.flatMap((row) => (isVoicedText(row) ? [] : [itemsOf(row)]))
}

function inlinesOf({ content = [] }: VoicedElement): SectionInline[] {
  return content.flatMap((child: VoicedNode): SectionInline[] => {
    if (isVoicedText(child)) return [{ text: child.text, marks: (child.marks ?? []).flatMap(markOf), voice: child.voice }]
    switch (child.type) {
      case 'hardBreak':
        return [{ type: 'hardBreak' }]
      case 'footnote': {
        const text = child.attrs?.['text']
        return typeof text === 'string' ? [{ type: 'footnote', text }] : []
      }
      default:
        return []
    }
  })
}

function markOf({ type, attrs }: MarkJson): SectionMark[] {
  if (type === 'bold' || type === 'italic') return [{ type }]
  const href = attrs?.['href']
  return type === 'link' && typeof href === 'string' ? [{ type, href }] : []
}
