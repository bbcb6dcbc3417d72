import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { forgetExpiredRuns } from './repositories/deleted-runs.ts'
import { queueMail, mailSent } from './repositories/outbox.ts'
import { nextEpochHash } from '@samskriv/sync-server'
import { aCommit, aSnapshot, aVoice, Log } from './testing/a-commit.ts'
import { aDatabase, aDirectory, aStudy } from './testing/a-database.ts'

/** Whether any file of the data directory holds the bytes of a text. */
function isInFiles(dir: string, text: string): boolean {
  return readdirSync(dir)
    .filter((name) => name !== 'lock.sqlite')
    .some((name) => readFileSync(join(dir, name)).includes(text))
}

describe('forgetting', () => {
  test('[DB9] leaves no byte of a deleted run in any file', async () => {
    const dir = aDirectory()
    const database = aDatabase(dir)
    const study = await aStudy(database)
    const voice = aVoice(study)
    const secret = 'the words that were taken back '.repeat(300)
    const run = { text: secret, voices: [{ length: secret.length, voice: voice.id }], deletedAt: 5, seq: 1, expiresAt: 6 }
    await database.updates.commit([aCommit(study, { voices: [voice], graveyard: [run] })])
    expect(isInFiles(dir, 'words that were taken back')).toBe(true)

    await database.store.tx(forgetExpiredRuns(7))
    expect(database.forgetDeleted()).toBe(true)
    expect(isInFiles(dir, 'words that were taken back')).toBe(false)
  })

  test('[DB9] leaves no byte of an epoch that was erased: neither updates, snapshots nor deleted runs', async () => {
    const dir = aDirectory()
    const database = aDatabase(dir)
    const study = await aStudy(database)
    const voice = aVoice(study)
    const log = new Log(voice)
    const text = (n: number) => `withdrawn sentence number ${n}`
    for (let n = 0; n < 40; n += 1) {
      const updates = [log.next(text(n))]
      const run = { text: text(1000 + n), voices: [], deletedAt: 5, seq: log.seq, expiresAt: Date.UTC(2030, 0) }
      const snapshot = n % 10 === 9 ? { ...aSnapshot(log), state: new TextEncoder().encode(text(2000 + n)) } : null
      await database.updates.commit([aCommit(study, { voices: n === 0 ? [voice] : [], updates, graveyard: [run], snapshot })])
    }
    expect(isInFiles(dir, 'withdrawn sentence')).toBe(true)

    const change = { seq: log.seq + 1, at: 9000, to: 2, reason: 'erasure' as const }
    const endHash = nextEpochHash(log.hash, change)
    const nothing = { bindings: [], overrides: [], graveyard: [], anchors: [], state: new TextEncoder().encode('what is left') }
    await database.updates.changeEpoch({ ...change, ...nothing, study: study.id, from: 1, endHash })
    expect(database.forgetDeleted()).toBe(true)
    expect(isInFiles(dir, 'what is left')).toBe(true)
    expect(isInFiles(dir, 'withdrawn sentence')).toBe(false)
  })

  test('[DB9] leaves no byte of a sign-in code once its mail has left', async () => {
    const dir = aDirectory()
    const database = aDatabase(dir)
    const mail = await database.store.tx(queueMail({ to: 'email:a@example.org', kind: 'sign-in', payload: { code: 'CODE-482-913' } }))
    expect(isInFiles(dir, 'CODE-482-913')).toBe(true)
    await database.store.tx(mailSent(mail))
    database.forgetDeleted()
    expect(isInFiles(dir, 'CODE-482-913')).toBe(false)
  })
})
