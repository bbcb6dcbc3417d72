import { type AboutPart, isSubtype, sectorLabel, subtypeLabel } from '@samskriv/domain'
import { aboutLabel } from '@samskriv/domain/about-lists'
import { formatDate, formatNumber, localeOf } from '@samskriv/i18n/web'
import type { AboutValues } from '@samskriv/protocol/http-about'
import type { StudyView } from '@samskriv/protocol/http'
import type { ReactNode } from 'react'

import { type Say, useLanguage, useSay } from '../../shell/use-say.ts'
import { closeThen } from '../../ui/PlainDialog.tsx'
import { SectorMark } from '../scribing/SectorMark.tsx'
import { focusSection } from '../section/SectionView.tsx'

interface AboutPartReadProps {
  readonly study: StudyView
  readonly part: AboutPart
  readonly values: AboutValues
  /** Called when the reader goes to a section from here. */
  readonly onGone: () => void
}

/** A part of what is told about a study, to read. */
export function AboutPartRead({ study, part, values, onGone }: AboutPartReadProps) {
  const say = useSay()
  const language = useLanguage()
  const day = (text: string): string => formatDate(language, text, 'UTC')
  const theirs = { lang: study.language, dir: 'auto' as const }
  const nothing = <p className="soft">{say(`about.empty.${part}`)}</p>
  switch (part) {
    case 'period': {
      const { period } = values
      if (period === null) return nothing
      return (
        <p>
          {typeof period.end === 'string'
            ? say('about.read.between', { start: day(period.start), end: day(period.end) })
            : say('about.read.ongoing', { start: day(period.start) })}
        </p>
      )
    }
    case 'place': {
      const { geographyType, country, containedIn = [], population, description } = values.place
      const facts = [
        ...(geographyType === undefined ? [] : [aboutLabel('geographyType', geographyType, language)]),
        ...(containedIn.length === 0 ? [] : [say('about.read.partOf', { where: containedIn.join(', ') })]),
        ...(country === undefined ? [] : [aboutLabel('country', country, language)]),
        ...(typeof population === 'number' ? [say('about.read.population', { count: population })] : []),
      ]
      return (
        <>
          <p dir="auto">{[study.place, ...facts].join(' · ')}</p>
          {typeof description === 'string' ? <p {...theirs}>{description}</p> : facts.length === 0 && nothing}
        </>
      )
    }
    case 'communities':
      return listOr(
        nothing,
        values.communities.map(({ describedAs, describedBy, dimension }, place) => (
          <li key={place}>
            {describedBy === 'themselves' ? (
              <blockquote {...theirs}>
                <q>{describedAs}</q>
              </blockquote>
            ) : (
              <p {...theirs}>{describedAs}</p>
            )}
            <p className="small soft">
              {aboutLabel('describedBy', describedBy, language)} · {aboutLabel('communityDimension', dimension, language)}
            </p>
          </li>
        )),
      )
    case 'partners':
      return listOr(
        nothing,
        values.partners.map((partner) => (
          <li key={partner.id}>
            <p>
              <SectorMark sector={partner.sector} /> <strong dir="auto">{partner.name}</strong>
            </p>
            <p className="small soft">
              {[
                sectorLabel(partner.sector, language),
                ...(isSubtype(partner.subtype) ? [subtypeLabel(partner.subtype, language)] : []),
                ...(typeof partner.legalForm === 'string' ? [aboutLabel('legalForm', partner.legalForm, language)] : []),
                ...(typeof partner.since === 'string' ? [say('about.read.since', { date: day(partner.since) })] : []),
              ].join(' · ')}
            </p>
            <p {...theirs}>{say('about.read.brings', { what: partner.brings })}</p>
            {typeof partner.gets === 'string' && <p {...theirs}>{say('about.read.gets', { what: partner.gets })}</p>}
            {typeof partner.agreement === 'string' && <p className="soft">{say('about.read.agreement', { what: partner.agreement })}</p>}
          </li>
        )),
      )
    case 'funding':
      return listOr(
        nothing,
        values.funding.map((line) => (
          <li key={line.id}>
            <p>
              <strong dir="auto">{line.source}</strong>
            </p>
            <p className="small soft">
              {[
                aboutLabel('fundingModel', line.model, language),
                ...amountOf(line, language),
                ...timeOf(line, say, day),
                ...(typeof line.heldBy === 'string' ? [say('about.read.heldBy', { name: line.heldBy })] : []),
              ].join(' · ')}
            </p>
            {typeof line.note === 'string' && <p {...theirs}>{line.note}</p>}
          </li>
        )),
      )
    case 'criteria': {
      const known = new Map(study.template.criteria.map((criterion) => [criterion.id, criterion.text[language]]))
      return listOr(
        nothing,
        values.criteria.map(({ criterionId, met, sections, note }) => (
          <li key={criterionId}>
            <p>
              <strong>{aboutLabel('criterionMet', met, language)}</strong>: {known.get(criterionId) ?? criterionId}
            </p>
            {sections.length > 0 && (
              <p className="small">
                {say('about.criterion.where')} <SectionLinks study={study} sections={sections} onGone={onGone} />
              </p>
            )}
            {typeof note === 'string' && <p {...theirs}>{note}</p>}
          </li>
        )),
      )
    }
    case 'contact': {
      const { contact } = values
      return contact === null ? (
        nothing
      ) : (
        <p dir="auto">
          {contact.name} · {contact.reach}
        </p>
      )
    }
  }
}

function listOr(nothing: ReactNode, items: readonly ReactNode[]): ReactNode {
  return items.length === 0 ? nothing : <ul className="list about-entries">{items}</ul>
}

interface SectionLinksProps extends Pick<AboutPartReadProps, 'study' | 'onGone'> {
  readonly sections: readonly string[]
}

function SectionLinks({ study, sections, onGone }: SectionLinksProps) {
  const titles = new Map(study.template.sections.map(({ id, title }) => [id, title[study.language]]))
  return sections.map((key, place) => (
    <span key={key}>
      {place > 0 && ', '}
      <a
        href={`#section-${key}`}
        lang={study.language}
        onClick={(event) => {
          event.preventDefault()
          closeThen(onGone, () => focusSection(key))
        }}
      >
        {titles.get(key) ?? key}
      </a>
    </span>
  ))
}

type Funding = AboutValues['funding'][number]
type Language = ReturnType<typeof useLanguage>

function amountOf({ amount, currency }: Funding, language: Language): string[] {
  if (typeof amount !== 'number') return []
  if (typeof currency !== 'string') return [formatNumber(language, amount)]
  const maximumFractionDigits = Number.isInteger(amount) ? 0 : 2
  return [new Intl.NumberFormat(localeOf(language), { style: 'currency', currency, maximumFractionDigits }).format(amount)]
}

function timeOf({ from, to }: Funding, say: Say, day: (text: string) => string): string[] {
  if (typeof from === 'string' && typeof to === 'string') return [say('about.read.between', { start: day(from), end: day(to) })]
  if (typeof from === 'string') return [say('about.read.from', { start: day(from) })]
  return typeof to === 'string' ? [say('about.read.until', { end: day(to) })] : []
}
