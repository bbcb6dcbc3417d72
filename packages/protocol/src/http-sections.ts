import { sectionStatuses } from '@samskriv/domain'
import { z } from 'zod'

import { count, id, isoTime } from './http-parts.ts'

const sectionStatus = z.enum(sectionStatuses)

/** What people have said about how far a section has come. */
export const SectionStateView = z.object({
  status: sectionStatus,
  /** Why it is not for us; null for every other status. */
  reason: z.string().nullable(),
  /** Who sees to it, by the name they are shown with. */
  owner: z.object({ participantId: id, name: z.string() }).nullable(),
  due: z.iso.date().nullable(),
  /** Who said it last, and when; null while nobody has. */
  setBy: z.string().nullable(),
  setAt: isoTime.nullable(),
  /** To be sent along with a change. */
  version: count,
})
export type SectionStateView = z.infer<typeof SectionStateView>

/** Not for us is said with the reason why, and nothing else is said with one. */
export const SetSectionState = z
  .strictObject({
    status: sectionStatus,
    reason: z.string().trim().min(1).max(500).nullable(),
    owner: id.nullable(),
    due: z.iso.date().nullable(),
    /** As it was when it was looked at: somebody else may have been faster. */
    version: count,
  })
  .refine(({ status, reason }) => (status === 'not-for-us') === (reason !== null), { path: ['reason'] })
export type SetSectionState = z.infer<typeof SetSectionState>

/** Who edits a section alone now; it opens to everybody again at `until`, unless they write in it before. */
export const SectionHold = z.object({ participantId: id, name: z.string(), since: isoTime, until: isoTime })
export type SectionHold = z.infer<typeof SectionHold>

/** A section of the study's own. */
export const AddSection = z.strictObject({ title: z.string().max(400), question: z.string().max(400) })
export type AddSection = z.infer<typeof AddSection>

export const SectionAdded = z.object({ key: id })
export type SectionAdded = z.infer<typeof SectionAdded>
