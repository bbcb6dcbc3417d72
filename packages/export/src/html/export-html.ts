import { createHash } from 'node:crypto'

import { templateById } from '@samskriv/document'
import { isLanguage, type SectionKey } from '@samskriv/domain'
import { localeOf } from '@samskriv/i18n'
import { standaloneCss } from '@samskriv/theme'
import type { Element, Root } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { h } from 'hastscript'

import type { FileSection } from '../file/blocks.ts'
import type { FileQuestion } from '../file/dialogue.ts'
import type { ExportTree } from '../tree/build-export-tree.ts'
import { aboutStudy } from './about-study.ts'
import { type BackMatter, backMatter } from './back-matter.ts'
import { contents, isDraft, readingGuide, titleBlock } from './front-matter.ts'
import { questionRows, type QuestionsPage } from './questions.ts'
import { type HtmlOptions, type Rendering, rendering, wordsOf } from './rendering.ts'
import { sectionBody } from './section-body.ts'

/**
 * The study as one HTML file that stands alone: no script, no request to anywhere, readable on a phone, by a screen reader
 * and on paper. Equal input gives equal bytes.
 */
export function exportHtml(tree: ExportTree, options: HtmlOptions): string {
  const page = rendering(tree, options)
  const css = standaloneCss()
  const sections = tree.file.sections.map(({ sectionId, state, blocks }) => ({
    id: `section-${sectionId}`,
    title: titleOf(sectionId, page),
    state,
    blocks,
  }))
  const told = aboutStudy(page, (key) => titleOf(key, page))
  const before = told.length === 0 ? [] : [{ id: 'about', title: page.t('about.title'), body: told }]
  const after = backMatter(tree, (key) => titleOf(key, page), page)
  const body = h('body', page.voices ? { className: ['show-voices'] } : {}, [
    h('a.skip-link', { href: '#text' }, page.t('export.skip')),
    ...(isDraft(tree.file.status) ? [h('p.draft-mark', { ariaHidden: 'true' }, page.t('export.draft.title'))] : []),
    h('div.document', [
      titleBlock(tree, page),
      contents([...before, ...sections, ...after], page),
      h('main', { id: 'text' }, [
        ...(page.voices ? [readingGuide(page)] : []),
        ...before.map(afterSection),
        ...sections.map(({ id, title, state, blocks }, index) =>
          section(id, index + 1, title, [...notForUs(state, page), ...bodyOrEmpty(sectionBody(blocks, id, page), page)], page),
        ),
        ...after.map(afterSection),
      ]),
    ]),
  ])
  const root: Root = {
    type: 'root',
    children: [{ type: 'doctype' }, h('html', { lang: localeOf(options.language) }, [head(page, css), body])],
  }
  return `${toHtml(root)}\n`
}

/** What is told about the study beside its text, as HTML under headings of the third level; empty when nothing is. */
export function renderAboutHtml(tree: ExportTree, options: HtmlOptions): string {
  const page = rendering(tree, options)
  return toHtml({ type: 'root', children: [...aboutStudy(page, (key) => titleOf(key, page))] })
}

/** "You said, we did" as HTML, for pages that frame it themselves. Needs the theme's document styles. */
export function renderQuestionsHtml(
  questions: readonly FileQuestion[],
  { language, ...page }: Pick<QuestionsPage, 'language' | 'today' | 'titleOf' | 'studyLanguage'>,
): string {
  const { t, date, sectorName } = wordsOf(language)
  return toHtml({ type: 'root', children: questionRows(questions, { ...page, language, t, date, sectorName }) })
}

/** The blocks of one section as HTML, for pages that frame it themselves. Needs the theme's document styles. */
export function renderSectionHtml(tree: ExportTree, key: SectionKey, options: HtmlOptions): string {
  const page = rendering(tree, options)
  const blocks = tree.file.sections.find(({ sectionId }) => sectionId === key)?.blocks ?? []
  return toHtml({ type: 'root', children: sectionBody(blocks, `section-${key}`, page) })
}

function head({ file, t }: Rendering, css: string): Element {
  const hash = createHash('sha256').update(css).digest('base64')
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`
  return h('head', [
    h('meta', { charSet: 'utf-8' }),
    h('meta', { httpEquiv: 'Content-Security-Policy', content: policy }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { name: 'generator', content: t('product.name') }),
    h('meta', { name: 'referrer', content: 'no-referrer' }),
    h('title', `${file.title} – ${t('export.kind')}`),
    h('style', css),
  ])
}

function section(id: string, number: number, title: string, body: readonly Element[], { file, language }: Rendering): Element {
  const lang = file.language === language ? {} : { lang: file.language }
  return h('section.section', { id, ariaLabelledBy: `${id}-title` }, [
    h('h2', { id: `${id}-title` }, [h('span.section-number', String(number)), ' ', title]),
    h('div.section-body', lang, [...body]),
  ])
}

function afterSection({ id, title, body }: BackMatter): Element {
  return h('section.section', { id, ariaLabelledBy: `${id}-title` }, [h('h2', { id: `${id}-title` }, title), ...body])
}

/** Why there is nothing to read in it. */
function notForUs(state: FileSection['state'], { file, t }: Rendering): Element[] {
  if (state?.status !== 'not-for-us' || typeof state.reason !== 'string') return []
  return [h('p.notice', { lang: file.language, dir: 'auto' }, t('sectionStatus.because', { reason: state.reason }))]
}

function bodyOrEmpty(body: readonly Element[], { t }: Rendering): readonly Element[] {
  return body.length > 0 ? body : [h('p.section-empty', t('export.section.empty'))]
}

/** In the language of the study where the template has it, else of the fixed words: a title belongs to its text. */
function titleOf(key: string, { file, language }: Rendering): string {
  const own = file.sections.find(({ sectionId }) => sectionId === key)?.own?.title
  if (own !== undefined) return own
  const title = templateById(file.templateId)?.sections.find(({ id }) => id === key)?.title
  return title?.[isLanguage(file.language) ? file.language : language] ?? key
}
