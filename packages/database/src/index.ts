export { backupTo, type BackupReport } from './backup.ts'
export { openDatabase, openReadOnly, type Database, type ReadOnlyDatabase } from './data-directory.ts'
export type { KnownKeys, PublicKey, Sign } from './signing-keys.ts'
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
export { chooseSuggestionUse, chooseUse, suggestionUses, useChoicesIn, useOf, type NewUseChoice } from './repositories/use-choices.ts'
export { copyAuthor } from './repositories/copied-authors.ts'
export {
  addFile,
  copyFileRow,
  fileOf,
  filesOf,
  noteUnusedFiles,
  removeFiles,
  storedBytesOf,
  type NewFile,
  type StoredFile,
} from './repositories/files.ts'
export { flush } from './flush.ts'
export { exportFilesIn, type ExportFiles, type ExportPart } from './export-files.ts'
export type { ExportOptions } from './schema/exports.ts'
export {
  addExport,
  endKeptExports,
  exportOf,
  exportOfBytes,
  exportOfContent,
  isShownOtherwiseSince,
  wasGivenOut,
  keptExportIds,
  keptExportsOf,
  type Exported,
  type ExportedFile,
} from './repositories/exports.ts'
export { newParticipantId } from './new-id.ts'
export {
  addImport,
  addImportedSource,
  endImport,
  importById,
  importsOf,
  type Imported,
  type ImportedSource,
} from './repositories/imports.ts'
export { studyFilesIn, type FileSize, type Incoming, type StudyFiles } from './study-files.ts'
export type { FileType } from './schema/files.ts'
export { markPractice, practiceOf } from './repositories/practice.ts'
export { markBegun, markWhole, studiesBegunUntil } from './repositories/begun-studies.ts'
export { forgetStudy, studiesTrashedUntil } from './repositories/forget-study.ts'
export { claimJob, enqueue, failJob, finishJob, type Job } from './repositories/jobs.ts'
export {
  claimMail,
  dropWaitingMail,
  forgetSentMail,
  mailFailed,
  mailHandedOver,
  mailSent,
  mailUnknown,
  releaseMail,
  queueMail,
  recentMail,
  type Mail,
} from './repositories/outbox.ts'
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
  personalLinkOf,
  endPersonalLinks,
  forgetGuests,
  forgetMoveCodes,
  guestsBefore,
  personByLink,
  presentPlace,
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
  keepKnownAs,
  correctCapacity,
  countParticipants,
  endParticipant,
  firstParticipants,
  listParticipants,
  noteDisclosure,
  participantById,
  participantsIn,
  participantOf,
  speakersOf,
  stewardsOf,
  suspendParticipant,
  vouchForCapacity,
  writtenForIn,
  type NewParticipant,
  type Participant,
  type ParticipantWithEmail,
} from './repositories/participants.ts'
export { showOwnName, takePlace } from './repositories/kept-places.ts'
export {
  ensurePersonForEmail,
  findPersonByAuthUser,
  findPersonByEmail,
  personById,
  setPersonLanguage,
  setPersonName,
  setPersonPreferences,
  type Person,
} from './repositories/people.ts'
export { eraseWords, unfinishedErasures, type ErasedWords, type TakenOut } from './repositories/erased-words.ts'
export { forgetExpiredRuns } from './repositories/deleted-runs.ts'
export { forgetRestorePoints, restorePointById, restorePointsOf } from './repositories/restore-points.ts'
export {
  addSoftening,
  forgetSofteningsBefore,
  repliesIn,
  sayAbout,
  setSofteningState,
  softeningById,
  softeningsOf,
  type Softening,
  type SofteningReply,
} from './repositories/softenings.ts'
export {
  anchoredThreads,
  anchorWords,
  beginThread,
  changeThread,
  chooseMessageUse,
  chooseThreadUse,
  countThreads,
  forgetSentForms,
  noteSent,
  overdueThreads,
  questionsOf,
  sentBefore,
  threadById,
  threadsOf,
  messageUses,
  threadUses,
  type AnchorWords,
  type NewThread,
  type Thread,
  type ThreadFilter,
  type ThreadPage,
  type ThreadReader,
} from './repositories/threads.ts'
export {
  answerById,
  answersIn,
  answersInEach,
  dropDraft,
  notePromise,
  handPromisesOn,
  openPromisesUntil,
  threadsLeftWith,
  waitingInSection,
  writeAnswer,
  type Answer,
  type NewAnswer,
  type OpenPromise,
} from './repositories/answers.ts'
export {
  addMessage,
  besideMessages,
  editMessage,
  emptyMessages,
  firstMessages,
  messageById,
  messagesInStudy,
  messagesOf,
  repliesToOthers,
  threadsNaming,
  removeTranslation,
  translateMessage,
  type Beside,
  type Message,
  type NewMessage,
} from './repositories/thread-messages.ts'
export {
  addNotice,
  attentionOf,
  attentionOfAll,
  countUnseen,
  forgetNotices,
  markMailed,
  markSeen,
  newsSince,
  noteDigest,
  dropAnsweredNotices,
  isUntold,
  noticesFor,
  pointNotice,
  unseenAsked,
  setAttention,
  unmailedNotices,
  type Attention,
  type NewNotice,
  type Notice,
} from './repositories/notices.ts'
export {
  addressToConfirm,
  confirmMailAddress,
  forgetMailAddress,
  forgetUnconfirmedAddresses,
  keepMailAddress,
  mailAddressOf,
  type MailAddress,
} from './repositories/mail-addresses.ts'
export { withoutQuotesOf } from './repositories/without-quotes.ts'
export { dropReports, eraseReports, reportsOf, reportThread, settleReports, type Report } from './repositories/reports.ts'
export { overdueEverywhere, promisesEverywhereUntil, undecidedEverywhere, type Owed } from './repositories/late.ts'
export { hasArrived, hasLeft, lastVisitOf, type LastVisit } from './repositories/visits.ts'
export { agreementsTo, agreeToSuggestion, takeBackAgreement, type Agreement } from './repositories/agreements.ts'
export {
  addSuggestion,
  askAboutSuggestion,
  changeSuggestion,
  decideSuggestion,
  emptySuggestion,
  explainSuggestion,
  hasSuggested,
  permitSpelling,
  spellingPermits,
  suggestionById,
  countDecided,
  decidedSuggestions,
  suggestionsAbout,
  suggestionsOf,
  type NewSuggestion,
  type Suggestion,
  type SuggestionDecision,
  type SuggestionFilter,
} from './repositories/suggestions.ts'
export type { SuggestedBlock, SuggestionPlace } from './schema/suggestions.ts'
export { wordChangesSince, type WordChangeInSection } from './repositories/word-changes.ts'
export { installationId } from './repositories/installation.ts'
export { createSetupLink, isSetupLinkOpen, useSetupLink } from './repositories/setup-links.ts'
export { aboutVersionsOf, changeAbout, type AboutChange, type AboutVersion } from './repositories/about.ts'
export {
  addOwnSection,
  changeSection,
  markStarted,
  protectWords,
  removeOwnSection,
  titlesOfRemoved,
  sectionsOf,
  setSectionState,
  type NewSection,
  type Section,
  type SectionState,
} from './repositories/sections.ts'
export { listExamples, listStudiesOf, studiesLeftBy, type StudySummary } from './repositories/study-list.ts'
export { partnershipsOf, searchExamples, searchStudiesOf, type StudyFilter } from './repositories/study-search.ts'
export {
  allStudyIds,
  archiveStudy,
  createStudy,
  markExample,
  renameStudy,
  restoreStudy,
  openComments,
  setContact,
  studyById,
  trashStudy,
  type NewStudy,
  type Study,
} from './repositories/studies.ts'
export { studyForPerson, type StudyAndPlace } from './repositories/study-for-person.ts'
export { putRecord, recordsOf, studyWithFileId, type StudyRecord } from './repositories/study-records.ts'
export {
  addPlacement,
  answerUseQuestion,
  askForUse,
  endedPlacementsOf,
  endPlacements,
  endPlacementsOf,
  placedUses,
  placementById,
  placementsFrom,
  placementsOf,
  threadsOfPlacements,
  useQuestionsOf,
  type Placement,
  type UseQuestion,
} from './repositories/placements.ts'
export {
  copiedPlacements,
  copiesWith,
  noLongerOwed,
  oweTakenMeanwhile,
  oweToCopies,
  owedIn,
  studiesInDebt,
  voicesBy,
  voicesPlacedBy,
} from './repositories/copied-words.ts'
export { voicesOf } from './repositories/voices.ts'
export type { EventActor, EventData, MailState, MailTo } from './schema/work.ts'
export type { SectorKnownBy } from './schema/study.ts'
