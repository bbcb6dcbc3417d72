import { openReadOnly, type ReadOnlyDatabase } from '@samskriv/database'
import type { StudyId } from '@samskriv/domain'
import type { Config } from '../env.ts'

/** Opens the database beside a running server for as long as `work` takes. */
export async function reading<T>(config: Config, work: (database: ReadOnlyDatabase) => Promise<T>): Promise<T> {
  const database = openReadOnly(config.dataDir)
  try {
    return await work(database)
  } finally {
    database.close()
  }
}

// An id typed by an operator gets its kind here; whether there is such a study is what the query finds out.
export function asStudy(id: string): StudyId {
  return id as StudyId
}
