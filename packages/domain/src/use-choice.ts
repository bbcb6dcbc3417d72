/**
 * What may be done with somebody's words that another hand wrote down, as they were asked when those were read back to them: kept in the
 * writing group, shown in the case study too, or that only after they were asked again.
 */
export const wordUses = ['writing-group', 'case-study', 'ask-first'] as const
export type UseChoice = (typeof wordUses)[number]

const reach: Readonly<Record<UseChoice, number>> = { 'writing-group': 0, 'ask-first': 1, 'case-study': 2 }

/** Whether one choice lets more be done with words than another. */
export function isWiderUse(choice: UseChoice, than: UseChoice): boolean {
  return reach[choice] > reach[than]
}

/** What is not said to be for others stays with those who write. */
export const unaskedUse: UseChoice = 'writing-group'

/** Whether words may leave the writing group without anybody being asked again. */
export function mayLeaveGroup(choice: UseChoice): boolean {
  return choice === 'case-study'
}
