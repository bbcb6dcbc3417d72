// @vitest-environment jsdom
import { repeatableId, seedIds } from './rooms/repeatable-ids.ts'
import { plainText } from '@samskriv/document'
import type { StudyId } from '@samskriv/domain'
import type { PlacedAnchor } from '@samskriv/sync-server'
import * as prng from 'lib0/prng'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { InventedStudy } from './anchors/invented-study.ts'
import { type Survival, survivalOf } from './anchors/survival.ts'
import { Hand, sections, summary } from './gestures/hand.ts'
import { HouseOnDisk } from './rooms/house-on-disk.ts'
import { openPage, type Replica } from './rooms/replica.ts'
import { letTimeRun, pass, passDuring, passUntil, stopTime } from './rooms/standing-time.ts'

/** One run is `SEEDS=17 …`, a range is `SEEDS=1-20`. */
const [firstSeed = 1, lastSeed = firstSeed] = (process.env['SEEDS'] ?? '1-2').split('-').map(Number)
const runs = Array.from({ length: lastSeed - firstSeed + 1 }, (_, index) => firstSeed + index).flatMap((seed) => [
  { seed, edits: 80 },
  { seed, edits: 300 },
])
const comments = 60

let dir: string
const all = new Map<number, Survival>()

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'samskriv-anchors-'))
})

afterAll(() => {
  for (const [edits, survival] of all) console.info(`${edits} edits: ${JSON.stringify(survival)}`)
  rmSync(dir, { recursive: true, force: true })
})

beforeEach(() => stopTime(Date.UTC(2026, 0, 5, 9)))

afterEach(() => {
  vi.restoreAllMocks()
  letTimeRun()
})

describe('comments on words, while two people edit at random over the real rooms', () => {
  test.each(runs)('none is lost and none is on other words while its words stand: seed $seed, $edits edits', async ({ seed, edits }) => {
    const chance = prng.create(seed)
    seedIds(seed)
    vi.spyOn(Math, 'random').mockImplementation(() => prng.real53(chance))
    const run = await Run.begin(join(dir, `${seed}-${edits}`), chance)
    await run.comment()
    for (let edit = 0; edit < edits; edit++) {
      run.edit()
      await pass(prng.oneOf(chance, [0, 5, 60, 700]))
    }
    await run.comeTogether()
    const live = await run.anchors()
    const problems: string[] = []
    const survival = survivalOf(live, await run.text(), (problem) => problems.push(problem))
    const sum = all.get(edits) ?? { ok: 0, lost: 0, wrong: 0, gone: 0 }
    all.set(edits, {
      ok: sum.ok + survival.ok,
      lost: sum.lost + survival.lost,
      wrong: sum.wrong + survival.wrong,
      gone: sum.gone + survival.gone,
    })
    expect(problems).toEqual([])
    expect(survival.ok).toBeGreaterThan(0)
    await run.openAgain()
    expect(await run.anchors(), 'after a restart').toEqual(live)
    await run.giveNewIds()
    const renewed = wordsOf(await run.anchors())
    expect(
      renewed.filter((anchor, index) => anchor !== wordsOf(live)[index]),
      'after an epoch',
    ).toEqual([])
    await run.end()
  })
})

interface Person {
  readonly page: Replica
  readonly hand: Hand
}

class Run {
  readonly #house: HouseOnDisk
  readonly #study: StudyId
  readonly #chance: prng.PRNG
  /** Wrote the text. */
  readonly #author: Person
  /** Edit it. */
  readonly #editors: readonly Person[]
  readonly #words: InventedStudy
  #clipboard: string | null = null

  static async begin(folder: string, chance: prng.PRNG): Promise<Run> {
    const house = new HouseOnDisk(folder, { compactIdleAfterUpdates: 1, compactIdleAfterBytes: 1 })
    const study = await house.newStudy(sections)
    const people: Person[] = []
    for (const sector of ['community', 'public', 'third'] as const) {
      const writer = await house.newWriter(study, `${sector}-${repeatableId()}`, sector)
      const page = await openPage({
        name: writer.name,
        study,
        sections,
        epoch: async () => (await house.stored(study)).epoch,
        accept: (socket) => house.connect(study, writer, socket),
        arrivesTwice: () => false,
      })
      if (page.doc === null) throw new Error('the page has no copy')
      people.push({ page, hand: new Hand(page.doc) })
    }
    const run = new Run(house, study, chance, people)
    // Of somebody who leaves it at that: nobody's undo takes all of it back.
    run.#author.hand.goTo(summary)
    run.#author.hand.paste(run.#words.html)
    await run.comeTogether()
    return run
  }

  constructor(house: HouseOnDisk, study: StudyId, chance: prng.PRNG, [author, ...editors]: readonly Person[]) {
    if (author === undefined) throw new Error('nobody is there')
    this.#house = house
    this.#study = study
    this.#chance = chance
    this.#author = author
    this.#editors = editors
    this.#words = new InventedStudy(chance, 24)
  }

  /** Points at passages of the text, as the form without JavaScript does: by their words. */
  async comment(): Promise<void> {
    const nowhere = { client: 0, clock: 0 }
    for (let comment = 0; comment < comments; comment++) {
      const wanted = { section: summary, epoch: 1, start: nowhere, end: nowhere, quote: this.#words.passage() }
      await passDuring(this.#house.rooms.anchor(this.#study, wanted, () => function* () {}))
    }
  }

  edit(): void {
    const chance = this.#chance
    const { hand, page } = this.#oneOf(this.#editors)
    hand.goTo(prng.int32(chance, 0, 3) === 0 ? this.#oneOf(sections) : summary)
    const { commands } = hand.editor
    switch (prng.int32(chance, 0, 17)) {
      case 0:
      case 1:
      case 2:
        this.#caret(hand)
        return hand.type(`${this.#words.word()} `)
      case 3:
        this.#select(hand, 2)
        return hand.erase()
      case 4:
        this.#caret(hand)
        return hand.press('Enter')
      case 5:
        this.#caret(hand)
        return hand.press(this.#oneOf(['Backspace', 'Delete']))
      case 6:
        this.#select(hand, 3)
        return hand.press(this.#oneOf(['Ctrl-b', 'Ctrl-i']))
      case 7:
        this.#select(hand, 12)
        return void commands.toggleBulletList()
      case 8:
        this.#select(hand, 12)
        return void commands.toggleOrderedList()
      case 9:
        this.#select(hand, 12)
        return void commands.toggleHeading({ level: 3 })
      case 10:
        this.#select(hand, 12)
        return void commands.toggleBlockquote()
      case 11: {
        const words = hand.editor.state.doc.textBetween(0, hand.editor.state.doc.content.size, ' ', ' ').split(' ').filter(Boolean)
        if (words.length > 0) hand.dragBlock(this.#oneOf(words), prng.int32(chance, 0, hand.editor.state.doc.childCount - 1))
        return
      }
      case 12:
        if (this.#clipboard !== null) return this.#put(hand)
        this.#select(hand, 8)
        this.#clipboard = hand.cut()
        return
      case 13:
      case 14:
        if (this.#clipboard !== null) this.#put(hand)
        return
      case 15:
        return prng.int32(chance, 0, 3) === 0 ? hand.redo() : hand.undo()
      case 16:
        this.#caret(hand)
        return hand.press(this.#oneOf(['Tab', 'Shift-Tab', 'Shift-Enter']))
      case 17:
        return page.isOnline ? page.cut() : page.mend()
    }
  }

  async comeTogether(): Promise<void> {
    if (this.#clipboard !== null) this.#put(this.#oneOf(this.#editors).hand)
    for (const { page } of this.#people) page.mend()
    await passUntil('they have the same words as the server', async () => {
      const server = await this.#onServer((doc) => Y.snapshot(doc))
      return this.#people.every(({ page, hand: { doc } }) => page.isSettled && Y.equalSnapshots(Y.snapshot(doc), server))
    })
    // What came letter by letter is looked at now and then.
    await pass(10_000)
  }

  anchors(): Promise<readonly PlacedAnchor[]> {
    return passDuring(this.#house.rooms.read(this.#study, ({ anchors }) => anchors.toSorted((one, other) => (one.id < other.id ? -1 : 1))))
  }

  text(): Promise<string> {
    return this.#onServer((doc) => sections.map((key) => plainText(doc, key)).join('\n'))
  }

  get #people(): readonly Person[] {
    return [this.#author, ...this.#editors]
  }

  async openAgain(): Promise<void> {
    await passDuring(Promise.all(this.#people.map(({ page }) => page.stop())))
    await passDuring(this.#house.rooms.drain(10_000))
    this.#house.restart()
  }

  async giveNewIds(): Promise<void> {
    expect(await passDuring(this.#house.rebase(this.#study))).toBe(true)
  }

  async end(): Promise<void> {
    for (const { hand } of this.#people) hand.close()
    expect(this.#house.thrownAway).toEqual([])
    expect(this.#house.refusals.filter((code) => code !== 'gap')).toEqual([])
    await passDuring(this.#house.stop())
  }

  #put(hand: Hand): void {
    this.#caret(hand)
    hand.paste(this.#clipboard ?? '')
    this.#clipboard = null
  }

  #onServer<T>(look: (doc: Y.Doc) => T): Promise<T> {
    return passDuring(this.#house.rooms.read(this.#study, ({ doc }) => look(doc)))
  }

  #oneOf<T>(choices: readonly T[]): T {
    return prng.oneOf(this.#chance, [...choices])
  }

  #caret(hand: Hand): void {
    hand.editor.commands.setTextSelection(this.#oneOf(wordStarts(hand)))
  }

  /** Some whole words in a row, over blocks too. */
  #select(hand: Hand, most: number): void {
    const starts = wordStarts(hand)
    const from = prng.int32(this.#chance, 0, starts.length - 1)
    const to = Math.min(from + prng.int32(this.#chance, 1, most), starts.length - 1)
    hand.editor.commands.setTextSelection({ from: starts[from] ?? 1, to: starts[to] ?? 1 })
  }
}

/** Where a word begins or a block ends. */
function wordStarts(hand: Hand): number[] {
  const starts: number[] = []
  hand.editor.state.doc.descendants((node, position) => {
    if (!node.isTextblock) return true
    const text = node.textBetween(0, node.content.size, undefined, ' ')
    for (let at = 0; at < text.length; at++) if (text[at] !== ' ' && (at === 0 || text[at - 1] === ' ')) starts.push(position + 1 + at)
    starts.push(position + 1 + text.length)
    return false
  })
  return starts
}

/** All of them but the ids of their letters. */
function wordsOf(anchors: readonly PlacedAnchor[]): readonly string[] {
  return anchors.map(({ id, section, state, quote, prefix, suffix, where }) =>
    JSON.stringify({ id, section, state, quote, prefix, suffix, where }),
  )
}
