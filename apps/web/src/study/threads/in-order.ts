import type { ThreadSummary } from '@samskriv/protocol/http-threads'

/**
 * Threads in the order of the text: those about the whole study, then section by section, those about a section before those about its
 * words.
 *
 * @param sections - keys in their order
 * @param placeOf - of the words of a thread on the page; null when they are not drawn
 */
export function inOrderOfText(
  threads: readonly ThreadSummary[],
  sections: readonly string[],
  placeOf: (thread: string) => number | null,
): readonly ThreadSummary[] {
  const rank = ({ section }: ThreadSummary): number => (section === null ? -1 : sections.indexOf(section))
  return threads
    .map((thread) => ({ thread, place: placeOf(thread.id) ?? -1 }))
    .toSorted((a, b) => rank(a.thread) - rank(b.thread) || a.place - b.place || (a.thread.at < b.thread.at ? -1 : 1))
    .map(({ thread }) => thread)
}

/** The one after, or before, the one that is open; from none on the first after where one is. Round at the ends. */
export function stepFrom<Thread extends { readonly id: string }>(
  threads: readonly Thread[],
  opened: string | null,
  step: 1 | -1,
  isAfterHere: (thread: Thread) => boolean,
): Thread | undefined {
  const at = threads.findIndex(({ id }) => id === opened)
  if (at !== -1) return threads.at((at + step) % threads.length)
  const first = threads.findIndex(isAfterHere)
  if (step === 1) return threads[first === -1 ? 0 : first]
  return threads.at(first === -1 ? -1 : first - 1)
}
