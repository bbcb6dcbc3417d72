import { translator } from '@samskriv/i18n'
import type { Element, ElementContent } from 'hast'
import { toXast } from 'hast-util-to-xast'
import { h } from 'hastscript'
import type { Element as XmlElement } from 'xast'

import { titleBlock } from '../html/front-matter.ts'
import type { HtmlPage } from '../html/page.ts'
import { commentReferences, partElement, readingGuide } from '../html/parts.ts'
import { partLanguage } from '../html/part-language.ts'
import { commentsPart } from '../layout/comments.ts'
import type { Layout } from '../layout/kinds.ts'
import { layOut } from '../layout/lay-out.ts'
import type { LayoutOptions } from '../layout/wording.ts'
import { sameZip } from '../same-zip.ts'
import type { ExportTree } from '../tree/build-export-tree.ts'
import type { ExportPicture } from '../tree/export-input.ts'
import { xmlDocument } from '../xml-document.ts'
import { type BookPage, linkPages } from './links-between-pages.ts'
import { container, type EpubItem, packageDocument } from './package-document.ts'
import { epubCss } from './styles.ts'

const mediaType = 'application/epub+zip'
const pageType = 'application/xhtml+xml'
const folder = 'EPUB'

/** The study as an EPUB 3 book: a page for each part, of the same HTML as the web page. Equal input gives equal bytes. */
export function exportEpub(tree: ExportTree, options: LayoutOptions): Uint8Array<ArrayBuffer> {
  const laid = layOut(tree, options)
  const layout = { ...laid, parts: [...laid.parts, ...commentsPart(laid)] }
  const pages = linkPages(pagesOf(layout, { pictures: tree.pictures, pictureFile, largePrint: layout.largePrint }))
  const shown = new Set(pages.flatMap(({ body }) => body.flatMap(sourcesIn)))
  const pictures = [...tree.pictures.values()].filter((picture) => picture.data !== null && shown.has(pictureFile(picture)))
  const items: EpubItem[] = [
    { id: 'nav', path: 'contents.xhtml', mediaType: pageType, properties: 'nav' },
    { id: 'style', path: 'style.css', mediaType: 'text/css' },
    ...pages.map(({ path, body }, index) => ({
      id: pageId(index),
      path,
      mediaType: pageType,
      ...(body.some(hasDrawing) ? { properties: 'svg' } : {}),
    })),
    ...pictures.map((picture, index) => ({ id: `picture-${index + 1}`, path: pictureFile(picture), mediaType: picture.mediaType })),
  ]
  const product = translator(options.language)('product.name')
  const [cover = '', ...others] = pages.map((_page, index) => pageId(index))
  const about = { address: tree.address, product, items, spine: [cover, 'nav', ...others] }
  return sameZip([
    // Programs know the kind of file by these bytes, at this place.
    { name: 'mimetype', content: mediaType, stored: true },
    { name: 'META-INF/container.xml', content: xmlDocument(container(`${folder}/package.opf`)) },
    { name: `${folder}/package.opf`, content: xmlDocument(packageDocument(layout, about)) },
    { name: `${folder}/contents.xhtml`, content: pageXml(layout, layout.contents, [navigation(layout)]) },
    { name: `${folder}/style.css`, content: epubCss(layout) },
    ...pages.map(({ path, body }) => ({ name: `${folder}/${path}`, content: pageXml(layout, layout.title, body) })),
    ...pictures.map((picture) => ({
      name: `${folder}/${pictureFile(picture)}`,
      content: Buffer.from(picture.data ?? '', 'base64'),
      stored: true,
    })),
  ])
}

function pageId(index: number): string {
  return `page-${index + 1}`
}

function pagePath(id: string): string {
  return `${id.replaceAll(/[^A-Za-z0-9-]/g, '-')}.xhtml`
}

function pictureFile({ hash, mediaType: type }: ExportPicture): string {
  return `pictures/${hash.slice(0, 32)}.${type === 'image/png' ? 'png' : 'jpg'}`
}

function pagesOf(layout: Layout, page: HtmlPage): BookPage[] {
  const draft = layout.draft === null ? [] : [h('p.draft-mark', layout.draft)]
  const first = [titleBlock(layout), ...commentReferences(layout.commentsOnAll, layout.comments), ...readingGuide(layout, page)]
  return [
    { path: 'title.xhtml', body: first },
    ...layout.parts.map((part) => ({ path: pagePath(part.id), body: [...draft, partElement(part, layout, page)] })),
  ]
}

function sourcesIn(node: ElementContent): string[] {
  if (node.type !== 'element') return []
  const { src } = node.properties
  return [...(typeof src === 'string' ? [src] : []), ...node.children.flatMap(sourcesIn)]
}

function hasDrawing(node: ElementContent): boolean {
  return node.type === 'element' && (node.tagName === 'svg' || node.children.some(hasDrawing))
}

function navigation(layout: Layout): Element {
  const { contents, parts } = layout
  return h('nav', { 'epub:type': 'toc', role: 'doc-toc', ariaLabelledBy: 'contents-title' }, [
    h('h1', { id: 'contents-title' }, contents),
    h(
      'ol',
      parts.map((part) => {
        const { id, title, section } = part
        const words = section === undefined ? title : `${section.number} ${title}`
        return h('li', [h('a', { href: pagePath(id), ...partLanguage(part, layout) }, words)])
      }),
    ),
  ])
}

function pageXml({ lang }: Layout, title: string, body: readonly ElementContent[]): string {
  const html = h('html', { lang, xmlLang: lang, 'xmlns:epub': 'http://www.idpf.org/2007/ops' }, [
    h('head', [
      h('meta', { charSet: 'utf-8' }),
      h('title', title),
      h('link', { rel: ['stylesheet'], type: 'text/css', href: 'style.css' }),
    ]),
    h('body', [...body]),
  ])
  return xmlDocument(documentElement(html))
}

function documentElement(html: Element): XmlElement {
  const xml = toXast(html)
  if (xml.type !== 'element') throw new Error('export-page-unknown')
  return xml
}
