// `pnpm bench phone`: how long somebody who was sent a link waits on a phone, from opening it to reading the study's words.
import { parseArgs } from 'node:util'
import { writeFileSync } from 'node:fs'
import { type Browser, type BrowserContext, type Page } from '@playwright/test'
import { z } from 'zod'
import { aQuietBrowser } from './quiet-browser.ts'
import { samskriv, type RoomAddress } from './peers/peer.ts'
import { markPaints, paintsUntil } from './phone/painted.ts'
import { Transfer } from './phone/transfer.ts'
import { writeHistory } from './scenarios/typing.ts'
import { median } from './statistics.ts'
import { freshStudy } from './study-history.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    words: { type: 'string', default: '5000' },
    chromium: { type: 'string', default: '/usr/bin/chromium' },
    out: { type: 'string' },
  },
})

interface Network {
  readonly name: string
  /** Of the processor, how many times slower. */
  readonly cpu: number
  /** Null: as fast as this machine. Latency is waited for once for each request, in ms. */
  readonly line: { readonly latency: number; readonly downloadKbps: number; readonly uploadKbps: number } | null
}

/** Lighthouse's "slow 4G" of mobile audits: the line as it is, and with the waits of a new connection put onto every request. */
const networks: readonly Network[] = [
  { name: 'this machine', cpu: 1, line: null },
  { name: 'slow 4G, 4 × CPU', cpu: 4, line: { latency: 150, downloadKbps: 1_600, uploadKbps: 750 } },
  { name: 'slow 4G as applied by Lighthouse, 4 × CPU', cpu: 4, line: { latency: 562.5, downloadKbps: 1_474.56, uploadKbps: 675 } },
]

const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 3, isMobile: true, hasTouch: true, locale: 'en-GB' }

interface Visit {
  /** From opening the link to the button that leads in. */
  readonly buttonMs: number
  /** From the press to the study's title, and to its first words. */
  readonly titleMs: number
  readonly wordsMs: number
  /** All that has to do with reading: pages, styles, fonts, pictures. */
  readonly readingKb: number
  /** Whatever had arrived when the first words were painted. */
  readonly arrivedKb: number
  readonly programKb: number
}

const peer = samskriv()
const visits = new Map<string, Visit[]>(networks.map(({ name }) => [name, []]))
try {
  const [room] = await peer.start(1, 3)
  if (!room) throw new Error('no room')
  await writeHistory(room, freshStudy(room.root, Number(values.words), 3))
  await visitAll(await openLink(room))
} finally {
  await peer.stop()
}
const parts = ['buttonMs', 'titleMs', 'wordsMs', 'readingKb', 'arrivedKb', 'programKb'] as const
const result = Object.fromEntries(
  networks.map(({ name }) => {
    const seen = visits.get(name) ?? []
    const medians = Object.fromEntries(parts.map((part) => [part, round(median(seen.map((visit) => visit[part])))]))
    return [name, { ...medians, linkToWordsMs: round(median(seen.map(({ buttonMs, wordsMs }) => buttonMs + wordsMs))) }]
  }),
)
console.log(result)
if (values.out !== undefined) writeFileSync(values.out, JSON.stringify(result, null, 2))

async function visitAll(link: string): Promise<void> {
  const browser = await aQuietBrowser(values.chromium)
  try {
    await readsWithoutScripts(browser, link)
    // One after the other within each round, so that what else the machine does meets all of them.
    for (let turn = -1; turn < Number(values.runs); turn++) {
      for (const network of networks) {
        const visit = await comeIn(browser, link, network)
        // The first round only warms up.
        if (turn >= 0) visits.get(network.name)?.push(visit)
      }
    }
  } finally {
    await browser.close()
  }
}

/** A link that is open to everybody, made by the study's steward. @returns its address */
async function openLink({ url, headers }: RoomAddress): Promise<string> {
  const { origin } = new URL(url.replace('ws:', 'http:'))
  const study = `${origin}/api/studies/${url.split('/').at(-1) ?? ''}`
  const steward = { ...headers[0], origin, 'content-type': 'application/json' }
  await fetch(`${study}/contact`, { method: 'PUT', headers: steward, body: JSON.stringify({ name: 'Siri', reach: '555 01 23' }) })
  const made = await fetch(`${study}/invitations`, { method: 'POST', headers: steward, body: JSON.stringify({ role: 'commenter' }) })
  return z.object({ link: z.string() }).parse(await made.json()).link
}

async function comeIn(browser: Browser, link: string, { cpu, line }: Network): Promise<Visit> {
  const context = await browser.newContext(phone)
  try {
    const page = await slowPage(context, cpu, line)
    const transfer = await Transfer.of(page)
    await page.addInitScript(markPaints)
    await page.goto(link, { waitUntil: 'commit' })
    const { button } = await paintsUntil(page, 'button')
    await page.getByRole('button').first().tap()
    await page.waitForURL(/\/studies\//, { waitUntil: 'commit' })
    const { title, words } = await paintsUntil(page, 'words')
    if (button === undefined || title === undefined || words === undefined) throw new Error('something was read before it was painted')
    // The program arrives after the words; what it weighs is known when it has stopped arriving.
    await page.waitForLoadState('networkidle')
    return {
      buttonMs: button.sinceStartMs,
      titleMs: title.sinceStartMs,
      wordsMs: words.sinceStartMs,
      readingKb: transfer.kilobytes((kind) => kind === 'reading'),
      programKb: transfer.kilobytes((kind) => kind === 'program'),
      arrivedKb: transfer.kilobytesUntil(words.at),
    }
  } finally {
    await context.close()
  }
}

async function slowPage(context: BrowserContext, cpu: number, line: Network['line']): Promise<Page> {
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  if (line !== null) {
    const { latency, downloadKbps, uploadKbps } = line
    const bytesPerSecond = (kilobits: number): number => (kilobits * 1_024) / 8
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency,
      downloadThroughput: bytesPerSecond(downloadKbps),
      uploadThroughput: bytesPerSecond(uploadKbps),
    })
  }
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpu })
  return page
}

/** @throws when the words can't be read with JavaScript off */
async function readsWithoutScripts(browser: Browser, link: string): Promise<void> {
  const context = await browser.newContext({ ...phone, javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(link)
  await page.getByRole('button').first().tap()
  await page.waitForURL(/\/studies\//)
  const words = page.locator('.section-body p').first()
  await words.scrollIntoViewIfNeeded()
  if (!(await words.isVisible()) || ((await words.textContent()) ?? '').length < 100) throw new Error('nothing to read without JavaScript')
  await context.close()
}

function round(value: number): number {
  return Math.round(value)
}
