import type { Block } from './kinds.ts'
import { mark, strong, type Wording } from './wording.ts'

/** Who works together, what each brings and what each gets. */
export function partners({ file, t, sectorName, date }: Wording): Block {
  if (file.partners.length === 0) return { kind: 'paragraph', look: 'soft', pieces: [t('export.partners.none')] }
  const items = file.partners.map((partner) => {
    const blocks: Block[] = [
      { kind: 'paragraph', look: 'title', pieces: [mark(partner.sector), strong(partner.name), `, ${sectorName(partner.sector)}`] },
      { kind: 'paragraph', pieces: [t('export.partner.brings', { what: partner.brings })] },
      ...(typeof partner.gets === 'string'
        ? [{ kind: 'paragraph' as const, pieces: [t('export.partner.gets', { what: partner.gets })] }]
        : []),
      ...(typeof partner.since === 'string'
        ? [{ kind: 'paragraph' as const, look: 'soft' as const, pieces: [t('export.partner.since', { date: date(partner.since) })] }]
        : []),
    ]
    return { blocks }
  })
  return { kind: 'entries', ordered: false, label: t('export.partners.title'), items }
}
