// `pnpm bench comments`: whether a study that a thousand things were said about opens as fast as one about which nothing was, and how soon
// a new comment is on the other screens. Each number beside the one that is wanted; needs a built page (`pnpm build`).
import { parseArgs } from 'node:util'
import type { Page } from '@playwright/test'
import { open, type Opened, type Site } from './client/site.ts'
import { comment, openForComments, passagesOf, type Passage } from './comments/talked-about.ts'
import { samskriv, type RoomAddress } from './peers/peer.ts'
import { aQuietBrowser } from './quiet-browser.ts'
import { writeHistory } from './scenarios/typing.ts'
import { median, quantile } from './statistics.ts'
import { freshStudy } from './study-history.ts'

const { values } = parseArgs({
  options: {
    threads: { type: 'string', default: '1000' },
    words: { type: 'string', default: '50000' },
    runs: { type: 'string', default: '9' },
    comments: { type: 'string', default: '50' },
    chromium: { type: 'string', default: '/usr/bin/chromium' },
  },
})
const threads = Number(values.threads)
/** One more than the thousand take, and two who open the page. */
const people = Math.ceil(threads / 20) + 3

const peer = samskriv()
const browser = await aQuietBrowser(values.chromium)
try {
  const [quiet, talked] = await peer.start(2, people)
  if (quiet === undefined || talked === undefined) throw new Error('two studies were not made')
  for (const room of [quiet, talked]) {
    await openForComments(room)
    const each = Math.ceil(Number(values.words) / room.roots.length)
    for (const [order, place] of placesIn(room).entries())
      await writeHistory(place, freshStudy(place.root, each, 3, 1_000_000 * (order + 1)))
  }
  await comment(peer, talked, await passagesOf(placesIn(talked), threads))
  await peer.restart()
  await measureOpening({ none: siteOf(quiet, people - 2), thousand: siteOf(talked, people - 2) })
  const [passage] = await passagesOf(placesIn(talked).slice(0, 1), 1)
  if (passage !== undefined) await measureArriving(talked, passage)
} finally {
  await browser.close()
  await peer.stop()
}

function placesIn(room: RoomAddress): readonly RoomAddress[] {
  return room.roots.map((root) => ({ ...room, root }))
}

function siteOf(room: RoomAddress, person: number): Site {
  const origin = new URL(room.url.replace('ws:', 'http:')).origin
  return {
    name: peer.name,
    places: [],
    address: `${origin}/studies/${room.url.split('/').at(-1) ?? ''}`,
    cookie: room.headers[person]?.['cookie'] ?? null,
    stop: async () => {},
  }
}

/** In turn within each run, so that what else the machine does meets both. */
async function measureOpening(sites: Readonly<Record<'none' | 'thousand', Site>>): Promise<void> {
  const read = { none: [] as number[], thousand: [] as number[] }
  const edit = { none: [] as number[], thousand: [] as number[] }
  const cards: number[] = []
  for (let run = -1; run < Number(values.runs); run += 1) {
    for (const name of ['none', 'thousand'] as const) {
      const started = performance.now()
      const { page, readMs, editMs }: Opened = await open(browser, sites[name])
      if (name === 'thousand') await page.locator('[data-thread-card]').first().waitFor()
      const cardsMs = performance.now() - started
      await page.context().close()
      // The first only warms up.
      if (run < 0) continue
      read[name].push(readMs)
      edit[name].push(editMs)
      if (name === 'thousand') cards.push(cardsMs)
    }
  }
  for (const [what, of] of [
    ['to words', read],
    ['to the first editable section', edit],
  ] as const)
    say(
      `open ${what}: no comments ${ms(median(of.none))}, ${threads} ${ms(median(of.thousand))}`,
      median(of.thousand) - median(of.none),
      200,
    )
  console.log(`open to the first card in the margin, a new browser and context included: ${ms(median(cards))}`)
}

/** Each of two people says half of it, because what one says in ten minutes is limited; it is looked for on the other's screen. */
async function measureArriving(room: RoomAddress, { section, quote }: Passage): Promise<void> {
  const pages = await Promise.all([people - 2, people - 1].map(async (person) => (await open(browser, siteOf(room, person))).page))
  for (const page of pages) await page.locator('[data-thread-card]').first().waitFor()
  const took: number[] = []
  const ways: Arrival[] = []
  for (let number = 0; number < Number(values.comments); number += 1) {
    const [from, to] = number % 2 === 0 ? pages : pages.toReversed()
    if (from === undefined || to === undefined) throw new Error('two pages are not open')
    const text = `Said just now, number ${number}.`
    const seen = cardWith(to, text)
    const begun = await said(from, { section, quote, text })
    const arrival = await seen
    took.push(arrival.drawn - begun)
    ways.push({ heard: arrival.heard - begun, answered: arrival.answered - begun, drawn: arrival.drawn - begun })
  }
  for (const page of pages) await page.context().close()
  console.log(`a new comment on the other screen, of ${took.length}: p50 ${ms(quantile(took, 0.5))}`)
  say('the same, p95', quantile(took, 0.95), 300)
  for (const [what, of] of [
    ['it asks the server', 'heard'],
    ['it has the answer', 'answered'],
    ['the card is drawn', 'drawn'],
  ] as const) {
    const all = ways.map((way) => way[of]).filter(Number.isFinite)
    console.log(`  until ${what}: p50 ${ms(quantile(all, 0.5))}, p95 ${ms(quantile(all, 0.95))}`)
  }
}

/** When a page asked about what was said, when it had been answered, and when the card was drawn; as the browser counts. */
interface Arrival {
  readonly heard: number
  readonly answered: number
  readonly drawn: number
}

async function cardWith(page: Page, text: string): Promise<Arrival> {
  return await page.evaluate(
    async (wanted) =>
      new Promise<Arrival>((resolve) => {
        performance.clearResourceTimings()
        const isThere = (): boolean =>
          [...document.querySelectorAll('[data-thread-card]')].some(({ textContent }) => textContent.includes(wanted))
        const look = new MutationObserver(() => {
          if (!isThere()) return
          look.disconnect()
          requestAnimationFrame(() => {
            const drawn = performance.now()
            const asked = performance
              .getEntriesByType('resource')
              .filter(
                (entry): entry is PerformanceResourceTiming => entry instanceof PerformanceResourceTiming && /\/threads\?/.test(entry.name),
              )
            const heard = Math.min(...asked.map(({ startTime }) => startTime))
            const answered = Math.max(...asked.map(({ responseEnd }) => responseEnd).filter((end) => end > 0 && end <= drawn))
            const since = performance.timeOrigin
            resolve({ heard: since + heard, answered: since + answered, drawn: since + drawn })
          })
        })
        look.observe(document.body, { subtree: true, childList: true, characterData: true })
      }),
    text,
  )
}

/** Sends what the composer sends. @returns when it was sent */
async function said(page: Page, what: { readonly section: string; readonly quote: string; readonly text: string }): Promise<number> {
  return await page.evaluate(async ({ section, quote, text }) => {
    const nowhere = { client: 0, clock: 0 }
    const begun = performance.timeOrigin + performance.now()
    const answer = await fetch(`/api${window.location.pathname}/threads`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        kind: 'question',
        text,
        token: crypto.randomUUID().replaceAll('-', ''),
        anchor: { section, quote, epoch: 1, start: nowhere, end: nowhere },
      }),
    })
    if (!answer.ok) throw new Error(`a comment was answered with ${answer.status}`)
    return begun
  }, what)
}

function say(what: string, measured: number, wanted: number): void {
  console.log(`${what}: ${ms(measured)} (wanted ≤ ${ms(wanted)})${measured > wanted ? ' NOT REACHED' : ''}`)
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`
}
