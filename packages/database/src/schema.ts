import { authAccount, authPasskey, authSession, authUser, authVerification } from './schema/auth.ts'
import {
  anchor,
  clientBinding,
  confirmation,
  docSegment,
  docSnapshot,
  docUpdate,
  graveyard,
  override,
  restorePoint,
  studyEpoch,
  voice,
  wordChange,
} from './schema/body.ts'
import { accessRequest, invitation, moveCode, personalLink } from './schema/invitations.ts'
import { installation, organisation, organisationDomain, partnership, partnershipMember, person, setupLink } from './schema/people.ts'
import { participant, section, seen, study, studyRecord } from './schema/study.ts'
import { event, job, outbox } from './schema/work.ts'

/** Every table, by the name scripts use. */
export const schema = {
  accessRequest,
  anchor,
  authAccount,
  authPasskey,
  authSession,
  authUser,
  authVerification,
  clientBinding,
  confirmation,
  docSegment,
  docSnapshot,
  docUpdate,
  event,
  graveyard,
  installation,
  invitation,
  job,
  moveCode,
  organisation,
  organisationDomain,
  outbox,
  override,
  participant,
  partnership,
  partnershipMember,
  person,
  personalLink,
  restorePoint,
  section,
  seen,
  setupLink,
  study,
  studyEpoch,
  studyRecord,
  voice,
  wordChange,
}

export type Schema = typeof schema

/** What the sign-in library's drizzle adapter is given: its tables under the names it looks up. */
export const authSchema = {
  user: authUser,
  session: authSession,
  account: authAccount,
  verification: authVerification,
  passkey: authPasskey,
}
