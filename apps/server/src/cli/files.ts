import { chmodSync, copyFileSync, existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { backupTo, openReadOnly, restoreFrom, studyById, type ReadOnlyDatabase, type Script } from '@samskriv/database'
import type { StudyId } from '@samskriv/domain'
import { exportHtml, exportJson } from '@samskriv/export'
import { createRooms } from '@samskriv/sync-server'
import { randomBytes, randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import type { Config } from '../env.ts'
import { createLog } from '../log.ts'
import { exportTreeOf } from '../studies/export-tree.ts'
import { Misuse } from './misuse.ts'

/** Works beside a running server. Without the secrets everybody has to sign in again after a restore, and nothing else is lost. */
export function backup(config: Config, file: string, withSecrets: boolean): void {
  const { studies, bytes } = backupTo(config.dataDir, file, { withSecrets })
  const secrets = join(config.dataDir, 'secrets')
  if (withSecrets && existsSync(secrets)) {
    copyFileSync(secrets, secretsBeside(file))
    chmodSync(secretsBeside(file), 0o600)
  }
  console.log(`Backed up ${studies} case studies (${bytes} bytes) to ${file}`)
}

/** Into an empty data directory. */
export function restore(config: Config, file: string): void {
  const { studies, damaged } = restoreFrom(file, config.dataDir, { clock: Date.now, newId: () => uuidv7(), randomBytes })
  const secrets = secretsBeside(file)
  if (existsSync(secrets)) {
    copyFileSync(secrets, join(config.dataDir, 'secrets'))
    chmodSync(join(config.dataDir, 'secrets'), 0o600)
  }
  console.log(`Restored ${studies} case studies to ${config.dataDir}`)
  for (const study of damaged)
    console.warn(`Case study ${study} does not load, as in the backup. Follow its history: samskriv verify ${study}`)
}

/** Writes one study as a file; beside a running server. */
export async function exportStudy(config: Config, study: string, format: 'html' | 'json', file: string): Promise<void> {
  await reading(config, async (database) => {
    const tree = await treeOf(config, database, study)
    const language = tree.file.language
    const text =
      format === 'json'
        ? exportJson(tree)
        : exportHtml(tree, { language: language === 'nb' || language === 'sv' ? language : 'en', voices: true })
    writeFileSync(file, text, { mode: 0o600 })
    console.log(`Wrote ${file}`)
  })
}

export async function reading<T>(config: Config, work: (database: ReadOnlyDatabase) => Promise<T>): Promise<T> {
  const database = openReadOnly(config.dataDir)
  try {
    return await work(database)
  } finally {
    database.close()
  }
}

export async function treeOf(config: Config, database: ReadOnlyDatabase, id: string) {
  const study = await database.store.read(studyById(asStudy(id)))
  if (study === undefined) throw new Misuse(`There is no case study ${id}.`)
  const rooms = createRooms<Script<unknown>>({
    store: { ...database.updates, commit: nothingIsWritten, changeEpoch: nothingIsWritten, quarantine: nothingIsWritten },
    clock: Date.now,
    newId: randomUUID,
    randomBytes,
    log: createLog('silent'),
  })
  return await exportTreeOf(study, { store: database.store, rooms, clock: Date.now, publicUrl: config.publicUrls[0] })
}

async function nothingIsWritten(): Promise<never> {
  throw new Error('A command that only reads was asked to write.')
}

function secretsBeside(file: string): string {
  return `${file}.secrets`
}

// An id typed by an operator gets its kind here; whether there is such a study is what the query finds out.
export function asStudy(id: string): StudyId {
  return id as StudyId
}
