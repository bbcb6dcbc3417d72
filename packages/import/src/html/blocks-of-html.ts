import type { SectionMark } from '@samskriv/document'
import type { Element, Root } from 'hast'

import { cleanCharacters } from '../clean-characters.ts'
import type { HeadingLevel, ImportedBlock, ImportedPicture } from '../imported-document.ts'
import { importLimits } from '../limits.ts'
import type { Noticed } from '../noticed.ts'
import { Refusal } from '../refusal.ts'
import { type Children, holdsWords, isHidden, property, requireShallow, runs, shownIn, textIn } from './elements.ts'
import { Line, type LinePiece, linkMark, type RemarkEdge, withMark } from './line.ts'
import { gridOf } from './grid.ts'
import { spellOut } from './spell-out.ts'
import { takeNotes, type Notes } from './take-notes.ts'

/** A block whose lines still hold the edges of remarks. */
export type DraftBlock = Draft<ImportedBlock>
type DraftNested = Extract<DraftBlock, { type: 'paragraph' | 'bulletList' | 'orderedList' }>
type Draft<B> = B extends { readonly runs: unknown }
  ? Omit<B, 'runs'> & { readonly runs: readonly LinePiece[] }
  : B extends { readonly items: unknown }
    ? Omit<B, 'items'> & { readonly items: readonly (readonly DraftNested[])[] }
    : B extends { readonly blocks: unknown }
      ? Omit<B, 'blocks'> & { readonly blocks: readonly DraftNested[] }
      : B extends { readonly rows: unknown }
        ? Omit<B, 'rows'> & { readonly rows: readonly (readonly (readonly DraftNested[])[])[] }
        : B

/** What only the reader of a format knows. */
export interface Source {
  readonly noticed: Noticed
  /** The bytes of a picture that came with the file; null for one that would have to be fetched. */
  readonly pictureAt: (address: string) => Uint8Array | null
  /** Whether an element is the edge of a remark. */
  readonly edgeOf?: (element: Element) => RemarkEdge | null
}

export interface DraftDocument {
  readonly blocks: readonly DraftBlock[]
  readonly pictures: readonly ImportedPicture[]
}

/**
 * A page as the blocks it means. Only what is named here is taken: programs, frames, forms, drawings and what is hidden are left out and
 * counted, and of anything unknown the words are kept.
 *
 * @throws Refusal `too-deep` or `too-long`
 */
export function blocksOfHtml(root: Root, source: Source): DraftDocument {
  requireShallow(root)
  spellOut(root, source.noticed)
  const reading = new Reading(
    source,
    takeNotes(root, (element) => void (holdsWords(element) && source.noticed.add('hidden-text'))),
  )
  reading.blocks(root.children)
  return { blocks: reading.finished(), pictures: reading.pictures }
}

/** Where blocks stand that are within another: a section holds everything, what is nested only paragraphs and lists. */
type Place = 'section' | 'nested'

class Reading {
  readonly pictures: ImportedPicture[] = []
  readonly #source: Source
  readonly #noticed: Noticed
  readonly #notes: Notes
  #blocks: DraftBlock[] = []
  #line = new Line()
  #place: Place = 'section'
  #listDepth = 0
  /** Pictures in a list or a table stand behind it. */
  #behind: DraftBlock[] = []
  #letters = 0
  #pictureBytes = 0
  #count = 0

  constructor(source: Source, notes: Notes) {
    this.#source = source
    this.#noticed = source.noticed
    this.#notes = notes
  }

  finished(): readonly DraftBlock[] {
    this.#flush()
    this.#push(...this.#takeBehind())
    return this.#blocks
  }

  blocks(nodes: Children, marks: readonly SectionMark[] = []): void {
    for (const node of nodes) {
      if (node.type === 'text') this.#text(node.value, marks)
      else if (node.type === 'element') this.#element(node, marks)
    }
  }

  #element(element: Element, marks: readonly SectionMark[]): void {
    const { tagName, children } = element
    const edge = this.#source.edgeOf?.(element) ?? null
    if (edge !== null) return this.#line.edge(edge)
    if (runs.has(tagName)) return this.#noticed.add('programs')
    if (tagName === 'svg' || tagName === 'canvas') return this.#noticed.add('drawings')
    if (tagName === 'audio' || tagName === 'video') return this.#noticed.add('media')
    if (unseen.has(tagName)) return
    if (isHidden(element)) return this.#hide(element)
    if (controls.has(tagName)) return isFilled(element) ? this.#noticed.add('controls') : undefined
    if (Object.keys(element.properties).some((name) => /^on[A-Z]/.test(name))) this.#noticed.add('programs')
    switch (tagName) {
      case 'br':
        return this.#line.hardBreak()
      case 'img':
        return this.#picture(element)
      case 'b':
      case 'strong':
        return this.blocks(children, withMark(marks, { type: 'bold' }))
      case 'i':
      case 'em':
      case 'cite':
      case 'dfn':
      case 'var':
        return this.blocks(children, withMark(marks, { type: 'italic' }))
      case 'ins':
        if (holdsWords(element)) this.#noticed.add('tracked-changes')
        return this.blocks(children, marks)
      case 'a':
        return this.#link(element, marks)
      case 'math':
        this.#noticed.add('formulas')
        return this.#text(textIn(children), marks)
      case 'h1':
      case 'h2':
      case 'h3':
      case 'h4':
      case 'h5':
      case 'h6':
        return this.#heading(element, Number(tagName.slice(1)) as HeadingLevel)
      case 'ul':
      case 'menu':
      case 'ol':
        return this.#list(element)
      case 'dt':
        return this.#paragraph(children, [{ type: 'bold' }])
      case 'blockquote':
        return this.#quote(children)
      case 'table':
        return this.#table(element)
      case 'pre':
        return this.#pre(element)
      case 'figcaption':
        return this.#caption(children)
      default:
        if (!blockLike.has(tagName)) return this.blocks(children, marks)
        return property(element, 'className').split(' ').includes('caption') ? this.#caption(children) : this.#paragraph(children, marks)
    }
  }

  #hide(element: Element): void {
    if (holdsWords(element)) this.#noticed.add('hidden-text')
  }

  #text(value: string, marks: readonly SectionMark[], keepsSpaces = false): void {
    this.#line.text(this.#counted(value), marks, keepsSpaces)
  }

  #counted(value: string): string {
    const text = cleanCharacters(value, () => this.#noticed.mark('characters'))
    this.#letters += text.length
    if (this.#letters > importLimits.maxLetters) throw new Refusal('too-long')
    return text
  }

  #paragraph(children: Children, marks: readonly SectionMark[]): void {
    this.#flush()
    this.blocks(children, marks)
    this.#flush()
  }

  #heading(element: Element, level: HeadingLevel): void {
    if (this.#place === 'nested') return this.#paragraph(element.children, [{ type: 'bold' }])
    this.#flush()
    const inner = this.#within(element.children)
    // What is more than a line in a heading stands behind it.
    const [first, ...more] = inner
    if (first?.type === 'paragraph') this.#push({ type: 'heading', level, runs: first.runs.map(plain) }, ...more)
    else this.#push(...inner)
    this.#push(...this.#takeBehind())
  }

  /** Programs put a picture into the line that stands below it. */
  #caption(children: Children): void {
    this.#flush()
    const [first, ...more] = this.#within(children)
    this.#push(...this.#takeBehind())
    if (first?.type === 'paragraph' && this.#place === 'section' && this.#blocks.at(-1)?.type === 'picture')
      this.#push({ type: 'caption', runs: first.runs }, ...more)
    else if (first !== undefined) this.#push(first, ...more)
  }

  #list(element: Element): void {
    this.#flush()
    if (this.#listDepth >= importLimits.maxListDepth) {
      this.#noticed.add('deep-lists')
      return this.blocks(element.children.map((child) => (child.type === 'element' ? { ...child, tagName: 'p' } : child)))
    }
    this.#listDepth += 1
    const items = this.#items(element.children)
    this.#listDepth -= 1
    const behind = this.#takeBehind()
    if (items.length > 0)
      this.#push(element.tagName === 'ol' ? { type: 'orderedList', start: startOf(element), items } : { type: 'bulletList', items })
    this.#push(...behind)
  }

  /** A list right in a list belongs to the item before it. */
  #items(children: Children): (readonly DraftNested[])[] {
    const items: (readonly DraftNested[])[] = []
    for (const child of children) {
      if (child.type !== 'element' && !(child.type === 'text' && child.value.trim() !== '')) continue
      const blocks = this.#within(child.type === 'element' && child.tagName === 'li' ? child.children : [child])
      const last = items.at(-1)
      if (child.type === 'element' && /^(?:ul|ol|menu)$/.test(child.tagName) && last !== undefined)
        items[items.length - 1] = [...last, ...blocks]
      else if (blocks.length > 0) items.push(blocks)
    }
    return items
  }

  #quote(children: Children): void {
    this.#flush()
    const blocks = this.#within(children)
    const behind = this.#takeBehind()
    if (blocks.length > 0) this.#push(...(this.#place === 'section' ? [{ type: 'blockquote', blocks } as const] : blocks))
    this.#push(...behind)
  }

  #table(element: Element): void {
    this.#flush()
    const { rows, merged, headerRow, caption } = gridOf(element)
    this.#noticed.add('merged-cells', merged)
    if (caption !== null) this.#paragraph(caption.children, [])
    if (this.#place === 'nested') {
      this.#noticed.add('inner-tables')
      for (const row of rows) this.#paragraph(joined(row), [])
      return
    }
    const written = rows.map((row) => row.map((cell) => (cell === null ? [] : this.#within(cell.children))))
    const behind = this.#takeBehind()
    const filled = trimmed(written)
    const [only] = filled.flat()
    // One cell is a frame around what stands in it.
    if (filled.flat().length === 1 && only !== undefined) this.#push(...only)
    else if (filled.length > 0)
      this.#push({ type: 'table', headerRow, rows: filled.map((row) => row.map((cell) => (cell.length === 0 ? [emptyParagraph] : cell))) })
    this.#push(...behind)
  }

  #pre(element: Element): void {
    this.#flush()
    for (const [index, line] of shownIn(element.children, (inner) => this.#hide(inner))
      .replace(/\n$/, '')
      .split('\n')
      .entries()) {
      if (index > 0) this.#line.hardBreak()
      this.#text(line, [], true)
    }
    this.#flush()
  }

  #link(element: Element, marks: readonly SectionMark[]): void {
    const note = this.#notes.get(element)
    if (note !== undefined) return this.#line.footnote(this.#counted(note))
    const href = property(element, 'href').trim()
    const mark = linkMark(href)
    if (mark === null && href !== '' && !href.startsWith('#') && textIn(element.children).trim() !== '') this.#noticed.add('unsafe-links')
    this.blocks(element.children, mark === null ? marks : withMark(marks, mark))
  }

  #picture(element: Element): void {
    const bytes = this.#source.pictureAt(property(element, 'src').trim())
    if (bytes === null) return this.#noticed.add('pictures-elsewhere')
    if (bytes.length === 0) return this.#noticed.add('pictures-unreadable')
    if (this.pictures.length >= importLimits.maxPictures) return this.#noticed.add('pictures-too-many')
    this.#pictureBytes += bytes.length
    if (this.#pictureBytes > importLimits.maxPictureBytes) throw new Refusal('too-large')
    const alt = cleanCharacters(property(element, 'alt')).replaceAll(/\s+/g, ' ').trim().slice(0, importLimits.maxAttribute).toWellFormed()
    const block = { type: 'picture', picture: this.pictures.length } as const
    this.pictures.push({ alt, bytes })
    if (this.#place === 'nested') this.#behind.push(block)
    else {
      this.#flush()
      this.#push(block)
    }
  }

  /** The paragraphs and lists that stand in something. */
  #within(children: Children): readonly DraftNested[] {
    const outer = { blocks: this.#blocks, line: this.#line, place: this.#place }
    this.#blocks = []
    this.#line = new Line()
    this.#place = 'nested'
    this.blocks(children)
    this.#flush()
    const inner = this.#blocks.filter((block): block is DraftNested => nested.has(block.type))
    ;({ blocks: this.#blocks, line: this.#line, place: this.#place } = outer)
    return inner
  }

  #takeBehind(): readonly DraftBlock[] {
    if (this.#place === 'nested') return []
    const behind = this.#behind
    this.#behind = []
    return behind
  }

  #flush(): void {
    const pieces = this.#line.taken()
    this.#line = new Line()
    if (pieces.some((piece) => !('type' in piece) || piece.type === 'footnote')) this.#push({ type: 'paragraph', runs: pieces })
    // The edge of a remark that stands between two paragraphs.
    else for (const piece of pieces) if ('type' in piece && piece.type === 'edge') this.#line.edge(piece)
  }

  #push(...blocks: readonly DraftBlock[]): void {
    this.#count += blocks.length
    if (this.#count > importLimits.maxBlocks) throw new Refusal('too-long')
    this.#blocks.push(...blocks)
  }
}

const emptyParagraph: DraftNested = { type: 'paragraph', runs: [] }
const nested: ReadonlySet<string> = new Set(['paragraph', 'bulletList', 'orderedList'])

const unseen: ReadonlySet<string> = new Set([
  'head', 'title', 'style', 'meta', 'link', 'base', 'area', 'hr', 'colgroup', 'col', 'source', 'track', 'param', 'rp',
]) // prettier-ignore

/** What leads through a page or asks for something: it is not of its text. */
const controls: ReadonlySet<string> = new Set(['nav', 'input', 'button', 'select', 'textarea'])

function isFilled(element: Element): boolean {
  return holdsWords(element) || (property(element, 'type') !== 'hidden' && property(element, 'value').trim() !== '')
}

const blockLike: ReadonlySet<string> = new Set([
  'p', 'div', 'section', 'article', 'aside', 'main', 'header', 'footer', 'figure', 'address', 'details', 'summary', 'form', 'fieldset', 'legend', 'center', 'dl',
  'dd', 'li', 'caption', 'dialog', 'tr', 'td', 'th', 'thead', 'tbody', 'tfoot', 'body', 'html', 'hgroup', 'search',
]) // prettier-ignore

/** Headings are bold by themselves. */
function plain(piece: LinePiece): LinePiece {
  if ('type' in piece) return piece
  const marks = (piece.marks ?? []).filter(({ type }) => type !== 'bold')
  const { marks: _, ...run } = piece
  return marks.length === 0 ? run : { ...run, marks }
}

function startOf(element: Element): number {
  const start = Number(property(element, 'start') || '1')
  return Number.isInteger(start) && start >= 0 && start <= 9999 ? start : 1
}

function joined(row: readonly (Element | null)[]): Children {
  return row.flatMap((cell, index) => [...(index === 0 ? [] : [{ type: 'text', value: ' | ' } as const]), ...(cell?.children ?? [])])
}

/** Without the empty rows and columns behind what was meant. */
function trimmed<Cell extends { readonly length: number }>(rows: readonly (readonly Cell[])[]): (readonly Cell[])[] {
  const kept = rows.slice(0, rows.findLastIndex((row) => row.some(({ length }) => length > 0)) + 1)
  const width = Math.max(0, ...kept.map((row) => row.findLastIndex(({ length }) => length > 0) + 1))
  return kept.map((row) => row.slice(0, width))
}
