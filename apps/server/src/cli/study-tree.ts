import { randomBytes, randomUUID } from 'node:crypto'
import { studyById, studyFilesIn, type ReadOnlyDatabase, type Script } from '@samskriv/database'
import type { CommentChoice } from '@samskriv/domain'
import { createRooms } from '@samskriv/sync-server'
import type { Config } from '../env.ts'
import { createLog } from '../log.ts'
import { exportTreeOf } from '../studies/export-tree.ts'
import { Misuse } from './misuse.ts'
import { asStudy } from './reading.ts'

/** The text of a study with everything that is said about it. @throws {@link Misuse} when there is no such study */
export async function treeOf(config: Config, database: ReadOnlyDatabase, id: string, comments: CommentChoice = 'none') {
  const study = await database.store.read(studyById(asStudy(id)))
  if (study === undefined) throw new Misuse(`There is no case study ${id}.`)
  const rooms = createRooms<Script<unknown>>({
    store: { ...database.updates, commit: nothingIsWritten, changeEpoch: nothingIsWritten, quarantine: nothingIsWritten },
    clock: Date.now,
    newId: randomUUID,
    randomBytes,
    log: createLog('silent'),
  })
  const sources = {
    store: database.store,
    rooms,
    clock: Date.now,
    publicUrl: config.publicUrls[0],
    studyFiles: studyFilesIn(config.dataDir),
  }
  return await exportTreeOf(study, sources, comments)
}

async function nothingIsWritten(): Promise<never> {
  throw new Error('A command that only reads was asked to write.')
}
