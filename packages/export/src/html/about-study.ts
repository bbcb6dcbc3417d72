import { templateById } from '@samskriv/document'
import { isSubtype, subtypeLabel } from '@samskriv/domain'
import { codeLabel } from '@samskriv/domain/code-lists'
import { localeOf } from '@samskriv/i18n'
import type { Element } from 'hast'
import { h } from 'hastscript'

import type { CaseStudyFile } from '../file/case-study-file.ts'
import type { Rendering } from './rendering.ts'
import { sectorMark } from './sector-mark.ts'

/** What is told about the study beside its text; what nobody has said is left out. Each part has a heading of the third level. */
export function aboutStudy(rendering: Rendering, titleOf: (section: string) => string): readonly Element[] {
  return [
    ...part('period', period(rendering), rendering),
    ...part('place', place(rendering), rendering),
    ...part('communities', communities(rendering), rendering),
    ...part('partners', partnersInFull(rendering), rendering),
    ...part('funding', funding(rendering), rendering),
    ...part('criteria', criteria(rendering, titleOf), rendering),
    ...part('contact', contact(rendering), rendering),
  ]
}

type Part = 'period' | 'place' | 'communities' | 'partners' | 'funding' | 'criteria' | 'contact'

function part(name: Part, body: readonly Element[], { t }: Rendering): Element[] {
  return body.length === 0 ? [] : [h('h3', { id: `about-${name}` }, t(`about.part.${name}`)), ...body]
}

function period({ file, t, date }: Rendering): Element[] {
  if (file.period === undefined) return []
  const { start, end } = file.period
  return [
    h(
      'p',
      typeof end === 'string'
        ? t('about.read.between', { start: date(start), end: date(end) })
        : t('about.read.ongoing', { start: date(start) }),
    ),
  ]
}

function place({ file, t, language }: Rendering): Element[] {
  const { geographyType, country, containedIn = [], population, description } = file.place
  const facts = [
    ...(geographyType === undefined ? [] : [codeLabel('geographyType', geographyType, language)]),
    ...(containedIn.length === 0 ? [] : [t('about.read.partOf', { where: containedIn.join(', ') })]),
    ...(country === undefined ? [] : [codeLabel('country', country, language)]),
    ...(typeof population === 'number' ? [t('about.read.population', { count: population })] : []),
  ]
  if (facts.length === 0 && typeof description !== 'string') return []
  return [
    h('p', { dir: 'auto' }, [file.place.name, ...facts].join(' · ')),
    ...(typeof description === 'string' ? [h('p', inTheirWords(file), description)] : []),
  ]
}

/** In their own words as a quote; in anybody else's, with whose words they are. */
function communities({ file, language }: Rendering): Element[] {
  if (file.communities.length === 0) return []
  const items = file.communities.map(({ dimension, describedAs, describedBy }) =>
    h('li.entry', [
      describedBy === 'themselves'
        ? h('blockquote', inTheirWords(file), h('p', h('q', describedAs)))
        : h('p', inTheirWords(file), describedAs),
      h('p.small.soft', `${codeLabel('describedBy', describedBy, language)} · ${codeLabel('communityDimension', dimension, language)}`),
    ]),
  )
  return [h('ul.entries', items)]
}

function partnersInFull({ file, t, language, sectorName, date }: Rendering): Element[] {
  if (file.partners.length === 0) return []
  const items = file.partners.map((partner) => {
    const facts = [
      sectorName(partner.sector),
      ...(isSubtype(partner.subtype) ? [subtypeLabel(partner.subtype, language)] : []),
      ...(typeof partner.legalForm === 'string' ? [codeLabel('legalForm', partner.legalForm, language)] : []),
      ...(typeof partner.since === 'string' ? [t('about.read.since', { date: date(partner.since) })] : []),
    ]
    return h('li.entry', { dir: 'auto' }, [
      h('p.entry-title', [sectorMark(partner.sector), h('strong', partner.name)]),
      h('p.small.soft', facts.join(' · ')),
      h('p', inTheirWords(file), t('about.read.brings', { what: partner.brings })),
      ...(typeof partner.gets === 'string' ? [h('p', inTheirWords(file), t('about.read.gets', { what: partner.gets }))] : []),
      ...(typeof partner.agreement === 'string' ? [h('p.soft', t('about.read.agreement', { what: partner.agreement }))] : []),
    ])
  })
  return [h('ul.entries', items)]
}

function funding({ file, t, language, date }: Rendering): Element[] {
  if (file.funding.length === 0) return []
  const items = file.funding.map((line) => {
    const facts = [
      codeLabel('fundingModel', line.model, language),
      ...amount(line, localeOf(language)),
      ...times(line, t, date),
      ...(typeof line.heldBy === 'string' ? [t('about.read.heldBy', { name: line.heldBy })] : []),
    ]
    return h('li.entry', { dir: 'auto' }, [
      h('p.entry-title', h('strong', line.source)),
      h('p.small.soft', facts.join(' · ')),
      ...(typeof line.note === 'string' ? [h('p', inTheirWords(file), line.note)] : []),
    ])
  })
  return [h('ul.entries', items)]
}

type Funding = CaseStudyFile['funding'][number]

function amount({ amount: sum, currency }: Funding, locale: string): string[] {
  if (typeof sum !== 'number') return []
  const digits = { maximumFractionDigits: Number.isInteger(sum) ? 0 : 2 }
  if (typeof currency !== 'string') return [new Intl.NumberFormat(locale, digits).format(sum)]
  return [new Intl.NumberFormat(locale, { style: 'currency', currency, ...digits }).format(sum)]
}

function times({ from, to }: Funding, t: Rendering['t'], date: Rendering['date']): string[] {
  if (typeof from === 'string' && typeof to === 'string') return [t('about.read.between', { start: date(from), end: date(to) })]
  if (typeof from === 'string') return [t('about.read.from', { start: date(from) })]
  return typeof to === 'string' ? [t('about.read.until', { end: date(to) })] : []
}

function criteria({ file, t, language }: Rendering, titleOf: (section: string) => string): Element[] {
  if (file.criteria.length === 0) return []
  const known = new Map(templateById(file.templateId)?.criteria.map((criterion) => [criterion.id, criterion]))
  const items = file.criteria.map(({ criterionId, met, sections, note }) =>
    h('li.entry', { dir: 'auto' }, [
      h('p', [h('strong', codeLabel('criterionMet', met, language)), ': ', known.get(criterionId)?.text[language] ?? criterionId]),
      ...(sections.length === 0
        ? []
        : [
            h('p.small', [
              `${t('about.criterion.where')} `,
              ...sections.flatMap((key, index) => [
                ...(index === 0 ? [] : [', ']),
                h('a', { href: `#section-${key}`, lang: file.language }, titleOf(key)),
              ]),
            ]),
          ]),
      ...(typeof note === 'string' ? [h('p', inTheirWords(file), note)] : []),
    ]),
  )
  return [h('ul.entries', items)]
}

function contact({ file }: Rendering): Element[] {
  return file.contact === undefined ? [] : [h('p', { dir: 'auto' }, `${file.contact.name} · ${file.contact.reach}`)]
}

/** What people wrote is in the language of the study. */
function inTheirWords({ language }: CaseStudyFile) {
  return { lang: language, dir: 'auto' as const }
}
