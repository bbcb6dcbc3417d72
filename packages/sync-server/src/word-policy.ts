import { roleTable, type Role } from '@samskriv/domain'

import type { SectionPolicy } from './update-store.ts'

export type WordDecision = { readonly allowed: true } | { readonly allowed: false; readonly code: 'section-closed' }

/**
 * Whether a person who may write may change the words of a section directly. Every section is open to editors from the start; one
 * that is not takes suggestions, and only a steward's own edits. Contributors write in those that are opened to them besides.
 */
export function mayChangeWords({ editing, openToContributors }: Omit<SectionPolicy, 'key'>, role: Role): WordDecision {
  const isOpenToRole = roleTable['study.write'][role] !== 'where-open' || openToContributors
  if (isOpenToRole && (editing === 'open' || role === 'steward')) return { allowed: true }
  return { allowed: false, code: 'section-closed' }
}
