import type { StudyId } from '@samskriv/domain'

import type { Admission } from './admission.ts'
import type { KeptSuggestion } from './body/attempts.ts'
import type { ProtectionPolicy } from './body/protection.ts'
import type { RestorePolicy } from './body/restore-points.ts'
import type { SofteningPolicy } from './body/softenings.ts'
import type { HoldLimits } from './holds.ts'
import type { RoomLog, RoomMetrics } from './observing.ts'
import type { RoomLimits } from './room-limits.ts'
import type { Softened, UpdateStore } from './update-store.ts'

export interface RoomsOptions<Also> {
  readonly store: UpdateStore<Also>
  readonly clock: () => number
  /** Milliseconds that nothing but time moves on; this process's own without it. How long ago something was is told by it. */
  readonly steadyClock?: () => number
  readonly newId: () => string
  readonly randomBytes: (size: number) => Uint8Array
  readonly log?: RoomLog
  readonly metrics?: RoomMetrics
  readonly limits?: Partial<RoomLimits>
  /** How long a section is held for one person. */
  readonly holdLimits?: HoldLimits
  /** When sections are kept as they were. */
  readonly restorePolicy?: RestorePolicy
  /** When authors are told that their words went. */
  readonly softeningPolicy?: SofteningPolicy
  /** What is stored, in one transaction with the end of the watch, when authors are told that their words went. */
  readonly softened?: (study: StudyId, softened: readonly Softened[]) => Also
  /**
   * What is stored, in one transaction with the words, when a change of protected words is kept as a suggestion. Without it no words are
   * protected from other sectors.
   */
  readonly suggested?: (study: StudyId, kept: readonly KeptSuggestion[]) => Also
  /** How long cut words may be pasted. */
  readonly protectionPolicy?: ProtectionPolicy
  /** Hears who comes to a study with their first page, and who leaves with their last. */
  readonly visits?: Visits
}

export interface Visits {
  arrived(visit: Admission): void
  left(visit: Admission): void
}
