// `pnpm bench people`: whether a study with a thousand people opens as fast as one with ten, a home page with thousands of studies as fast
// as one with ten, and what a decision about rights costs.
import { parseArgs } from 'node:util'
import type { Page } from '@playwright/test'
import { may } from '@samskriv/domain'
import { samskriv, samskrivOfOneCircle, type RoomAddress } from './peers/peer.ts'
import { aQuietBrowser } from './quiet-browser.ts'
import { median } from './statistics.ts'
import { Typist } from './typist.ts'

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '60' }, chromium: { type: 'string', default: '/usr/bin/chromium' } },
})

const small = await opening(10)
const large = await opening(1_000)
console.log('opening a study, medians in ms:', { tenPeople: small, thousandPeople: large })
for (const part of ['page', 'api', 'socket'] as const) console.log(part, 'thousand ÷ ten', (large[part] / small[part]).toFixed(2))
const homes = new Map<number, Home>()
for (const studies of [10, 500, 5_000]) homes.set(studies, await home(studies))
console.log('home of somebody with so many case studies, medians in ms:', Object.fromEntries(homes))
for (const [studies, of] of homes)
  for (const part of ['shown', 'list', 'search'] as const)
    console.log('home,', part, `${studies} ÷ ten`, (of[part] / (homes.get(10)?.[part] ?? NaN)).toFixed(2))
console.log('one decision about rights:', decisionUs().toFixed(3), 'µs')

async function opening(people: number): Promise<{ page: number; api: number; socket: number }> {
  const peer = samskriv()
  try {
    const [room] = await peer.start(1, people)
    if (room === undefined) throw new Error('no room')
    const page: number[] = []
    const api: number[] = []
    const socket: number[] = []
    for (let round = -10; round < Number(values.rounds); round += 1) {
      const times = [await timed(room, ''), await timed(room, '/api'), await joined(room)]
      // The first rounds only warm up.
      if (round >= 0) for (const [place, list] of [page, api, socket].entries()) list.push(times[place] ?? 0)
    }
    return { page: median(page), api: median(api), socket: median(socket) }
  } finally {
    await peer.stop()
  }
}

interface Home {
  /** From the address to the first case study on the page. */
  readonly shown: number
  /** What the server takes to answer with the first page of the list. */
  readonly list: number
  /** The same when it looks for two words. */
  readonly search: number
}

async function home(studies: number): Promise<Home> {
  const peer = samskrivOfOneCircle()
  const browser = await aQuietBrowser(values.chromium)
  try {
    const [room] = await peer.start(studies, 1)
    if (room === undefined) throw new Error('no room')
    const origin = new URL(room.url.replace('ws:', 'http:')).origin
    const cookie = room.headers[0]?.['cookie'] ?? ''
    const [name, value] = [cookie.slice(0, cookie.indexOf('=')), cookie.slice(cookie.indexOf('=') + 1)]
    const context = await browser.newContext()
    await context.addCookies([{ name, value, url: origin }])
    const page = await context.newPage()
    const shown: number[] = []
    const list: number[] = []
    const search: number[] = []
    for (let round = -10; round < Number(values.rounds); round += 1) {
      const times = [
        await homeShown(page, origin),
        await answered(origin, cookie, ''),
        await answered(origin, cookie, '?q=fixture%20nowhere'),
      ]
      if (round >= 0) for (const [place, of] of [shown, list, search].entries()) of.push(times[place] ?? 0)
    }
    return { shown: median(shown), list: median(list), search: median(search) }
  } finally {
    await browser.close()
    await peer.stop()
  }
}

async function homeShown(page: Page, origin: string): Promise<number> {
  const started = performance.now()
  await page.goto(`${origin}/`, { waitUntil: 'commit' })
  await page.locator('.study-card').first().waitFor()
  return performance.now() - started
}

async function answered(origin: string, cookie: string, query: string): Promise<number> {
  const started = performance.now()
  const answer = await fetch(`${origin}/api/studies/search${query}`, { headers: { cookie } })
  await answer.text()
  if (!answer.ok) throw new Error(`answered with ${answer.status}`)
  return performance.now() - started
}

async function timed(room: RoomAddress, prefix: string): Promise<number> {
  const url = new URL(room.url.replace('ws:', 'http:'))
  const started = performance.now()
  const answer = await fetch(`${url.origin}${prefix}/studies/${url.pathname.split('/').at(-1) ?? ''}`, { headers: room.headers[0] ?? {} })
  await answer.text()
  if (!answer.ok) throw new Error(`answered with ${answer.status}`)
  return performance.now() - started
}

async function joined(room: RoomAddress): Promise<number> {
  const typist = new Typist(room, 0, null)
  const started = performance.now()
  await typist.join()
  typist.leave()
  return performance.now() - started
}

function decisionUs(): number {
  const rounds = 1_000_000
  const study = 'study' as never
  const participant = {
    id: 'me' as never,
    study,
    role: 'editor',
    sector: 'community',
    sectorConfirmed: true,
    ended: false,
    suspended: false,
  } as const
  const actor = { kind: 'person', person: 'p' as never, installationSteward: false, guest: false, participant } as const
  const section = { kind: 'section', study, key: 'summary' as never, editing: 'lead-only', lead: 'community' } as const
  const started = performance.now()
  let allowed = 0
  for (let round = 0; round < rounds; round += 1) if (may(actor, 'study.write', section).allowed) allowed += 1
  if (allowed !== rounds) throw new Error('the rules refused what they allow')
  return ((performance.now() - started) * 1_000) / rounds
}
