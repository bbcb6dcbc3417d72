import { z } from 'zod'

import { code, day, optionalDay, optionalText, reference, sector, text } from './primitives.ts'

const subtype = code('sectorSubtype')

export const place = z
  .strictObject({
    name: text,
    geographyType: code('geographyType').optional(),
    country: z.enum(['GB-SCT', 'GB-ENG', 'GB-WLS', 'GB-NIR', 'NO', 'SE', 'IE', 'DK', 'FI', 'IS']).optional(),
    containedIn: z.array(text).optional(),
    codes: z.array(z.strictObject({ system: code('placeCodeSystem'), code: text })).optional(),
    population: z.int().nullish(),
    description: optionalText,
  })
  .meta({ id: 'place' })

export const community = z
  .strictObject({
    dimension: code('communityDimension'),
    describedAs: text,
    describedBy: z.enum(['themselves', 'partner', 'official_statistics']),
  })
  .meta({ id: 'community' })

export const partner = z
  .strictObject({
    id: reference,
    name: text,
    sector,
    subtype,
    brings: text,
    gets: optionalText,
    since: optionalDay,
    agreement: optionalText,
  })
  .meta({ id: 'partner' })

/** Public names only: real names and addresses stay outside the file. */
export const participant = z
  .strictObject({
    id: reference,
    publicName: text,
    identity: code('consentIdentity').optional(),
    /** Null while the person has not said. */
    sector: sector.nullable(),
    subtype: subtype.nullish(),
    partnerId: reference.nullish(),
    capacityNote: optionalText,
    hasAccount: z.boolean().optional(),
    groupSize: z.int().min(2).nullish(),
    contributorRoles: z.array(code('contributorRole')).optional(),
    recognition: z.array(code('recognition')).optional(),
  })
  .meta({ id: 'participant' })

export const period = z.strictObject({ start: day, end: optionalDay, ongoing: z.boolean() }).meta({ id: 'period' })

export const funding = z
  .strictObject({
    id: reference,
    source: text,
    model: code('fundingModel'),
    amount: z.number().nullish(),
    currency: z.enum(['GBP', 'NOK', 'SEK', 'EUR']).nullish(),
    from: optionalDay,
    to: optionalDay,
    heldBy: optionalText,
    note: optionalText,
  })
  .meta({ id: 'funding' })

export const themeTag = z
  .strictObject({
    theme: code('theme'),
    polarity: z.enum(['enabler', 'essential', 'barrier']),
    heldBy: z.array(sector).min(1),
    note: text,
    sectionId: reference.nullish(),
  })
  .meta({ id: 'themeTag' })

export const frameworkTag = z
  .strictObject({ framework: text, code: text, sectionId: reference.nullish(), note: optionalText })
  .meta({ id: 'frameworkTag' })

export const ethics = z
  .strictObject({
    status: code('ethicsStatus'),
    controllers: z.array(text),
    jointArrangement: optionalText,
    purposes: z.array(
      z.strictObject({
        purpose: text,
        lawfulBasis: code('lawfulBasis'),
        specialCategory: code('specialCategoryCondition'),
        retention: text,
      }),
    ),
    dpia: z.strictObject({ needed: z.enum(['yes', 'no', 'screening']), reference: optionalText, reviewDate: optionalDay }),
    disclosureNotice: optionalText,
  })
  .meta({ id: 'ethics' })

export const accessibility = z
  .strictObject({
    languages: z.array(text),
    formats: z.array(
      z.enum([
        'html',
        'pdf_ua',
        'docx',
        'epub',
        'easy_read',
        'large_print',
        'audio',
        'bsl_video',
        'sign_language_video',
        'braille_ready',
        'plain_text',
      ]),
    ),
    requestContact: text,
    readingAgeNote: optionalText,
  })
  .meta({ id: 'accessibility' })

export const licence = code('licence')
