/** What was in a clipboard and is not in what was pasted, counted. */
export interface LeftOut {
  /** Words that somebody had marked as deleted, in their program. */
  readonly deletions: number
  readonly comments: number
  readonly images: number
  /** Addresses that no link may have; the words of the link stay. */
  readonly links: number
  /** Scripts, frames and the like. */
  readonly programs: number
}

export const nothingLeftOut: LeftOut = { deletions: 0, comments: 0, images: 0, links: 0, programs: 0 }
