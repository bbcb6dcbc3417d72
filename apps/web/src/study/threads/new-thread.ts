import { threadAudiences, threadKinds, wordUses } from '@samskriv/domain'
import { AnchorRequest } from '@samskriv/protocol/http-threads'
import { z } from 'zod'

/** Half-written, there is one of these in a study. */
export const newThreadPlace = 'new'

/** What is chosen in the form for a new thread, as it is kept with its words. */
export const ChosenForThread = z.object({
  kind: z.enum(threadKinds),
  audience: z.enum(threadAudiences),
  use: z.enum(wordUses),
  language: z.string().nullable(),
  mentions: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Who says it, when somebody without a device does; null for oneself. */
  speaker: z.string().nullable(),
  /** What it is about. */
  target: z.object({ section: z.string().nullable(), anchor: AnchorRequest.nullable() }),
})
export type ChosenForThread = z.infer<typeof ChosenForThread>

/** Before anybody has chosen anything. */
export function chosenAtFirst(target: ChosenForThread['target']): ChosenForThread {
  return { kind: 'comment', audience: 'everyone', use: 'writing-group', language: null, mentions: [], speaker: null, target }
}
