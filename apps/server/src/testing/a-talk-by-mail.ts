import { recentMail } from '@samskriv/database'
import { NoticeList } from '@samskriv/protocol'
import { mails, signedIn, type Browser, type ReceivedMail } from './a-browser.ts'
import type { MovingClock } from './a-moving-clock.ts'
import type { TestServer } from './a-server.ts'
import { aTalk, anEditor, type Talk } from './a-talk.ts'
import { until } from './until.ts'

export const minute = 1 / (24 * 60)

/** With somebody of the council and a resident who both sign in. The steward is told nothing by mail. */
export interface TalkByMail extends Talk {
  readonly asha: Browser
  /** Addresses. */
  readonly ashas: string
  readonly kjells: string
}

let people = 0

export async function aTalkByMail(server: TestServer, siri: Browser, title: string): Promise<TalkByMail> {
  people += 1
  const [ashas, kjells] = [`asha-${people}@example.org`, `kjell-${people}@example.org`]
  const talk = await aTalk(server, siri, title)
  await siri.send('PUT', `/api/studies/${talk.study}/notices/mode`, { mode: 'none' })
  const asha = await signedIn(server, ashas, 'Asha Said')
  await asha.submit(talk.path)
  await asha.send('POST', `/api/studies/${talk.study}/capacity`, { sector: 'community', subtype: 'resident' })
  const kjell = await anEditor(server, siri, talk, kjells)
  return { ...talk, kjell, asha, ashas, kjells }
}

/** Mails about a study to somebody. */
export async function mailsTo(server: TestServer, email: string, title: string): Promise<ReceivedMail[]> {
  return (await mails(server)).filter(({ to, subject }) => to === email && subject.includes(title))
}

/** Days pass; what is due by then is done, and every mail of it has left. */
export async function passes(server: TestServer, clock: MovingClock, days: number): Promise<void> {
  clock.goOn(days)
  await server.running.notices.wake()
  await until('no mail waits', async () => !(await isMailWaiting(server)))
}

export async function noticesOf(browser: Browser, study: string): Promise<NoticeList> {
  return NoticeList.parse((await browser.get(`/api/studies/${study}/notices`)).json())
}

export async function kindsFor(browser: Browser, study: string): Promise<string[]> {
  return (await noticesOf(browser, study)).notices.map(({ kind }) => kind)
}

async function isMailWaiting({ running }: TestServer): Promise<boolean> {
  const recent = await running.house.database.store.read(recentMail(1_000))
  return recent.some(({ state, attempts }) => state === 'waiting' && attempts < 2)
}
