import { codeLabel } from '@samskriv/domain/code-lists'
import { localeOf } from '@samskriv/i18n'

import type { ExportTree } from '../../tree/build-export-tree.ts'
import { communities } from '../about-study.ts'
import { otherFormats, questionsPage } from '../back-matter.ts'
import { balanceCharts, balanceTables } from '../balance.ts'
import { contributors } from '../contributors.ts'
import { decisions } from '../decisions.ts'
import type { Block } from '../kinds.ts'
import { partners } from '../partners.ts'
import { questionRows } from '../questions.ts'
import { around, mark, strong, theirs, unknownKind, type Wording } from '../wording.ts'

/** What is told of a study beside its sections. */
export type RecordName =
  | 'communities'
  | 'contributors'
  | 'partners'
  | 'formats'
  | 'indicators'
  | 'decisions'
  | 'questions'
  | 'disagreements'
  | 'balance'

/** Empty where the study holds nothing of the kind. */
export function toldByRecords(name: RecordName, tree: ExportTree, wording: Wording): readonly Block[] {
  const { file } = wording
  switch (name) {
    case 'communities':
      return communities(wording)
    case 'contributors': {
      const listed = contributors(wording)
      return listed.kind === 'people' ? [listed] : []
    }
    case 'partners':
      return file.partners.length === 0 ? [] : [partners(wording)]
    case 'formats':
      return formats(wording)
    case 'indicators':
      return indicators(wording)
    case 'decisions':
      return file.decisions.length === 0 ? [] : [decisions(wording)]
    case 'questions':
      return tree.youSaid.length === 0 ? [] : questionRows(tree.youSaid, questionsPage(tree.generatedAt, wording))
    case 'disagreements':
      return disagreements(tree, wording)
    case 'balance':
      return balance(wording)
  }
  return unknownKind(name)
}

/** The whole study in one bar and one row. */
export function balance(wording: Wording): readonly Block[] {
  const { file, t } = wording
  if (file.balance === undefined || file.balance.document.totalWords === 0) return []
  const rows = [{ label: t('export.balance.study'), of: file.balance.document }]
  return [...balanceCharts(t('export.chart.wholeBalance'), rows, wording), ...balanceTables(rows, wording)]
}

/** In which languages and forms the study can be had. */
function formats(wording: Wording): Block[] {
  const { file, t, language } = wording
  const { accessibility } = file
  if (accessibility === undefined) return []
  const names = new Intl.DisplayNames([localeOf(language)], { type: 'language', fallback: 'code' })
  const languages = accessibility.languages.map((tag) => languageName(tag, names))
  return [
    ...(languages.length === 0 ? [] : [line(t('export.summary.languages', { languages: languages.join(', ') }))]),
    otherFormats(accessibility.requestContact, wording),
  ]
}

/** People write what they like where a language belongs. */
function languageName(tag: string, names: Intl.DisplayNames): string {
  try {
    return names.of(tag) ?? tag
  } catch {
    return tag
  }
}

/** What those who keep each number say of it in words; the numbers are in the study. */
function indicators(wording: Wording): Block[] {
  const { file, t, language, sectorName } = wording
  if (file.indicators.length === 0) return []
  const items = file.indicators.map(({ name, textAlternative, proposedBy, limits, source, quality }) => {
    const blocks: Block[] = [
      { kind: 'paragraph', look: 'title', pieces: [mark(proposedBy), theirs(name, wording, 'strong')] },
      { kind: 'paragraph', lang: file.language, pieces: [textAlternative] },
      ...(typeof limits === 'string'
        ? [{ kind: 'paragraph' as const, pieces: around((words) => t('export.limits', { limits: words }), theirs(limits, wording)) }]
        : []),
      {
        kind: 'paragraph',
        look: 'soft',
        pieces: [
          `${t('export.summary.proposedBy', { sector: sectorName(proposedBy) })} · `,
          ...around(
            (words) => t('export.indicator.source', { source: words, quality: codeLabel('dataQuality', quality, language) }),
            theirs(source, wording),
          ),
        ],
      },
    ]
    return { blocks }
  })
  return [{ kind: 'entries', ordered: false, label: t('export.summary.indicators'), items }]
}

/** What somebody does not agree with, where they let everybody read it: beside an answer, or beside their signature. */
function disagreements({ youSaid }: ExportTree, { file, t, sectorName, nameOf }: Wording): Block[] {
  const said = [
    ...youSaid.flatMap(({ disagreement, sector = null, language }) =>
      typeof disagreement === 'string' ? [{ sector, who: sectorName(sector), text: disagreement, lang: language }] : [],
    ),
    ...file.signOffs.flatMap(({ status, note, publishNote, participant, sector }) =>
      status === 'signed_reservation' && publishNote === true && typeof note === 'string'
        ? [{ sector, who: `${nameOf(participant)}, ${sectorName(sector)}`, text: note, lang: file.language }]
        : [],
    ),
  ]
  if (said.length === 0) return []
  const items = said.map(({ sector, who, text, lang }) => ({
    blocks: [
      { kind: 'paragraph' as const, look: 'title' as const, pieces: [mark(sector), strong(who)] },
      { kind: 'blockquote' as const, blocks: [{ kind: 'paragraph' as const, lang, pieces: [text] }] },
    ],
  }))
  return [{ kind: 'entries', ordered: false, label: t('export.summary.disagreements'), items }]
}

function line(text: string): Block {
  return { kind: 'paragraph', pieces: [text] }
}
