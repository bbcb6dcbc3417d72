/** A card beside the text, in pixels from the top of the margin. */
export interface CardToPlace {
  readonly id: string
  /** Where its words are. */
  readonly wanted: number
  readonly height: number
}

/** Between two cards, in pixels. */
const gap = 12

/**
 * Where cards stand beside their words without lying over each other: each as near to its words as those before it let it. The one that
 * is being read stands exactly there, and those above it give way upwards as long as there is room.
 *
 * @param top - above which no card may stand
 * @returns the top of each, by id
 */
export function placeCards(cards: readonly CardToPlace[], active: string | null, top = 0): ReadonlyMap<string, number> {
  const inOrder = [...cards].sort((a, b) => a.wanted - b.wanted)
  const at = inOrder.findIndex(({ id }) => id === active)
  const placed = new Map<string, number>()
  let free = top
  const above = at === -1 ? [] : inOrder.slice(0, at)
  const room = above.reduce((sum, { height }) => sum + height + gap, 0)
  const pinned = at === -1 ? undefined : Math.max(top + room, inOrder[at]?.wanted ?? 0)
  if (pinned !== undefined) {
    let below = pinned
    const highest = [...above].reverse().map(({ id, wanted, height }) => {
      below = Math.min(wanted, below - gap - height)
      return [id, below] as const
    })
    // What was pushed out at the top comes down again: the room for it was kept.
    for (const [id, wanted] of highest.reverse()) {
      const y = Math.max(free, wanted)
      placed.set(id, y)
      free = y + (above.find((card) => card.id === id)?.height ?? 0) + gap
    }
    free = Math.max(free, pinned)
  }
  for (const { id, wanted, height } of inOrder.slice(Math.max(at, 0))) {
    const y = Math.max(free, id === active ? (pinned ?? wanted) : wanted)
    placed.set(id, y)
    free = y + height + gap
  }
  return placed
}
