import type { ElementContent } from 'xast'
import { x } from 'xastscript'

import { tagOf } from '../layout/language-tag.ts'
import type { Change, Layout } from '../layout/kinds.ts'
import type { ExportPicture } from '../tree/export-input.ts'

export type Attributes = Readonly<Record<string, string>>

/** What is gathered while a text is written: its pictures, and the styles that only some words or paragraphs have. */
export class Writing {
  readonly layout: Layout
  readonly #known: ReadonlyMap<string, ExportPicture>
  readonly #pictures = new Map<string, ExportPicture>()
  readonly #drawings: string[] = []
  readonly #textStyles = new Map<string, { readonly name: string; readonly properties: Attributes }>()
  readonly #paragraphStyles = new Map<string, { readonly name: string; readonly parent: string; readonly properties: Attributes }>()
  readonly #changes: ElementContent[] = []
  readonly #columnWidths = new Set<number>()
  #tables = 0
  #notes = 0
  #frames = 0

  constructor(layout: Layout, pictures: ReadonlyMap<string, ExportPicture>) {
    this.layout = layout
    this.#known = pictures
  }

  /** The name of a style of words. */
  textStyle(properties: Attributes): string {
    const key = JSON.stringify(properties)
    const known = this.#textStyles.get(key) ?? { name: `T${this.#textStyles.size + 1}`, properties }
    this.#textStyles.set(key, known)
    return known.name
  }

  /** The name of a style of paragraphs that is like another but for some properties. */
  paragraphStyle(parent: string, properties: Attributes): string {
    if (Object.keys(properties).length === 0) return parent
    const key = JSON.stringify([parent, properties])
    const known = this.#paragraphStyles.get(key) ?? { name: `P${this.#paragraphStyles.size + 1}`, parent, properties }
    this.#paragraphStyles.set(key, known)
    return known.name
  }

  /** Words that are not in the language of the file say in which they are. */
  languageOf(lang: string): Attributes {
    const tag = tagOf(lang)
    return tag === this.layout.lang ? {} : languageProperties(tag)
  }

  /** @returns null when it is not at hand */
  picture(hash: string): { readonly picture: ExportPicture; readonly path: string } | null {
    const picture = this.#known.get(hash)
    if (picture === undefined || picture.data === null) return null
    this.#pictures.set(hash, picture)
    return { picture, path: pathOf(picture) }
  }

  /** @returns its path */
  drawing(svg: string): string {
    return drawingPath(this.#drawings.push(svg))
  }

  get pictures(): readonly { readonly path: string; readonly mediaType: string; readonly content: string | Uint8Array }[] {
    const pictures = [...this.#pictures.values()].map((picture) => ({
      path: pathOf(picture),
      mediaType: picture.mediaType,
      content: Buffer.from(picture.data ?? '', 'base64'),
    }))
    const drawings = this.#drawings.map((content, index) => ({ path: drawingPath(index + 1), mediaType: 'image/svg+xml', content }))
    return [...pictures, ...drawings]
  }

  /** Begins the record of a change. @param removed - the words that would go; null where some would come */
  change({ author, at }: Change, removed: readonly ElementContent[] | null): string {
    const id = `change-${this.#changes.length + 1}`
    const about = x('office:change-info', [x('dc:creator', author), x('dc:date', at.replace('Z', ''))])
    const what = removed === null ? x('text:insertion', [about]) : x('text:deletion', [about, x('text:p', [...removed])])
    this.#changes.push(x('text:changed-region', { 'xml:id': id, 'text:id': id }, [what]))
    return id
  }

  /** Nothing where nobody suggests anything. */
  get changes(): ElementContent[] {
    return this.#changes.length === 0 ? [] : [x('text:tracked-changes', { 'text:track-changes': 'false' }, this.#changes)]
  }

  /** The name of a style of columns. @param width - in hundredths of a centimetre */
  columnStyle(width: number): string {
    this.#columnWidths.add(width)
    return `Column${width}`
  }

  table(): string {
    return `Table${(this.#tables += 1)}`
  }

  note(): number {
    return (this.#notes += 1)
  }

  frame(): string {
    return `Picture${(this.#frames += 1)}`
  }

  automaticStyles(): ElementContent[] {
    return [
      ...[...this.#columnWidths].map((width) =>
        x('style:style', { 'style:name': `Column${width}`, 'style:family': 'table-column' }, [
          x('style:table-column-properties', { 'style:column-width': `${(width / 100).toFixed(2)}cm` }),
        ]),
      ),
      ...[...this.#textStyles.values()].map(({ name, properties }) =>
        x('style:style', { 'style:name': name, 'style:family': 'text' }, [x('style:text-properties', properties)]),
      ),
      ...[...this.#paragraphStyles.values()].map(({ name, parent, properties }) =>
        x('style:style', { 'style:name': name, 'style:family': 'paragraph', 'style:parent-style-name': parent }, [
          x('style:paragraph-properties', properties),
        ]),
      ),
    ]
  }
}

/** `nb-NO` as the two attributes that OpenDocument has for it. */
export function languageProperties(tag: string): Attributes {
  const [language = '', ...rest] = tag.split('-')
  const country = rest.find((part) => /^[A-Z]{2}$/.test(part))
  return { 'fo:language': language, 'fo:country': country ?? 'none' }
}

function pathOf({ hash, mediaType }: ExportPicture): string {
  return `Pictures/${hash.slice(0, 32)}.${mediaType === 'image/png' ? 'png' : 'jpg'}`
}

function drawingPath(number: number): string {
  return `Pictures/chart-${number}.svg`
}

/** Where a block stands. */
export interface Place {
  /** BCP 47, of the words here. */
  readonly lang: string
  readonly style: string
  /** Of the frame beside words of one sector alone. */
  readonly border: Attributes
}
