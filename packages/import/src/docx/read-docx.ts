import { strToU8, zipSync, type Zippable } from 'fflate'
import type { Element as HastElement } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import mammoth from 'mammoth'
import type { Element } from 'xast'
import { toXml } from 'xast-util-to-xml'

import type { Archive } from '../archive/open-archive.ts'
import { allOf, childrenOf, readXml, rootOf, textOf, valueOf } from '../archive/read-xml.ts'
import type { Draft } from '../draft.ts'
import { blocksOfHtml } from '../html/blocks-of-html.ts'
import { property, textIn, visit } from '../html/elements.ts'
import type { RemarkEdge } from '../html/line.ts'
import { importLimits } from '../limits.ts'
import type { Noticed } from '../noticed.ts'
import { Refusal } from '../refusal.ts'
import { wordStyles, type WordStyles } from './hidden-styles.ts'
import { prepareText } from './prepare-text.ts'
import { readComments } from './read-comments.ts'
import { relationshipsName, relationshipsOf, type Relationship } from './relationships.ts'
import { languageOf, styleMap } from './styles.ts'

/** The part that holds the text; undefined when it is no Word file. */
export function mainPartOf(archive: Archive): string | undefined {
  if (!archive.names.includes('[Content_Types].xml')) return undefined
  const main = relationshipsOf(archive, '').find(({ kind, isOutside }) => kind === 'officeDocument' && !isOutside)?.target
  if (main === undefined || !archive.names.includes(main)) return undefined
  const types = childrenOf(rootOf(readXml(archive, '[Content_Types].xml')), 'Override')
  const type = types.find((each) => valueOf(each, 'PartName') === `/${main}`)
  return /wordprocessingml|ms-word/.test(valueOf(type, 'ContentType') ?? '') ? main : undefined
}

/**
 * A Word file: mammoth reads the text, from a file that holds nothing but what it is to read; remarks we read ourselves.
 *
 * @throws Refusal
 */
export async function readDocx(archive: Archive, main: string, noticed: Noticed): Promise<Draft> {
  const relationships = relationshipsOf(archive, main)
  const part = (kind: string): Element | undefined => {
    const found = relationships.find((each) => each.kind === kind && !each.isOutside)
    return found === undefined ? undefined : rootOf(readXml(archive, found.target))
  }
  noteWhatStays(archive, relationships, noticed)
  const text = rootOf(readXml(archive, main))
  if (text === undefined) throw new Refusal('damaged')
  const remarks = readComments(part('comments'), part('commentsExtended'))
  const styles = part('styles')
  const known = wordStyles(styles)
  const file = zipSync({
    ...relatedParts(archive, main, relationships, known, noticed),
    [main]: [
      strToU8(toXml(prepareText(text, { remarks: remarks.numbers, pictures: picturesIn(archive, relationships), styles: known }, noticed))),
      { level: 0 },
    ],
  })
  const pictures: Uint8Array[] = []
  const html = await converted(file, styleMap(styles), pictures, noticed)
  const root = fromHtml(html, { fragment: true })
  let title = ''
  visit(root.children, (element) => {
    if (title === '' && element.tagName === 'h1' && property(element, 'className') === 'title') title = textIn(element.children)
  })
  const draft = blocksOfHtml(root, {
    noticed,
    pictureAt: (address) => pictures[Number(/^picture:(\d+)$/.exec(address)?.[1] ?? -1)] ?? null,
    edgeOf,
  })
  return { title: title === '' ? titleIn(archive) : title, language: languageOf(text, styles), ...draft, comments: remarks.comments }
}

/** What mammoth gets to see beside the text: how it looks, its notes, and pictures that are in the file. */
function relatedParts(
  archive: Archive,
  main: string,
  relationships: readonly Relationship[],
  styles: WordStyles,
  noticed: Noticed,
): Zippable {
  const parts: Zippable = {
    '[Content_Types].xml': xmlPart(archive, '[Content_Types].xml'),
    '_rels/.rels': relationshipsXml([{ id: 'main', kind: 'officeDocument', target: `/${main}`, isOutside: false }]),
  }
  const add = (from: string, all: readonly Relationship[]): void => {
    const kept = all.filter(({ kind, target, isOutside }) =>
      isOutside ? kind === 'hyperlink' : followed.has(kind) && archive.names.includes(target),
    )
    parts[relationshipsName(from)] = relationshipsXml(kept.map((each) => (each.isOutside ? each : { ...each, target: `/${each.target}` })))
    for (const { kind, target } of kept.filter(({ isOutside }) => !isOutside)) {
      if (parts[target] !== undefined || target === main) continue
      parts[target] =
        kind === 'image' ? [archive.bytes(target) ?? new Uint8Array(), { level: 0 }] : xmlPart(archive, target, { styles, noticed })
      if (kind === 'footnotes' || kind === 'endnotes') add(target, relationshipsOf(archive, target))
    }
  }
  add(main, relationships)
  return parts
}

const followed: ReadonlySet<string> = new Set(['styles', 'numbering', 'footnotes', 'endnotes', 'image'])

/** Read and written anew: what another parser could take for something else does not come through. */
function xmlPart(archive: Archive, name: string, text?: { readonly styles: WordStyles; readonly noticed: Noticed }): Zippable[string] {
  const root = rootOf(readXml(archive, name))
  if (root === undefined) return new Uint8Array()
  return [
    strToU8(
      toXml(
        text === undefined
          ? root
          : prepareText(
              root,
              { remarks: new Map(), pictures: picturesIn(archive, relationshipsOf(archive, name)), styles: text.styles },
              text.noticed,
            ),
      ),
    ),
    { level: 0 },
  ]
}

function picturesIn(archive: Archive, relationships: readonly Relationship[]): ReadonlySet<string> {
  return new Set(
    relationships.flatMap(({ id, kind, target, isOutside }) =>
      kind === 'image' && !isOutside && archive.names.includes(target) ? [id] : [],
    ),
  )
}

function relationshipsXml(relationships: readonly Relationship[]): Zippable[string] {
  const base = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const root: Element = {
    type: 'element',
    name: 'Relationships',
    attributes: { xmlns: 'http://schemas.openxmlformats.org/package/2006/relationships' },
    children: relationships.map(({ id, kind, target, isOutside }) => ({
      type: 'element',
      name: 'Relationship',
      attributes: { Id: id, Type: `${base}/${kind}`, Target: target, ...(isOutside ? { TargetMode: 'External' } : {}) },
      children: [],
    })),
  }
  return [strToU8(toXml(root)), { level: 0 }]
}

async function converted(file: Uint8Array, styles: readonly string[], pictures: Uint8Array[], noticed: Noticed): Promise<string> {
  let length = 0
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(file) },
      {
        styleMap: [...styles],
        includeEmbeddedStyleMap: false,
        externalFileAccess: false,
        convertImage: mammoth.images.imgElement(async (image) => {
          if (pictures.length < importLimits.maxPictures && length <= importLimits.maxPictureBytes) {
            pictures.push(await image.readAsBuffer().catch(() => new Uint8Array()))
            // One picture of the file that is shown many times is many here.
            length += pictures.at(-1)?.length ?? 0
          } else noticed.add('pictures-too-many')
          return { src: `picture:${pictures.length - 1}` }
        }),
      },
    )
    // Said here: mammoth goes on without a picture that can't be had.
    if (length > importLimits.maxPictureBytes) throw new Refusal('too-large')
    return value
  } catch (cause) {
    throw cause instanceof Refusal ? cause : new Refusal('damaged', { cause })
  }
}

function edgeOf(element: HastElement): RemarkEdge | null {
  if (element.tagName !== 'a') return null
  const [, remark, end] = /^remark-(\d+)-(start|end)$/.exec(property(element, 'id')) ?? []
  return remark === undefined ? null : { type: 'edge', remark: Number(remark), end: end === 'start' ? 'start' : 'end' }
}

function noteWhatStays(archive: Archive, relationships: readonly Relationship[], noticed: Noticed): void {
  if (archive.names.some((name) => /vbaProject/i.test(name))) noticed.mark('macros')
  if (
    relationships.some(
      ({ kind, target }) =>
        kind === 'settings' && relationshipsOf(archive, target).some((each) => each.kind === 'attachedTemplate' && each.isOutside),
    )
  )
    noticed.mark('templates')
  // A chart has its numbers in a file of its own.
  const charts = archive.names.filter((name) => /\/charts\/chart[^/]*\.xml$/.test(name)).length
  const files = archive.names.filter((name) => /\/(?:embeddings|activeX)\/[^/]+$/.test(name)).length
  noticed.add('files-inside', Math.max(0, files - charts))
  const margins = relationships.filter(({ kind, isOutside }) => (kind === 'header' || kind === 'footer') && !isOutside)
  if (margins.some(({ target }) => /[\p{L}]/u.test(textOf(rootOf(readXml(archive, target)) ?? noElement)))) noticed.mark('page-margins')
}

const noElement: Element = { type: 'element', name: '', attributes: {}, children: [] }

/** What the file calls itself. */
function titleIn(archive: Archive): string {
  const [title] = allOf(rootOf(readXml(archive, 'docProps/core.xml')), 'dc:title')
  return title === undefined ? '' : textOf(title)
}
