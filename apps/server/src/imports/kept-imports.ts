import type { PersonId, StudyId } from '@samskriv/domain'
import type { ImportedDocument } from '@samskriv/import'
import type { ImportView } from '@samskriv/protocol'

/** So long a file that was understood waits to be brought in. */
export const keptMs = 24 * 60 * 60_000
/** So many of somebody's wait, and so many of everybody's; the oldest goes when there are more. */
const mostOfOne = 3
const mostOfAll = 60
/** And of so many bytes, about, so that many long ones take no more than a few. */
const mostBytesOfOne = 24 * 1024 * 1024
const mostBytesOfAll = 64 * 1024 * 1024

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
    this.#kept.set(kept.view.id, kept)
    this.#keepFew(({ person }) => person === kept.person, mostOfOne, mostBytesOfOne)
    this.#keepFew(() => true, mostOfAll, mostBytesOfAll)
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

  /** The newest stays: no file is longer than what one person's may be. */
  #keepFew(counts: (kept: KeptImport) => boolean, most: number, mostBytes: number): void {
    let [files, bytes] = [0, 0]
    for (const kept of [...this.#kept.values()].filter(counts).toReversed()) {
      files += 1
      bytes += kept.document.size
      if (files > most || bytes > mostBytes) this.#kept.delete(kept.view.id)
    }
  }

  #forgetOld(): void {
    for (const [id, { view }] of this.#kept) if (view.expiresAt <= this.#clock()) this.#kept.delete(id)
  }
}
