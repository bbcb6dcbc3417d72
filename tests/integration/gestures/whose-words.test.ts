// @vitest-environment jsdom
import { SectionVoices } from '@samskriv/protocol'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { until } from '../../support/until.ts'
import { ClockOfServer } from '../served/clock-of-server.ts'
import { serveStudy, type Place, type ServedStudy } from '../served/served-study.ts'
import type { Page, Visitor } from '../served/visitor.ts'
import { CutSocket } from './cut-socket.ts'
import { Hand, sections } from './hand.ts'
import { gestures } from './table.ts'
import type { Cast, Name, Start, Words } from './table/gesture.ts'
import { aminaWrote } from './table/starts.ts'

const clock = new ClockOfServer()
const dataDir = mkdtempSync(join(tmpdir(), 'samskriv-gestures-'))
const hourMs = 60 * 60_000
let served: ServedStudy

beforeAll(async () => {
  // One study for each row, and two for what comes back hours later.
  served = await serveStudy({ dataDir, env: clock.env, others: gestures.length + 2 })
})

afterAll(async () => {
  await served.stop()
  clock.remove()
  rmSync(dataDir, { recursive: true, force: true })
})

describe('whose words they are after somebody else’s gesture, over the real server', () => {
  const rows = gestures.map((gesture, row) => ({ ...gesture, row }))

  // Several at once: each waits for the network most of the time.
  test.concurrent.each(rows)('$name', async ({ start = aminaWrote, act, blocks, after, row }) => {
    const table = await Table.at(studyOf(row), start)
    await act(table.cast)
    await table.settled()
    expect(table.blocks).toBe(blocks)
    expect(await table.said()).toEqual(wordsOf(after ?? start.words))
    await table.end()
  })

  test.each([false, true])('a passage deleted and pasted again five hours later, the server started anew between: %s', async (anew) => {
    const [, second = ''] = (aminaWrote.words.amina ?? '').split(/(?<=properly\.) /)
    const table = await Table.at(studyOf(gestures.length + Number(anew)), aminaWrote)
    const { officer, neighbour } = table.cast
    officer.select(second)
    officer.erase()
    await table.settled()
    await clock.set((5 + 5 * Number(anew)) * hourMs, served.server)
    if (anew) {
      await served.server.restart()
      await table.online()
    }
    neighbour.after('properly.')
    neighbour.press('Enter')
    neighbour.pastePlain(second)
    await table.settled()
    expect(await table.said()).toEqual(wordsOf(aminaWrote.words))
    await table.end()
  })

  test('is shown by sixty gestures at least, of which few are not as they should be', () => {
    expect(gestures.length).toBeGreaterThanOrEqual(60)
    expect(gestures.filter(({ limit }) => limit !== undefined)).toHaveLength(1)
    expect(new Set(gestures.map(({ name }) => name)).size).toBe(gestures.length)
  })
})

function studyOf(row: number): Place {
  const place = served.others[row]
  if (place === undefined) throw new Error('too few studies')
  return place
}

/** Three people at one study. */
class Table {
  readonly cast: Cast
  readonly #place: Place
  readonly #pages: readonly Page[]
  readonly #hands: readonly Hand[]
  readonly #people: ReadonlyMap<string, Name>

  static async at(place: Place, start: Start): Promise<Table> {
    const visitors = [place.amina, place.officer, place.third]
    const cable = new CutSocket(place.officer.socketClass())
    const pages = await Promise.all(
      visitors.map((visitor) => visitor.openPage(place.id, visitor === place.officer ? { Socket: cable.Socket } : {})),
    )
    await until('all are connected', () => pages.every(({ saveState }) => saveState === 'saved'))
    const opened = new Table(place, pages, await peopleIn(place, visitors), cable)
    // These gestures are about whose words are whose. What another sector may not do to the community's is for protected-words.test.ts.
    for (const key of sections) {
      const { status } = await place.amina.send('PUT', `/api/studies/${place.id}/sections/${key}/protection`, { protected: false })
      expect(status).toBe(204)
    }
    await start.write(opened.cast)
    await opened.settled()
    expect(await opened.said()).toEqual(wordsOf(start.words))
    for (const hand of opened.#hands) hand.pause()
    return opened
  }

  constructor(place: Place, pages: readonly Page[], people: ReadonlyMap<string, Name>, cable: CutSocket) {
    this.#place = place
    this.#pages = pages
    this.#people = people
    this.#hands = pages.map(({ doc, session }) => new Hand(doc, (note) => session.state.get().visit?.noteSource(note)))
    const [amina, officer, neighbour] = this.#hands
    if (!amina || !officer || !neighbour) throw new Error('somebody is missing')
    this.cast = {
      amina,
      officer,
      neighbour,
      settled: () => this.settled(),
      offline: async (act) => {
        cable.cut()
        await act()
        cable.mend()
      },
    }
  }

  /** A change is stored before anybody else sees it, so what all have is on disk. */
  async settled(): Promise<void> {
    await until('all have the same', () => {
      const [one, ...others] = this.#pages.map(({ doc }) => Y.snapshot(doc))
      return one !== undefined && others.every((other) => Y.equalSnapshots(one, other))
    })
  }

  async online(): Promise<void> {
    await until('all are connected again', () => this.#pages.every(({ saveState }) => saveState === 'saved'))
  }

  get blocks(): string {
    return this.cast.amina.blocksOfSummary
  }

  /** The words of each, as the server tells them to anybody who reads. */
  async said(): Promise<Record<string, string[]>> {
    // Where words came from is stored after them.
    await this.online()
    const said: [string, string][] = []
    for (const key of sections) {
      const { text } = await this.#place.amina.get(`/api/studies/${this.#place.id}/sections/${key}/voices`)
      const { voices, spans } = SectionVoices.parse(JSON.parse(text))
      let last: { voice: number; line: number } | undefined
      for (const { voice, line, text } of spans) {
        const pieces = said.at(-1)
        if (pieces !== undefined && last?.voice === voice && last.line === line) pieces[1] += text
        else said.push([this.#people.get(voices[voice]?.by ?? '') ?? 'nobody', text])
        last = { voice, line }
      }
    }
    const words: Record<string, string[]> = {}
    for (const [name, text] of said) words[name] = [...(words[name] ?? []), ...text.split(/\s+/).filter(Boolean)].toSorted()
    return Object.fromEntries(Object.entries(words).filter(([, list]) => list.length > 0))
  }

  async end(): Promise<void> {
    for (const hand of this.#hands) hand.close()
    await Promise.all([this.#place.amina, this.#place.officer, this.#place.third].map((visitor) => visitor.leave()))
  }
}

async function peopleIn({ id }: Place, visitors: readonly Visitor[]): Promise<ReadonlyMap<string, Name>> {
  const names = ['amina', 'officer', 'neighbour'] as const
  return new Map(await Promise.all(names.map(async (name, at) => [(await visitors[at]?.participantIn(id)) ?? '', name] as const)))
}

function wordsOf(words: Words): Record<string, string[]> {
  return Object.fromEntries(Object.entries(words).map(([name, text]) => [name, text.split(/\s+/).filter(Boolean).toSorted()]))
}
