import type { Element } from 'hast'
import { h } from 'hastscript'

import type { Layout, Part } from '../layout/kinds.ts'
import { blockElements } from './block-elements.ts'
import type { HtmlPage } from './page.ts'
import { partLanguage } from './part-language.ts'
import { commentReference } from './piece-content.ts'

/** How to read who said what. */
export function readingGuide({ guide }: Layout, page: HtmlPage): Element[] {
  return guide === null ? [] : [h('div.reading-guide', [h('p', guide.marks), ...blockElements([guide.legend], page)])]
}

/** Of what is about a whole section, or the whole study. */
export function commentReferences(numbers: readonly number[], comments: Layout['comments']): Element[] {
  const about = comments.filter(({ number }) => numbers.includes(number))
  return about.length === 0
    ? []
    : [
        h(
          'p.small',
          about.map(({ number, label }) => commentReference(number, label)),
        ),
      ]
}

/** A section, or what stands before and after them. */
export function partElement(part: Part, layout: Layout, page: HtmlPage): Element {
  const { id, title, section, comments = [], blocks } = part
  const language = partLanguage(part, layout)
  const body = blockElements(blocks, page)
  const heading = (content: (Element | string)[]): Element => h('h2', { id: `${id}-title`, ...language }, content)
  if (section === undefined) return h('section.section', { id, ariaLabelledBy: `${id}-title` }, [heading([title]), ...body])
  return h('section.section', { id, ariaLabelledBy: `${id}-title` }, [
    heading([h('span.section-number', String(section.number)), ' ', title]),
    ...commentReferences(comments, layout.comments),
    h('div.section-body', body),
  ])
}
