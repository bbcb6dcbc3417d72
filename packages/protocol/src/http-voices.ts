import { attributionModes } from '@samskriv/domain'
import { z } from 'zod'

import { count, id, sector } from './http-parts.ts'

/* Who said what: read beside the text, and never a score. */

const bySector = z.object({ community: count, third: count, public: count, other: count })

const counted = {
  /** Words that count, by the sector they were said in. */
  words: bySector,
  /** How many people, and groups, said them. Whoever spoke in two sectors is one of each. */
  people: bySector,
  /** Of the words, those of people who came by an open link and whose word for their sector is all there is. */
  selfDeclaredWords: bySector,
  /** Words that nobody stands behind yet, or whose speaker has not said in which capacity they speak. */
  unconfirmedWords: count,
  totalWords: count,
  communitySharePercent: z.number(),
}

export const BalanceView = z.object({
  sections: z.array(
    z.object({
      key: id,
      ...counted,
      /** Quotes of the community that may be shown. */
      communityQuotes: count,
      /** Of the community, who has read the latest version of the section. */
      communityReviewers: count,
    }),
  ),
  study: z.object(counted),
})
export type BalanceView = z.infer<typeof BalanceView>

export const voice = z.object({
  id,
  /** Whose words. */
  by: id,
  /** As they chose to be shown. */
  name: z.string(),
  /** The hand that wrote them down, when it was another. */
  typedBy: z.object({ participantId: id, name: z.string() }).nullable(),
  /** The one they spoke in then; null while they had not said. */
  sector: sector.nullable(),
  mode: z.enum(attributionModes),
  /** The message whose words they are, and its thread, when they were put into the text from there. */
  saidIn: z.object({ thread: id, message: id }).optional(),
})

export const SectionVoices = z.object({
  key: id,
  epoch: count,
  voices: z.array(voice),
  /** In document order; the texts of one line adjoin. */
  spans: z.array(
    z.object({
      /** Of the section, counted from 0. */
      line: count,
      /** Place in `voices`. */
      voice: count,
      text: z.string(),
    }),
  ),
})
export type SectionVoices = z.infer<typeof SectionVoices>

/** What a view of the live text needs to tell the voice of every character; the socket pushes what changes in it. */
export const StudyVoices = z.object({
  epoch: count,
  /** The newest update it covers: a push of an earlier one says nothing new. */
  seq: count,
  voices: z.array(voice),
  /** A Yjs client, and the id of the voice of all its ids that no override gives to another. */
  clients: z.array(z.tuple([count, id])),
  /** Client, clock, length, and the id of the voice. No two overlap. */
  overrides: z.array(z.tuple([count, count, count, id])),
})
export type StudyVoices = z.infer<typeof StudyVoices>
