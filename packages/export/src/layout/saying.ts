import { type AttributionMode, countsAsVoice, type Sector } from '@samskriv/domain'
import { localeOf } from '@samskriv/i18n'

import type { FileRun } from '../file/voiced-text.ts'
import type { Wording } from './wording.ts'

/** Who said something, in words: *Amina, Community, typed by Bjørn, not confirmed yet*. */
export function sayingOf(
  run: Pick<FileRun, 'by' | 'typedBy' | 'mode' | 'originalLanguage'>,
  sector: Sector | null,
  wording: Wording,
): string {
  const { by, typedBy, mode, originalLanguage } = run
  const key = JSON.stringify([by, sector, typedBy, mode, originalLanguage])
  const known = wording.sayings.get(key) ?? newSaying(run, sector, wording)
  wording.sayings.set(key, known)
  return known
}

function newSaying(run: Parameters<typeof sayingOf>[0], sector: Sector | null, wording: Wording): string {
  const { t, nameOf, sectorName } = wording
  const typist = run.typedBy ?? null
  return [
    t('export.said.name', { name: nameOf(run.by), sector: sectorName(sector) }),
    ...(typist !== null && typist !== run.by ? [t('export.said.typist', { typist: nameOf(typist) })] : []),
    ...(typeof run.originalLanguage === 'string'
      ? [t('export.said.translated', { language: languageName(run.originalLanguage, wording) })]
      : []),
    ...remarkOn(run.mode, wording),
  ].join(', ')
}

function remarkOn(mode: AttributionMode, { t }: Wording): string[] {
  if (mode === 'pasted') return [t('export.said.pasted')]
  if (countsAsVoice(mode)) return []
  return [mode === 'imported' ? t('export.said.imported') : t('export.said.unconfirmed')]
}

function languageName(tag: string, { language }: Wording): string {
  return new Intl.DisplayNames([localeOf(language)], { type: 'language', fallback: 'code' }).of(tag) ?? tag
}
