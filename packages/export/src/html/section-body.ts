import type { Element } from 'hast'
import { h } from 'hastscript'

import type { FileBlock, FileListItem, FileNestedBlock, FileQuote } from '../file/blocks.ts'
import { contributors } from './contributors.ts'
import { decisions } from './decisions.ts'
import { evidence } from './evidence.ts'
import { Footnotes } from './footnotes.ts'
import { indicator } from './indicator.ts'
import { inlineText } from './inline-text.ts'
import { partners } from './partners.ts'
import { picture } from './picture.ts'
import { type Rendering, unknownKind } from './rendering.ts'
import { sectorMark } from './sector-mark.ts'
import { sayingOf, voicedBlock } from './voiced-block.ts'
import { voicesOfBlock } from './voices-of-block.ts'
import { writtenTable } from './written-table.ts'

/**
 * The blocks of a section and its notes; empty paragraphs, which people leave behind while writing, are not shown.
 *
 * @param prefix - makes the ids of notes unique in the page
 */
export function sectionBody(blocks: readonly FileBlock[], prefix: string, rendering: Rendering): Element[] {
  const footnotes = new Footnotes(prefix)
  const shown = blocks.flatMap((block, index) => {
    if (block.type === 'caption' && blocks[index - 1]?.type === 'image') return []
    if ((block.type === 'paragraph' || block.type === 'caption') && block.runs.length === 0) return []
    const next = blocks[index + 1]
    if (block.type !== 'image' || next?.type !== 'caption' || next.runs.length === 0) return [blockElement(block, footnotes, rendering)]
    return [picture(block, rendering, words('p', next, footnotes, rendering))]
  })
  return [...shown, ...footnotes.list(rendering)]
}

/** A heading, or what stands below a picture, with the voices in it. */
function words(
  tag: 'h3' | 'h4' | 'p',
  block: Extract<FileBlock, { type: 'heading' | 'caption' }>,
  footnotes: Footnotes,
  rendering: Rendering,
): Element {
  const voices = voicesOfBlock(block)
  const element = h(tag, { dir: 'auto' }, inlineText(block.runs, voices.length > 1, footnotes, rendering))
  return voicedBlock(element, voices, { named: block.type === 'caption' }, rendering)
}

function blockElement(block: FileBlock, footnotes: Footnotes, rendering: Rendering): Element {
  switch (block.type) {
    case 'paragraph':
    case 'list':
    case 'table':
    case 'blockquote': {
      const voices = voicesOfBlock(block)
      return voicedBlock(nestedElement(block, voices.length > 1, footnotes, rendering), voices, { named: true }, rendering)
    }
    case 'heading':
      return words(block.level === 3 ? 'h3' : 'h4', block, footnotes, rendering)
    case 'caption':
      return words('p', block, footnotes, rendering)
    case 'quote':
      return quote(block, rendering)
    case 'image':
      return picture(block, rendering)
    case 'indicatorRef':
      return indicator(block.indicatorId, rendering)
    case 'evidenceRef':
      return evidence(block.evidenceId, rendering)
    case 'decisionsTable':
      return decisions(rendering)
    case 'partnersTable':
      return partners(rendering)
    case 'creditsTable':
      return contributors(rendering)
  }
  return unknownKind(block)
}

type Nested = FileNestedBlock | Extract<FileBlock, { type: 'blockquote' | 'table' }>

function nestedElement(block: Nested, shared: boolean, footnotes: Footnotes, rendering: Rendering): Element {
  switch (block.type) {
    case 'paragraph':
      return h('p', { dir: 'auto' }, inlineText(block.runs, shared, footnotes, rendering))
    case 'list': {
      const items = block.items.map((item) => itemIn('li', item, shared, footnotes, rendering))
      if (block.ordered !== true) return h('ul', items)
      return h('ol', block.start === undefined ? {} : { start: block.start }, items)
    }
    case 'table':
      return writtenTable(block, (tag, cell) => itemIn(tag, cell, shared, footnotes, rendering), rendering)
    case 'blockquote':
      return h(
        'blockquote',
        block.blocks.map((inner) => nestedElement(inner, shared, footnotes, rendering)),
      )
  }
  return unknownKind(block)
}

/** What stands in an item of a list or a cell of a table. */
function itemIn(tag: 'li' | 'td' | 'th', item: FileListItem, shared: boolean, footnotes: Footnotes, rendering: Rendering): Element {
  if (Array.isArray(item)) return h(tag, { dir: 'auto' }, inlineText(item, shared, footnotes, rendering))
  return h(
    tag,
    item.blocks.map((inner) => nestedElement(inner, shared, footnotes, rendering)),
  )
}

function quote(block: FileQuote, rendering: Rendering): Element {
  const { t, file } = rendering
  if (block.text === null || block.by === undefined || block.mode === undefined)
    return h('p.left-out', { dir: 'auto' }, block.removedNote ?? t('export.quote.leftOut'))
  const sector = block.sector ?? file.participants.find(({ id }) => id === block.by)?.sector ?? null
  const label = block.publicLabel ?? rendering.nameOf(block.by)
  const saying = rendering.voices ? sayingOf({ ...block, by: block.by, mode: block.mode }, sector, rendering) : null
  const text = rendering.voices
    ? h('span.voice', { dataBy: block.by, dataSector: sector ?? 'unknown', title: saying ?? '' }, block.text)
    : { type: 'text' as const, value: block.text }
  const caption = [
    ...(rendering.voices ? [sectorMark(sector)] : []),
    h('bdi', t('export.quote.by', { name: label, sector: rendering.sectorName(sector) })),
  ]
  return h('figure.quote', { dataSector: sector ?? 'unknown' }, [
    h('blockquote', [h('p', { dir: 'auto' }, [text])]),
    h('figcaption', caption),
  ])
}
