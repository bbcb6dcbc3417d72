import type { RefusalReason, StudyAction } from './action.ts'
import type { Role } from './role.ts'

/** `yes`, or the reason a participant with this role is given. */
export type RoleAnswer = 'yes' | Extract<RefusalReason, 'role-too-low' | 'not-steward'>

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
  'study.write': { reader: low, commenter: low, contributor: low, editor: 'yes', steward: 'yes' },
  'study.rename': { reader: low, commenter: low, contributor: low, editor: 'yes', steward: 'yes' },
  'study.trash': { reader: steward, commenter: steward, contributor: steward, editor: steward, steward: 'yes' },
  'study.restore': { reader: steward, commenter: steward, contributor: steward, editor: steward, steward: 'yes' },
  'people.read': { reader: 'yes', commenter: 'yes', contributor: 'yes', editor: 'yes', steward: 'yes' },
  'people.add': { reader: steward, commenter: steward, contributor: steward, editor: steward, steward: 'yes' },
  'people.change': { reader: steward, commenter: steward, contributor: steward, editor: steward, steward: 'yes' },
  'people.remove': { reader: steward, commenter: steward, contributor: steward, editor: steward, steward: 'yes' },
  'capacity.confirm': { reader: 'yes', commenter: 'yes', contributor: 'yes', editor: 'yes', steward: 'yes' },
  'thread.read': { reader: 'yes', commenter: 'yes', contributor: 'yes', editor: 'yes', steward: 'yes' },
  'thread.write': { reader: low, commenter: 'yes', contributor: 'yes', editor: 'yes', steward: 'yes' },
  'voice.speak': { reader: low, commenter: 'yes', contributor: 'yes', editor: 'yes', steward: 'yes' },
} as const satisfies Record<StudyAction, Record<Role, RoleAnswer>>

/** Allowed in an example to everyone who is signed in, and to participants of it; nothing else is, to anybody. */
export const exampleActions: ReadonlySet<StudyAction> = new Set(['study.read', 'study.export', 'people.read', 'thread.read'])

/** Leave words that carry a sector behind, so the person must first have said in which capacity they speak. */
export const speakingActions: ReadonlySet<StudyAction> = new Set(['study.write', 'thread.write', 'voice.speak'])
