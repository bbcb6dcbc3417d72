import type { ParticipantId, PersonId, Role, Sector, StudyId } from '@samskriv/domain'

/** What the server has found out about whoever opened a socket: they may read this study. */
export interface Admission {
  readonly study: StudyId
  readonly person: PersonId
  /** Null for a reader who takes no part, as of an example study; then `canWrite` is false. */
  readonly participant: ParticipantId | null
  readonly name: string
  readonly role: Role
  readonly sector: Sector | null
  readonly subtype: string | null
  readonly canWrite: boolean
  /** So that signing out closes the sockets of that session alone. */
  readonly session: string
}
