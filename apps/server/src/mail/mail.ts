import { languages } from '@samskriv/domain'
import { z } from 'zod'

const added = z.object({
  study: z.string(),
  title: z.string(),
  name: z.string(),
  by: z.string(),
  role: z.enum(['reader', 'commenter', 'contributor', 'editor', 'steward']),
  language: z.enum(languages),
})

/** What a mail in the outbox says beyond whom it goes to, by its kind. */
export const mailPayloads = {
  'sign-in-code': z.object({ challenge: z.string(), code: z.string(), language: z.enum(languages) }),
  added,
  /** To somebody who was added and has not come. */
  reminder: added,
} as const

export type MailKind = keyof typeof mailPayloads
export type MailPayload<Kind extends MailKind> = z.infer<(typeof mailPayloads)[Kind]>

export function isMailKind(kind: string): kind is MailKind {
  return Object.hasOwn(mailPayloads, kind)
}

/** A mail as it is sent. */
export interface ComposedMail {
  readonly subject: string
  readonly text: string
  readonly html: string
}
