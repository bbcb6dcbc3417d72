import { unaskedUse, wordUses } from '@samskriv/domain'
import { AnchorRequest } from '@samskriv/protocol/http-threads'
import type { Drafts } from '@samskriv/sync-client'
import { z } from 'zod'

import type { CommentTarget } from '../threads/desk.ts'
import { changeKinds, forms } from './asked-change.ts'

const begunSuggestion = z.object({
  target: z.object({
    section: z.string().nullable(),
    anchor: AnchorRequest.nullable(),
    paragraphs: z.array(z.string()).optional(),
    suggests: z.object({
      place: z.enum(['instead', 'before', 'after', 'end']),
      beside: z.object({ before: z.string(), after: z.string() }).optional(),
    }),
  }),
  asked: z.object({ kind: z.enum(changeKinds), words: z.string(), form: z.enum(forms) }),
  reason: z.string(),
  /** Left out of those that were begun before anybody was asked. */
  use: z.enum(wordUses).default(unaskedUse),
})
/** What somebody has begun to suggest, and not sent: about which words, which others, and why. */
export type BegunSuggestion = z.infer<typeof begunSuggestion>

/** All of a study are kept together: there is one for each place. */
const place = 'suggested'

export async function begunSuggestions(drafts: Drafts): Promise<readonly BegunSuggestion[]> {
  const kept = await drafts.find(place)
  return z.array(begunSuggestion).safeParse(kept?.chosen).data ?? []
}

/** In the place of what was begun about the same words before. */
export async function keepBegun(drafts: Drafts, begun: BegunSuggestion): Promise<void> {
  await write(drafts, [...(await othersThan(drafts, begun.target)), begun])
}

/** It is sent, or thrown away. */
export async function forgetBegun(drafts: Drafts, target: CommentTarget): Promise<void> {
  await write(drafts, await othersThan(drafts, target))
}

/** Whether both are about the same words, or the same place. */
export function isSameTarget(one: CommentTarget, other: CommentTarget): boolean {
  return keyOf(one) === keyOf(other)
}

function keyOf({ section, anchor, suggests }: CommentTarget): string {
  return JSON.stringify([section, anchor?.epoch, anchor?.start, anchor?.end, suggests?.place ?? 'instead'])
}

async function othersThan(drafts: Drafts, target: CommentTarget): Promise<readonly BegunSuggestion[]> {
  return (await begunSuggestions(drafts)).filter((one) => !isSameTarget(one.target, target))
}

async function write(drafts: Drafts, begun: readonly BegunSuggestion[]): Promise<void> {
  if (begun.length === 0) return drafts.forget(place)
  // Before somebody signs out it is shown what they lose.
  await drafts.keep(place, {
    text: begun.map(({ asked, reason }) => (asked.words.trim() === '' ? reason : asked.words)).join('\n'),
    chosen: begun,
  })
}
