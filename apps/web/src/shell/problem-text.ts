import { refusalReasons } from '@samskriv/domain'

import { ApiProblem } from '../api/api-problem.ts'
import type { Say } from './use-say.ts'

const knownProblems = [
  'invalid-input',
  'malformed',
  'body-too-large',
  'not-found',
  'unknown-study',
  'unknown-template',
  'forbidden',
  'signed-out',
  'session-expired',
  'foreign-origin',
  'rate-limited',
  'already-added',
  'last-steward',
  'contact-needed',
  'unknown-invitation',
  'unknown-request',
  'unknown-organisation',
  'domain-taken',
  'conflict',
  'section-has-words',
  'too-many-sections',
  'changed-meanwhile',
  'unknown-section',
  'study-full',
  'unknown-file',
  'picture-too-large',
  'picture-too-many-pixels',
  'picture-broken',
  'picture-is-heic',
  'picture-is-svg',
  'picture-is-pdf',
  'picture-unknown',
  'pictures-full',
  'picture-not-stored',
  'words-changed',
  'study-unavailable',
  'store-unavailable',
  'title-too-long',
  'unknown-person',
  'unknown-format',
  'pdf-unavailable',
  'export-too-heavy',
  'method-not-allowed',
  'unsupported-media-type',
  'unavailable',
] as const

/** Codes that tell programs more than people need to know. */
const sameText: Readonly<Record<string, (typeof knownProblems)[number]>> = {
  'invalid-body': 'invalid-input',
  'malformed-json': 'malformed',
  'malformed-request': 'malformed',
}

/** What went wrong and what to do, for whoever reads the page. Codes of later versions get the general text. */
export function problemText(say: Say, error: unknown): string {
  if (!(error instanceof ApiProblem)) return say('problem.unknown')
  if (error.code === 'offline') return say('problem.offline')
  const refusal = refusalReasons.find((reason) => reason === error.code)
  if (refusal) return say(`refusal.${refusal}`)
  const problem = sameText[error.code] ?? knownProblems.find((code) => code === error.code)
  return say(problem ? `problem.${problem}` : 'problem.unknown')
}
