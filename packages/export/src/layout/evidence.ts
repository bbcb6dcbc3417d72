import { isAllowedLink } from '@samskriv/document'
import { codeLabel } from '@samskriv/domain/code-lists'

import type { Block } from './kinds.ts'
import { soft, strong, type Wording } from './wording.ts'

/** One piece of evidence as a note in the text; a placeholder when it may not be shown. */
export function evidence(id: string, { file, t, date, language }: Wording): Block {
  const item = file.evidence.find((each) => each.id === id)
  if (item === undefined) return { kind: 'paragraph', look: 'left-out', pieces: [t('export.reference.missing')] }
  if ('withheld' in item) return { kind: 'paragraph', look: 'left-out', pieces: [t('export.evidence.leftOut')] }
  const about = [
    t('export.evidence.by', { kind: codeLabel('evidenceKind', item.kind, language), name: item.producedBy }),
    ...(typeof item.date === 'string' ? [date(item.date)] : []),
    ...(item.communityReviewed ? [t('export.evidence.reviewed')] : []),
    codeLabel('licence', item.licence, language),
  ]
  const line = (text: string): Block => ({ kind: 'paragraph', pieces: [text] })
  return {
    kind: 'aside',
    label: `${t('export.evidence.title')}: ${item.title}`,
    blocks: [
      {
        kind: 'paragraph',
        look: 'title',
        pieces: [
          soft(`${t('export.evidence.title')}: `),
          isAllowedLink(item.url) ? { kind: 'link', href: item.url, text: item.title } : strong(item.title),
        ],
      },
      ...(typeof item.altText === 'string' ? [line(item.altText)] : []),
      ...(typeof item.method === 'string' ? [line(t('export.evidence.method', { what: item.method }))] : []),
      ...(typeof item.limits === 'string' ? [line(t('export.limits', { limits: item.limits }))] : []),
      { kind: 'paragraph', look: 'soft', pieces: [about.join(' · ')] },
    ],
  }
}
