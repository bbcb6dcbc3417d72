import { openDatabase } from '@samskriv/database'
import { v7 as uuidv7 } from 'uuid'
import type { Config } from '../env.ts'

/** Brings the database to this version, as the server does when it starts. */
export function migrate(config: Config): void {
  openDatabase({ dir: config.dataDir, clock: Date.now, newId: () => uuidv7() }).close()
  console.log(`The database in ${config.dataDir} is at this version.`)
}
