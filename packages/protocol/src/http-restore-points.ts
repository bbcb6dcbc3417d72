import { z } from 'zod'

import { count, id, isoTime } from './http-parts.ts'
import { Said } from './http-threads.ts'
import { voice } from './http-voices.ts'

/* Going back to a section as it was. */

const facts = {
  id,
  at: isoTime,
  /** It had been edited for a while, lost many words at once, or was about to be restored or imported into. */
  reason: z.enum(['edited', 'before-deletion', 'before-restore', 'before-import']),
  words: count,
  /** Who made the change that came next, as they chose to be shown. */
  by: z.object({ participantId: id, name: z.string() }).nullable(),
}

export const RestorePointItem = z.object(facts)
export type RestorePointItem = z.infer<typeof RestorePointItem>

export const RestorePointView = z.object({
  ...facts,
  voices: z.array(voice),
  /** The section as it was, one by one; their place is what restoring some of them names. */
  blocks: z.array(
    z.object({
      /** Of the document schema: `paragraph`, `bulletList`, `image` and so on. */
      type: z.string(),
      /** In order; the texts of one line adjoin. Nothing in a block that holds no text. */
      spans: z.array(
        z.object({
          /** Of the block, counted from 0. */
          line: count,
          /** Place in `voices`. */
          voice: count,
          text: z.string(),
        }),
      ),
    }),
  ),
})
export type RestorePointView = z.infer<typeof RestorePointView>

export const RestoreSection = z.strictObject({
  /** Places of blocks that are put back after what is there now. Without it the section becomes as it was. */
  blocks: z.array(count).min(1).max(1_000).optional(),
})
export type RestoreSection = z.infer<typeof RestoreSection>

export const SectionRestored = z.object({
  /** Words of the community that the earlier text lacks: another sector does not take them out. Each is suggested instead. */
  stays: z.array(z.object({ suggestion: id, text: z.string(), authors: z.array(Said) })),
})
export type SectionRestored = z.infer<typeof SectionRestored>
