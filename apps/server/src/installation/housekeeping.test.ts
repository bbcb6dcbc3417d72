import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { forgetStudy, markBegun, q } from '@samskriv/database'
import type { StudyId } from '@samskriv/domain'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { binLifetimeMs } from '../studies/bin.ts'
import { aStudy, mails, signedIn } from '../testing/a-browser.ts'
import { aServer } from '../testing/a-server.ts'
import { until } from '../testing/until.ts'
import { keepHouse } from './housekeeping.ts'

describe('forgetting', () => {
  test('begins when the server does, and a disk that refuses it ends nothing', async () => {
    const server = await aServer()
    const { house } = server.running
    let asked = 0
    const forgetDeleted = (): never => {
      asked += 1
      throw new Error('disk full')
    }
    const failures: string[] = []
    const log = { ...house.log, error: (event: string) => void failures.push(event) }
    const stop = keepHouse({ ...house, log, database: { ...house.database, forgetDeleted } })
    await until('it was tried', () => asked > 0)
    await until('it was said', () => failures.length > 0)
    expect(failures).toEqual(['housekeeping failed'])
    stop()
    await server.stop()
  })

  test('[HO11] takes the mails about a study along with it, also those in files, and leaves those about another', async () => {
    const server = await aServer()
    const steward = await signedIn(server, 'steward@example.org', 'Siri')
    const [gone, kept] = [await aStudy(steward, 'Blåbærskogen bak skolen'), await aStudy(steward, 'The other side of the river')]
    for (const study of [gone, kept])
      await steward.send('POST', `/api/studies/${study}/people`, { email: 'ola@example.org', role: 'editor' })
    const titles = async () => (await mails(server)).filter(({ to }) => to === 'ola@example.org').map(({ subject }) => subject)
    await until('both mails are there', async () => (await titles()).length === 2)
    await steward.send('DELETE', `/api/studies/${gone}`)
    const { house } = server.running
    await house.database.store.tx(function* ({ db, s, clock }) {
      yield* q(
        db
          .update(s.study)
          .set({ deletedAt: clock() - binLifetimeMs })
          .where(eq(s.study.id, gone as StudyId)),
      )
    })
    const stop = keepHouse(house)
    await until('one mail is left', async () => (await titles()).length === 1)
    expect((await titles()).join()).toContain('The other side of the river')
    await until('the study is gone', () => server.log.some((line) => line.includes('study forgotten')))
    stop()
    await server.stop()
  })

  test('[CF4] takes a study that was begun from a file and never became whole, once it is an hour old', async () => {
    const server = await aServer()
    const steward = await signedIn(server, 'steward@example.org', 'Siri')
    const [old, young] = [await aStudy(steward, 'Begun long ago'), await aStudy(steward, 'Begun just now')]
    const { house } = server.running
    await house.database.store.tx<void>(function* (ctx) {
      for (const study of [old, young]) yield* markBegun(study as StudyId)(ctx)
      const { db, s, clock } = ctx
      yield* q(
        db
          .update(s.study)
          .set({ createdAt: clock() - 61 * 60_000 })
          .where(eq(s.study.id, old as StudyId)),
      )
    })
    const stop = keepHouse(house)
    await until('it is gone', () => server.log.some((line) => line.includes('study forgotten')))
    expect((await steward.get(`/api/studies/${old}`)).status).toBe(404)
    expect((await steward.get(`/api/studies/${young}`)).status).toBe(200)
    stop()
    await server.stop()
  })

  test('[RP5] takes sections as they were 90 days ago, and leaves younger ones', async () => {
    const server = await aServer()
    const steward = await signedIn(server, 'steward@example.org', 'Siri')
    const study = (await aStudy(steward)) as StudyId
    const { house } = server.running
    const day = 24 * 60 * 60_000
    await house.database.store.tx(function* ({ db, s, clock }) {
      const [section] = yield* q(db.select({ key: s.section.key }).from(s.section).where(eq(s.section.study, study)).limit(1))
      if (section === undefined) throw new Error('no section')
      const point = { study, section: section.key, epoch: 1, seq: 0, reason: 'edited' as const, words: 1, blocks: [] }
      yield* q(db.insert(s.restorePoint).values({ ...point, id: 'old', at: clock() - 90 * day }))
      yield* q(db.insert(s.restorePoint).values({ ...point, id: 'young', at: clock() - 89 * day }))
    })
    const kept = () =>
      house.database.store.read(function* ({ db, s }) {
        return (yield* q(db.select({ id: s.restorePoint.id }).from(s.restorePoint))).map(({ id }) => id)
      })
    const stop = keepHouse(house)
    await until('the old one is gone', async () => (await kept()).length === 1)
    expect(await kept()).toEqual(['young'])
    await house.database.store.tx(forgetStudy(study))
    expect(await kept()).toEqual([])
    stop()
    await server.stop()
  })

  test('[HO12] lets no mail lie in a file for more than thirty days, nor what a crash left of one', async () => {
    const server = await aServer()
    await signedIn(server, 'steward@example.org', 'Siri')
    const outbox = join(server.dataDir, 'outbox')
    const [fresh = ''] = readdirSync(outbox)
    const old = String(Date.now() - 30 * 24 * 60 * 60_000 - 60_000).padStart(15, '0')
    for (const end of ['-a.eml', '-b.eml.partial']) writeFileSync(join(outbox, `${old}${end}`), readFileSync(join(outbox, fresh)))
    writeFileSync(join(outbox, 'notes.txt'), 'Not ours to delete.')
    const stop = keepHouse(server.running.house)
    await until('they are gone', () => readdirSync(outbox).length === 2)
    expect(readdirSync(outbox).toSorted()).toEqual([fresh, 'notes.txt'].toSorted())
    stop()
    await server.stop()
  })
})
