import { join } from 'node:path'
import type { VoiceId } from '@samskriv/domain'
import { aCommit, aVoice, Log } from './a-commit.ts'
import { aDatabase, aDirectory, aStudy } from './a-database.ts'

/** “The walls were wet.” in the section `summary`, typed under clientID 42, as Yjs writes it. */
const wetWalls = Buffer.from(
  '01032a00070109733a73756d6d617279030970617261677261706807002a000604002a01135468652077616c6c732077657265207765742e00',
  'hex',
)
export const typist = 42
const lastClock = 21

/** A study with words that load, in a database that goes on, and the name of a file for its backup. */
export async function aWrittenStudy() {
  const dir = aDirectory()
  const database = aDatabase(dir)
  const study = await aStudy(database)
  const voice = aVoice(study)
  const log = new Log(voice)
  const binding = { client: typist, voice: 'voice-1' as VoiceId, firstSeq: 1, lastClock, server: false }
  await database.updates.commit([aCommit(study, { voices: [voice], updates: [log.next(wetWalls)], bindings: [binding] })])
  return { dir, database, study, log, file: join(aDirectory(), 'backup.sqlite') }
}
