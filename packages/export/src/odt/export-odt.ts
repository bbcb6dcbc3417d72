import { translator } from '@samskriv/i18n'
import type { Element, ElementContent } from 'xast'
import { x } from 'xastscript'

import type { Fact, Layout, Notice, Part } from '../layout/kinds.ts'
import { layOut } from '../layout/lay-out.ts'
import type { LayoutOptions } from '../layout/wording.ts'
import { sameZip } from '../same-zip.ts'
import type { ExportTree } from '../tree/build-export-tree.ts'
import { xmlDocument } from '../xml-document.ts'
import { blocksContent, list, paragraph, styleAt } from './block-content.ts'
import { commentEnd, commentStart, lineContent } from './line-content.ts'
import { namespaces, stylesXml, tableStyles } from './styles.ts'
import { type Place, Writing } from './writing.ts'

const mediaType = 'application/vnd.oasis.opendocument.text'

/**
 * The study as an OpenDocument text: real headings, notes, lists and tables, pictures with their descriptions, comments with their replies. Who
 * said what stands beside the words in the sector's letter, line and colour, and by name below them. Equal input gives equal bytes.
 */
export function exportOdt(tree: ExportTree, options: LayoutOptions): Uint8Array<ArrayBuffer> {
  const layout = layOut(tree, { ...options, tracksChanges: true })
  const writing = new Writing(layout, tree.pictures)
  const text = [
    ...titleBlock(writing),
    ...(layout.onePage ? [] : contents(writing)),
    ...guide(writing),
    ...layout.parts.flatMap((part) => partContent(part, writing)),
  ]
  const content = x('office:document-content', namespaces, [
    x('office:automatic-styles', [...tableStyles(), ...writing.automaticStyles()]),
    x('office:body', [x('office:text', [...writing.changes, ...text])]),
  ])
  const { pictures } = writing
  return sameZip([
    // Programs know the kind of file by these bytes, at this place.
    { name: 'mimetype', content: mediaType, stored: true },
    { name: 'META-INF/manifest.xml', content: xmlDocument(manifest(pictures)) },
    { name: 'meta.xml', content: xmlDocument(meta(layout, translator(options.language)('product.name'))) },
    { name: 'styles.xml', content: xmlDocument(stylesXml(layout)) },
    { name: 'content.xml', content: xmlDocument(content) },
    ...pictures.map(({ path, content: bytes }) => ({ name: path, content: bytes, stored: typeof bytes !== 'string' })),
  ])
}

function manifest(pictures: Writing['pictures']): Element {
  const entry = (path: string, type: string): Element =>
    x('manifest:file-entry', { 'manifest:full-path': path, 'manifest:media-type': type })
  return x('manifest:manifest', { 'xmlns:manifest': 'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0', 'manifest:version': '1.3' }, [
    entry('/', mediaType),
    ...['content.xml', 'styles.xml', 'meta.xml'].map((name) => entry(name, 'text/xml')),
    ...pictures.map((picture) => entry(picture.path, picture.mediaType)),
  ])
}

function meta({ title, kind, lang, generatedAt, contentHash }: Layout, product: string): Element {
  return x('office:document-meta', namespaces, [
    x('office:meta', [
      x('meta:generator', product),
      x('dc:title', title),
      x('dc:subject', kind),
      x('dc:language', lang),
      x('meta:creation-date', generatedAt.replace('Z', '')),
      x('dc:date', generatedAt.replace('Z', '')),
      x('meta:user-defined', { 'meta:name': 'Content hash' }, contentHash),
    ]),
  ])
}

function placeIn(lang: string, style = 'Standard'): Place {
  return { lang, style, border: {} }
}

function titleBlock(writing: Writing): ElementContent[] {
  const { kind, title, subtitle, studyLang, lang, notices, facts, commentsOnAll } = writing.layout
  const titlePlace = placeIn(studyLang, 'Title')
  return [
    paragraph([kind], placeIn(lang, 'Soft'), writing),
    x('text:p', { 'text:style-name': styleAt([title], titlePlace, writing) }, [
      ...commentsOnAll.flatMap((number) => commentStart(number, writing)),
      ...lineContent([title], studyLang, writing),
      ...commentsOnAll.flatMap((number) => commentEnd(number, writing)),
    ]),
    ...(subtitle === null ? [] : [paragraph([subtitle], placeIn(studyLang, 'Subtitle'), writing)]),
    ...notices.map((notice) => noticeContent(notice, writing)),
    ...facts.flatMap((fact) => factContent(fact, writing)),
  ]
}

function noticeContent({ title, pieces }: Notice, writing: Writing): ElementContent {
  const label = title === null ? [] : [{ kind: 'words' as const, text: `${title}. `, look: 'strong' as const }]
  return paragraph([...label, ...pieces], placeIn(writing.layout.lang, 'Notice'), writing)
}

function factContent({ term, values, list: isList }: Fact, writing: Writing): ElementContent[] {
  const place = placeIn(writing.layout.lang)
  const label = { kind: 'words' as const, text: `${term}: `, look: 'strong' as const }
  if (isList !== true) return [paragraph([label, ...values.flat()], place, writing)]
  return [
    paragraph([label], place, writing),
    list(
      values.map((pieces) => [paragraph(pieces, place, writing)]),
      'Bullets',
    ),
  ]
}

function contents(writing: Writing): ElementContent[] {
  const { contents: title, parts, lang } = writing.layout
  const entries = parts.map((part) => [
    paragraph([{ kind: 'inside', to: part.id, text: titleOf(part), lang: part.section?.lang ?? lang }], placeIn(lang), writing),
  ])
  return [
    x('text:h', { 'text:outline-level': '1', 'text:style-name': 'Heading_20_1' }, lineContent([title], lang, writing)),
    list(entries, 'Bullets'),
  ]
}

function guide(writing: Writing): ElementContent[] {
  const { guide: how, lang } = writing.layout
  if (how === null) return []
  return [paragraph([how.marks], placeIn(lang, 'Soft'), writing), ...blocksContent([how.legend], placeIn(lang), writing)]
}

function partContent(part: Part, writing: Writing): ElementContent[] {
  const { id, section, comments = [], blocks } = part
  const lang = section?.lang ?? writing.layout.lang
  const style = styleAt([part.title], placeIn(lang, 'Heading_20_1'), writing)
  return [
    x('text:h', { 'text:outline-level': '1', 'text:style-name': style }, [
      x('text:bookmark', { 'text:name': id }),
      ...comments.flatMap((number) => commentStart(number, writing)),
      ...lineContent([titleOf(part)], lang, writing),
      ...comments.flatMap((number) => commentEnd(number, writing)),
    ]),
    ...blocksContent(blocks, placeIn(writing.layout.lang), writing),
  ]
}

function titleOf({ title, section }: Part): string {
  return section === undefined ? title : `${section.number} ${title}`
}
