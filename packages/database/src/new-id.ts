import type { ParticipantId, PartnershipId, PersonId, StudyId } from '@samskriv/domain'

/** The one place where a fresh id gets its kind. */
export function asId<T extends ParticipantId | PartnershipId | PersonId | StudyId>(id: string): T {
  return id as T
}
