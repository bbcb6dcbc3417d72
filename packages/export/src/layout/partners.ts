import type { Block } from './kinds.ts'
import { around, mark, strong, theirs, type Wording } from './wording.ts'

/** Who works together, what each brings and what each gets. */
export function partners(wording: Wording): Block {
  const { file, t, sectorName, date } = wording
  if (file.partners.length === 0) return { kind: 'paragraph', look: 'soft', pieces: [t('export.partners.none')] }
  const items = file.partners.map((partner) => {
    const blocks: Block[] = [
      { kind: 'paragraph', look: 'title', pieces: [mark(partner.sector), strong(partner.name), `, ${sectorName(partner.sector)}`] },
      { kind: 'paragraph', pieces: around((what) => t('export.partner.brings', { what }), theirs(partner.brings, wording)) },
      ...(typeof partner.gets === 'string'
        ? [{ kind: 'paragraph' as const, pieces: around((what) => t('export.partner.gets', { what }), theirs(partner.gets, wording)) }]
        : []),
      ...(typeof partner.since === 'string'
        ? [{ kind: 'paragraph' as const, look: 'soft' as const, pieces: [t('export.partner.since', { date: date(partner.since) })] }]
        : []),
    ]
    return { blocks }
  })
  return { kind: 'entries', ordered: false, label: t('export.partners.title'), items }
}
