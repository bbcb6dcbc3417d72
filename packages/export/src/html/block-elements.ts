import type { Element } from 'hast'
import { h } from 'hastscript'

import { drawChart } from '../charts/draw-chart.ts'
import type { Block, Chart, Item, ParagraphLook, PeopleOfSector } from '../layout/kinds.ts'
import { unknownKind } from '../layout/wording.ts'
import type { HtmlPage } from './page.ts'
import { picture } from './picture.ts'
import { lineContent, markBefore, noteId } from './piece-content.ts'
import { dataTable, writtenTable } from './tables.ts'

/** What is laid out as HTML; needs the theme's document styles. */
export function blockElements(blocks: readonly Block[], page: HtmlPage): Element[] {
  return blocks.map((block) => blockElement(block, page))
}

function blockElement(block: Block, page: HtmlPage): Element {
  const inside = (blocks: readonly Block[]): Element[] => blockElements(blocks, page)
  switch (block.kind) {
    case 'paragraph':
      return h('p', { ...classOf(block.look), ...directionOf(block) }, lineContent(block.pieces))
    case 'heading':
      return h(
        block.level === 3 ? 'h3' : 'h4',
        { ...(block.id === undefined ? {} : { id: block.id }), ...directionOf(block) },
        lineContent(block.pieces),
      )
    case 'list': {
      const items = block.items.map((item) => itemElement('li', item, page))
      if (!block.ordered) return h('ul', items)
      return h('ol', block.start === undefined ? {} : { start: block.start }, items)
    }
    case 'entries':
      return h(
        block.ordered ? 'ol.entries' : 'ul.entries',
        block.label === undefined ? {} : { ariaLabel: block.label },
        block.items.map(({ id, blocks }) => h('li.entry', { ...(id === undefined ? {} : { id }), dir: 'auto' }, inside(blocks))),
      )
    case 'blockquote':
      return h('blockquote', directionOf(block), inside(block.blocks))
    case 'quote':
      return h('figure.quote', { dataSector: block.sector ?? 'unknown' }, [
        h('blockquote', [h('p', { dir: 'auto' }, lineContent(block.words))]),
        h('figcaption', lineContent(block.caption)),
      ])
    case 'written-table':
      return writtenTable(block, (tag, cell) => itemElement(tag, cell, page))
    case 'table':
      return dataTable(block)
    case 'chart':
      return chartElement(block, page)
    case 'picture':
      return picture(block, page, block.caption === null ? null : blockElement(block.caption, page))
    case 'figure':
      return h('figure.entry.indicator', { dir: 'auto' }, [h('figcaption.entry-title', lineContent(block.title)), ...inside(block.blocks)])
    case 'aside':
      return h('aside.entry', { ariaLabel: block.label, dir: 'auto' }, inside(block.blocks))
    case 'people':
      return h(
        'dl.entries',
        block.groups.flatMap((group) => peopleOfSector(group, page)),
      )
    case 'legend':
      // Here the letter is read out: it is what the text refers to.
      return h(
        'ul.legend',
        block.sectors.map(({ sector, letter, name }) => h('li', [h('span.sector-mark', { dataSector: sector }, letter), ' ', name])),
      )
    case 'voiced':
      return h('div.voiced', [
        voiceStrip(block.voices),
        blockElement(block.block, page),
        ...(block.named ? [voiceLine(block.label, block.voices)] : []),
      ])
    case 'notes':
      return notesElement(block)
  }
  return unknownKind(block)
}

const classes: Readonly<Record<ParagraphLook, readonly string[]>> = {
  soft: ['soft'],
  small: ['small'],
  aside: ['small', 'soft'],
  title: ['entry-title'],
  'left-out': ['left-out'],
  empty: ['section-empty'],
  notice: ['notice'],
  checksum: ['checksum'],
}

function classOf(look: ParagraphLook | undefined): { className?: string[] } {
  return look === undefined ? {} : { className: [...classes[look]] }
}

function directionOf({ lang, theirs }: { readonly lang?: string; readonly theirs?: true }): { lang?: string; dir?: 'auto' } {
  if (lang !== undefined) return { lang, dir: 'auto' }
  return theirs === true ? { dir: 'auto' } : {}
}

/** What stands in an item of a list or a cell of a table. */
function itemElement(tag: 'li' | 'td' | 'th', item: Item, page: HtmlPage): Element {
  return 'pieces' in item ? h(tag, { dir: 'auto' }, lineContent(item.pieces)) : h(tag, blockElements(item.blocks, page))
}

function peopleOfSector({ sector, letter, name, people }: PeopleOfSector, page: HtmlPage): Element[] {
  return [
    h('dt.entry-title', [...markBefore(sector, letter), h('strong', name)]),
    ...people.map((blocks) => h('dd', { dir: 'auto' }, blockElements(blocks, page))),
  ]
}

/** In a frame of its own width: a chart made as narrow as a phone could not be read. */
function chartElement(chart: Chart, { largePrint = false }: HtmlPage): Element {
  return h('figure.chart', [
    h('figcaption', chart.title),
    h('div.table-frame', { role: 'group', ariaLabel: chart.title, tabIndex: 0 }, [drawChart(chart, { largePrint })]),
  ])
}

type Voices = Extract<Block, { kind: 'voiced' }>['voices']

/** A strip in the margin with a piece for each voice. */
function voiceStrip(voices: Voices): Element {
  const total = voices.reduce((sum, { characters }) => sum + characters, 0)
  return h(
    'span.voice-strip',
    { ariaHidden: 'true' },
    voices.map(({ sector, characters }) => h('span', { dataSector: sector ?? 'unknown', dataShare: twentieths(characters, total) })),
  )
}

function voiceLine(label: string, voices: Voices): Element {
  return h('p.said-by', [
    h('span.visually-hidden', `${label}: `),
    ...voices.flatMap(({ sector, letter, saying }, index) => [
      ...(index > 0 ? [' · '] : []),
      h('span.said-by-voice', [...markBefore(sector, letter), h('bdi', saying)]),
    ]),
  ])
}

function notesElement({ title, back, notes }: Extract<Block, { kind: 'notes' }>): Element {
  const items = notes.map((note) =>
    h('li', { id: noteId(note, 'note') }, [
      h('span', { dir: 'auto', ...(note.lang === undefined ? {} : { lang: note.lang }) }, note.text),
      note.saying === null ? '' : ` (${note.saying})`,
      ' ',
      h('a', { href: `#${noteId(note, 'ref')}`, role: 'doc-backlink', ariaLabel: `${back} ${note.number}` }, '↩'),
    ]),
  )
  return h('section.footnotes', { role: 'doc-endnotes', ariaLabel: title }, [h('ol', items)])
}

/** Shares in twentieths, as the stylesheet knows them: a file carries no style attributes. */
function twentieths(part: number, total: number): string {
  return String(total === 0 ? 0 : Math.round((part * 20) / total))
}
