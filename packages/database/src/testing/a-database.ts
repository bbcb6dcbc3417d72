import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openDatabase, type Database } from '../data-directory.ts'
import type { Sources } from '../store.ts'
import { newStudy, type StudyInPlace } from './new-study.ts'
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

export function restoreSources() {
  return { ...someSources(), newId: randomUUID, randomBytes }
}

/** An open database that is closed after the test. */
export function aDatabase(dir = aDirectory(), sources: Sources = someSources()): Database {
  const database = openDatabase({ dir, ...sources })
  onTestFinished(() => database.close())
  return database
}

/** A study with its steward. */
export function aStudy(database: Database, options: Parameters<typeof newStudy>[0] = {}): Promise<StudyInPlace> {
  return database.store.tx(newStudy(options))
}
