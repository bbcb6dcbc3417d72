import type { Element } from 'xast'
import { x } from 'xastscript'

import type { Layout } from '../layout/kinds.ts'
import { tagOf } from '../layout/language-tag.ts'

export interface EpubItem {
  readonly id: string
  readonly path: string
  readonly mediaType: string
  readonly properties?: string
}

/** What the book is, what it is made of and in which order it is read. */
export function packageDocument(
  { title, studyLang, lang, generatedAt, kind, contentHash }: Layout,
  {
    address,
    product,
    items,
    spine,
  }: { readonly address: string; readonly product: string; readonly items: readonly EpubItem[]; readonly spine: readonly string[] },
): Element {
  const hasPictures = items.some(({ mediaType, properties }) => mediaType.startsWith('image/') || properties === 'svg')
  const languages = [...new Set([tagOf(studyLang), lang])]
  const accessibility = [
    ['schema:accessMode', 'textual'],
    ...(hasPictures ? [['schema:accessMode', 'visual']] : []),
    ['schema:accessModeSufficient', 'textual'],
    ...['structuralNavigation', 'tableOfContents', 'readingOrder', ...(hasPictures ? ['alternativeText'] : [])].map((feature) => [
      'schema:accessibilityFeature',
      feature,
    ]),
    ['schema:accessibilityHazard', 'none'],
  ]
  return x('package', { xmlns: 'http://www.idpf.org/2007/opf', version: '3.0', 'unique-identifier': 'address', 'xml:lang': lang }, [
    x('metadata', { 'xmlns:dc': 'http://purl.org/dc/elements/1.1/' }, [
      x('dc:identifier', { id: 'address' }, address),
      x('dc:identifier', `urn:sha256:${contentHash}`),
      x('dc:title', title),
      x('dc:type', kind),
      ...languages.map((tag) => x('dc:language', tag)),
      x('dc:publisher', product),
      x('dc:date', generatedAt.slice(0, 10)),
      x('meta', { property: 'dcterms:modified' }, `${generatedAt.slice(0, 19)}Z`),
      ...accessibility.map(([property, value]) => x('meta', { property }, value ?? '')),
    ]),
    x(
      'manifest',
      items.map(({ id, path, mediaType, properties }) =>
        x('item', { id, href: path, 'media-type': mediaType, ...(properties === undefined ? {} : { properties }) }),
      ),
    ),
    x(
      'spine',
      spine.map((id) => x('itemref', { idref: id })),
    ),
  ])
}

export function container(path: string): Element {
  return x('container', { version: '1.0', xmlns: 'urn:oasis:names:tc:opendocument:xmlns:container' }, [
    x('rootfiles', [x('rootfile', { 'full-path': path, 'media-type': 'application/oebps-package+xml' })]),
  ])
}
