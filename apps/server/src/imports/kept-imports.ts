import type { PersonId, StudyId } from '@samskriv/domain'
import type { ImportedDocument } from '@samskriv/import'
import type { ImportView } from '@samskriv/protocol'

/** So long a file that was understood waits to be brought in. */
export const keptMs = 24 * 60 * 60_000
/** So many of somebody's wait, and so many of everybody's; the oldest goes when there are more. */
const mostOfOne = 3
const mostOfAll = 60

/** A file that was understood, without the bytes of its pictures: those are in the study's files already. */
export interface KeptImport {
  readonly view: ImportView
  readonly study: StudyId
  readonly person: PersonId
  readonly document: ImportedDocument
}

/**
 * Files that were understood and wait for the person who sent them. They are in memory alone: nothing of a file rests anywhere before it is
 * brought in, and nobody has to forget it.
 */
export class KeptImports {
  readonly #clock: () => number
  readonly #kept = new Map<string, KeptImport>()

  constructor(clock: () => number) {
    this.#clock = clock
  }

  add(kept: KeptImport): void {
    this.#forgetOld()
    const theirs = [...this.#kept.values()].filter(({ person }) => person === kept.person)
    for (const { view } of theirs.slice(0, Math.max(0, theirs.length - mostOfOne + 1))) this.#kept.delete(view.id)
    for (const id of this.#kept.keys()) {
      if (this.#kept.size < mostOfAll) break
      this.#kept.delete(id)
    }
    this.#kept.set(kept.view.id, kept)
  }

  /** Undefined also for somebody else's, one of another study, and one that has waited too long. */
  find(study: StudyId, person: PersonId, id: string): KeptImport | undefined {
    this.#forgetOld()
    const kept = this.#kept.get(id)
    return kept?.study === study && kept.person === person ? kept : undefined
  }

  remove(id: string): void {
    this.#kept.delete(id)
  }

  #forgetOld(): void {
    for (const [id, { view }] of this.#kept) if (view.expiresAt <= this.#clock()) this.#kept.delete(id)
  }
}
