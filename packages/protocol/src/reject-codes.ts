/**
 * Why a counted message was not applied. What the client does about it:
 * - `resync`: the server sends its sync step 1 right after; answering it heals everything
 * - `split`: send the same words again in smaller messages
 * - `none`: nothing; no words are lost
 * - `give-back`: the words can never be stored here; keep them as recovery text and start from a new Y.Doc
 */
export const rejectCodes = {
  /** The message builds on something that the server does not have. */
  gap: 'resync',
  /** This person has sent more than can be read; the rest is read when there is room again. */
  rate: 'resync',
  /** More structs or deleted ranges than one message may carry. */
  'too-many': 'split',
  /** One value is larger than the limit. */
  'too-large': 'give-back',
  /** The bytes are no Yjs v1 update, or not one that an editor makes. */
  malformed: 'give-back',
  /** A root, node, attribute, mark or link that a case study may not hold. */
  content: 'give-back',
  /** The connection may read and not write. */
  'read-only': 'give-back',
  /** A section that is closed to this person. */
  'section-closed': 'give-back',
  /** The study has reached its quota. */
  full: 'give-back',
  /** Words under a clientID that belongs to somebody else; the socket is closed with 4409. */
  'foreign-client': 'give-back',
  /** A clientID for a speaker whom this session may not write for. */
  'not-your-voice': 'give-back',
  /** Word about the source of ids that are not this session's own. The text itself stays as it is. */
  'not-own': 'none',
  /** The study opens read-only from its last good state until a steward has repaired it. */
  quarantined: 'give-back',
} as const
export type RejectCode = keyof typeof rejectCodes
export type RejectRemedy = (typeof rejectCodes)[RejectCode]

export function isRejectCode(code: string): code is RejectCode {
  return Object.hasOwn(rejectCodes, code)
}
