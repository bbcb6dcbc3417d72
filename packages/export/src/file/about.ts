import { subtype } from '@samskriv/protocol/about'
import { z } from 'zod'

import { code, optionalDay, optionalText, reference, sector, text } from './primitives.ts'

export { community, contact, criterion, funding, partner, period, place } from '@samskriv/protocol/about'

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
