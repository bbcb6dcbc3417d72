import type { Role } from '@samskriv/domain'

import type { SectionPolicy } from './update-store.ts'

export type WordDecision = { readonly allowed: true } | { readonly allowed: false; readonly code: 'section-closed' }

/**
 * Whether a person may change the words of a section directly. Every section is open from the start; one that is not takes
 * suggestions, and only a steward's own edits.
 */
export function mayChangeWords(editing: SectionPolicy['editing'], role: Role): WordDecision {
  if (editing === 'open' || role === 'steward') return { allowed: true }
  return { allowed: false, code: 'section-closed' }
}
