import { isAllowedLink } from '@samskriv/document'
import { codeLabel } from '@samskriv/domain/code-lists'

import type { Block, Piece } from './kinds.ts'
import { around, soft, theirs, type Wording } from './wording.ts'

/** One piece of evidence as a note in the text; a placeholder when it may not be shown. */
export function evidence(id: string, wording: Wording): Block {
  const { file, t, date, language } = wording
  const item = file.evidence.find((each) => each.id === id)
  if (item === undefined) return { kind: 'paragraph', look: 'left-out', pieces: [t('export.reference.missing')] }
  if ('withheld' in item) return { kind: 'paragraph', look: 'left-out', pieces: [t('export.evidence.leftOut')] }
  const about = [
    t('export.evidence.by', { kind: codeLabel('evidenceKind', item.kind, language), name: item.producedBy }),
    ...(typeof item.date === 'string' ? [date(item.date)] : []),
    ...(item.communityReviewed ? [t('export.evidence.reviewed')] : []),
    codeLabel('licence', item.licence, language),
  ]
  const line = (...pieces: readonly Piece[]): Block => ({ kind: 'paragraph', pieces })
  return {
    kind: 'aside',
    label: `${t('export.evidence.title')}: ${item.title}`,
    blocks: [
      {
        kind: 'paragraph',
        look: 'title',
        pieces: [
          soft(`${t('export.evidence.title')}: `),
          isAllowedLink(item.url)
            ? { kind: 'link', href: item.url, text: item.title, lang: file.language }
            : theirs(item.title, wording, 'strong'),
        ],
      },
      ...(typeof item.altText === 'string' ? [line(theirs(item.altText, wording))] : []),
      ...(typeof item.method === 'string'
        ? [line(...around((what) => t('export.evidence.method', { what }), theirs(item.method, wording)))]
        : []),
      ...(typeof item.limits === 'string'
        ? [line(...around((limits) => t('export.limits', { limits }), theirs(item.limits, wording)))]
        : []),
      { kind: 'paragraph', look: 'soft', pieces: [about.join(' · ')] },
    ],
  }
}
