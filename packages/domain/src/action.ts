import type { ParticipantId, PartnershipId, PersonId, SectionKey, StudyId } from './ids.ts'
import type { PartnershipRole, Role } from './role.ts'
import type { Sector } from './sector.ts'
import type { AskedAuthor } from './suggestions.ts'
import type { ThreadAudience } from './threads.ts'
import type { UseChoice } from './use-choice.ts'

/** What can be asked of the installation as a whole. */
export const installationActions = ['study.create', 'study.list', 'outbox.read'] as const
export type InstallationAction = (typeof installationActions)[number]

/** What can be asked of a partnership: which organisations take part in it, and what it is called. */
export const partnershipActions = ['partnership.read', 'partnership.rename', 'organisation.change'] as const
export type PartnershipAction = (typeof partnershipActions)[number]

/** What can be asked of one study, or of something in it. */
export const studyActions = [
  'study.read',
  'study.present',
  'study.export',
  'study.write',
  'study.rename',
  'study.trash',
  'study.restore',
  'study.archive',
  'study.duplicate',
  'study.settings',
  'about.change',
  'section.status',
  'section.settle',
  'study.leave',
  'people.read',
  'people.add',
  'people.change',
  'people.remove',
  'invitation.read',
  'invitation.change',
  'access.decide',
  'contributor.add',
  'capacity.confirm',
  'capacity.vouch',
  'identity.choose',
  'audit.read',
  'thread.read',
  'thread.write',
  'thread.own',
  'thread.take-back',
  'said.read',
  'words.choose',
  'thread.answer',
  'thread.resolve',
  'thread.moderate',
  'thread.put-in',
  'suggestion.make',
  'suggestion.decide',
  'suggestion.settle',
  'suggestion.withdraw',
  'words.protection',
  'voice.speak',
  'voice.scribe',
] as const
export type StudyAction = (typeof studyActions)[number]

export const actions = [...installationActions, ...partnershipActions, ...studyActions] as const
export type Action = InstallationAction | PartnershipAction | StudyAction

/** Who asks. `participant` is the person's place in the study that is asked about, or null when they have none. */
export type Actor =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'person'
      readonly person: PersonId
      /** Looks after the installation. It opens no study: rights in a study come from taking part in it. */
      readonly installationSteward: boolean
      /** Came by a link and has no account: known by a cookie and a personal link alone. */
      readonly guest: boolean
      /** Their place in the partnership that is asked about: they look after it, or take part in a study of it. Left out, they have none. */
      readonly partnership?: null | { readonly id: PartnershipId; readonly role: PartnershipRole }
      readonly participant: null | {
        readonly id: ParticipantId
        /** The places they had in it as a guest before they signed in: the words of these are theirs too. Left out, none. */
        readonly guestPlaces?: readonly ParticipantId[]
        readonly study: StudyId
        readonly role: Role
        readonly sector: Sector | null
        readonly sectorConfirmed: boolean
        readonly ended: boolean
        /** A steward has taken their rights away for a while. */
        readonly suspended: boolean
      }
    }

export type InstallationSubject = {
  readonly kind: 'installation'
  /** True when only this machine can reach the installation. Mails hold sign-in codes, so the outbox is open only then. */
  readonly loopback?: boolean
}

export interface PartnershipSubject {
  readonly kind: 'partnership'
  readonly id: PartnershipId
}

/** Archived: finished, to be read and not to be changed. Trashed: out of sight, until it is restored or its time is over. */
export type StudyState = 'live' | 'archived' | 'trashed'

/** Known about every part of a study; a part without them is taken for one of a live study that is no example. */
interface InStudy {
  readonly study: StudyId
  readonly state?: StudyState
  readonly example?: boolean
}

export type StudySubject =
  | {
      readonly kind: 'study'
      readonly id: StudyId
      readonly partnership: PartnershipId
      readonly state: StudyState
      readonly example: boolean
      /** A copy of the example that one person tries things out in. Left out, it is none. */
      readonly practice?: boolean
      /** Whether contributors write in at least one section of it. Left out, they write in none. */
      readonly openToContributors?: boolean
    }
  | (InStudy & {
      readonly kind: 'section'
      readonly key: SectionKey
      readonly editing: 'open' | 'suggest' | 'lead-only'
      /** The sector that leads the section; it alone writes in a `lead-only` one. */
      readonly lead?: Sector | 'any'
      /** Whether contributors write here too, as far as `editing` lets them. Left out, they don't. */
      readonly openToContributors?: boolean
    })
  | (InStudy & {
      readonly kind: 'thread'
      /** `those-concerned`: it is between two, whom the one who asks has found out about. */
      readonly audience: ThreadAudience | 'those-concerned'
      /** Whose words are asked about: who began it, or who wrote one message of it. Left out, nobody's. */
      readonly by?: ParticipantId
      /** Who writes down what `by` says. */
      readonly scribes?: readonly ParticipantId[]
      /** Whether a steward has opened the study for comments. Left out, nobody has. */
      readonly commentsOpen?: boolean
      readonly hidden?: boolean
      /** What may be done with the words of `by`. Left out, they stay with those who write. */
      readonly use?: UseChoice
    })
  | (InStudy & {
      readonly kind: 'suggestion'
      /** Who made it, and in which sector they spoke then. */
      readonly by: ParticipantId
      readonly sector: Sector | null
      /** Whose protected words it changes; empty where the role alone decides. */
      readonly authors: readonly AskedAuthor[]
      /** The community's words of the section are opened to other sectors. */
      readonly opened: boolean
      /** The community leads the section, or whoever asks sees to it. */
      readonly led: boolean
      /** Whether whoever asks may write in the section. */
      readonly writable: boolean
      /** Nobody has answered for 14 days. */
      readonly waited: boolean
    })
  | (InStudy & { readonly kind: 'voice'; readonly by: ParticipantId; readonly scribes: readonly ParticipantId[] })

export type Subject = InstallationSubject | PartnershipSubject | StudySubject
export type SubjectOf<A extends Action> = A extends InstallationAction
  ? InstallationSubject
  : A extends PartnershipAction
    ? PartnershipSubject
    : StudySubject

/** Why not. Stable codes; the text is the message `refusal.<reason>`. */
export const refusalReasons = [
  'signed-out',
  'not-a-participant',
  'ended',
  'suspended',
  'account-needed',
  'role-too-low',
  'capacity-not-confirmed',
  'read-only-example',
  'practice',
  'trashed',
  'archived',
  'not-your-voice',
  'section-closed',
  'comments-closed',
  'thread-hidden',
  'not-your-words',
  'only-for-organisers',
  'use-not-given',
  'own-suggestion',
  'not-yours-to-decide',
  'not-steward',
  'only-on-this-machine',
  'not-in-partnership',
  'not-partnership-steward',
] as const
export type RefusalReason = (typeof refusalReasons)[number]

export type Decision = { readonly allowed: true } | { readonly allowed: false; readonly reason: RefusalReason }
