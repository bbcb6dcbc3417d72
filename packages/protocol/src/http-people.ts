import { identityModes, linkRoles, sectors } from '@samskriv/domain'
import { z } from 'zod'

import { count, email, id, isoTime, language, role, sector, subtype } from './http-parts.ts'
import { Preferences } from './http-preferences.ts'

const name = z.string().max(160)
/** Of an organisation: twice the 200 code points it may have. */
const longName = z.string().max(400)
/** Whose sector is the one that is said with it; null for another one, or none. Left out, what was said before stays where it still fits. */
const chosenOrganisation = id.nullable().optional()
/** Said through an open link, through a personal invitation, by whoever started the study, vouched for by a steward, or read from a file. */
const sectorKnownBy = z.enum(['open-link', 'invitation', 'self', 'steward', 'import'])

export const Me = z.object({
  person: z.object({
    id,
    name: z.string(),
    /** Empty for a guest, who has none. */
    email: z.string(),
    language,
    /** Came by a link and has no account. */
    guest: z.boolean(),
  }),
  installationSteward: z.boolean(),
  preferences: Preferences,
})
export type Me = z.infer<typeof Me>

export const UpdateMe = z.strictObject({ language: language.optional(), name: name.optional() })
export type UpdateMe = z.infer<typeof UpdateMe>

export const SessionView = z.object({ id, current: z.boolean(), startedAt: isoTime, lastUsedAt: isoTime, expiresAt: isoTime })
export type SessionView = z.infer<typeof SessionView>

export const PasskeyView = z.object({ id, name: z.string(), addedAt: isoTime })
export type PasskeyView = z.infer<typeof PasskeyView>

export const PersonInStudy = z.object({
  participantId: id,
  /** As they chose to be shown. */
  name: z.string(),
  role,
  sector: sector.nullable(),
  subtype: subtype.nullable(),
  sectorConfirmed: z.boolean(),
  sectorKnownBy: sectorKnownBy.nullable(),
  /** The name of theirs; for all but stewards null, too, of whoever is not shown by a name of their own. */
  organisation: z.string().nullable(),
  /** Waiting: added, and has not yet said here who they are; says nothing about whether there is an account. */
  state: z.enum(['waiting', 'joined', 'suspended']),
  /** Came by a link and has no account. */
  guest: z.boolean(),
  /** Has no device: others write down what they say. */
  managed: z.boolean(),
  /** Of a group. */
  groupSize: count.nullable(),
  /** Only in answers to stewards, and only of an account. */
  email: z.string().optional(),
  /** What their account is called, when they are shown by another label; only in answers to stewards. */
  accountName: z.string().optional(),
})
export type PersonInStudy = z.infer<typeof PersonInStudy>

/** By e-mail, or by name alone: then the answer holds a personal link to pass on. */
export const AddPerson = z.strictObject({
  email: email.optional(),
  name: name.optional(),
  role,
  sector: sector.optional(),
  subtype: subtype.optional(),
})
export type AddPerson = z.infer<typeof AddPerson>

export const PersonAdded = PersonInStudy.extend({
  /** To be passed on; null for whoever gets a mail. */
  link: z.string().nullable(),
})
export type PersonAdded = z.infer<typeof PersonAdded>

export const ChangePerson = z.strictObject({ role: role.optional(), suspended: z.boolean().optional() })
export type ChangePerson = z.infer<typeof ChangePerson>

/** Who writes in a section. */
export const ChangeSection = z.strictObject({ openToContributors: z.boolean() })
export type ChangeSection = z.infer<typeof ChangeSection>

/** "I am here as …". `unsure` is an answer, and is counted apart. */
export const ConfirmCapacity = z.strictObject({
  sector: z.enum([...sectors, 'unsure']),
  subtype: subtype.nullable(),
  organisation: chosenOrganisation,
  /** Which text about who can read what they write they were shown. */
  disclosureVersion: count.optional(),
})
export type ConfirmCapacity = z.infer<typeof ConfirmCapacity>

/** A steward's word for somebody's sector and organisation. When it is not what they said, they must have agreed. */
export const VouchForCapacity = z.strictObject({ sector, subtype, organisation: chosenOrganisation, agreed: z.boolean() })
export type VouchForCapacity = z.infer<typeof VouchForCapacity>

/** An organisation as everybody in the partnership sees it who says which one they are of; for stewards of the partnership with the rest. */
export const OrganisationView = z.object({
  id,
  name: z.string(),
  sector,
  subtype: subtype.nullable(),
  /** Only for stewards of the partnership: whoever has an address there is asked whether they are of it. */
  domains: z.array(z.string()).optional(),
  /** Only for stewards of the partnership: how many have said so, in all its studies. */
  people: count.optional(),
})
export type OrganisationView = z.infer<typeof OrganisationView>

export const PartnershipView = z.object({
  id,
  name: z.string(),
  /** Whether the reader looks after it. */
  steward: z.boolean(),
  organisations: z.array(OrganisationView),
})
export type PartnershipView = z.infer<typeof PartnershipView>

export const RenamePartnership = z.strictObject({ name })
export type RenamePartnership = z.infer<typeof RenamePartnership>

const domains = z.array(z.string().max(320)).max(20)

export const AddOrganisation = z.strictObject({ name: longName, sector, subtype: subtype.nullable(), domains })
export type AddOrganisation = z.infer<typeof AddOrganisation>

/** What is left out stays. A sector comes with its subtype. */
export const ChangeOrganisation = z.strictObject({
  name: longName.optional(),
  sector: sector.optional(),
  subtype: subtype.nullable().optional(),
  domains: domains.optional(),
})
export type ChangeOrganisation = z.infer<typeof ChangeOrganisation>

export const ChooseIdentity = z.strictObject({ mode: z.enum(identityModes), label: name.optional() })
export type ChooseIdentity = z.infer<typeof ChooseIdentity>

/** Somebody without a device, or a group that speaks as one. */
export const AddContributor = z.strictObject({
  /** Made by the sender when words may name them before there is a network: said again it is the same contributor. */
  participantId: z.uuid().optional(),
  name,
  sector,
  subtype,
  groupSize: z.int().min(2).max(100_000).optional(),
  process: z.string().max(1_000).optional(),
})
export type AddContributor = z.infer<typeof AddContributor>

export const StudyContact = z.strictObject({
  name,
  /** A telephone number, an address, a place and its hours. */ reach: z.string().max(400),
})
export type StudyContact = z.infer<typeof StudyContact>

export const InvitationView = z.object({
  id,
  kind: z.enum(['open', 'personal']),
  /** Whose place it leads to. */
  participantId: id.nullable(),
  role,
  sector: sector.nullable(),
  subtype: subtype.nullable(),
  uses: count,
  maxUses: count.nullable(),
  state: z.enum(['open', 'revoked', 'expired', 'used']),
  createdAt: isoTime,
  expiresAt: isoTime,
  /** Null when it lets nobody in any more. */
  link: z.string().nullable(),
  /** To be typed from the printed sheet. */
  shortCode: z.string().nullable(),
})
export type InvitationView = z.infer<typeof InvitationView>

export const MakeInvitation = z.strictObject({
  role: z.enum(linkRoles),
  sector: sector.optional(),
  subtype: subtype.optional(),
  /** Left out: as many as come. */
  maxUses: z.int().min(1).max(10_000).optional(),
})
export type MakeInvitation = z.infer<typeof MakeInvitation>

export const ChangeInvitation = z.strictObject({ role: z.enum(linkRoles) })
export type ChangeInvitation = z.infer<typeof ChangeInvitation>

export const AccessRequestView = z.object({ id, name: z.string(), email: z.string().nullable(), at: isoTime })
export type AccessRequestView = z.infer<typeof AccessRequestView>

export const DecideAccess = z.strictObject({ approve: z.boolean(), role: role.optional() })
export type DecideAccess = z.infer<typeof DecideAccess>

/** Whether one may ask to be let in, has asked, or was answered. The same for a study that does not exist. */
export const AccessState = z.object({ state: z.enum(['none', 'waiting', 'declined']) })
export type AccessState = z.infer<typeof AccessState>

export const PersonalLink = z.object({ link: z.string() })
export type PersonalLink = z.infer<typeof PersonalLink>

export const MoveCode = z.object({ code: z.string(), expiresAt: isoTime })
export type MoveCode = z.infer<typeof MoveCode>

export const DuplicateStudy = z.strictObject({ title: z.string().max(400), withText: z.boolean().optional() })
export type DuplicateStudy = z.infer<typeof DuplicateStudy>

export const AuditEntry = z.object({
  seq: count,
  at: isoTime,
  /** As they are shown in the study; null for the server itself. */
  actor: z.string().nullable(),
  kind: z.string(),
  /** Whom or what it was done to, as a name where there is one. */
  subject: z.string(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})
export type AuditEntry = z.infer<typeof AuditEntry>
