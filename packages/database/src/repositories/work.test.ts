import { describe, expect, test } from 'vitest'
import { aDatabase, aDirectory, someSources } from '../testing/a-database.ts'
import { claimJob, enqueue, failJob, finishJob, type Job } from './jobs.ts'
import type { Store } from '../store.ts'
import { claimMail, forgetSentMail, mailFailed, mailSent, queueMail, recentMail } from './outbox.ts'
import { createSetupLink, isSetupLinkOpen, useSetupLink } from './setup-links.ts'

function aDatabaseWithClock() {
  const sources = someSources()
  return { sources, store: aDatabase(aDirectory(), sources).store }
}

describe('a mail', () => {
  test('is claimed by one sender at a time, and by another when that one dies', async () => {
    const { store, sources } = aDatabaseWithClock()
    const id = await store.tx(queueMail({ to: 'email:a@example.org', kind: 'sign-in', payload: { code: '123456' } }))
    const { now } = sources
    expect(await store.tx(claimMail(now, 1000))).toMatchObject({ id, attempts: 1, payload: { code: '123456' } })
    expect(await store.tx(claimMail(now + 999, 1000))).toBeUndefined()
    expect(await store.tx(claimMail(now + 1000, 1000))).toMatchObject({ id, attempts: 2 })
  })

  test('is not sent twice, and says nothing any more once it has left', async () => {
    const { store, sources } = aDatabaseWithClock()
    const id = await store.tx(queueMail({ to: 'email:a@example.org', kind: 'sign-in', payload: { code: '123456' } }))
    await store.tx(claimMail(sources.now, 1000))
    await store.tx(mailSent(id))
    expect(await store.tx(claimMail(sources.now + 5000, 1000))).toBeUndefined()
    expect(await store.read(recentMail())).toMatchObject([{ id, state: 'sent', payload: null, sentAt: sources.now }])
    await store.tx(forgetSentMail(sources.now + 1))
    expect(await store.read(recentMail())).toEqual([])
  })

  test('that could not be sent is tried again later, and given up without keeping what it said', async () => {
    const { store, sources } = aDatabaseWithClock()
    const id = await store.tx(queueMail({ to: 'person:1', kind: 'added', payload: { study: 's' } }))
    await store.tx(claimMail(sources.now, 1000))
    await store.tx(mailFailed(id, sources.now + 60_000))
    expect(await store.tx(claimMail(sources.now + 59_999, 1000))).toBeUndefined()
    expect(await store.tx(claimMail(sources.now + 60_000, 1000))).toMatchObject({ id, attempts: 2 })
    await store.tx(mailFailed(id, null))
    expect(await store.tx(claimMail(sources.now + 900_000, 1000))).toBeUndefined()
    expect(await store.read(recentMail())).toMatchObject([{ state: 'failed', payload: null }])
    await store.tx(queueMail({ to: 'person:2', kind: 'added', payload: { study: 's' } }))
    await store.tx(forgetSentMail(sources.now + 1))
    expect(await store.read(recentMail())).toMatchObject([{ to: 'person:2', state: 'waiting' }])
  })

  test('leaves in the order in which it came', async () => {
    const { store, sources } = aDatabaseWithClock()
    for (const n of [1, 2, 3]) {
      await store.tx(queueMail({ to: `person:${n}`, kind: 'added', payload: null }))
      sources.now += 10
    }
    const order = []
    for (const _ of [1, 2, 3]) order.push((await store.tx(claimMail(sources.now, 1000)))?.to)
    expect(order).toEqual(['person:1', 'person:2', 'person:3'])
  })
})

const kinds = ['rebase', 'digest'] as const

describe('a job', () => {
  test('of another kind waits for whoever does that', async () => {
    const { store, sources } = aDatabaseWithClock()
    await store.tx(enqueue('digest', 'd', sources.now))
    expect(await store.tx(claimJob(['rebase'], sources.now, 1000))).toBeUndefined()
    expect(await store.tx(claimJob(['rebase', 'digest'], sources.now, 1000))).toMatchObject({ kind: 'digest' })
  })

  test('is one job however often it is asked for, until it is finished', async () => {
    const { store, sources } = aDatabaseWithClock()
    expect(await store.tx(enqueue('rebase', 'study-1', sources.now))).toBe(true)
    expect(await store.tx(enqueue('rebase', 'study-1', sources.now + 5))).toBe(false)
    const job = await claimed(store, sources.now)
    expect(job).toMatchObject({ kind: 'rebase', uniqueKey: 'study-1', attempts: 1 })
    await store.tx(finishJob(job))
    expect(await store.tx(claimJob(kinds, sources.now + 5000, 1000))).toBeUndefined()
    expect(await store.tx(enqueue('rebase', 'study-1', sources.now))).toBe(true)
  })

  test('waits for its time, is run by one process, and again after a failure or a death', async () => {
    const { store, sources } = aDatabaseWithClock()
    const { now } = sources
    await store.tx(enqueue('digest', 'd', now + 100, { to: 'person:1' }))
    expect(await store.tx(claimJob(kinds, now + 99, 1000))).toBeUndefined()
    expect(await claimed(store, now + 100)).toMatchObject({ payload: { to: 'person:1' } })
    expect(await store.tx(claimJob(kinds, now + 1099, 1000))).toBeUndefined()
    const again = await claimed(store, now + 1100)
    expect(again).toMatchObject({ attempts: 2 })
    await store.tx(failJob(again, now + 9000))
    expect(await store.tx(claimJob(kinds, now + 8999, 1000))).toBeUndefined()
    expect(await store.tx(claimJob(kinds, now + 9000, 1000))).toMatchObject({ attempts: 3 })
  })

  test('that is asked for while it runs is done once more, with what was asked for then', async () => {
    const { store, sources } = aDatabaseWithClock()
    const { now } = sources
    await store.tx(enqueue('digest', 'd', now, { of: 'Monday' }))
    const monday = await claimed(store, now)
    expect(await store.tx(enqueue('digest', 'd', now, { of: 'Tuesday' }))).toBe(true)
    expect(await store.tx(claimJob(kinds, now + 500, 1000))).toBeUndefined()
    await store.tx(finishJob(monday))
    const tuesday = await claimed(store, now + 500)
    expect(tuesday).toMatchObject({ payload: { of: 'Tuesday' }, attempts: 1 })
    await store.tx(finishJob(tuesday))
    expect(await store.tx(claimJob(kinds, now + 5000, 1000))).toBeUndefined()
  })

  test('is neither ended nor put off by whoever was too slow and does not have it any more', async () => {
    const { store, sources } = aDatabaseWithClock()
    const { now } = sources
    await store.tx(enqueue('digest', 'd', now))
    const slow = await claimed(store, now)
    const quick = await claimed(store, now + 1000)
    await store.tx(failJob(slow, now + 99_000))
    await store.tx(finishJob(slow))
    expect(await store.tx(claimJob(kinds, now + 1999, 1000))).toBeUndefined()
    await store.tx(failJob(quick, now + 3000))
    expect(await store.tx(claimJob(kinds, now + 3000, 1000))).toMatchObject({ attempts: 3 })
  })

  test('is there again when the database is opened anew, also one that was being run when its process died', async () => {
    const sources = someSources()
    const directory = aDirectory()
    const before = aDatabase(directory, sources)
    await before.store.tx(enqueue('digest', 'waiting', sources.now + 5000))
    await before.store.tx(enqueue('digest', 'running', sources.now))
    await claimed(before.store, sources.now)
    before.close()
    const { store } = aDatabase(directory, sources)
    expect(await store.tx(claimJob(kinds, sources.now + 999, 1000))).toBeUndefined()
    expect(await claimed(store, sources.now + 1000)).toMatchObject({ uniqueKey: 'running', attempts: 2 })
    expect(await claimed(store, sources.now + 5000)).toMatchObject({ uniqueKey: 'running', attempts: 3 })
    expect(await claimed(store, sources.now + 5000)).toMatchObject({ uniqueKey: 'waiting', attempts: 1 })
  })
})

async function claimed(store: Store, now: number): Promise<Job> {
  const job = await store.tx(claimJob(kinds, now, 1000))
  if (job === undefined) throw new Error('no-job-is-due')
  return job
}

describe('a set-up link', () => {
  test('works once, and not after its time', async () => {
    const { store, sources } = aDatabaseWithClock()
    await store.tx(createSetupLink('hash-1', sources.now + 1000))
    await store.tx(createSetupLink('hash-2', sources.now + 1000))
    expect(await store.read(isSetupLinkOpen('hash-1'))).toBe(true)
    expect(await store.tx(useSetupLink('hash-1'))).toBe(true)
    expect(await store.read(isSetupLinkOpen('hash-1'))).toBe(false)
    expect(await store.tx(useSetupLink('hash-1'))).toBe(false)
    expect(await store.tx(useSetupLink('unknown'))).toBe(false)
    sources.now += 1000
    expect(await store.tx(useSetupLink('hash-2'))).toBe(false)
  })
})
