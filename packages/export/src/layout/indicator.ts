import { codeLabel } from '@samskriv/domain/code-lists'

import type { FileIndicator } from '../file/knowledge.ts'
import { figures, textOf, whenOf } from './figures.ts'
import type { Block, Cell, Piece } from './kinds.ts'
import { around, soft, strong, theirs, type Wording } from './wording.ts'

type Figure = FileIndicator['baseline']

/** An indicator in words, then the same numbers as a table. */
export function indicator(id: string, wording: Wording): Block {
  const { file, t, language, number } = wording
  const item = file.indicators.find((each) => each.id === id)
  if (item === undefined) return { kind: 'paragraph', look: 'left-out', pieces: [t('export.reference.missing')] }
  const rows = [
    { name: t('export.indicator.everyone'), baseline: item.baseline, latest: item.latest },
    ...(item.disaggregation ?? []).map(({ group, baseline, latest }) => ({ name: theirs(group, wording), baseline, latest })),
  ]
  const target = item.target ?? null
  const line = (...pieces: readonly Piece[]): Block => ({ kind: 'paragraph', pieces })
  return {
    kind: 'figure',
    title: [soft(`${t('export.indicator.title')}: `), theirs(item.name, wording, 'strong')],
    blocks: [
      line(theirs(item.textAlternative, wording)),
      {
        kind: 'table',
        caption: `${item.name}: ${t('export.indicator.unit', { unit: item.unit })}`,
        columns: (['export.indicator.group', 'export.indicator.baseline', 'export.indicator.latest'] as const).map((key) => ({
          label: [t(key)],
        })),
        rows: rows.map(({ name, baseline, latest }) => [
          { pieces: [name] },
          figureCell(baseline, item.unit, wording),
          figureCell(latest, item.unit, wording),
        ]),
      },
      ...figures(item, wording),
      ...(target === null ? [] : [line(`${t('export.indicator.target')}: ${number(target)} ${item.unit}`)]),
      ...(typeof item.limits === 'string'
        ? [line(...around((limits) => t('export.limits', { limits }), theirs(item.limits, wording)))]
        : []),
      {
        kind: 'paragraph',
        look: 'soft',
        pieces: around(
          (source) => t('export.indicator.source', { source, quality: codeLabel('dataQuality', item.quality, language) }),
          theirs(item.source, wording),
        ),
      },
    ],
  }
}

/** A value with its time and how many it counts; why there is none, when there is none. */
function figureCell(figure: Figure, unit: string, wording: Wording): Cell {
  const { value, n } = figure
  const { t } = wording
  if (value === null) return { pieces: [textOf(figure, unit, wording)] }
  const when = whenOf(figure, wording)
  const about = [...(when === null ? [] : [when]), ...(typeof n === 'number' ? [t('export.indicator.people', { count: n })] : [])]
  return {
    pieces: [strong(textOf(figure, unit, wording)), ...(about.length === 0 ? [] : [{ kind: 'break' as const }, soft(about.join(', '))])],
  }
}
