import { identityModes } from '@samskriv/domain'
import { z } from 'zod'

import {
  AccessRequestView,
  AccessState,
  AddContributor,
  AddOrganisation,
  AddPerson,
  AuditEntry,
  ChangeInvitation,
  ChangeOrganisation,
  ChangePerson,
  ChangeSection,
  ChooseIdentity,
  ConfirmCapacity,
  DecideAccess,
  DuplicateStudy,
  InvitationView,
  MakeInvitation,
  Me,
  MoveCode,
  OrganisationView,
  PartnershipView,
  PasskeyView,
  PersonAdded,
  PersonalLink,
  PersonInStudy,
  RenamePartnership,
  SessionView,
  StudyContact,
  UpdateMe,
  VouchForCapacity,
} from './http-people.ts'
import { count, email, id, isoTime, language, role, sector, subtype } from './http-parts.ts'
import { ActivityView } from './http-activity.ts'
import { ConfirmWords, SpeakerView, SpeakerWishes, ToldWords } from './http-scribing.ts'
import { ChangePreferences, defaultPreferences, Preferences, readPreferences } from './http-preferences.ts'
import { ExportState, ExportStates } from './http-exports.ts'
import { PictureAdded, pictureLimits } from './http-pictures.ts'
import { RestorePointItem, RestorePointView, RestoreSection, SectionRestored } from './http-restore-points.ts'
import { SayAbout, SofteningView } from './http-softenings.ts'
import { AddSection, SectionAdded, SectionHold, SectionStateView, SetSectionState } from './http-sections.ts'
import { SyncOpened, SyncTaken } from './http-sync.ts'
import { BalanceView, SectionVoices, StudyVoices } from './http-voices.ts'

export { readBackMethods, type ReadBackMethod } from './http-scribing.ts'
export {
  AccessRequestView,
  AccessState,
  AddContributor,
  AddOrganisation,
  AddPerson,
  AddSection,
  ActivityView,
  AuditEntry,
  BalanceView,
  ChangeInvitation,
  ChangeOrganisation,
  ChangePerson,
  ChangePreferences,
  ChangeSection,
  ChooseIdentity,
  ConfirmCapacity,
  ConfirmWords,
  DecideAccess,
  defaultPreferences,
  DuplicateStudy,
  ExportState,
  ExportStates,
  InvitationView,
  MakeInvitation,
  Me,
  MoveCode,
  OrganisationView,
  PartnershipView,
  PasskeyView,
  PersonAdded,
  PersonalLink,
  PersonInStudy,
  PictureAdded,
  pictureLimits,
  Preferences,
  readPreferences,
  RenamePartnership,
  RestorePointItem,
  RestorePointView,
  RestoreSection,
  SectionRestored,
  SayAbout,
  SectionAdded,
  SectionHold,
  SectionStateView,
  SectionVoices,
  SessionView,
  SetSectionState,
  SofteningView,
  SpeakerView,
  SpeakerWishes,
  SyncOpened,
  SyncTaken,
  ToldWords,
  StudyContact,
  StudyVoices,
  UpdateMe,
  VouchForCapacity,
}

/** Twice the 200 code points that a title may have, because a code point is up to two UTF-16 units. */
const title = z.string().max(400)
const localized = z.object({ en: z.string(), nb: z.string(), sv: z.string() })

export const StudyListItem = z.object({
  id,
  title: z.string(),
  place: z.string(),
  language,
  templateId: id,
  status: z.string(),
  /** Installed with the product: readable by every signed-in person, writable by nobody. */
  example: z.boolean(),
  /** Null for an example that the reader takes no part in. */
  role: role.nullable(),
  archived: z.boolean(),
  /** In the bin: until when it can be brought back; null when it is not there. */
  restorableUntil: isoTime.nullable(),
  updatedAt: isoTime,
  /** `settled`: sections that people have said are done, or not for them. */
  progress: z.object({ settled: count, sectionsWithWords: count, sections: count, words: count }),
})
export type StudyListItem = z.infer<typeof StudyListItem>

/** My case studies and the examples that fit what was asked, a page at a time, newest change first. */
export const StudySearch = z.object({
  /** On all pages, with the examples. */
  found: count,
  /** From 1. */
  page: count,
  pages: count,
  studies: z.array(StudyListItem),
  /** On the first page. */
  examples: z.array(StudyListItem),
  /** Those I have case studies of. */
  partnerships: z.array(z.object({ id, name: z.string() })),
})
export type StudySearch = z.infer<typeof StudySearch>

export const CreateStudy = z.strictObject({ title, place: title, language, templateId: id })
export type CreateStudy = z.infer<typeof CreateStudy>

/** The copy of the example that one practises in; null when one has none. */
export const PracticeView = z.object({ study: id.nullable() })
export type PracticeView = z.infer<typeof PracticeView>

export const StudyCreated = z.object({ id })
export type StudyCreated = z.infer<typeof StudyCreated>

export const RenameStudy = z.strictObject({ title: title.optional(), place: title.optional(), language: language.optional() })
export type RenameStudy = z.infer<typeof RenameStudy>

export const TemplateSectionView = z.object({
  id,
  order: count,
  role: z.string(),
  required: z.boolean(),
  lead: z.enum(['community', 'third', 'public', 'any']),
  voice: z.object({
    level: z.enum(['none', 'review', 'contribute', 'lead']),
    minCommunityShare: count,
    minCommunityContributors: count,
    minQuotes: count,
    enforcement: z.enum(['advice', 'signoff']),
  }),
  wordGuide: z.object({ min: count, max: count }),
  evidenceKinds: z.array(z.string()),
  structuredBlocks: z.array(z.string()),
  title: localized,
  questions: z.array(z.object({ id, text: localized })),
  help: localized,
  communityPrompt: localized,
})
export type TemplateSectionView = z.infer<typeof TemplateSectionView>

/** A template in all languages, so that changing the language of the interface fetches nothing. */
export const TemplateView = z.object({
  id,
  version: count,
  originLanguage: language,
  originCountry: z.string(),
  name: localized,
  description: localized,
  basedOn: z.object({ title: z.string(), organisation: z.string(), relationship: z.string() }),
  criteria: z.array(z.object({ id, required: z.boolean(), sections: z.array(id), text: localized })),
  sections: z.array(TemplateSectionView),
})
export type TemplateView = z.infer<typeof TemplateView>

export const StudyView = z.object({
  id,
  title: z.string(),
  place: z.string(),
  language,
  status: z.string(),
  example: z.boolean(),
  /** A copy of the example that the reader practises in. */
  practice: z.boolean(),
  epoch: count,
  documentSchemaVersion: count,
  template: TemplateView,
  sections: z.array(
    z.object({
      key: id,
      editing: z.enum(['open', 'suggest', 'lead-only']),
      /** Whether contributors write here too, and not only editors. */
      openToContributors: z.boolean(),
      /** Whether other sectors only suggest to change the community's words here. */
      wordsProtected: z.boolean(),
      /** Whether whoever asks may write here now. */
      canWrite: z.boolean(),
      /** Whether they may say how far it has come. */
      canSetStatus: z.boolean(),
      /** Null while nobody edits it alone. */
      held: SectionHold.nullable(),
      state: SectionStateView,
      /** Added by the stewards of this study, and not of its template. */
      own: z.boolean(),
      words: count,
    }),
  ),
  archived: z.boolean(),
  /** Whom people of the study can turn to, and how. */
  contact: z.object({ name: z.string(), reach: z.string() }).nullable(),
  /** Whether a steward has opened it for comments. */
  commentsOpen: z.boolean(),
  me: z
    .object({
      participantId: id,
      role,
      sector: sector.nullable(),
      subtype: subtype.nullable(),
      sectorConfirmed: z.boolean(),
      /** Until when a slip about the sector can be put right, for words already written too; null when it can't. */
      sectorCorrectableUntil: isoTime.nullable(),
      /** In at least one section. */
      canWrite: z.boolean(),
      /** Begin threads and reply. */
      canComment: z.boolean(),
      /** Suggest to change the text. */
      canSuggest: z.boolean(),
      /** Open the community's words of a section to other sectors, and protect them again. */
      canOpenWords: z.boolean(),
      /** Say what is told about the study. */
      canDescribe: z.boolean(),
      /** Say of a section that nothing is left to do in it, who sees to it and until when. */
      canSettle: z.boolean(),
      /** How they are shown, and by which label; null is by their own name. */
      identity: z.object({ mode: z.enum(identityModes), label: z.string().nullable() }),
      /** The one they are of, whatever others see of it. */
      organisation: z.object({ id, name: z.string() }).nullable(),
      /** The one that their own address points to, while they have not said who they are here as; by which domain. Only they decide. */
      proposedOrganisation: z.object({ id, name: z.string(), sector, subtype: subtype.nullable(), domain: z.string() }).nullable(),
      /** Which text about who can read what they write they have been shown. */
      disclosureVersion: count.nullable(),
    })
    .nullable(),
  participantCount: count,
  /** The first fifty of those who take part; everybody is at `/people`. */
  participants: z.array(PersonInStudy),
})
export type StudyView = z.infer<typeof StudyView>

export const SignInRequest = z.strictObject({ email, next: z.string().max(2_000).optional() })
export type SignInRequest = z.infer<typeof SignInRequest>

export const SignInVerify = z.strictObject({ email, code: z.string().regex(/^\d{6}$/), next: z.string().max(2_000).optional() })
export type SignInVerify = z.infer<typeof SignInVerify>

/** Every error answer, as `application/problem+json` (RFC 9457). Programs and translations read `code`. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), code: z.string() })).optional(),
})
export type Problem = z.infer<typeof Problem>

/** Every body by name, for OpenAPI and for the schema-hash test. */
export const httpSchemas = {
  Me,
  UpdateMe,
  Preferences,
  ChangePreferences,
  PracticeView,
  SessionView,
  PasskeyView,
  StudyListItem,
  StudySearch,
  CreateStudy,
  StudyCreated,
  RenameStudy,
  DuplicateStudy,
  TemplateView,
  PersonInStudy,
  StudyView,
  ChangeSection,
  SectionStateView,
  SetSectionState,
  AddSection,
  SectionAdded,
  AddPerson,
  PersonAdded,
  ChangePerson,
  ConfirmCapacity,
  VouchForCapacity,
  ChooseIdentity,
  AddContributor,
  StudyContact,
  InvitationView,
  MakeInvitation,
  ChangeInvitation,
  AccessRequestView,
  AccessState,
  DecideAccess,
  PersonalLink,
  MoveCode,
  AuditEntry,
  ActivityView,
  BalanceView,
  ExportState,
  ExportStates,
  PictureAdded,
  RestorePointItem,
  RestorePointView,
  RestoreSection,
  SectionRestored,
  SofteningView,
  SayAbout,
  SpeakerView,
  SpeakerWishes,
  ToldWords,
  ConfirmWords,
  SectionVoices,
  StudyVoices,
  PartnershipView,
  OrganisationView,
  RenamePartnership,
  AddOrganisation,
  ChangeOrganisation,
  SignInRequest,
  SignInVerify,
  SyncOpened,
  SyncTaken,
  Problem,
} as const
