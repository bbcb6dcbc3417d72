import type { Element } from 'hast'
import { h } from 'hastscript'

import type { Fact, Layout, Notice } from '../layout/kinds.ts'
import { partLanguage } from './part-language.ts'
import { lineContent } from './piece-content.ts'

export function titleBlock({ kind, title, subtitle, studyLang, notices, facts }: Layout): Element {
  const words = { dir: 'auto', lang: studyLang }
  return h('header.document-header', [
    h('p.document-kind', kind),
    h('h1', words, title),
    ...(subtitle === null ? [] : [h('p.document-subtitle', words, subtitle)]),
    ...notices.map(notice),
    h('dl.document-facts', facts.flatMap(fact)),
  ])
}

/** The sections with their numbers, and what stands before and after them. */
export function contents(layout: Layout, addressOf: (id: string) => string): Element {
  const { contents: title, parts } = layout
  return h('nav.contents', { ariaLabelledBy: 'contents-title' }, [
    h('h2', { id: 'contents-title' }, title),
    h(
      'ol',
      parts.map((part) =>
        h('li', [
          ...(part.section === undefined ? [] : [h('span.contents-number', String(part.section.number)), ' ']),
          h('a', { href: addressOf(part.id), ...partLanguage(part, layout) }, part.title),
        ]),
      ),
    ),
  ])
}

function notice({ tone, title, pieces }: Notice): Element {
  if (title === null) return h('div.notice', [h('p', { dir: 'auto' }, lineContent(pieces))])
  return h('div.notice', tone === 'warning' ? { dataTone: 'warning' } : {}, [h('strong', title), h('p', lineContent(pieces))])
}

function fact({ term, values: [first = [], ...more], list }: Fact): Element[] {
  const value =
    list === true
      ? [
          h(
            'ul.plain-list',
            [first, ...more].map((pieces) => h('li', lineContent(pieces))),
          ),
        ]
      : lineContent(first)
  return [h('dt', term), h('dd', { dir: 'auto' }, value)]
}
