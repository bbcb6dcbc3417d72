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
  owedErasure,
  paragraphBefore,
  restorePoint,
  softening,
  studyEpoch,
  voice,
  wordChange,
  wordsTaken,
} from './schema/body.ts'
import { exported, exportedFile } from './schema/exports.ts'
import { file } from './schema/files.ts'
import { imported } from './schema/imports.ts'
import { accessRequest, invitation, moveCode, personalLink } from './schema/invitations.ts'
import { attention, mailAddress, notice } from './schema/notices.ts'
import { installation, organisation, organisationDomain, partnership, partnershipMember, person, setupLink } from './schema/people.ts'
import { aboutPart, participant, section, seen, study, studyRecord, useChoice } from './schema/study.ts'
import { agreement, spellingPermit, suggestion } from './schema/suggestions.ts'
import { answer, mention, placement, reply, report, sentForm, thread, translation, useQuestion } from './schema/talk.ts'
import { event, job, outbox } from './schema/work.ts'

/** Every table, by the name scripts use. */
export const schema = {
  aboutPart,
  accessRequest,
  agreement,
  anchor,
  answer,
  attention,
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
  exported,
  exportedFile,
  file,
  graveyard,
  imported,
  installation,
  invitation,
  job,
  mailAddress,
  mention,
  moveCode,
  notice,
  organisation,
  organisationDomain,
  outbox,
  override,
  owedErasure,
  paragraphBefore,
  participant,
  partnership,
  partnershipMember,
  person,
  personalLink,
  placement,
  reply,
  report,
  restorePoint,
  section,
  seen,
  sentForm,
  setupLink,
  softening,
  spellingPermit,
  study,
  studyEpoch,
  studyRecord,
  suggestion,
  thread,
  translation,
  useChoice,
  useQuestion,
  voice,
  wordChange,
  wordsTaken,
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
