// `pnpm bench client`: what a person at the keyboard feels in a study of fifteen sections and 50,000 words.
import { parseArgs } from 'node:util'
import { setTimeout as pause } from 'node:timers/promises'
import { writeFileSync } from 'node:fs'
import { type Page } from '@playwright/test'
import { aQuietBrowser } from './quiet-browser.ts'
import { samskriv, type RoomAddress } from './peers/peer.ts'
import { median, quantile } from './statistics.ts'
import { freshStudy } from './study-history.ts'
import { Typist } from './typist.ts'
import { writeHistory } from './scenarios/typing.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    keys: { type: 'string', default: '150' },
    chromium: { type: 'string', default: '/usr/bin/chromium' },
    out: { type: 'string' },
  },
})

const peer = samskriv()
const sectionsOf = (room: RoomAddress): readonly RoomAddress[] => room.roots.map((root) => ({ ...room, root }))

const [room] = await peer.start(1, 3)
if (!room) throw new Error('no room')
const sections = sectionsOf(room)
const wordsEach = Math.ceil(50_000 / sections.length)
for (const [place, section] of sections.entries())
  await writeHistory(section, freshStudy(section.root, wordsEach, 3, 1_000_000 * (place + 1)))
const browser = await aQuietBrowser(values.chromium)
const openMs: number[] = []
const aloneMs: number[] = []
const togetherMs: number[] = []
try {
  for (let run = 0; run < Number(values.runs); run++) {
    const { page, openedMs } = await open(room, 0)
    openMs.push(openedMs)
    aloneMs.push(...(await keystrokes(page, Number(values.keys))))
    // Two colleagues type in the same section and in another one meanwhile.
    const colleagues = [new Typist(sections[0] ?? room, 1, null), new Typist(sections[1] ?? room, 2, null)]
    await Promise.all(colleagues.map((colleague) => colleague.join()))
    const typing = setInterval(() => colleagues.forEach((colleague) => colleague.type('å')), 180)
    togetherMs.push(...(await keystrokes(page, Number(values.keys))))
    clearInterval(typing)
    for (const colleague of colleagues) colleague.leave()
    await page.context().close()
  }
} finally {
  await browser.close()
  await peer.stop()
}
const result = {
  openToFirstEditableMs: median(openMs),
  keystrokeToPaintP50Ms: quantile(aloneMs, 0.5),
  keystrokeToPaintP95Ms: quantile(aloneMs, 0.95),
  keystrokeToPaintTogetherP50Ms: quantile(togetherMs, 0.5),
  keystrokeToPaintTogetherP95Ms: quantile(togetherMs, 0.95),
}
console.log(result)
if (values.out !== undefined) writeFileSync(values.out, JSON.stringify(result, null, 2))

async function open(room: RoomAddress, person: number): Promise<{ page: Page; openedMs: number }> {
  const origin = new URL(room.url.replace('ws:', 'http:')).origin
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
  const cookie = room.headers[person]?.['cookie'] ?? ''
  const [name = '', value = ''] = cookie.split(/=(.*)/s)
  await context.addCookies([{ name, value, url: origin }])
  const page = await context.newPage()
  const started = performance.now()
  await page.goto(`${origin}/studies/${room.url.split('/').at(-1)}`, { waitUntil: 'commit' })
  await page.waitForFunction(() => (document.querySelector('[contenteditable="true"]')?.textContent ?? '').length > 100)
  return { page, openedMs: performance.now() - started }
}

/** Time from the keydown event to the frame after the one that holds its result, as the page itself sees it. */
async function keystrokes(page: Page, keys: number): Promise<number[]> {
  const editor = page.locator('[contenteditable="true"]').first()
  await editor.click()
  await page.keyboard.press('Control+End')
  await page.evaluate(() => {
    const samples: number[] = []
    Object.assign(globalThis, { keystrokeSamples: samples })
    document.addEventListener(
      'keydown',
      (event) => {
        const started = event.timeStamp
        requestAnimationFrame(() => {
          const channel = new MessageChannel()
          channel.port1.addEventListener('message', () => samples.push(performance.now() - started), { once: true })
          channel.port1.start()
          channel.port2.postMessage(0)
        })
      },
      { capture: true },
    )
  })
  for (let i = 0; i < keys; i++) {
    await page.keyboard.press(i % 6 === 5 ? 'Space' : 'e')
    await pause(60)
  }
  return page.evaluate(() => (globalThis as unknown as { keystrokeSamples: number[] }).keystrokeSamples)
}
