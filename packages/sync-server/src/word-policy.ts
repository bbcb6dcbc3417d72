import { may, roleTable, type Role } from '@samskriv/domain'

import type { Admission } from './admission.ts'
import type { SectionPolicy, Speaker } from './update-store.ts'

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

/** Whether whoever was let in may write down what a speaker says. */
export function mayWriteFor({ study, person, participant, role, sector, canWrite }: Admission, speaker: Speaker): boolean {
  if (participant === null || !canWrite) return false
  // Whoever may write has said who they are here, and their part has not ended.
  const place = { id: participant, study, role, sector, sectorConfirmed: true, ended: false, suspended: false }
  const actor = { kind: 'person', person, installationSteward: false, guest: false, participant: place } as const
  const voice = { kind: 'voice', study, by: speaker.participant, scribes: [speaker.managedBy] } as const
  return may(actor, 'voice.scribe', voice).allowed
}
