import { codeLabel } from '@samskriv/domain/code-lists'
import { formatNumber } from '@samskriv/i18n'
import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'

import type { FileIndicator } from '../file/knowledge.ts'
import type { Rendering } from './rendering.ts'
import { table } from './table.ts'

type Figure = FileIndicator['baseline']

/** An indicator in words, then the same numbers as a table. */
export function indicator(id: string, rendering: Rendering): Element {
  const { file, t, language } = rendering
  const item = file.indicators.find((each) => each.id === id)
  if (item === undefined) return h('p.left-out', t('export.reference.missing'))
  const rows = [{ group: t('export.indicator.everyone'), baseline: item.baseline, latest: item.latest }, ...(item.disaggregation ?? [])]
  const target = item.target ?? null
  return h('figure.entry.indicator', { dir: 'auto' }, [
    h('figcaption.entry-title', [h('span.soft', `${t('export.indicator.title')}: `), h('strong', item.name)]),
    h('p', item.textAlternative),
    table({
      caption: `${item.name}: ${t('export.indicator.unit', { unit: item.unit })}`,
      columns: [{ label: t('export.indicator.group') }, { label: t('export.indicator.baseline') }, { label: t('export.indicator.latest') }],
      rows: rows.map(({ group, baseline, latest }) => [
        group,
        figureCell(baseline, item.unit, rendering),
        figureCell(latest, item.unit, rendering),
      ]),
    }),
    ...(target === null ? [] : [h('p', `${t('export.indicator.target')}: ${formatNumber(language, target)} ${item.unit}`)]),
    ...(typeof item.limits === 'string' ? [h('p', t('export.limits', { limits: item.limits }))] : []),
    h('p.soft', t('export.indicator.source', { source: item.source, quality: codeLabel('dataQuality', item.quality, language) })),
  ])
}

/** A value with its time and how many it counts; why there is none, when there is none. */
function figureCell({ value, suppressed, period, date, n }: Figure, unit: string, rendering: Rendering): ElementContent[] {
  const { t, language } = rendering
  if (value === null)
    return [h('span', typeof suppressed === 'string' ? codeLabel('suppressionReason', suppressed, language) : t('export.indicator.none'))]
  const when = period ?? (typeof date === 'string' ? rendering.date(date) : null)
  const about = [...(when === null ? [] : [when]), ...(typeof n === 'number' ? [t('export.indicator.people', { count: n })] : [])]
  return [
    h('strong', `${formatNumber(language, value)} ${unit}`),
    ...(about.length === 0 ? [] : [h('br'), h('span.soft', about.join(', '))]),
  ]
}
