import type { AboutPart } from '@samskriv/domain'
import type { AboutListName } from '@samskriv/domain/about-lists'
import type { WebMessageKey } from '@samskriv/i18n/web'

/** What a question says; it names nobody and counts nothing. */
export type QuestionKey = Extract<WebMessageKey, `about.${'period' | 'place' | 'community' | 'partner' | 'funding' | 'contact'}.${string}`>

/** One question of a form. All answers are text until they are sent. */
export interface AboutField {
  readonly name: string
  readonly label: QuestionKey
  readonly hint?: QuestionKey
  readonly kind: 'line' | 'text' | 'day' | 'whole-number' | 'amount' | 'yes-no' | 'choice' | 'currency'
  /** Of a choice. */
  readonly list?: AboutListName
  readonly isRequired?: boolean
}

export type EntryPart = Extract<AboutPart, 'communities' | 'partners' | 'funding'>

/** The questions of each part, in the order they are asked; criteria are asked one by one, see `CriteriaFields`. */
export const aboutFields: Readonly<Record<Exclude<AboutPart, 'criteria'>, readonly AboutField[]>> = {
  period: [
    { name: 'start', label: 'about.period.start', kind: 'day', isRequired: true },
    { name: 'ongoing', label: 'about.period.ongoing', kind: 'yes-no' },
    { name: 'end', label: 'about.period.end', kind: 'day' },
  ],
  place: [
    { name: 'geographyType', label: 'about.place.kind', kind: 'choice', list: 'geographyType' },
    { name: 'containedIn', label: 'about.place.partOf', hint: 'about.place.partOf.hint', kind: 'line' },
    { name: 'country', label: 'about.place.country', kind: 'choice', list: 'country' },
    { name: 'population', label: 'about.place.population', kind: 'whole-number' },
    { name: 'description', label: 'about.place.description', kind: 'text' },
  ],
  communities: [
    { name: 'describedAs', label: 'about.community.describedAs', hint: 'about.community.describedAs.hint', kind: 'line', isRequired: true },
    { name: 'describedBy', label: 'about.community.describedBy', kind: 'choice', list: 'describedBy', isRequired: true },
    { name: 'dimension', label: 'about.community.dimension', kind: 'choice', list: 'communityDimension', isRequired: true },
  ],
  partners: [
    { name: 'name', label: 'about.partner.name', kind: 'line', isRequired: true },
    { name: 'sector', label: 'about.partner.sector', kind: 'choice', list: 'sector', isRequired: true },
    { name: 'subtype', label: 'about.partner.subtype', kind: 'choice', list: 'sectorSubtype', isRequired: true },
    { name: 'legalForm', label: 'about.partner.legalForm', kind: 'choice', list: 'legalForm' },
    { name: 'brings', label: 'about.partner.brings', kind: 'text', isRequired: true },
    { name: 'gets', label: 'about.partner.gets', kind: 'text' },
    { name: 'since', label: 'about.partner.since', kind: 'day' },
    { name: 'agreement', label: 'about.partner.agreement', kind: 'line' },
  ],
  funding: [
    { name: 'source', label: 'about.funding.source', kind: 'line', isRequired: true },
    { name: 'model', label: 'about.funding.model', kind: 'choice', list: 'fundingModel', isRequired: true },
    { name: 'amount', label: 'about.funding.amount', kind: 'amount' },
    { name: 'currency', label: 'about.funding.currency', kind: 'currency' },
    { name: 'from', label: 'about.funding.from', kind: 'day' },
    { name: 'to', label: 'about.funding.to', kind: 'day' },
    { name: 'heldBy', label: 'about.funding.heldBy', kind: 'line' },
    { name: 'note', label: 'about.funding.note', kind: 'text' },
  ],
  contact: [
    { name: 'name', label: 'about.contact.name', kind: 'line', isRequired: true },
    { name: 'reach', label: 'about.contact.reach', kind: 'line', isRequired: true },
  ],
}
