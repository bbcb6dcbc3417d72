import type { PartnershipAction, RefusalReason, StudyAction } from './action.ts'
import type { PartnershipRole, Role } from './role.ts'

/** `yes`, or the reason a participant with this role is given. `where-open`: in sections that are open to contributors, and nowhere else. */
export type RoleAnswer = 'yes' | 'where-open' | Extract<RefusalReason, 'role-too-low' | 'not-steward'>

const low = 'role-too-low'
const steward = 'not-steward'

/**
 * What each role may do in a live study that is no example. The one place where roles get their meaning:
 * the server asks it, the interface hides buttons by it, and the README prints it.
 */
export const roleTable = {
  'study.read': { reader: 'yes', commenter: 'yes', contributor: 'yes', editor: 'yes', steward: 'yes' },
  'study.present': { reader: 'yes', commenter: 'yes', contributor: 'yes', editor: 'yes', steward: 'yes' },
  'study.export': { reader: 'yes', commenter: 'yes', contributor: 'yes', editor: 'yes', steward: 'yes' },
  'study.write': { reader: low, commenter: low, contributor: 'where-open', editor: 'yes', steward: 'yes' },
  'study.rename': { reader: low, commenter: low, contributor: low, editor: 'yes', steward: 'yes' },
  'study.trash': { reader: steward, commenter: steward, contributor: steward, editor: steward, steward: 'yes' },
  'study.restore': { reader: steward, commenter: steward, contributor: steward, editor: steward, steward: 'yes' },
  'study.archive': { reader: steward, commenter: steward, contributor: steward, editor: steward, steward: 'yes' },
  'study.duplicate': { reader: low, commenter: low, contributor: low, editor: 'yes', steward: 'yes' },
  'study.settings': { reader: steward, commenter: steward, contributor: steward, editor: steward, steward: 'yes' },
  'about.change': { reader: low, commenter: low, contributor: low, editor: 'yes', steward: 'yes' },
  'section.status': { reader: low, commenter: low, contributor: 'where-open', editor: 'yes', steward: 'yes' },
  'section.settle': { reader: low, commenter: low, contributor: low, editor: 'yes', steward: 'yes' },
  'study.leave': { reader: 'yes', commenter: 'yes', contributor: 'yes', editor: 'yes', steward: 'yes' },
  'people.read': { reader: 'yes', commenter: 'yes', contributor: 'yes', editor: 'yes', steward: 'yes' },
  'people.add': { reader: steward, commenter: steward, contributor: steward, editor: steward, steward: 'yes' },
  'people.change': { reader: steward, commenter: steward, contributor: steward, editor: steward, steward: 'yes' },
  'people.remove': { reader: steward, commenter: steward, contributor: steward, editor: steward, steward: 'yes' },
  'invitation.read': { reader: steward, commenter: steward, contributor: steward, editor: steward, steward: 'yes' },
  'invitation.change': { reader: steward, commenter: steward, contributor: steward, editor: steward, steward: 'yes' },
  'access.decide': { reader: steward, commenter: steward, contributor: steward, editor: steward, steward: 'yes' },
  'contributor.add': { reader: low, commenter: low, contributor: low, editor: 'yes', steward: 'yes' },
  'capacity.confirm': { reader: 'yes', commenter: 'yes', contributor: 'yes', editor: 'yes', steward: 'yes' },
  'capacity.vouch': { reader: steward, commenter: steward, contributor: steward, editor: steward, steward: 'yes' },
  'identity.choose': { reader: 'yes', commenter: 'yes', contributor: 'yes', editor: 'yes', steward: 'yes' },
  'audit.read': { reader: steward, commenter: steward, contributor: steward, editor: steward, steward: 'yes' },
  'thread.read': { reader: 'yes', commenter: 'yes', contributor: 'yes', editor: 'yes', steward: 'yes' },
  'thread.write': { reader: low, commenter: 'yes', contributor: 'yes', editor: 'yes', steward: 'yes' },
  'thread.own': { reader: low, commenter: 'yes', contributor: 'yes', editor: 'yes', steward: 'yes' },
  'thread.take-back': { reader: 'yes', commenter: 'yes', contributor: 'yes', editor: 'yes', steward: 'yes' },
  'said.read': { reader: 'yes', commenter: 'yes', contributor: 'yes', editor: 'yes', steward: 'yes' },
  'words.choose': { reader: 'yes', commenter: 'yes', contributor: 'yes', editor: 'yes', steward: 'yes' },
  'thread.answer': { reader: low, commenter: low, contributor: low, editor: 'yes', steward: 'yes' },
  'thread.resolve': { reader: low, commenter: 'yes', contributor: 'yes', editor: 'yes', steward: 'yes' },
  'thread.moderate': { reader: steward, commenter: steward, contributor: steward, editor: steward, steward: 'yes' },
  'thread.put-in': { reader: low, commenter: low, contributor: low, editor: 'yes', steward: 'yes' },
  'suggestion.make': { reader: low, commenter: 'yes', contributor: 'yes', editor: 'yes', steward: 'yes' },
  'suggestion.decide': { reader: low, commenter: 'yes', contributor: 'yes', editor: 'yes', steward: 'yes' },
  'suggestion.settle': { reader: low, commenter: 'yes', contributor: 'yes', editor: 'yes', steward: 'yes' },
  'suggestion.withdraw': { reader: 'yes', commenter: 'yes', contributor: 'yes', editor: 'yes', steward: 'yes' },
  'words.protection': { reader: steward, commenter: steward, contributor: steward, editor: steward, steward: 'yes' },
  'voice.speak': { reader: low, commenter: 'yes', contributor: 'yes', editor: 'yes', steward: 'yes' },
  'voice.scribe': { reader: low, commenter: low, contributor: low, editor: 'yes', steward: 'yes' },
} as const satisfies Record<StudyAction, Record<Role, RoleAnswer>>

/** The same for a partnership. Nobody reads it from outside; who takes part reads it, because they say which organisation they are of. */
export const partnershipTable = {
  'partnership.read': { outsider: 'not-in-partnership', member: 'yes', steward: 'yes' },
  'partnership.rename': { outsider: 'not-in-partnership', member: 'not-partnership-steward', steward: 'yes' },
  'organisation.change': { outsider: 'not-in-partnership', member: 'not-partnership-steward', steward: 'yes' },
} as const satisfies Record<PartnershipAction, Record<PartnershipRole | 'outsider', 'yes' | RefusalReason>>

/** Allowed in an example to everyone who is signed in, and to participants of it; nothing else is, to anybody. */
export const exampleActions: ReadonlySet<StudyAction> = new Set(['study.read', 'study.export', 'people.read', 'thread.read', 'said.read'])

/**
 * What somebody keeps when they have left a study, were removed from it or are suspended: to see what they said themselves, and to take it
 * back. Of what may be done with it they allow less, and not more (`words.choose`).
 */
export const ownWordsActions: ReadonlySet<StudyAction> = new Set(['said.read', 'thread.take-back', 'suggestion.withdraw'])

/** What an archived study still answers to: it is read, taken along, put away, and brought back. */
export const archiveActions: ReadonlySet<StudyAction> = new Set([
  'study.read',
  'study.present',
  'study.export',
  'study.duplicate',
  'study.archive',
  'study.trash',
  'study.leave',
  'people.read',
  'people.remove',
  'identity.choose',
  'thread.read',
  'thread.take-back',
  'said.read',
  'words.choose',
  'suggestion.withdraw',
  'audit.read',
])

/** What lets others in. Nobody is let into a copy that somebody practises in. */
export const togetherActions: ReadonlySet<StudyAction> = new Set(['people.add', 'invitation.change', 'access.decide'])

/** What needs an account behind it: somebody who can be reached and who can come back without the phone they came with. */
export const accountActions: ReadonlySet<StudyAction> = new Set([
  'study.trash',
  'study.restore',
  'study.archive',
  'study.duplicate',
  'study.settings',
  'words.protection',
  'people.add',
  'people.change',
  'people.remove',
  'invitation.read',
  'invitation.change',
  'access.decide',
  'audit.read',
])

/** Leave words that carry a sector behind, so the person must first have said in which capacity they speak. */
export const speakingActions: ReadonlySet<StudyAction> = new Set([
  'study.write',
  'thread.write',
  'thread.answer',
  'thread.put-in',
  'suggestion.make',
  'suggestion.decide',
  'suggestion.settle',
  'voice.speak',
  'voice.scribe',
])
