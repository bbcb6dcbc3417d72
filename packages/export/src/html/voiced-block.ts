import { type AttributionMode, countsAsVoice, type Sector } from '@samskriv/domain'
import { localeOf } from '@samskriv/i18n'
import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'

import type { FileRun } from '../file/voiced-text.ts'
import type { Rendering } from './rendering.ts'
import { sectorMark } from './sector-mark.ts'
import type { BlockVoice } from './voices-of-block.ts'

/**
 * A block with its voices: a strip in the margin with a piece for each voice, and a line below that names them, in the order
 * they begin to speak. Without voices to show, the block alone.
 */
export function voicedBlock(content: Element, voices: readonly BlockVoice[], { named }: { named: boolean }, rendering: Rendering): Element {
  if (!rendering.voices || voices.length === 0) return content
  return h('div.voiced', [voiceStrip(voices), content, ...(named ? [voiceLine(voices, rendering)] : [])])
}

/** Who said something, in words: *Amina, Community, typed by Bjørn, not confirmed yet*. */
export function sayingOf(
  run: Pick<FileRun, 'by' | 'typedBy' | 'mode' | 'originalLanguage'>,
  sector: Sector | null,
  rendering: Rendering,
): string {
  const { t, nameOf, sectorName } = rendering
  const typist = run.typedBy ?? null
  return [
    t('export.said.name', { name: nameOf(run.by), sector: sectorName(sector) }),
    ...(typist !== null && typist !== run.by ? [t('export.said.typist', { typist: nameOf(typist) })] : []),
    ...(typeof run.originalLanguage === 'string'
      ? [t('export.said.translated', { language: languageName(run.originalLanguage, rendering) })]
      : []),
    ...remarkOn(run.mode, rendering),
  ].join(', ')
}

function voiceStrip(voices: readonly BlockVoice[]): Element {
  const total = voices.reduce((sum, { characters }) => sum + characters, 0)
  return h(
    'span.voice-strip',
    { ariaHidden: 'true' },
    voices.map(({ sector, characters }) =>
      h('span', { dataSector: sector ?? 'unknown', dataShare: String(twentieths(characters, total)) }),
    ),
  )
}

function voiceLine(voices: readonly BlockVoice[], rendering: Rendering): Element {
  const line: ElementContent[] = [h('span.visually-hidden', `${rendering.t('export.said.label')}: `)]
  voices.forEach(({ run, sector }, index) => {
    if (index > 0) line.push({ type: 'text', value: ' · ' })
    line.push(h('span.said-by-voice', [sectorMark(sector), h('bdi', sayingOf(run, sector, rendering))]))
  })
  return h('p.said-by', line)
}

function remarkOn(mode: AttributionMode, { t }: Rendering): string[] {
  if (mode === 'pasted') return [t('export.said.pasted')]
  if (countsAsVoice(mode)) return []
  return [mode === 'imported' ? t('export.said.imported') : t('export.said.unconfirmed')]
}

function languageName(tag: string, { language }: Rendering): string {
  return new Intl.DisplayNames([localeOf(language)], { type: 'language', fallback: 'code' }).of(tag) ?? tag
}

/** Shares in twentieths, as the stylesheet knows them: a file carries no style attributes. */
export function twentieths(part: number, total: number): number {
  return total === 0 ? 0 : Math.round((part * 20) / total)
}
