import { z } from 'zod'

import { count, id, isoTime, sector } from './http-parts.ts'

/* What others have done since somebody left. */

/** As they chose to be shown, in the sector they spoke in then; null while they had not said. */
const person = z.object({ participantId: id, name: z.string(), sector: sector.nullable() })

const change = z.object({
  /**
   * `wrote`: new words of their own. `wrote-down`: new words that `whose` said and `by` typed. `took-out`: words of `whose`, be they
   * their own. `put-back`: words of `whose` that were there before, in this section or another.
   */
  kind: z.enum(['wrote', 'wrote-down', 'took-out', 'put-back']),
  by: person,
  whose: person,
  words: count.min(1),
})

const sectionEvent = z.object({
  /** `softened`: words of a paragraph of `whose` were taken out; told to those whom it concerns. `brought-back`: it was restored. */
  kind: z.enum(['opened', 'closed', 'restored', 'softened', 'brought-back']),
  at: isoTime,
  /** Null when it was nobody of the study. */
  by: person.nullable(),
  /** Whose words it is about; null when it is about nobody's. */
  whose: person.nullable(),
})

export const ActivityView = z.object({
  /** When they had left, before the visit they are on; null while that is their first. Then there is nothing to tell. */
  since: isoTime.nullable(),
  /** Others who changed words. */
  people: count,
  /** Those in which something happened, in the order of the study. */
  sections: z.array(z.object({ key: id, changes: z.array(change), events: z.array(sectionEvent) })),
  /** Oldest first. */
  joined: z.array(z.object({ at: isoTime, who: person })),
})
export type ActivityView = z.infer<typeof ActivityView>
