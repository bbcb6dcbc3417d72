import { openDatabase } from '../data-directory.ts'
import { participantById } from '../repositories/participants.ts'
import { aCommit, aVoice, Log } from './a-commit.ts'
import { someIds } from './some-ids.ts'
import type { ParticipantId } from '@samskriv/domain'

// A process of its own that commits as fast as it can and says aloud each sequence once it is committed, until it is killed.
const [dir, participant] = process.argv.slice(2)
if (dir === undefined || participant === undefined) throw new TypeError('name a directory and a participant')
const database = openDatabase({ dir, clock: Date.now, newId: someIds() })
const place = await database.store.read(participantById(participant as ParticipantId))
if (place === undefined) throw new TypeError('no such participant')
const study = { id: place.study, participant: place.id }
const voice = aVoice(study)
const log = new Log(voice)
for (;;) {
  const first = log.seq === 0
  const updates = log.take(1 + (log.seq % 7))
  await database.updates.commit([aCommit(study, { voices: first ? [voice] : [], updates })])
  process.stdout.write(`${log.seq}\n`)
}
