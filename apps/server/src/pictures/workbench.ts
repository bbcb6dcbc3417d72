/* What both sides of a picture's process know; nothing that reads pictures is loaded with it. */

export interface Reencoded {
  readonly mediaType: 'image/jpeg' | 'image/png'
  readonly width: number
  readonly height: number
  readonly stilled: boolean
}

export type Outcome = ({ readonly ok: true } & Reencoded) | { readonly ok: false; readonly why: 'broken' | 'too-many-pixels' }

/** What lies in the directory of one that comes in: `in` before, `full` and `small` after. */
export const names = { in: 'in', full: 'full', small: 'small' } as const

export interface Task {
  readonly dir: string
  readonly keepsClean: boolean
  readonly limits: { readonly maxPixels: number; readonly maxWidth: number; readonly maxHeight: number }
}
