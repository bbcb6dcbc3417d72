import { type ConsentScope, isPublishable } from '@samskriv/domain'

import type { FileConsent, FileEvidence } from '../file/knowledge.ts'

/** Which consents allow showing words, for one use on one day. The only place where an export asks. */
export type ConsentCheck = (consentId: string | null | undefined) => boolean

/** @returns a check that says no to a consent it cannot find */
export function consentCheck(consents: readonly FileConsent[], use: ConsentScope, today: string): ConsentCheck {
  const allowed = new Set(consents.filter((consent) => isPublishable(consent, use, today)).map(({ id }) => id))
  return (consentId) => typeof consentId === 'string' && allowed.has(consentId)
}

/** Evidence that needs no consent is shown; of evidence whose consent says no, only that it exists. */
export function shownEvidence(evidence: FileEvidence, mayShow: ConsentCheck): FileEvidence {
  if ('withheld' in evidence || evidence.consentId === null || evidence.consentId === undefined || mayShow(evidence.consentId))
    return evidence
  return { id: evidence.id, kind: evidence.kind, consentId: evidence.consentId, withheld: true }
}
