import { languages, noticeKinds } from '@samskriv/domain'
import { z } from 'zod'

const added = z.object({
  study: z.string(),
  title: z.string(),
  name: z.string(),
  by: z.string(),
  role: z.enum(['reader', 'commenter', 'contributor', 'editor', 'steward']),
  language: z.enum(languages),
})

const notices = z.object({
  study: z.string(),
  participant: z.string(),
  title: z.string(),
  language: z.enum(languages),
  /** What happened, and by whom, by the name they are shown with; empty where nobody did it. No words of anybody's. */
  lines: z.array(z.object({ kind: z.enum(noticeKinds), by: z.string() })),
  /** How many more there are. */
  more: z.int(),
  /** What it is all about; null when that is several things, or has no place. Left out of mails that were made before there were suggestions in them. */
  about: z.object({ thread: z.string().nullable(), suggestion: z.string().nullable(), decided: z.boolean() }).nullable().default(null),
  /** How much else is new, in a daily mail. */
  news: z.object({ threads: z.int(), answers: z.int() }).nullable(),
  /** What the link ends in that turns these mails off. */
  off: z.string(),
})

/** What a mail in the outbox says beyond whom it goes to, by its kind. */
export const mailPayloads = {
  'sign-in-code': z.object({ challenge: z.string(), code: z.string(), language: z.enum(languages) }),
  added,
  /** To somebody who was added and has not come. */
  reminder: added,
  /** What concerns somebody. */
  notices,
  /** What is new, once a day. */
  digest: notices,
  /** To the address that somebody without an account has left. */
  'confirm-address': z.object({ token: z.string(), language: z.enum(languages) }),
} as const

export type MailKind = keyof typeof mailPayloads
export type MailPayload<Kind extends MailKind> = z.infer<(typeof mailPayloads)[Kind]>

/** Those that repeat what stands in the product, or remind of it: one that never comes is better than one that comes twice. */
const onceAtMost: readonly MailKind[] = ['notices', 'digest', 'reminder']

export function goesOnceAtMost(kind: string): boolean {
  return onceAtMost.some((one) => one === kind)
}

export function isMailKind(kind: string): kind is MailKind {
  return Object.hasOwn(mailPayloads, kind)
}

/** A mail as it is sent. */
export interface ComposedMail {
  readonly subject: string
  readonly text: string
  readonly html: string
  /** Where a mail program turns mails like this off, at one press (RFC 8058). */
  readonly off?: string
}
