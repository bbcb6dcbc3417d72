export { backupTo, type BackupReport } from './backup.ts'
export { openDatabase, openReadOnly, type Database, type ReadOnlyDatabase } from './data-directory.ts'
export type { ReadStore, Sources, Store } from './store.ts'
export { prepared, q, type Ctx, type Script } from './script.ts'
export { restoreFrom, type RestoreReport } from './restore.ts'
export { verifyChain, type BadLink, type ChainVerdict } from './verify-chain.ts'
export {
  BackupFileExists,
  DatabaseDamaged,
  DataDirectoryInUse,
  DataDirectoryNotEmpty,
  NestedTransaction,
  NoDatabase,
  RowRefused,
  SchemaMismatch,
} from './errors.ts'

export { appendEvent, eventsOf, type NewEvent, type StudyEvent } from './repositories/events.ts'
export { auditOf, formerGuestsOf, requestersOf, type AuditFilter } from './repositories/audit.ts'
export { addConfirmation, confirmationsOf, type Confirmation } from './repositories/confirmations.ts'
export { copyAuthor } from './repositories/copied-authors.ts'
export { forgetStudy, studiesTrashedUntil } from './repositories/forget-study.ts'
export { claimJob, enqueue, failJob, finishJob, type Job } from './repositories/jobs.ts'
export { claimMail, forgetSentMail, mailFailed, mailSent, queueMail, recentMail, type Mail } from './repositories/outbox.ts'
export {
  createPartnership,
  hasSteward,
  isInstallationSteward,
  listStewards,
  makeSteward,
  renamePartnership,
  roleInPartnership,
  theOnlyPartnership,
  type Partnership,
} from './repositories/partnerships.ts'
export {
  addOrganisation,
  changeOrganisation,
  domainsOf,
  endOrganisation,
  organisationByAddress,
  organisationById,
  organisationsOf,
  peopleByOrganisation,
  setOrganisation,
  takenDomains,
  type Organisation,
  type OrganisationFacts,
} from './repositories/organisations.ts'
export {
  askForAccess,
  decideRequest,
  forgetRequests,
  requestStateOf,
  waitingRequests,
  type AccessRequest,
} from './repositories/access-requests.ts'
export {
  claimGuest,
  createGuest,
  createMoveCode,
  createPersonalLink,
  endPersonalLinks,
  forgetGuests,
  forgetMoveCodes,
  personByLink,
  useMoveCode,
} from './repositories/guests.ts'
export {
  changeInvitationRole,
  createInvitation,
  invitationById,
  invitationBySecret,
  invitationsOf,
  revokeInvitation,
  useInvitation,
  type Invitation,
  type NewInvitation,
} from './repositories/invitations.ts'
export {
  addParticipant,
  changeRole,
  chooseIdentity,
  confirmCapacity,
  correctCapacity,
  countParticipants,
  endParticipant,
  firstParticipants,
  listParticipants,
  noteDisclosure,
  participantById,
  participantOf,
  showOwnName,
  speakersOf,
  suspendParticipant,
  takePlace,
  vouchForCapacity,
  writtenForIn,
  type NewParticipant,
  type Participant,
  type ParticipantWithEmail,
} from './repositories/participants.ts'
export {
  ensurePersonForEmail,
  findPersonByAuthUser,
  findPersonByEmail,
  personById,
  setPersonLanguage,
  setPersonName,
  type Person,
} from './repositories/people.ts'
export { forgetExpiredRuns } from './repositories/deleted-runs.ts'
export { forgetRestorePoints, restorePointById, restorePointsOf } from './repositories/restore-points.ts'
export { hasArrived, hasLeft, lastVisitOf, type LastVisit } from './repositories/visits.ts'
export { wordChangesSince, type WordChangeInSection } from './repositories/word-changes.ts'
export { installationId } from './repositories/installation.ts'
export { createSetupLink, isSetupLinkOpen, useSetupLink } from './repositories/setup-links.ts'
export { changeSection, sectionsOf, type NewSection, type Section } from './repositories/sections.ts'
export { listExamples, listStudiesOf, type StudySummary } from './repositories/study-list.ts'
export {
  allStudyIds,
  archiveStudy,
  createStudy,
  markExample,
  renameStudy,
  restoreStudy,
  setContact,
  studyById,
  trashStudy,
  type NewStudy,
  type Study,
} from './repositories/studies.ts'
export { studyForPerson, type StudyAndPlace } from './repositories/study-for-person.ts'
export { putRecord, recordsOf, type StudyRecord } from './repositories/study-records.ts'
export { voicesOf } from './repositories/voices.ts'
export type { EventActor, EventData, MailState, MailTo } from './schema/work.ts'
export type { SectorKnownBy } from './schema/study.ts'
