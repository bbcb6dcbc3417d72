import { z } from 'zod'

import { frameworkTag, licence } from './about.ts'
import { code, consentScope, consentStatus, day, languageTag, optionalDay, optionalText, reference, sector, text } from './primitives.ts'

/** A value may be suppressed with a reason; null is not zero. */
const figure = z
  .strictObject({
    value: z.number().nullable(),
    suppressed: code('suppressionReason').nullish(),
    date: optionalDay,
    period: optionalText,
    n: z.int().min(0).nullish(),
  })
  .meta({ id: 'figure' })

export const indicator = z
  .strictObject({
    id: reference,
    name: text,
    kind: code('indicatorKind'),
    proposedBy: sector,
    unit: text,
    direction: code('indicatorDirection'),
    definition: text,
    numerator: optionalText,
    denominator: optionalText,
    baseline: figure,
    latest: figure,
    series: z.array(figure).optional(),
    target: z.number().nullish(),
    source: text,
    quality: code('dataQuality'),
    disaggregation: z.array(z.strictObject({ dimension: text, group: text, baseline: figure, latest: figure })).optional(),
    limits: optionalText,
    textAlternative: text,
    frameworkTags: z.array(frameworkTag).optional(),
  })
  .meta({ id: 'indicator' })

const shownEvidence = z.strictObject({
  id: reference,
  kind: code('evidenceKind'),
  title: text,
  producedBy: text,
  date: optionalDay,
  url: optionalText,
  fileName: optionalText,
  licence,
  consentId: reference.nullish(),
  method: optionalText,
  limits: optionalText,
  communityReviewed: z.boolean(),
  altText: optionalText,
  sections: z.array(reference).optional(),
})

/** What is left of an item whose consent does not allow showing it. */
const withheldEvidence = z.strictObject({ id: reference, kind: code('evidenceKind'), consentId: reference, withheld: z.literal(true) })

export const evidence = z.union([shownEvidence, withheldEvidence]).meta({ id: 'evidence' })

export const consent = z
  .strictObject({
    id: reference,
    subject: reference,
    covers: text,
    status: consentStatus,
    identity: code('consentIdentity'),
    publicLabel: text,
    scopes: z.array(consentScope),
    conditions: optionalText,
    givenBy: code('consentGivenBy'),
    method: code('consentMethod'),
    language: languageTag,
    askedBy: reference,
    askedAt: optionalDay,
    givenAt: optionalDay,
    expiresAt: optionalDay,
    withdrawnAt: optionalDay,
    thirdPartyChecked: z.boolean(),
    identifiabilityChecked: z.boolean(),
    wordingConfirmed: z.boolean(),
    history: z.array(z.strictObject({ at: day, status: consentStatus, note: optionalText })),
  })
  .meta({ id: 'consent' })

export type FileIndicator = z.infer<typeof indicator>
export type FileEvidence = z.infer<typeof evidence>
export type FileConsent = z.infer<typeof consent>
