import type { Browser, Page } from '@playwright/test'
import { samskriv, hocuspocus, type Peer, type RoomAddress } from '../peers/peer.ts'
import { servePlainPage, type PlainPage } from '../peers/plain-page/serve.ts'
import { writeHistory } from '../scenarios/typing.ts'
import { freshStudy } from '../study-history.ts'

/** A page with 50,000 words to write in, and where others write in them. */
export interface Site {
  readonly name: string
  /** In the order of the page. */
  readonly places: readonly RoomAddress[]
  readonly address: string
  /** Value of a `Cookie` header, of whoever opens the page. */
  readonly cookie: string | null
  stop(): Promise<void>
}

/** Whoever opens the page is the first of them. */
const people = 11
const words = 50_000

/** A study of fifteen sections, with everything that belongs to its page. */
export async function studyPage(): Promise<Site> {
  const peer = samskriv()
  const room = await firstRoom(peer)
  const places = room.roots.map((root) => ({ ...room, root }))
  for (const [order, place] of places.entries())
    await writeHistory(place, freshStudy(place.root, Math.ceil(words / places.length), 3, 1_000_000 * (order + 1)))
  const origin = new URL(room.url.replace('ws:', 'http:')).origin
  return {
    name: peer.name,
    places,
    address: `${origin}/studies/${room.url.split('/').at(-1) ?? ''}`,
    cookie: room.headers[0]?.['cookie'] ?? null,
    stop: () => peer.stop(),
  }
}

/** The same words in one Tiptap editor, which is all that the page is. */
export async function plainPage(): Promise<Site> {
  const peer = hocuspocus()
  const room = await firstRoom(peer)
  await writeHistory(room, freshStudy(room.root, words, 3))
  const page: PlainPage = await servePlainPage()
  return {
    name: 'Tiptap + Hocuspocus, one editor',
    places: [room],
    address: page.addressOf(room),
    cookie: null,
    stop: async () => {
      page.stop()
      await peer.stop()
    },
  }
}

async function firstRoom(peer: Peer): Promise<RoomAddress> {
  const [room] = await peer.start(1, people)
  if (room === undefined) throw new Error(`${peer.name} has no document`)
  return room
}

/** Lighthouse's "slow 4G" for phones, without the waits of a new connection; the processor four times slower. */
const slow = { cpu: 4, latency: 150, bytesPerSecond: (1_600 * 1_024) / 8, upBytesPerSecond: (750 * 1_024) / 8 }

export interface Opened {
  readonly page: Page
  /** From the beginning of the navigation to words that can be read, and to an editor that takes some. */
  readonly readMs: number
  readonly editMs: number
}

/** In a browser profile of its own, so that nothing is cached; `page.context().close()` ends it. */
export async function open(browser: Browser, { address, cookie }: Site, isSlow = false): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'en-GB' })
  if (cookie !== null) {
    const [name = '', value = ''] = cookie.split(/=(.*)/s)
    await context.addCookies([{ name, value, url: new URL(address).origin }])
  }
  const page = await context.newPage()
  if (isSlow) {
    const devtools = await context.newCDPSession(page)
    await devtools.send('Network.enable')
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: slow.latency,
      downloadThroughput: slow.bytesPerSecond,
      uploadThroughput: slow.upBytesPerSecond,
    })
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slow.cpu })
  }
  const started = performance.now()
  const since = async (seen: Promise<unknown>): Promise<number> => (await seen, performance.now() - started)
  await page.goto(address, { waitUntil: 'commit' })
  const limit = { timeout: 120_000 }
  const readMs = since(page.waitForFunction(() => (document.querySelector('main')?.innerText ?? '').length > 5_000, undefined, limit))
  const editMs = since(
    page.waitForFunction(() => (document.querySelector('[contenteditable="true"]')?.textContent ?? '').length > 100, undefined, limit),
  )
  return { page, readMs: await readMs, editMs: await editMs }
}
