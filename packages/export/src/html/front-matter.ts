import { templateById } from '@samskriv/document'
import type { StudyStatus } from '@samskriv/domain'
import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'

import type { ExportTree } from '../tree/build-export-tree.ts'
import type { Rendering } from './rendering.ts'
import { legend, sectorMark } from './sector-mark.ts'

const finished: readonly StudyStatus[] = ['signed_off', 'published', 'archived']

/** A text that may still change is marked as a draft wherever it is shown. */
export function isDraft(status: StudyStatus): boolean {
  return !finished.includes(status)
}

export function titleBlock({ generatedAt }: ExportTree, rendering: Rendering): Element {
  const { file, t, date } = rendering
  const words = { dir: 'auto', lang: file.language }
  return h('header.document-header', [
    h('p.document-kind', t('export.kind')),
    h('h1', words, file.title),
    ...(typeof file.subtitle === 'string' ? [h('p.document-subtitle', words, file.subtitle)] : []),
    ...notices(rendering),
    h('dl.document-facts', [
      ...fact(t('export.place'), file.place.name),
      ...(file.partners.length > 0 ? fact(t('export.partners.title'), [partnerNames(rendering)]) : []),
      ...periodFact(rendering),
      ...fact(t('export.status'), t(`status.${file.status}`)),
      ...fact(t('export.template'), templateById(file.templateId)?.name[rendering.language] ?? file.templateId),
      ...versionFact(rendering),
      ...fact(t('export.exportedAt'), date(generatedAt)),
    ]),
  ])
}

/** What a reader must know before the first word: that it is a draft, or invented. */
function notices({ file, t }: Rendering): Element[] {
  return [
    ...(isDraft(file.status)
      ? [h('div.notice', { dataTone: 'warning' }, [h('strong', t('export.draft.title')), h('p', t('export.draft.text'))])]
      : []),
    ...(file.fictional ? [h('div.notice', [h('p', { dir: 'auto' }, file.fictionNotice ?? t('export.fictional'))])] : []),
  ]
}

/** The sections and what follows them. */
export function contents(entries: readonly { readonly id: string; readonly title: string }[], { t }: Rendering): Element {
  return h('nav.contents', { ariaLabelledBy: 'contents-title' }, [
    h('h2', { id: 'contents-title' }, t('export.contents')),
    h(
      'ol',
      entries.map(({ id, title }) => h('li', [h('a', { href: `#${id}` }, title)])),
    ),
  ])
}

/** How to read the marks. */
export function readingGuide(rendering: Rendering): Element {
  return h('div.reading-guide', [h('p', rendering.t('export.said.intro')), legend(rendering)])
}

function fact(term: string, value: string | ElementContent[]): Element[] {
  return [h('dt', term), h('dd', { dir: 'auto' }, value)]
}

function partnerNames({ file, sectorName }: Rendering): Element {
  return h(
    'ul.plain-list',
    file.partners.map(({ name, sector }) => h('li', [sectorMark(sector), `${name}, ${sectorName(sector)}`])),
  )
}

function periodFact({ file, t, date }: Rendering): Element[] {
  if (file.period === undefined) return []
  const { start, end } = file.period
  const text =
    typeof end === 'string'
      ? t('export.period.closed', { start: date(start), end: date(end) })
      : t('export.period.ongoing', { start: date(start) })
  return fact(t('export.period'), text)
}

function versionFact({ file, t, date }: Rendering): Element[] {
  const latest = file.versions.at(-1)
  if (latest === undefined) return []
  return fact(t('export.version'), t('export.version.row', { label: latest.label, date: date(latest.at), reason: latest.reason }))
}
