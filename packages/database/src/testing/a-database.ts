import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ParticipantId, PartnershipId, PersonId, SectionKey, StudyId } from '@samskriv/domain'
import { onTestFinished } from 'vitest'
import { openDatabase, type Database } from '../data-directory.ts'
import { createPartnership } from '../repositories/partnerships.ts'
import { ensurePersonForEmail } from '../repositories/people.ts'
import { createStudy } from '../repositories/studies.ts'
import type { Sources } from '../store.ts'
import { someIds } from './some-ids.ts'

/** A directory that is gone after the test. */
export function aDirectory(): string {
  const dir = mkdtempSync(join(tmpdir(), 'samskriv-database-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

/** Ids that count up and a clock that stands still until it is set. */
export function someSources(): Sources & { now: number } {
  const sources = {
    now: Date.UTC(2026, 3, 1),
    clock: () => sources.now,
    newId: someIds(),
  }
  return sources
}

/** An open database that is closed after the test. */
export function aDatabase(dir = aDirectory(), sources: Sources = someSources()): Database {
  const database = openDatabase({ dir, ...sources })
  onTestFinished(() => database.close())
  return database
}

export interface StudyInPlace {
  readonly id: StudyId
  readonly partnership: PartnershipId
  readonly person: PersonId
  readonly participant: ParticipantId
}

/** A study with its steward, in a partnership of its own. */
export async function aStudy(
  database: Database,
  options: { title?: string; email?: string; sections?: string[] } = {},
): Promise<StudyInPlace> {
  const { title = 'The Tuesday Door', email = 'amina@example.org', sections = ['summary', 'barriers'] } = options
  return database.store.tx(function* (ctx) {
    const partnership = yield* createPartnership('Harbour Rigs', 'system')(ctx)
    const person = yield* ensurePersonForEmail(email, 'Amina')(ctx)
    const study = yield* createStudy(
      {
        partnership,
        title,
        place: 'Port Ellisk',
        lang: 'en',
        template: 'cross-sector-collaboration',
        templateVersion: 1,
        sections: sections.map((key) => ({ key: sectionKey(key), lead: 'any' as const })),
        creator: person.id,
      },
      `person:${person.id}`,
    )(ctx)
    if (study.participant === null) throw new TypeError('a creator becomes a participant')
    return { id: study.id, partnership, person: person.id, participant: study.participant }
  })
}

export function sectionKey(key: string): SectionKey {
  return key as SectionKey
}
