import { z } from 'zod'

import {
  accessibility,
  community,
  contact,
  criterion,
  ethics,
  frameworkTag,
  funding,
  licence,
  participant,
  partner,
  period,
  place,
  themeTag,
} from './about.ts'
import { picture, section } from './blocks.ts'
import { balance, leftOut } from './derived.ts'
import { comment, decision, question, review, signOff, suggestion, version } from './dialogue.ts'
import { consent, evidence, indicator } from './knowledge.ts'
import { languageTag, optionalText, reference, studyStatus, text } from './primitives.ts'

/**
 * A case study as a file: the one source of its TypeScript types, its validation and the published JSON Schema.
 * Everything `urn:case-study:interchange:1` allows is allowed here.
 */
export const caseStudyFile = z.strictObject({
  $schema: z.string().optional(),
  schemaVersion: z.literal(1),
  fictional: z.boolean(),
  fictionNotice: optionalText,
  id: reference,
  title: text,
  subtitle: optionalText,
  language: languageTag,
  templateId: reference,
  templateVersion: z.int(),
  status: studyStatus,
  place,
  communities: z.array(community),
  partners: z.array(partner),
  participants: z.array(participant),
  period: period.optional(),
  funding: z.array(funding),
  contact: contact.optional(),
  criteria: z.array(criterion).default([]),
  themes: z.array(themeTag),
  frameworkTags: z.array(frameworkTag),
  indicators: z.array(indicator),
  evidence: z.array(evidence),
  consents: z.array(consent),
  sections: z.array(section),
  /** Those that its sections show; left out where they show none. */
  pictures: z.array(picture).optional(),
  comments: z.array(comment),
  /** Left out where nobody has asked anything. */
  questions: z.array(question).optional(),
  suggestions: z.array(suggestion),
  decisions: z.array(decision),
  reviews: z.array(review),
  signOffs: z.array(signOff),
  ethics: ethics.optional(),
  accessibility: accessibility.optional(),
  licence: licence.optional(),
  versions: z.array(version),
  leftOut: leftOut.optional(),
  balance: balance.optional(),
})

export type CaseStudyFile = z.infer<typeof caseStudyFile>
