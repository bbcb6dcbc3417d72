import type { SofteningView } from '@samskriv/protocol/http'

/**
 * What has a card: for an author and the stewards what is open, for whoever changed it what is talked about. One that was brought back
 * has a card as long as there is something to read in it.
 */
export function hasCard({ as, state, messages }: SofteningView): boolean {
  return messages.length > 0 || (as !== 'changer' && state === 'open')
}

/** What is new to somebody who has seen `before`: cards that are new to them, and messages of others. */
export function newsIn(
  now: readonly SofteningView[],
  before: readonly SofteningView[],
  me: string | null,
): { readonly cards: readonly SofteningView[]; readonly said: readonly SofteningView[] } {
  const known = new Map(before.map((one) => [one.id, one]))
  const cards = now.filter((one) => hasCard(one) && one.as !== 'changer' && !known.has(one.id))
  const said = now.filter(({ id, messages }) => {
    const last = messages.at(-1)
    const count = known.get(id)?.messages.length ?? 0
    return last !== undefined && messages.length > count && last.by.participantId !== me && !cards.some((card) => card.id === id)
  })
  return { cards, said }
}
