import type { VoiceId } from '@samskriv/domain'
import { describe, expect, test } from 'vitest'
import { aCommit, aVoice, Log } from '../testing/a-commit.ts'
import { aDatabase, aDirectory, aStudy, someSources } from '../testing/a-database.ts'
import { sectionKey } from '../testing/new-study.ts'
import { ensurePersonForEmail } from './people.ts'
import { hasArrived, hasLeft, lastVisitOf, sameVisitMs } from './visits.ts'
import { wordChangesSince } from './word-changes.ts'

async function aPlace() {
  const sources = someSources()
  const database = aDatabase(aDirectory(), sources)
  const study = await aStudy(database)
  const { store, updates } = database
  const bo = await store.tx(ensurePersonForEmail('bo@example.org', 'Bo'))
  const [hers, his] = [aVoice(study, 'hers'), aVoice(study, 'his')]
  await updates.commit([aCommit(study, { voices: [hers, his], updates: [new Log(hers).next()] })])
  const changed = (words: number, of: VoiceId = hers.id) =>
    updates.commit([
      aCommit(study, {
        wordCounts: [{ section: sectionKey('summary'), at: sources.now, words: [[of, 9]], changes: [{ hand: his.id, of, words }] }],
      }),
    ])
  const since = async (person = study.person, isThere = false) => await store.read(lastVisitOf(study.id, person, isThere))
  const leave = (person = study.person) => store.tx(hasLeft(study.id, person))
  const arrive = (person = study.person) => store.tx(hasArrived(study.id, person))
  const told = async (at: number) => (await store.read(wordChangesSince(study.id, at))).map(({ of, words }) => [of, words])
  return { sources, study, store, bo, hers, his, changed, since, leave, arrive, told }
}

describe('somebody’s last visit', () => {
  test('[VI1] is none before the first has ended, and then where the study was when they left', async () => {
    const { sources, since, leave, arrive } = await aPlace()
    await arrive()
    expect(await since()).toBeNull()
    await leave()
    sources.now += sameVisitMs
    expect(await since()).toEqual({ at: sources.now - sameVisitMs, seq: 1 })
  })

  test('[VI1] stays the same while they are there, and when they are back within seconds', async () => {
    const { sources, study, since, leave, arrive } = await aPlace()
    const first = sources.now
    await leave()
    sources.now += 60_000
    await arrive()
    sources.now += 60_000
    expect((await since(study.person, true))?.at).toBe(first)
    await leave()
    sources.now += sameVisitMs - 1
    expect((await since())?.at).toBe(first)
    await arrive()
    expect((await since(study.person, true))?.at).toBe(first)
  })

  test('[VI2] is not moved by a clock that was set back', async () => {
    const { sources, bo, since, leave } = await aPlace()
    await leave()
    const first = sources.now
    sources.now -= 3_600_000
    await leave(bo.id)
    expect((await since(bo.id))?.at).toBe(first + 1)
  })
})

describe('what was changed since', () => {
  test('[VI2] is what came after they left, however long others write and whoever else comes and goes', async () => {
    const { sources, study, bo, hers, his, changed, leave, since, told } = await aPlace()
    await changed(5)
    await leave()
    sources.now += 60_000
    await changed(-2)
    await changed(-1)
    await leave(bo.id)
    sources.now += 60_000
    await changed(4, his.id)
    expect(await told((await since())?.at ?? 0)).toEqual([
      [hers.id, -3],
      [his.id, 4],
    ])
    expect(await told((await since(bo.id))?.at ?? 0)).toEqual([[his.id, 4]])
    await changed(3)
    expect(await told((await since(study.person))?.at ?? 0)).toEqual([[his.id, 4]])
  })
})
