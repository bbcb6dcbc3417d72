/** How many epochs one history has. A study gets a new epoch after a thousand pages or more, so they last. */
const epochsOfHistory = 1024

/** Spread so far, two restores at the same wrong time still begin two histories. */
export const historySpread = 65_536

/**
 * Which history an epoch belongs to. Every restore of a backup begins another one, in which nothing has happened that came after the
 * backup. A copy of the same history, of whatever epoch, has seen nothing that the server has forgotten.
 */
export function historyOf(epoch: number): number {
  return Math.floor(epoch / epochsOfHistory)
}

/**
 * The epoch with which a restored study begins. It can't be counted from the backup: the study may have had later epochs, from
 * a restore of the same backup too, and a page that has seen one of them must not take this one for it.
 *
 * @param epoch - in the backup
 * @param at - of the restore, in UTC milliseconds; may be wrong
 * @param chance - from 0 to {@link historySpread} - 1
 */
export function epochAfterRestore(epoch: number, at: number, chance: number): number {
  return (Math.max(Math.floor(at), historyOf(epoch) + 1) + chance) * epochsOfHistory
}
