import type { IdRange } from '@samskriv/attribution'
import type { ParticipantId, SectionKey, Sector } from '@samskriv/domain'

/** What somebody wrote over protected words, as it is kept in the place of their edit. */
export interface KeptSuggestion {
  readonly id: string
  /** `withdrawn`: the words came back, or went elsewhere as they were; there is nothing to suggest any more. */
  readonly state: 'proposed' | 'withdrawn'
  readonly section: SectionKey
  readonly participant: ParticipantId
  readonly sector: Sector | null
  /** The paragraphs as they stand, and as they would. */
  readonly original: readonly string[]
  readonly proposed: readonly string[]
  /** Whose protected words it changes. */
  readonly authors: readonly ParticipantId[]
  /** Of the first letter and of the last, when the words can be pointed at. */
  readonly anchor: string | null
}

/** Some letters of a text, and what comes in their place. */
interface Replaced {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** Letters that somebody typed, which were undone. */
export interface TypedRun extends IdRange {
  readonly text: string
}

interface Attempt {
  suggestion: Omit<KeptSuggestion, 'state' | 'proposed'>
  readonly note: string | null
  /** In the order in which they came: what is tried next builds on them. */
  readonly typed: TypedRun[]
  /** Somebody said no to it: what is tried after that is another suggestion, which goes on from there. */
  isDeclined: boolean
  changes: readonly Replaced[]
  touchedAt: number
  /** When it counts; words that were only taken out may have been cut, to be pasted. Null once it counted. */
  due: number | null
}

/** Between paragraphs; in one, a line break is a hard break. */
const between = '\u2029'
/** What somebody does to the same paragraphs with shorter pauses is one suggestion. */
const spellMs = 60_000
/** A change is moved about over so many equal letters. */
const mostSlides = 1_000

export interface NewAttempt extends Omit<KeptSuggestion, 'id' | 'state' | 'anchor'> {
  /** Nothing came in the place of the words. */
  readonly isCut: boolean
  /** What is proposed holds all that was tried with these paragraphs before. */
  readonly isWhole: boolean
  readonly typed: readonly TypedRun[]
  /** The note, or picture, that it is about; null for words of the text. */
  readonly note: string | null
}

/** What people of other sectors try with protected words. Key by key it arrives as many edits, each undone; together they are one suggestion. */
export class Attempts {
  readonly #waitMs: number
  readonly #attempts = new Set<Attempt>()

  /** @param waitMs - so long words that were cut may be pasted before they count as taken out */
  constructor(waitMs: number) {
    this.#waitMs = waitMs
  }

  get isEmpty(): boolean {
    return this.#attempts.size === 0
  }

  /**
   * @param place - points at the words of a new one
   * @returns what is to be stored now; null while it waits
   */
  add(tried: NewAttempt, now: number, place: () => { readonly id: string; readonly anchor: string | null }): KeptSuggestion | null {
    this.#forget(now)
    const { isCut, isWhole, typed, note, proposed, ...about } = tried
    const original = about.original.join(between)
    const change = changeBetween(original, proposed.join(between))
    const known = [...this.#attempts].find(({ note: of, suggestion: { section, participant, original: lines } }) => {
      return of === note && section === about.section && participant === about.participant && lines.join(between) === original
    })
    if (known === undefined) {
      if (change.from === change.to && change.text === '') return null
      const due = isCut ? now + this.#waitMs : now
      const suggestion = { ...about, ...place() }
      const attempt: Attempt = { suggestion, note, typed: [...typed], isDeclined: false, changes: [change], touchedAt: now, due }
      this.#attempts.add(attempt)
      return this.#takeIfDue(attempt, now)
    }
    noteTyped(known.typed, typed)
    known.changes = isWhole ? [change] : joined(original, known.changes, change)
    known.touchedAt = now
    // An undo came as another edit.
    if (changed(original, known.changes) === original) return this.takeBack(known.suggestion.id)
    if (known.isDeclined) {
      known.suggestion = { ...known.suggestion, ...place() }
      known.isDeclined = false
    }
    // One that is stored already is told at once how it goes on.
    known.due = isCut && known.due !== null ? now + this.#waitMs : now
    return this.#takeIfDue(known, now)
  }

  /** Those that have waited long enough. */
  due(now: number): readonly KeptSuggestion[] {
    return [...this.#attempts].flatMap((attempt) => this.#takeIfDue(attempt, now) ?? [])
  }

  isDue(now: number): boolean {
    for (const { due } of this.#attempts) if (due !== null && due <= now) return true
    return false
  }

  /** Words of a section that somebody took out stand as they were, or somewhere else. @returns what was stored of it, withdrawn */
  takeBack(id: string): KeptSuggestion | null {
    const attempt = [...this.#attempts].find(({ suggestion }) => suggestion.id === id)
    if (attempt === undefined) return null
    this.#attempts.delete(attempt)
    return attempt.due === null && !attempt.isDeclined ? { ...asKept(attempt), state: 'withdrawn' } : null
  }

  /** Somebody has decided about one that was stored. What was accepted, or taken back, is not tried any more. */
  decided(id: string, isDeclined: boolean): void {
    for (const attempt of this.#attempts) {
      if (attempt.suggestion.id !== id) continue
      if (isDeclined) attempt.isDeclined = true
      else this.#attempts.delete(attempt)
    }
  }

  /** What somebody typed that was undone, as long as it is tried. */
  typedBy(participant: ParticipantId, now: number): readonly TypedRun[] {
    this.#forget(now)
    return [...this.#attempts].flatMap(({ suggestion, typed }) => (suggestion.participant === participant ? typed : []))
  }

  /** The one that is about a paragraph as somebody just tried to change it. */
  latestOf(participant: ParticipantId): string | null {
    const own = [...this.#attempts].filter(({ suggestion }) => suggestion.participant === participant)
    return own.toSorted((a, b) => b.touchedAt - a.touchedAt)[0]?.suggestion.id ?? null
  }

  #takeIfDue(attempt: Attempt, now: number): KeptSuggestion | null {
    if (attempt.due === null || attempt.due > now) return null
    attempt.due = null
    return asKept(attempt)
  }

  #forget(now: number): void {
    for (const attempt of this.#attempts)
      if (attempt.due === null && Math.abs(now - attempt.touchedAt) > spellMs) this.#attempts.delete(attempt)
  }
}

/** Keys that came one after the other are one run. */
function noteTyped(known: TypedRun[], typed: readonly TypedRun[]): void {
  for (const { client, clock, length, text } of typed) {
    const last = known.at(-1)
    if (last?.client === client && last.clock + last.length === clock)
      known[known.length - 1] = { ...last, length: last.length + length, text: last.text + text }
    else known.push({ client, clock, length, text })
  }
}

function asKept({ suggestion, changes }: Attempt): KeptSuggestion {
  return { ...suggestion, state: 'proposed', proposed: changed(suggestion.original.join(between), changes).split(between) }
}

/** The one stretch in which two texts differ. */
function changeBetween(before: string, after: string): Replaced {
  let from = 0
  while (from < before.length && from < after.length && before[from] === after[from]) from += 1
  let tail = 0
  while (tail < Math.min(before.length, after.length) - from && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1
  return { from, to: before.length - tail, text: after.slice(from, after.length - tail) }
}

/** Another change of the same text beside those that are known; where it meets one, it goes on with it. */
function joined(text: string, changes: readonly Replaced[], next: Replaced): readonly Replaced[] {
  let known = changes
  let change = next
  // Of two equal letters either may be the new one: they are taken so that what was typed in one go stands together.
  search: for (const [place, one] of changes.entries()) {
    for (const there of sameChanges(text, one)) {
      const here = sameChanges(text, next).find((mine) => isBeside(mine, there))
      if (here === undefined) continue
      known = changes.with(place, there)
      change = here
      break search
    }
  }
  const met = known.filter((one) => isBeside(one, change))
  const others = known.filter((one) => !met.includes(one))
  const whole = met.reduce<Replaced>((sum, one) => ({ from: Math.min(sum.from, one.from), to: Math.max(sum.to, one.to), text: sum.text }), {
    ...change,
    text: met.map(({ text: fresh }) => fresh).join('') + change.text,
  })
  return [...others, whole].toSorted((a, b) => a.from - b.from)
}

function isBeside(one: Replaced, other: Replaced): boolean {
  return one.from <= other.to && other.from <= one.to
}

/** A change as it may just as well have been meant: of two equal letters either may be the new one. */
function sameChanges(text: string, change: Replaced): readonly Replaced[] {
  const found = [change]
  if (change.text !== '' && change.to > change.from) return found
  const slide = (one: Replaced, by: 1 | -1): Replaced | undefined => {
    const { from, to, text: fresh } = one
    const isIn = by === 1 ? to < text.length : from > 0
    if (!isIn || found.length > mostSlides) return undefined
    if (fresh === '')
      return text[by === 1 ? from : from - 1] === text[by === 1 ? to : to - 1] ? { from: from + by, to: to + by, text: '' } : undefined
    const last = fresh.slice(-1)
    if (by === 1) return fresh[0] === text[from] ? { from: from + 1, to: to + 1, text: fresh.slice(1) + fresh[0] } : undefined
    return last === text[from - 1] ? { from: from - 1, to: to - 1, text: last + fresh.slice(0, -1) } : undefined
  }
  for (const by of [1, -1] as const) for (let one = slide(change, by); one !== undefined; one = slide(one, by)) found.push(one)
  return found
}

function changed(text: string, changes: readonly Replaced[]): string {
  return changes.toReversed().reduce((all, { from, to, text: fresh }) => all.slice(0, from) + fresh + all.slice(to), text)
}
