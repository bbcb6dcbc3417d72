import { endKeptExports, keptExportIds } from '@samskriv/database'
import type { House } from '../composition.ts'

/** Files that nobody fetched within the day. */
export async function forgetExpiredExports({ database, exportFiles, clock }: House): Promise<void> {
  const ended = await database.store.tx(endKeptExports({ until: clock() }))
  for (const { study, id } of ended) exportFiles.remove(study, id)
}

/** What a process left that was killed while it made a file. Before any other is made. */
export async function forgetUnfinishedExports({ database, exportFiles }: House): Promise<void> {
  const known = new Set(await database.store.read(keptExportIds()))
  exportFiles.forgetOrphans((_study, id) => known.has(id))
}
