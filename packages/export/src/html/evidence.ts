import { isAllowedLink } from '@samskriv/document'
import { codeLabel } from '@samskriv/domain/code-lists'
import type { Element } from 'hast'
import { h } from 'hastscript'

import type { Rendering } from './rendering.ts'

/** One piece of evidence as a note in the text; a placeholder when it may not be shown. */
export function evidence(id: string, { file, t, date, language }: Rendering): Element {
  const item = file.evidence.find((each) => each.id === id)
  if (item === undefined) return h('p.left-out', t('export.reference.missing'))
  if ('withheld' in item) return h('p.left-out', t('export.evidence.leftOut'))
  const about = [
    t('export.evidence.by', { kind: codeLabel('evidenceKind', item.kind, language), name: item.producedBy }),
    ...(typeof item.date === 'string' ? [date(item.date)] : []),
    ...(item.communityReviewed ? [t('export.evidence.reviewed')] : []),
    codeLabel('licence', item.licence, language),
  ]
  return h('aside.entry', { ariaLabel: `${t('export.evidence.title')}: ${item.title}`, dir: 'auto' }, [
    h('p.entry-title', [
      h('span.soft', `${t('export.evidence.title')}: `),
      isAllowedLink(item.url)
        ? h('a', { href: item.url, rel: ['noopener', 'noreferrer', 'nofollow'] }, item.title)
        : h('strong', item.title),
    ]),
    ...(typeof item.altText === 'string' ? [h('p', item.altText)] : []),
    ...(typeof item.method === 'string' ? [h('p', t('export.evidence.method', { what: item.method }))] : []),
    ...(typeof item.limits === 'string' ? [h('p', t('export.limits', { limits: item.limits }))] : []),
    h('p.soft', about.join(' · ')),
  ])
}
