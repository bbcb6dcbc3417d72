import { repeatableId, seedIds } from './rooms/repeatable-ids.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Authorship, spansOfSection, type Span } from '@samskriv/attribution'
import { sectionJson } from '@samskriv/document'
import type { SectionKey, StudyId } from '@samskriv/domain'
import type { StoredStudy } from '@samskriv/sync-server'
import * as prng from 'lib0/prng'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { HouseOnDisk } from './rooms/house-on-disk.ts'
import { randomEdit } from './rooms/random-edit.ts'
import { openPage, openStockPage, type Replica } from './rooms/replica.ts'
import { letTimeRun, pass, passUntil, stopTime } from './rooms/standing-time.ts'

/** One run is `SEEDS=17 …`, a range is `SEEDS=1-320`. */
const [firstSeed = 1, lastSeed = firstSeed] = (process.env['SEEDS'] ?? '1-60').split('-').map(Number)
const seeds = Array.from({ length: lastSeed - firstSeed + 1 }, (_, index) => firstSeed + index)
const steps = 60
const sections = ['summary', 'barriers'] as SectionKey[]

let dir: string
let house: HouseOnDisk

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'samskriv-convergence-'))
})

afterAll(() => rmSync(dir, { recursive: true, force: true }))

beforeEach(() => stopTime(Date.UTC(2026, 0, 5, 9)))

afterEach(() => {
  vi.restoreAllMocks()
  letTimeRun()
})

describe('three to five people writing, with lost connections, frames that come twice, crashes and a new epoch', () => {
  test.each(seeds)('end with the same text in the same voices: seed %i', async (seed) => {
    const chance = prng.create(seed)
    seedIds(seed)
    vi.spyOn(Math, 'random').mockImplementation(() => prng.real53(chance))
    house = new HouseOnDisk(join(dir, String(seed)))
    const run = await Run.begin(chance)
    await run.writeTogether()
    await run.comeTogether()
    await run.assertEqualText()
    await run.assertEqualVoices()
    await run.end()
  })
})

class Run {
  readonly #chance: prng.PRNG
  readonly #study: StudyId
  readonly #replicas: readonly Replica[]
  readonly #rebaseAt: number

  static async begin(chance: prng.PRNG): Promise<Run> {
    const study = await house.newStudy(sections)
    const replicas: Replica[] = []
    for (let index = 0; index < prng.int32(chance, 3, 5); index++) {
      const writer = await house.newWriter(study, `writer-${index}-${repeatableId()}`, index === 0 ? 'community' : 'public')
      const options = {
        name: writer.name,
        study,
        sections,
        epoch: async () => (await house.stored(study)).epoch,
        accept: (socket: Parameters<HouseOnDisk['connect']>[2]) => house.connect(study, writer, socket),
        arrivesTwice: (frame: Uint8Array) => frame[0] === 0 && prng.int32(chance, 0, 9) === 0,
      }
      // Messages of the product's own page are counted, so only the server's may come to it twice.
      const isStock = index % 2 === 1
      replicas.push(
        isStock
          ? openStockPage(options)
          : await openPage({ ...options, arrivesTwice: (frame, direction) => direction === 'down' && options.arrivesTwice(frame) }),
      )
    }
    return new Run(chance, study, replicas)
  }

  constructor(chance: prng.PRNG, study: StudyId, replicas: readonly Replica[]) {
    this.#chance = chance
    this.#study = study
    this.#replicas = replicas
    this.#rebaseAt = prng.int32(chance, steps / 3, steps - 1)
  }

  async writeTogether(): Promise<void> {
    for (let step = 0; step < steps; step++) {
      if (step === this.#rebaseAt) await this.#rebase()
      await this.#step()
      await pass(prng.oneOf(this.#chance, [0, 1, 5, 40, 300]))
    }
  }

  async comeTogether(): Promise<void> {
    for (const replica of this.#replicas) replica.mend()
    await passUntil('everybody is connected and settled', () => this.#replicas.every(({ isSettled }) => isSettled))
    await passUntil('everybody has the same text', async () => {
      const server = await this.#onServer((doc) => Y.encodeStateVector(doc))
      return this.#replicas.every(({ doc }) => doc !== null && Buffer.from(server).equals(Y.encodeStateVector(doc)))
    })
    await pass(1_000)
  }

  async assertEqualText(): Promise<void> {
    expect(house.refusals.filter((code) => code !== 'gap')).toEqual([])
    expect(house.thrownAway).toEqual([])
    const server = await this.#onServer((doc) => textOf(doc))
    for (const { name, doc } of this.#replicas) expect(doc === null ? null : textOf(doc), name).toEqual(server)
    expect((await house.stored(this.#study)).epoch).toBe(2)
  }

  async assertEqualVoices(): Promise<void> {
    const server = await this.#onServer((doc, authorship) => voicesOf(doc, authorship))
    const { doc, authorship } = load(await house.stored(this.#study))
    expect(voicesOf(doc, authorship), 'from disk').toEqual(server)
    expect(textOf(doc), 'from disk').toEqual(await this.#onServer((of) => textOf(of)))
    for (const replica of this.#replicas) {
      if (replica.doc === null) throw new Error('a page has no copy')
      expect(voicesOf(replica.doc, authorship), replica.name).toEqual(server)
    }
    await this.#crash()
    expect(await this.#onServer((again, of) => voicesOf(again, of)), 'after a restart').toEqual(server)
  }

  async end(): Promise<void> {
    await Promise.all(this.#replicas.map((replica) => replica.stop()))
    const stopped = house.stop()
    await pass(10_000)
    await stopped
  }

  async #step(): Promise<void> {
    const chance = this.#chance
    const replica = prng.oneOf(chance, [...this.#replicas])
    switch (prng.int32(chance, 0, 19)) {
      case 0:
      case 1:
        return replica.isOnline ? replica.cut() : replica.mend()
      case 2:
        return void replica.undo?.undo()
      case 3:
        return void replica.undo?.redo()
      case 4:
        if (prng.int32(chance, 0, 3) === 0) await this.#crash()
        return
      default:
        if (replica.doc !== null) randomEdit(replica.doc, sections, chance, replica.hand)
    }
  }

  async #crash(): Promise<void> {
    house.crash(prng.bool(this.#chance))
    await pass(5)
    for (const replica of this.#replicas.filter(({ isOnline }) => isOnline)) {
      replica.cut()
      replica.mend()
    }
    house.restart()
  }

  /** Before and after, the same words in the same voices; only the ids are new. */
  async #rebase(): Promise<void> {
    const said = (spans: readonly (readonly Span[])[]) => spans.map((of) => of.map(({ text, voice, block }) => `${block} ${voice} ${text}`))
    await pass(3_000)
    const before = await this.#onServer((doc, authorship) => ({ text: textOf(doc), said: said(voicesOf(doc, authorship)) }))
    const rebased = house.rebase(this.#study)
    await pass(1)
    expect(await rebased).toBe(true)
    const after = await this.#onServer((doc, authorship) => ({ text: textOf(doc), said: said(voicesOf(doc, authorship)) }))
    expect(after).toEqual(before)
  }

  async #onServer<T>(look: (doc: Y.Doc, authorship: Authorship) => T): Promise<T> {
    const answer = house.rooms.read(this.#study, ({ doc, authorship }) => look(doc, authorship))
    await pass(1)
    return await answer
  }
}

function textOf(doc: Y.Doc): unknown {
  return sections.map((key) => sectionJson(doc, key))
}

function voicesOf(doc: Y.Doc, authorship: Authorship): readonly (readonly Span[])[] {
  return sections.map((key) => spansOfSection(doc, key, authorship))
}

/** The study as it is on disk, put together without the server. */
function load(stored: StoredStudy): { doc: Y.Doc; authorship: Authorship } {
  const doc = new Y.Doc()
  if (stored.snapshot !== null) Y.applyUpdate(doc, stored.snapshot.state)
  for (const { bytes } of stored.updates) Y.applyUpdate(doc, bytes)
  return { doc, authorship: new Authorship(stored) }
}
