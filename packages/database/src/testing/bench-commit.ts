import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StudyId } from '@samskriv/domain'
import { openDatabase } from '../data-directory.ts'
import { listStudiesOf } from '../repositories/study-list.ts'
import { createStudy } from '../repositories/studies.ts'
import { theOnlyPartnership } from '../repositories/partnerships.ts'
import { aCommit, aVoice, Log } from './a-commit.ts'
import { someIds } from './some-ids.ts'
import { newStudy } from './new-study.ts'

// How long a group commit takes: n updates of one study, and one update of each of n studies, every study with a binding whose clock
// moved. Wall time includes the wait for the disk; processor time does not, and is what a further update costs the server.
const dir = mkdtempSync(join(tmpdir(), 'samskriv-bench-'))
const database = openDatabase({ dir, clock: Date.now, newId: someIds() })
const rounds = 300

const median = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0

async function measure(studies: number, rowsEach: number): Promise<void> {
  const rooms = []
  for (let n = 0; n < studies; n += 1) {
    const study = await database.store.tx(newStudy({ email: `${studies}-${rowsEach}-${n}@example.org` }))
    const voice = aVoice(study, `voice ${study.id}`)
    await database.updates.commit([aCommit(study, { voices: [voice] })])
    rooms.push({ study, voice, log: new Log(voice) })
  }
  const times = []
  let processorUs = 0
  for (let round = 0; round < rounds; round += 1) {
    const commits = rooms.map(({ study, voice, log }) => {
      const updates = Array.from({ length: rowsEach }, () => log.next('twenty-six bytes of update'))
      const binding = { client: 4_000_000_000, voice: voice.id, firstSeq: 1, lastClock: log.seq, server: false }
      return aCommit(study, { updates, bindings: [binding] })
    })
    const processor = process.cpuUsage()
    const started = performance.now()
    await database.updates.commit(commits)
    times.push(performance.now() - started)
    const used = process.cpuUsage(processor)
    processorUs += used.user + used.system
  }
  const updates = studies * rowsEach
  const perUpdate = (processorUs / rounds / updates).toFixed(1)
  console.log(`${studies} × ${rowsEach}: ${median(times).toFixed(2)} ms a commit, ${perUpdate} µs of processor time an update`)
}

try {
  console.log('studies × updates of each')
  for (const [studies, each] of [
    [1, 1],
    [1, 10],
    [1, 100],
    [10, 1],
    [100, 1],
  ] as const) {
    await measure(studies, each)
  }

  const person = await database.store.tx(newStudy({ email: 'many@example.org' }))
  await database.store.tx(function* (ctx) {
    const partnership = yield* theOnlyPartnership()(ctx)
    if (partnership === undefined) return
    for (let n = 0; n < 500; n += 1) {
      const sections = Array.from({ length: 14 }, (_, key) => ({ key: `section-${key}` as never, lead: 'any' as const }))
      const names = { title: `Study ${n}`, place: 'Rigs', lang: 'en' as const, template: 't', templateVersion: 1 }
      yield* createStudy({ ...names, partnership: partnership.id, sections, creator: person.person }, 'system')(ctx)
    }
  })
  const times = []
  for (let round = 0; round < 20; round += 1) {
    const started = performance.now()
    await database.store.read(listStudiesOf(person.person))
    times.push(performance.now() - started)
  }
  console.log(`list of 501 studies with progress: ${median(times).toFixed(1)} ms`)
  const load = performance.now()
  await database.updates.load(person.id satisfies StudyId)
  console.log(`load of an empty study: ${(performance.now() - load).toFixed(2)} ms`)
} finally {
  database.close()
  rmSync(dir, { recursive: true })
}
