import { createHash } from 'node:crypto'

import type { SectionKey } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { largePrintCss, onePageCss, standaloneCss } from '@samskriv/theme'
import type { Element, Root } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { h } from 'hastscript'

import { bytesOfText } from '../bytes-of-text.ts'
import type { FileQuestion } from '../file/dialogue.ts'
import { commentsPart } from '../layout/comments.ts'
import type { Block, Layout } from '../layout/kinds.ts'
import { layOut, layOutAbout, layOutQuestions, layOutSection } from '../layout/lay-out.ts'
import type { QuestionsPage } from '../layout/questions.ts'
import type { LayoutOptions } from '../layout/wording.ts'
import type { ExportTree } from '../tree/build-export-tree.ts'
import { blockElements } from './block-elements.ts'
import { contents, titleBlock } from './front-matter.ts'
import type { PictureAddress } from './page.ts'
import { commentReferences, partElement, readingGuide } from './parts.ts'
import { htmlWithPictures, placeOfPicture } from './pictures-inside.ts'

export interface HtmlOptions extends LayoutOptions {
  readonly pictureAddress?: PictureAddress
}

/**
 * The study as one HTML file that stands alone: no script, no request to anywhere, readable on a phone, by a screen reader
 * and on paper. Equal input gives equal bytes.
 */
export function exportHtml(tree: ExportTree, options: LayoutOptions): string {
  return partsOfHtml(tree, options).join('')
}

/** The same in UTF-8. */
export function htmlBytes(tree: ExportTree, options: LayoutOptions): Uint8Array<ArrayBuffer> {
  return bytesOfText(partsOfHtml(tree, options))
}

function partsOfHtml(tree: ExportTree, options: LayoutOptions): readonly string[] {
  const laid = layOut(tree, options)
  const layout = { ...laid, parts: [...laid.parts, ...commentsPart(laid)] }
  const page = { pictures: tree.pictures, pictureFile: placeOfPicture, largePrint: layout.largePrint }
  const skip = translator(options.language)('export.skip')
  const body = h('body', layout.voices ? { className: ['show-voices'] } : {}, [
    h('a.skip-link', { href: '#text' }, skip),
    ...(layout.draft === null ? [] : [h('p.draft-mark', { ariaHidden: 'true' }, layout.draft)]),
    h('div.document', [
      titleBlock(layout),
      ...commentReferences(layout.commentsOnAll, layout.comments),
      ...(layout.onePage ? [] : [contents(layout, (id) => `#${id}`)]),
      h('main', { id: 'text' }, [...readingGuide(layout, page), ...layout.parts.map((part) => partElement(part, layout, page))]),
    ]),
  ])
  const product = translator(options.language)('product.name')
  const root: Root = {
    type: 'root',
    children: [{ type: 'doctype' }, h('html', { lang: layout.lang }, [head(layout, product, cssOf(layout)), body])],
  }
  return htmlWithPictures(`${toHtml(root)}\n`, tree.pictures)
}

/** What is told about the study beside its text, as HTML under headings of the third level; empty when nothing is. */
export function renderAboutHtml(tree: ExportTree, options: HtmlOptions): string {
  return fragment(layOutAbout(tree, options), tree, options)
}

/** "You said, we did" as HTML, for pages that frame it themselves. Needs the theme's document styles. */
export function renderQuestionsHtml(
  questions: readonly FileQuestion[],
  page: Pick<QuestionsPage, 'language' | 'today' | 'titleOf' | 'studyLanguage'>,
): string {
  return toHtml({ type: 'root', children: blockElements(layOutQuestions(questions, page), { pictures: new Map() }) })
}

/** The blocks of one section as HTML, for pages that frame it themselves. Needs the theme's document styles. */
export function renderSectionHtml(tree: ExportTree, key: SectionKey, options: HtmlOptions): string {
  return fragment(layOutSection(tree, key, options), tree, options)
}

function fragment(blocks: readonly Block[], { pictures }: ExportTree, { pictureAddress }: HtmlOptions): string {
  const page = { pictures, ...(pictureAddress === undefined ? { pictureFile: placeOfPicture } : { pictureAddress }) }
  return htmlWithPictures(toHtml({ type: 'root', children: blockElements(blocks, page) }), pictures).join('')
}

function cssOf({ largePrint, onePage }: Layout): string {
  return [standaloneCss(), ...(onePage ? [onePageCss()] : []), ...(largePrint ? [largePrintCss()] : [])].join('\n')
}

function head({ title, kind }: Layout, product: string, css: string): Element {
  const hash = createHash('sha256').update(css).digest('base64')
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`
  return h('head', [
    h('meta', { charSet: 'utf-8' }),
    h('meta', { httpEquiv: 'Content-Security-Policy', content: policy }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { name: 'generator', content: product }),
    h('meta', { name: 'referrer', content: 'no-referrer' }),
    h('title', `${title} – ${kind}`),
    h('style', css),
  ])
}
