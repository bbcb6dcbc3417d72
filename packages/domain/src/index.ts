export type { OrganisationId, ParticipantId, PartnershipId, PersonId, SectionKey, StudyId, VoiceId } from './ids.ts'
export { isLanguage, languages, type Language, type LocalizedText } from './language.ts'
export { isSector, sectorLetter, sectors, type Sector } from './sector.ts'
export { isSubtype, isSubtypeOf, sectorOfSubtype, type SectorSubtype } from './subtype.ts'
export { sectorDescription, sectorLabel, subtypeLabel, subtypesOf, type SubtypeChoice } from './sector-labels.ts'
export { attributionModes, countsAsVoice, type AttributionMode } from './attribution-mode.ts'
export { isRole, roles, type PartnershipRole, type Role } from './role.ts'
export { studyStatuses, type StudyStatus } from './study-status.ts'
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
export { identityModes, publicLabel, showsOrganisation, type IdentityChoice, type IdentityMode, type PublicLabel } from './identity.ts'
export { consentScopes, consentStatuses, isConsentStatus, isPublishable, mayPublishConsent } from './consent.ts'
export type { ConsentScope, ConsentStatus, ConsentTerms } from './consent.ts'
export { cleanName, cleanReach, cleanTitle, maxNameLength, maxTitleLength } from './clean-text.ts'
export type { CleanName, CleanTextProblem, CleanTitle } from './clean-text.ts'
export { cleanMailDomain, mailDomainsOf, type MailDomain, type MailDomainProblem } from './mail-domain.ts'
