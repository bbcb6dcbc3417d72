import { readFileSync } from 'node:fs'
import { openHouse } from '../composition.ts'
import type { Config } from '../env.ts'
import { importFile } from '../installation/import-plan.ts'
import { createLog } from '../log.ts'

/** Makes a case study from a file and prints its id. Needs the server stopped: it writes. */
export async function importStudyFile(config: Config, file: string, example: boolean): Promise<void> {
  const house = openHouse(config, createLog(config.logLevel))
  try {
    const study = await importFile(readFileSync(file, 'utf8'), { store: house.database.store, rooms: house.rooms, example, steward: null })
    await house.rooms.drain(8_000)
    console.log(study)
  } finally {
    house.close()
  }
}
