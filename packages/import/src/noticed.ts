/** What whoever brings in a file should know about what came of it. */
export const noticedCodes = [
  /** A PDF has letters at places; words, paragraphs and headings are guessed from it. */
  'text-only',
  /** The file is of another kind than its name says. */
  'other-kind',
  'letters-guessed',
  'tracked-changes',
  'hidden-text',
  /** Heads and feet of pages. */
  'page-margins',
  'pictures-elsewhere',
  'pictures-unreadable',
  'pictures-too-many',
  'drawings',
  'media',
  'formulas',
  'fields',
  'merged-cells',
  'inner-tables',
  'deep-lists',
  'unsafe-links',
  'programs',
  'macros',
  'templates',
  'files-inside',
  'characters',
  'comments-too-many',
  'comments-without-words',
] as const
export type NoticedCode = (typeof noticedCodes)[number]

export interface NoticedItem {
  readonly code: NoticedCode
  /** How often; 1 where it is there or not. */
  readonly count: number
}

/** Counts while a file is read. */
export class Noticed {
  readonly #counts = new Map<NoticedCode, number>()

  add(code: NoticedCode, count = 1): void {
    if (count > 0) this.#counts.set(code, (this.#counts.get(code) ?? 0) + count)
  }

  /** What is there or not, however often it is met. */
  mark(code: NoticedCode): void {
    this.#counts.set(code, 1)
  }

  items(): readonly NoticedItem[] {
    return noticedCodes.flatMap((code) => {
      const count = this.#counts.get(code)
      return count === undefined ? [] : [{ code, count }]
    })
  }
}
