/** What somebody is told of because it concerns them. */
export const noticeKinds = [
  'reply',
  'mention',
  'answer',
  'extended',
  'promise-kept',
  'promise-broken',
  'owned',
  'overdue',
  'promise-due',
  'disputed',
  'hidden',
  'to-organisers',
  'reported',
  'put-in',
  'use-asked',
  'use-given',
  'use-refused',
  'use-narrowed',
  'taken-back-before',
  'suggestion-asked',
  'suggestion-accepted',
  'suggestion-declined',
  'mail-failed',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** By mail: nothing, what concerns me, or what is new once a day. In the product what concerns one is told in any case. */
export const attentionModes = ['none', 'concerns', 'digest'] as const
export type AttentionMode = (typeof attentionModes)[number]

/** Of somebody who has not said it. */
export const unaskedAttention: AttentionMode = 'concerns'
