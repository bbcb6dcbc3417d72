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
import { type Rendering, unknownKind } from './rendering.ts'
import { sectorMark } from './sector-mark.ts'
import { sayingOf, voicedBlock } from './voiced-block.ts'
import { voicesOfBlock } from './voices-of-block.ts'

/**
 * The blocks of a section and its notes; empty paragraphs, which people leave behind while writing, are not shown.
 *
 * @param prefix - makes the ids of notes unique in the page
 */
export function sectionBody(blocks: readonly FileBlock[], prefix: string, rendering: Rendering): Element[] {
  const footnotes = new Footnotes(prefix)
  const shown = blocks
    .filter((block) => block.type !== 'paragraph' || block.runs.length > 0)
    .map((block) => blockElement(block, footnotes, rendering))
  return [...shown, ...footnotes.list(rendering)]
}

function blockElement(block: FileBlock, footnotes: Footnotes, rendering: Rendering): Element {
  switch (block.type) {
    case 'paragraph':
    case 'list':
    case 'blockquote': {
      const voices = voicesOfBlock(block)
      return voicedBlock(nestedElement(block, voices.length > 1, footnotes, rendering), voices, { named: true }, rendering)
    }
    case 'heading': {
      const voices = voicesOfBlock(block)
      const heading = h(block.level === 3 ? 'h3' : 'h4', { dir: 'auto' }, inlineText(block.runs, voices.length > 1, footnotes, rendering))
      return voicedBlock(heading, voices, { named: false }, rendering)
    }
    case 'quote':
      return quote(block, rendering)
    case 'image':
      return h('p.soft', block.decorative && block.alt === '' ? [] : [rendering.t('export.image.missing', { alt: block.alt })])
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

type Nested = FileNestedBlock | Extract<FileBlock, { type: 'blockquote' }>

function nestedElement(block: Nested, shared: boolean, footnotes: Footnotes, rendering: Rendering): Element {
  switch (block.type) {
    case 'paragraph':
      return h('p', { dir: 'auto' }, inlineText(block.runs, shared, footnotes, rendering))
    case 'list': {
      const items = block.items.map((item) => listItem(item, shared, footnotes, rendering))
      if (block.ordered !== true) return h('ul', items)
      return h('ol', block.start === undefined ? {} : { start: block.start }, items)
    }
    case 'blockquote':
      return h(
        'blockquote',
        block.blocks.map((inner) => nestedElement(inner, shared, footnotes, rendering)),
      )
  }
  return unknownKind(block)
}

function listItem(item: FileListItem, shared: boolean, footnotes: Footnotes, rendering: Rendering): Element {
  if (Array.isArray(item)) return h('li', { dir: 'auto' }, inlineText(item, shared, footnotes, rendering))
  return h(
    'li',
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
