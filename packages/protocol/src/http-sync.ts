import { z } from 'zod'

import { count } from './http-parts.ts'

/** A study is open over HTTP, under an id that nobody can guess; or it is not, for the reason that a WebSocket would be closed with. */
export const SyncOpened = z.union([
  z.object({ connection: z.string().min(22).max(64) }),
  z.object({ close: z.int().min(1_000).max(4_999), reason: z.string() }),
])
export type SyncOpened = z.infer<typeof SyncOpened>

/** Up to which number the messages of a connection were taken. What comes again up to there is passed over. */
export const SyncTaken = z.object({ taken: count })
export type SyncTaken = z.infer<typeof SyncTaken>
