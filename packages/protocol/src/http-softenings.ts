import { longestMessage } from '@samskriv/domain'
import { z } from 'zod'

import { count, id, isoTime, sector } from './http-parts.ts'
import { voice } from './http-voices.ts'

/* That more than 30 % of a community paragraph went by the hand of another sector, and what the two say to each other about it. */

const person = z.object({ participantId: id, name: z.string(), sector: sector.nullable() })

const said = {
  /** Of the paragraph, counted from 0. */
  line: count,
  /** Place in `voices`. */
  voice: count,
  text: z.string(),
}

export const SofteningView = z.object({
  id,
  section: id,
  at: isoTime,
  /** Who took the words out, in the sector they spoke in then. */
  by: person,
  /** Whose words they were. */
  author: person,
  /** What the reader is in it. `author` is also whoever speaks for somebody without a device. */
  as: z.enum(['author', 'changer', 'steward']),
  /** `restored`: the paragraph was brought back. One that its author finds fine is not listed any more. */
  state: z.enum(['open', 'restored']),
  /** How many of the author's words went, and how many of the community's the paragraph had. */
  lost: count,
  words: count,
  voices: z.array(voice),
  /** The paragraph as it was, and which words of it went. */
  was: z.array(z.object({ ...said, gone: z.boolean() })),
  /** As it is now; null when it does not stand in the section any more. */
  now: z.array(z.object(said)).nullable(),
  /** Whether the reader may bring it back: they are its author, or a steward, and may write in the section. */
  canRestore: z.boolean(),
  /** Whether the reader may say something: its author may begin, and whoever changed it may answer. */
  canTalk: z.boolean(),
  /** Oldest first. */
  messages: z.array(z.object({ id, by: person, at: isoTime, body: z.string() })),
})
export type SofteningView = z.infer<typeof SofteningView>

/** Plain text. */
export const SayAbout = z.strictObject({ body: z.string().trim().min(1).max(longestMessage) })
export type SayAbout = z.infer<typeof SayAbout>
