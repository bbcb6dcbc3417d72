import type { Element } from 'hast'
import { h } from 'hastscript'

import type { Rendering } from './rendering.ts'
import { sectorMark } from './sector-mark.ts'

/** Who works together, what each brings and what each gets. */
export function partners({ file, t, sectorName, date }: Rendering): Element {
  if (file.partners.length === 0) return h('p.soft', t('export.partners.none'))
  return h(
    'ul.entries',
    { ariaLabel: t('export.partners.title') },
    file.partners.map((partner) =>
      h('li.entry', { dir: 'auto' }, [
        h('p.entry-title', [sectorMark(partner.sector), h('strong', partner.name), `, ${sectorName(partner.sector)}`]),
        h('p', t('export.partner.brings', { what: partner.brings })),
        ...(typeof partner.gets === 'string' ? [h('p', t('export.partner.gets', { what: partner.gets }))] : []),
        ...(typeof partner.since === 'string' ? [h('p.soft', t('export.partner.since', { date: date(partner.since) }))] : []),
      ]),
    ),
  )
}
