export type { OrganisationId, ParticipantId, PartnershipId, PersonId, SectionKey, StudyId, VoiceId } from './ids.ts'
export { isLanguage, languages, type Language, type LocalizedText } from './language.ts'
export { isSector, sectorLetter, sectors, type Sector } from './sector.ts'
export { isSubtype, isSubtypeOf, sectorOfSubtype, type SectorSubtype } from './subtype.ts'
export { sectorDescription, sectorLabel, subtypeLabel, subtypesOf, type SubtypeChoice } from './sector-labels.ts'
export { attributionModes, countsAsVoice, type AttributionMode } from './attribution-mode.ts'
export { isRole, roles, type PartnershipRole, type Role } from './role.ts'
export { studyStatuses, type StudyStatus } from './study-status.ts'
export { isSettled, sectionStatuses, settledStatuses, type SectionStatus } from './section-status.ts'
export { searchText } from './search-text.ts'
export { aboutParts, type AboutPart } from './about-part.ts'
export { actions, refusalReasons } from './action.ts'
export type {
  Action,
  Actor,
  Decision,
  InstallationSubject,
  PartnershipAction,
  PartnershipSubject,
  RefusalReason,
  StudyAction,
  StudyState,
  StudySubject,
  Subject,
  SubjectOf,
} from './action.ts'
export { roleTable, type RoleAnswer } from './role-table.ts'
export {
  invitationLifetimeDays,
  invitationReminderDays,
  invitationState,
  isLinkRole,
  linkRoles,
  type InvitationState,
  type InvitationTerms,
  type LinkRole,
} from './invitation.ts'
export { may } from './may.ts'
export { isOwnPlace, ownPlaces, type Place } from './own-places.ts'
export {
  identityModes,
  publicLabel,
  showsGroupSize,
  showsOrganisation,
  type IdentityChoice,
  type IdentityMode,
  type PublicLabel,
} from './identity.ts'
export { consentScopes, consentStatuses, isConsentStatus, isPublishable, mayPublishConsent } from './consent.ts'
export type { ConsentScope, ConsentStatus, ConsentTerms } from './consent.ts'
export {
  answerDays,
  asksForAnswer,
  commentStatuses,
  isOwed,
  isWaiting,
  longestExtensionDays,
  needsDate,
  needsReason,
  responseOutcomes,
  startOfDay,
  statusAfter,
  threadAudiences,
  threadKinds,
  type AnswerStep,
  type CommentStatus,
  type ResponseOutcome,
  type ThreadAudience,
  type ThreadKind,
} from './threads.ts'
export { attentionModes, noticeKinds, unaskedAttention, type AttentionMode, type NoticeKind } from './notices.ts'
export { isWiderUse, mayLeaveGroup, unaskedUse, wordUses, type UseChoice } from './use-choice.ts'
export {
  commentChoices,
  exportDocuments,
  exportFormats,
  exportKinds,
  isCommentChoice,
  isExportDocument,
  isExportFormat,
  type CommentChoice,
  type ExportDocument,
  type ExportFormat,
  type ExportKind,
} from './export-format.ts'
export { cleanName, cleanReach, cleanTitle, cleanWords, longestMessage, maxNameLength, maxTitleLength } from './clean-text.ts'
export { endsOfQuote, longestQuote, quoteOf, splitsPair } from './quoted-words.ts'
export type { CleanName, CleanTextProblem, CleanTitle, CleanWords } from './clean-text.ts'
export {
  agreesFor,
  hasWaitedLongEnough,
  isCommunityVoice,
  isOfCommunity,
  isProtectedFrom,
  needsReasonToDecline,
  needsReasonToSuggest,
  splitsSentence,
  suggestionKinds,
  suggestionStatuses,
  suggestionWaitDays,
  type ChangingHand,
  type SuggestionKind,
  type SuggestionStatus,
} from './suggestions.ts'
export { isOnlySpelling } from './only-spelling.ts'
export { cleanMailDomain, mailDomainsOf, type MailDomain, type MailDomainProblem } from './mail-domain.ts'
