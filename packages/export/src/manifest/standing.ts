import type { StudyStatus } from '@samskriv/domain'
import { z } from 'zod'

import type { CaseStudyFile } from '../file/case-study-file.ts'
import type { ExportTree } from '../tree/build-export-tree.ts'

/** What a file said of itself that a study came with. Nobody here has checked it. */
export const toldByFile = z.strictObject({
  /** A code of `studyStatus`. */
  status: z.string(),
  /** How many had signed it off. */
  signOffs: z.int(),
})
export type ToldByFile = z.infer<typeof toldByFile>

/** How far a text has come: as this installation can say it, and as only a file says it. */
export interface Standing {
  readonly status: StudyStatus
  /** How many have signed it off here. */
  readonly signOffs: number
  /** Null for a study that was begun here. */
  readonly toldByFile: ToldByFile | null
}

/**
 * What an installation may state about a text. Nobody can sign off here yet, or say that a text is more than a draft: what a study holds of
 * that came with a file, and anybody can write it into one.
 */
export function standingOf({ file, cameWithFile }: Pick<ExportTree, 'file' | 'cameWithFile'>): Standing {
  if (!cameWithFile) return { status: file.status, signOffs: 0, toldByFile: null }
  return { status: 'draft', signOffs: 0, toldByFile: { status: file.status, signOffs: signedIn(file).length } }
}

export function signedIn({ signOffs }: CaseStudyFile): CaseStudyFile['signOffs'] {
  return signOffs.filter(({ status }) => status === 'signed' || status === 'signed_reservation')
}
