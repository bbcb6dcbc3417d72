import type { z } from 'zod'

import type { CaseStudyFile } from '../file/case-study-file.ts'
import { caseStudyFile } from '../file/case-study-file.ts'

/** A row of a kind that has no table yet: stored as it came, and out again unchanged. */
export interface StudyRecord {
  readonly kind: string
  readonly id: string
  readonly body: unknown
}

/** Which list of the file each kind of record is an entry of, in the file's order. */
export const listKinds = {
  communities: 'community',
  partners: 'partner',
  participants: 'participant',
  funding: 'funding',
  criteria: 'criterion',
  themes: 'theme',
  frameworkTags: 'frameworkTag',
  indicators: 'indicator',
  evidence: 'evidence',
  consents: 'consent',
  comments: 'comment',
  suggestions: 'suggestion',
  decisions: 'decision',
  reviews: 'review',
  signOffs: 'signOff',
  versions: 'version',
} as const satisfies Partial<Record<keyof CaseStudyFile, string>>

export type ListName = keyof typeof listKinds
export type Entry<Name extends ListName> = CaseStudyFile[Name][number]

const lists: { readonly [Name in ListName]: z.ZodType<CaseStudyFile[Name]> } = caseStudyFile.shape

/** The entries of one list, in their place; a row that is no such entry is a fault of the store, not of the reader. */
export function entriesOf<Name extends ListName>(records: readonly StudyRecord[], name: Name): Entry<Name>[] {
  const rows = records.filter(({ kind }) => kind === listKinds[name])
  const placed = rows.map(({ body }) => placedBody(body)).toSorted((a, b) => a.position - b.position)
  return lists[name].parse(placed.map(({ value }) => value))
}

export function recordOf(kind: string, id: string, position: number, value: unknown): StudyRecord {
  return { kind, id, body: { position, value } }
}

/** @throws Error `study-record-body` when the row was not written by {@link recordOf} */
export function placedBody(body: unknown): { position: number; value: unknown } {
  if (typeof body !== 'object' || body === null || !('position' in body) || !('value' in body) || typeof body.position !== 'number')
    throw new Error('study-record-body')
  return { position: body.position, value: body.value }
}
