import { templateById } from '@samskriv/document'
import { isSubtype, subtypeLabel } from '@samskriv/domain'
import { codeLabel } from '@samskriv/domain/code-lists'
import { localeOf } from '@samskriv/i18n'

import type { CaseStudyFile } from '../file/case-study-file.ts'
import type { Block, Piece } from './kinds.ts'
import { around, mark, theirs, type Wording, strong } from './wording.ts'

/** What is told about the study beside its text; what nobody has said is left out. Each part has a heading of the third level. */
export function aboutStudy(wording: Wording): readonly Block[] {
  return [
    ...part('period', period(wording), wording),
    ...part('place', place(wording), wording),
    ...part('communities', communities(wording), wording),
    ...part('partners', partnersInFull(wording), wording),
    ...part('funding', funding(wording), wording),
    ...part('criteria', criteria(wording), wording),
    ...part('contact', contact(wording), wording),
  ]
}

type PartName = 'period' | 'place' | 'communities' | 'partners' | 'funding' | 'criteria' | 'contact'

function part(name: PartName, body: readonly Block[], { t }: Wording): Block[] {
  return body.length === 0 ? [] : [{ kind: 'heading', level: 3, id: `about-${name}`, pieces: [t(`about.part.${name}`)] }, ...body]
}

function period({ file, t, date }: Wording): Block[] {
  if (file.period === undefined) return []
  const { start, end } = file.period
  const text =
    typeof end === 'string'
      ? t('about.read.between', { start: date(start), end: date(end) })
      : t('about.read.ongoing', { start: date(start) })
  return [{ kind: 'paragraph', pieces: [text] }]
}

function place(wording: Wording): Block[] {
  const { file, t, language } = wording
  const { geographyType, country, containedIn = [], population, description } = file.place
  const facts = [
    ...(geographyType === undefined ? [] : [codeLabel('geographyType', geographyType, language)]),
    ...(containedIn.length === 0 ? [] : [t('about.read.partOf', { where: containedIn.join(', ') })]),
    ...(country === undefined ? [] : [codeLabel('country', country, language)]),
    ...(typeof population === 'number' ? [t('about.read.population', { count: population })] : []),
  ]
  if (facts.length === 0 && typeof description !== 'string') return []
  return [
    {
      kind: 'paragraph',
      theirs: true,
      pieces: [theirs(file.place.name, wording), ...facts.map((fact) => ` · ${fact}`)],
    },
    ...(typeof description === 'string' ? [inTheirWords(file, description)] : []),
  ]
}

/** In their own words as a quote; in anybody else's, with whose words they are. */
export function communities({ file, language }: Wording): Block[] {
  if (file.communities.length === 0) return []
  const items = file.communities.map(({ dimension, describedAs, describedBy }) => {
    const words: Block =
      describedBy === 'themselves'
        ? {
            kind: 'blockquote',
            lang: file.language,
            blocks: [{ kind: 'paragraph', pieces: [{ kind: 'words', text: describedAs, look: 'quoted' }] }],
          }
        : inTheirWords(file, describedAs)
    const about = `${codeLabel('describedBy', describedBy, language)} · ${codeLabel('communityDimension', dimension, language)}`
    return { blocks: [words, { kind: 'paragraph' as const, look: 'aside' as const, pieces: [about] }] }
  })
  return [{ kind: 'entries', ordered: false, items }]
}

function partnersInFull(wording: Wording): Block[] {
  const { file, t, language, sectorName, date } = wording
  if (file.partners.length === 0) return []
  const items = file.partners.map((partner) => {
    const facts = [
      sectorName(partner.sector),
      ...(isSubtype(partner.subtype) ? [subtypeLabel(partner.subtype, language)] : []),
      ...(typeof partner.legalForm === 'string' ? [codeLabel('legalForm', partner.legalForm, language)] : []),
      ...(typeof partner.since === 'string' ? [t('about.read.since', { date: date(partner.since) })] : []),
    ]
    const blocks: Block[] = [
      { kind: 'paragraph', look: 'title', pieces: [mark(partner.sector), theirs(partner.name, wording, 'strong')] },
      { kind: 'paragraph', look: 'aside', pieces: [facts.join(' · ')] },
      line(around((what) => t('about.read.brings', { what }), theirs(partner.brings, wording))),
      ...(typeof partner.gets === 'string' ? [line(around((what) => t('about.read.gets', { what }), theirs(partner.gets, wording)))] : []),
      ...(typeof partner.agreement === 'string'
        ? [
            line(
              around((what) => t('about.read.agreement', { what }), theirs(partner.agreement, wording)),
              'soft',
            ),
          ]
        : []),
    ]
    return { blocks }
  })
  return [{ kind: 'entries', ordered: false, items }]
}

function funding(wording: Wording): Block[] {
  const { file, t, language, date } = wording
  if (file.funding.length === 0) return []
  const items = file.funding.map((item) => {
    const facts = [
      codeLabel('fundingModel', item.model, language),
      ...amount(item, localeOf(language)),
      ...times(item, t, date),
      ...(typeof item.heldBy === 'string' ? [t('about.read.heldBy', { name: item.heldBy })] : []),
    ]
    const blocks: Block[] = [
      { kind: 'paragraph', look: 'title', pieces: [theirs(item.source, wording, 'strong')] },
      { kind: 'paragraph', look: 'aside', pieces: [facts.join(' · ')] },
      ...(typeof item.note === 'string' ? [inTheirWords(file, item.note)] : []),
    ]
    return { blocks }
  })
  return [{ kind: 'entries', ordered: false, items }]
}

type Funding = CaseStudyFile['funding'][number]

function amount({ amount: sum, currency }: Funding, locale: string): string[] {
  if (typeof sum !== 'number') return []
  const digits = { maximumFractionDigits: Number.isInteger(sum) ? 0 : 2 }
  if (typeof currency !== 'string') return [new Intl.NumberFormat(locale, digits).format(sum)]
  return [new Intl.NumberFormat(locale, { style: 'currency', currency, ...digits }).format(sum)]
}

function times({ from, to }: Funding, t: Wording['t'], date: Wording['date']): string[] {
  if (typeof from === 'string' && typeof to === 'string') return [t('about.read.between', { start: date(from), end: date(to) })]
  if (typeof from === 'string') return [t('about.read.from', { start: date(from) })]
  return typeof to === 'string' ? [t('about.read.until', { end: date(to) })] : []
}

function criteria({ file, t, language, titles }: Wording): Block[] {
  if (file.criteria.length === 0) return []
  const here = new Set(file.sections.map(({ sectionId }) => sectionId))
  const known = new Map(templateById(file.templateId)?.criteria.map((criterion) => [criterion.id, criterion]))
  const items = file.criteria.map(({ criterionId, met, sections, note }) => {
    const where = sections.flatMap((key, index): Piece[] => [
      ...(index === 0 ? [] : [', ']),
      here.has(key)
        ? { kind: 'inside', to: `section-${key}`, text: titles.titleOf(key), lang: file.language }
        : { kind: 'words', text: titles.titleOf(key), lang: file.language },
    ])
    const blocks: Block[] = [
      {
        kind: 'paragraph',
        pieces: [strong(codeLabel('criterionMet', met, language)), ': ', known.get(criterionId)?.text[language] ?? criterionId],
      },
      ...(sections.length === 0
        ? []
        : [{ kind: 'paragraph' as const, look: 'small' as const, pieces: [`${t('about.criterion.where')} `, ...where] }]),
      ...(typeof note === 'string' ? [inTheirWords(file, note)] : []),
    ]
    return { blocks }
  })
  return [{ kind: 'entries', ordered: false, items }]
}

function contact({ file }: Wording): Block[] {
  return file.contact === undefined ? [] : [inTheirWords(file, `${file.contact.name} · ${file.contact.reach}`)]
}

/** What people wrote is in the language of the study. */
function inTheirWords({ language }: CaseStudyFile, text: string): Block {
  return { kind: 'paragraph', lang: language, pieces: [text] }
}

function line(pieces: readonly Piece[], look?: 'soft'): Block {
  return { kind: 'paragraph', pieces, ...(look === undefined ? {} : { look }) }
}
