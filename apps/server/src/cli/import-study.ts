import { readFileSync } from 'node:fs'
import { listStewards } from '@samskriv/database'
import { openHouse } from '../composition.ts'
import type { Config } from '../env.ts'
import { importFile } from '../installation/import-plan.ts'
import { createLog } from '../log.ts'

/**
 * Makes a case study from a file and prints its id. Needs the server stopped: it writes. Stewards of the installation look after it
 * from then on, and add its people; an example needs nobody.
 */
export async function importStudyFile(config: Config, file: string, example: boolean): Promise<void> {
  // Before anything is opened: a slip in a file name makes no data directory.
  const json = readFileSync(file, 'utf8')
  const house = openHouse(config, createLog(config.logLevel))
  try {
    const { store } = house.database
    const stewards = example ? [] : await store.read(listStewards())
    const study = await importFile(json, { ...house, store, example, stewards })
    await house.rooms.drain(8_000)
    console.log(study)
    if (!example && stewards.length === 0)
      console.error('This installation has no steward yet, so nobody can open it. Make one with: samskriv steward EMAIL')
  } finally {
    house.close()
  }
}
