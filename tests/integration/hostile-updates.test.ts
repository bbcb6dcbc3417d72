import { seedIds } from './rooms/repeatable-ids.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contentRules, schema, sectionJson, sectionRoot, type ProseMirrorJson } from '@samskriv/document'
import type { SectionKey, StudyId } from '@samskriv/domain'
import { initProseMirrorDoc } from '@tiptap/y-tiptap'
import * as prng from 'lib0/prng'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { hostileUpdate } from './rooms/hostile-update.ts'
import { HouseOnDisk } from './rooms/house-on-disk.ts'
import { randomEdit } from './rooms/random-edit.ts'
import { RawPage } from './rooms/raw-page.ts'
import { openPage, type Replica } from './rooms/replica.ts'
import { letTimeRun, pass, passDuring, passUntil, stopTime } from './rooms/standing-time.ts'

const perStudy = 500
/** All of them: `HOSTILE_UPDATES=120000`. */
const studies = Math.ceil(Number(process.env['HOSTILE_UPDATES'] ?? 5_000) / perStudy)
const [firstSeed = 1, lastSeed = firstSeed + studies - 1] = (process.env['SEEDS'] ?? '').split('-').filter(Boolean).map(Number)
const seeds = Array.from({ length: lastSeed - firstSeed + 1 }, (_, index) => firstSeed + index)
const sections = ['summary', 'barriers'] as SectionKey[]
const endless = { maxRefusals: 1e9, messagesPerSecond: 1e9, bytesPerSecond: 1e12, maxClientsPerParticipant: 1e6 }

const total = { sent: 0, refused: 0, honest: 0 }
let dir: string

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'samskriv-hostile-'))
})

afterAll(() => rmSync(dir, { recursive: true, force: true }))

beforeEach(() => stopTime(Date.UTC(2026, 0, 5, 9)))

afterEach(() => {
  vi.restoreAllMocks()
  letTimeRun()
})

describe(`an editor of a study who sends ${perStudy} updates that no editor makes, while two others write`, () => {
  test.each(seeds)('crashes nothing, stores no harm and costs no honest word: seed %i', async (seed) => {
    const chance = prng.create(seed)
    seedIds(seed)
    vi.spyOn(Math, 'random').mockImplementation(() => prng.real53(chance))
    const house = new HouseOnDisk(join(dir, String(seed)), endless)
    const attack = await Attack.begin(house, chance)
    await attack.run()
    expect(house.refusals, 'nobody but the attacker is refused').toHaveLength(attack.refused)
    expect(house.thrownAway).toEqual([])

    const disk = await attack.onDisk()
    const text = textOf(disk)
    expect(disk.store.pendingStructs).toBeNull()
    expect(await attack.onServer((doc) => textOf(doc)), 'the server').toEqual(text)
    for (const { name, doc } of attack.honest) expect(doc === null ? null : textOf(doc), name).toEqual(text)

    // Browsers delete from the study whatever the schema cannot build, other people's words with it.
    for (const section of text) assertAllowed(section)
    for (const key of sections) initProseMirrorDoc(disk.getXmlFragment(sectionRoot(key)), schema)
    expect(textOf(disk).map(wordsIn), 'opened in an editor').toEqual(text.map(wordsIn))
    await attack.end()
  })

  test('met the gate as often as it says', () => {
    console.info(`${total.sent} hostile updates, ${total.refused} of them refused, beside ${total.honest} honest edits`)
    expect(total.sent).toBe(seeds.length * perStudy)
    expect(total.refused).toBeGreaterThan(total.sent / 4)
    expect(total.refused).toBeLessThan(total.sent)
    expect(total.honest).toBeGreaterThan(total.sent / 10)
  })
})

class Attack {
  readonly honest: readonly Replica[]
  readonly #house: HouseOnDisk
  readonly #chance: prng.PRNG
  readonly #study: StudyId
  readonly #hostile: RawPage
  readonly #client: number

  static async begin(house: HouseOnDisk, chance: prng.PRNG): Promise<Attack> {
    const study = await house.newStudy(sections)
    const honest = []
    for (const name of ['amina', 'bo']) {
      const writer = await house.newWriter(study, name, 'community')
      honest.push(
        await openPage({
          name,
          study,
          sections,
          epoch: () => Promise.resolve(1),
          accept: (socket) => house.connect(study, writer, socket),
          arrivesTwice: () => false,
        }),
      )
    }
    const client = prng.uint32(chance, 1, 2 ** 31)
    const mallory = await house.newWriter(study, 'mallory', 'other')
    const hostile = new RawPage(client, (socket) => house.connect(study, mallory, socket))
    await pass(100)
    return new Attack(house, chance, study, honest, hostile, client)
  }

  constructor(house: HouseOnDisk, chance: prng.PRNG, study: StudyId, honest: readonly Replica[], hostile: RawPage, client: number) {
    this.#house = house
    this.#chance = chance
    this.#study = study
    this.honest = honest
    this.#hostile = hostile
    this.#client = client
  }

  async run(): Promise<void> {
    const chance = this.#chance
    while (this.#hostile.sent < perStudy) {
      if (prng.int32(chance, 0, 2) === 0) {
        const { doc, hand } = prng.oneOf(chance, [...this.honest])
        if (doc === null) throw new Error('an honest page lost its copy')
        randomEdit(doc, sections, chance, hand)
        total.honest += 1
      }
      const state = await this.onServer((doc) => Y.encodeStateAsUpdate(doc))
      const honest = this.#wouldSend(state)
      const known = { clocks: Y.decodeStateVector(Y.encodeStateVectorFromUpdate(state)), roots: sections.map((key) => sectionRoot(key)) }
      this.#hostile.sendUpdate(hostileUpdate(honest, known, chance))
      await pass(3)
    }
    await passUntil('the honest pages are settled', () => this.honest.every(({ isSettled }) => isSettled))
    // What the others wrote last is still on its way to them.
    await pass(1_000)
    total.sent += this.#hostile.sent
    total.refused += this.refused
  }

  get refused(): number {
    return [...this.#hostile.refusals.values()].reduce((sum, count) => sum + count, 0)
  }

  async onDisk(): Promise<Y.Doc> {
    const { snapshot, updates } = await this.#house.stored(this.#study)
    const doc = new Y.Doc()
    if (snapshot !== null) Y.applyUpdate(doc, snapshot.state)
    for (const { bytes } of updates) Y.applyUpdate(doc, bytes)
    return doc
  }

  async onServer<T>(look: (doc: Y.Doc) => T): Promise<T> {
    const answer = this.#house.rooms.read(this.#study, ({ doc }) => look(doc))
    return await passDuring(answer)
  }

  async end(): Promise<void> {
    this.#hostile.close()
    await Promise.all(this.honest.map((page) => page.stop()))
    await passDuring(this.#house.stop())
  }

  /** What an editor with this clientID would send next. */
  #wouldSend(state: Uint8Array): Uint8Array {
    const chance = this.#chance
    const doc = new Y.Doc()
    Y.applyUpdate(doc, state)
    // After loading: Yjs gives up a clientID whose words it receives.
    doc.clientID = prng.int32(chance, 0, 9) === 0 ? prng.uint32(chance, 1, 2 ** 31) : this.#client
    const before = Y.encodeStateVector(doc)
    for (let edits = prng.int32(chance, 1, 3); edits > 0; edits--) randomEdit(doc, sections, chance, null)
    return Y.encodeStateAsUpdate(doc, before)
  }
}

function textOf(doc: Y.Doc): ProseMirrorJson[] {
  return sections.map((key) => sectionJson(doc, key))
}

function wordsIn(node: ProseMirrorJson): string {
  return node.text ?? (node.content ?? []).map((child) => wordsIn(child)).join('')
}

function assertAllowed(node: ProseMirrorJson): void {
  const name = node.type === 'doc' ? '#root' : node.type
  for (const [attribute, value] of Object.entries(node.attrs ?? {}))
    expect(contentRules.attributes.get(name)?.get(attribute)?.(value), `${name} ${attribute}`).toBe(true)
  for (const { type, attrs } of node.marks ?? []) expect(contentRules.marks.get(type)?.(attrs ?? {}), type).toBe(true)
  for (const child of node.content ?? []) {
    expect(contentRules.children.get(name)?.has(child.type === 'text' ? '#text' : child.type), `${child.type} in ${name}`).toBe(true)
    assertAllowed(child)
  }
}
