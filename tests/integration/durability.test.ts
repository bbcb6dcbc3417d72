import { openReadOnly } from '@samskriv/database'
import type { StudyId } from '@samskriv/domain'
import { describe, expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { until } from '../support/until.ts'
import { serveStudy, type ServedStudy } from './served/served-study.ts'
import { smallDisks, type SmallDisk } from './served/small-disk.ts'
import { Typist } from './served/typist.ts'
import { lastTextOf, wordsOf, writeParagraph, type Page } from './served/visitor.ts'

/** All fifty: `KILLS=50`. */
const kills = Number(process.env['KILLS'] ?? 3)
const toldWithinMs = 2_000
const stopsWithinMs = 10_000

const disks = smallDisks()

/** Read from the directory that the kill left, before anybody sends anything again. */
async function wordsOnDisk(study: ServedStudy): Promise<Set<string>> {
  const reader = openReadOnly(study.server.dataDir)
  const stored = await reader.updates.load(study.id as StudyId)
  reader.close()
  if (stored === undefined) throw new Error('the study is not on disk')
  const doc = new Y.Doc()
  if (stored.snapshot !== null) Y.applyUpdate(doc, stored.snapshot.state)
  for (const { bytes } of stored.updates) Y.applyUpdate(doc, bytes)
  return new Set(wordsOf(doc, study.section).split(/\s+/))
}

describe('kill -9 while people type', () => {
  test(
    `loses no edit that was acknowledged or shown to anybody, ${kills} times, and pages send what they still had`,
    { timeout: 60_000 + kills * 10_000 },
    async () => {
      const study = await serveStudy()
      onTestFinished(() => study.stop())
      const { server, id, section, amina, officer, third } = study
      let acknowledged = 0
      let shown = 0
      for (let kill = 1; kill <= kills; kill++) {
        const typists = [amina, officer, third].map((visitor) => new Typist(visitor, id, section))
        await Promise.all(typists.map((typist) => typist.ready()))
        let typed = 0
        const typing = setInterval(() => {
          typed += 1
          for (const [index, typist] of typists.entries()) typist.type(`k${kill}t${index}n${typed}`)
        }, 3)
        // Another moment each time, always in the middle of a sentence.
        await until('enough was acknowledged', () => typists.every(({ acked }) => acked.length >= 15 * kill + 10))
        await server.kill9()
        clearInterval(typing)
        expect(typists.some(({ unacked }) => unacked > 0)).toBe(true)

        const onDisk = await wordsOnDisk(study)
        for (const [index, typist] of typists.entries()) {
          const delivered = typist.delivered((word) => word.startsWith(`k${kill}t${index}n`))
          expect(typist.acked.filter((word) => !onDisk.has(word))).toEqual([])
          expect(delivered.filter((word) => !onDisk.has(word))).toEqual([])
          acknowledged += typist.acked.length
          shown += delivered.length
        }
        await server.restart()
        const page = await amina.openPage(id)
        await page.saved()
        const words = new Set(wordsOf(page.doc, section).split(/\s+/))
        expect([...onDisk].filter((word) => !words.has(word))).toEqual([])
        await page.session.stop()
      }
      expect(acknowledged).toBeGreaterThan(30 * kills)
      expect(shown).toBeGreaterThan(30 * kills)

      // And once with pages open, which send what they still had.
      const [hers, theirs] = [await amina.openPage(id), await officer.openPage(id)]
      await Promise.all([hers.saved(), theirs.saved()])
      const text = writeParagraph(hers.doc, section, 'Before. ')
      await until('the words are shown', () => wordsOf(theirs.doc, section).includes('Before.'))
      await server.kill9()
      text.insert(text.length, 'While it was down. ')
      expect(hers.saveState).not.toBe('saved')
      await server.restart()
      await hers.saved()
      await until('they are shown', () => wordsOf(theirs.doc, section).includes('Before. While it was down. '))
    },
  )
})

// They mostly wait: for the server to try again, and for it to give up when it stops.
describe.concurrent.each(disks)('$name', ({ make }) => {
  /** Fills the disk and types until the page says so: the log beside the database may have some room of its own left. */
  async function typeUntilTold(page: Page, study: ServedStudy, disk: SmallDisk): Promise<number> {
    disk.fill(study.server.pid)
    let unsavedSince = performance.now()
    for (let word = 0; word < 400; word++) {
      if (page.saveState === 'saved') {
        unsavedSince = performance.now()
        lastTextOf(page.doc, study.section).insert(0, `${'full '.repeat(200)}${word} `)
      }
      if (page.saveState === 'not-saved server-storage') return performance.now() - unsavedSince
      await until('the page knows', () => page.saveState !== 'saving', 2 * toldWithinMs)
    }
    throw new Error('the disk never got full')
  }

  test('is told within two seconds while people keep typing; everything catches up by itself, and nothing keeps the server from stopping', async (context) => {
    const disk = make()
    const study = await serveStudy({ dataDir: disk.dataDir })
    context.onTestFinished(async () => {
      await study.stop()
      disk.remove()
    })
    const { server, id, section, amina, officer } = study
    const [hers, theirs] = [await amina.openPage(id), await officer.openPage(id)]
    await Promise.all([hers.saved(), theirs.saved()])
    writeParagraph(hers.doc, section, 'Before the disk was full.')
    await hers.saved()
    expect(await typeUntilTold(hers, study, disk)).toBeLessThan(toldWithinMs)

    const text = lastTextOf(hers.doc, section)
    for (let word = 0; word < 20; word++) text.insert(text.length, ` kept${word}`)
    writeParagraph(theirs.doc, section, 'The officer types, too.')
    await until('the officer is told', () => theirs.saveState === 'not-saved server-storage', toldWithinMs)
    expect(hers.saveState).toBe('not-saved server-storage')
    expect(wordsOf(theirs.doc, section)).not.toContain('kept0')
    expect(wordsOf(hers.doc, section)).not.toContain('officer')

    disk.clear(server.pid)
    await Promise.all([hers.saved(), theirs.saved()])
    await until(
      'each has the other’s words',
      () => wordsOf(theirs.doc, section).includes('kept19') && wordsOf(hers.doc, section).includes('officer'),
    )
    expect((await wordsOnDisk(study)).has('kept19')).toBe(true)

    await typeUntilTold(hers, study, disk)
    lastTextOf(hers.doc, section).insert(0, 'Unstored. ')
    const from = performance.now()
    expect(await server.stop()).toBe(0)
    expect(performance.now() - from).toBeLessThan(stopsWithinMs)
    expect((await wordsOnDisk(study)).has('kept19')).toBe(true)

    disk.clear(server.pid)
    await server.restart()
    await hers.saved()
    expect((await wordsOnDisk(study)).has('Unstored.')).toBe(true)
  })
})

test('this machine has a way to fill a disk, so that the tests above were run', () => {
  expect(disks.length).toBeGreaterThan(0)
})
