import { randomBytes } from 'node:crypto'
import { closeCodes } from '@samskriv/protocol'
import { afterEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { askForCode, aStudy, Browser, signedIn } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll } from '../testing/for-all.ts'
import { anOpenLink, oneMoreLink, sentTo } from '../testing/a-way-in.ts'
import { Writers } from '../testing/a-writer.ts'
import { until } from '../testing/until.ts'

const server = aServerForAll()
const steward = signedInForAll(server, 'steward@example.org', 'Siri')

const sockets: WebSocket[] = []
const writers = new Writers()
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.terminate()
  writers.close()
})

/** How a socket is answered: by the study, by the code it is closed with, or by the status of a refused upgrade. */
type Answered = 'open' | number

function answerTo(study: string, cookie: string): Promise<Answered> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${study}`, { headers: cookie === '' ? {} : { cookie } })
  sockets.push(socket)
  return new Promise((resolve, reject) => {
    socket.once('message', () => resolve('open'))
    socket.once('close', resolve)
    socket.once('unexpected-response', (_request, { statusCode = 0 }) => resolve(statusCode))
    socket.once('error', reject)
  })
}

const answersTo = (study: string, cookie: string, count: number) =>
  Promise.all(Array.from({ length: count }, () => answerTo(study, cookie)))

function counted(answers: readonly Answered[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const answer of answers) counts[answer] = (counts[answer] ?? 0) + 1
  return counts
}

async function firstSection(browser: Browser, study: string): Promise<string> {
  const view = z.object({ sections: z.array(z.object({ key: z.string() })) }).parse((await browser.get(`/api/studies/${study}`)).json())
  return `s:${view.sections[0]?.key ?? ''}`
}

describe('five hundred sockets from one address', { timeout: 60_000 }, () => {
  test('[LI1] of nobody known are each told to sign in; many more are told to wait, and whoever is known comes in meanwhile', async () => {
    const study = await aStudy(steward)
    const forged = 'samskriv.session_token=forged.forged'
    const crowd = Promise.all([answersTo(study, '', 250), answersTo(study, forged, 250)])
    expect(await answerTo(study, steward.cookie)).toBe('open')
    expect((await steward.get(`/api/studies/${study}`)).status).toBe(200)
    expect(counted((await crowd).flat())).toEqual({ [closeCodes.signedOut]: 500 })
    expect(counted(await answersTo(study, forged, 750))).toEqual({ [closeCodes.signedOut]: 700, 429: 50 })
    expect(await answerTo(study, steward.cookie)).toBe('open')
    expect((await new Browser(server).get('/sign-in')).status).toBe(200)
  })

  test('[LI2] of one person are as many as tabs may be; the others hear that there is no room, and colleagues don’t notice', async () => {
    const { study, path } = await anOpenLink(steward, { role: 'editor' })
    const eager = await signedIn(server, 'eager@example.org', 'Ea')
    await eager.submit(path)
    const crowd = answersTo(study, eager.cookie, 500)
    expect(await answerTo(study, steward.cookie)).toBe('open')
    expect(counted(await crowd)).toEqual({ open: 64, [closeCodes.overloaded]: 436 })
    expect((await eager.get(`/api/studies/${study}`)).status).toBe(200)
    const [one] = sockets.filter(({ readyState }) => readyState === WebSocket.OPEN)
    for (const socket of sockets) if (socket !== one) socket.terminate()
    await until('a socket that is left makes room for another', async () => (await answerTo(study, eager.cookie)) === 'open')
  })
})

describe('forty people behind one address', { timeout: 60_000 }, () => {
  test('[LI3] come in by link and code, say who they are and write, beside somebody who tries links and codes all day long', async () => {
    const { study, path, shortCode } = await anOpenLink(steward, { role: 'editor' })
    const toComment = await oneMoreLink(steward, study)
    const root = await firstSection(steward, study)

    const tries: (() => Promise<number>)[] = [
      async () => (await new Browser(server).submit(`/join/${randomBytes(18).toString('base64url')}`)).status,
      async () => (await new Browser(server).submit(`/back/${randomBytes(18).toString('base64url')}`)).status,
      async () => (await new Browser(server).submit('/join', { code: randomBytes(5).toString('hex') })).status,
    ]
    const guesses: number[] = []
    for (let guess = 0; guess < 660; guess += 1) guesses.push((await tries[guess % tries.length]?.()) ?? 0)
    expect(counted(guesses)).toEqual({ 404: 600, 429: 60 })

    const refused: string[] = []
    const note = (what: string, status: number): void => {
      if (status >= 400) refused.push(`${what}: ${status}`)
    }
    for (let person = 0; person < 40; person += 1) {
      const phone = new Browser(server)
      const isEditor = person % 4 !== 0
      note('look', (await phone.get(isEditor ? path : toComment.path)).status)
      const came = await (person % 4 === 1 ? phone.submit('/join', { code: shortCode }) : phone.submit(isEditor ? path : toComment.path))
      note('join', came.status)
      expect(sentTo(came)).toBe(`/studies/${study}`)
      note('read', (await phone.get(`/studies/${study}`)).status)
      note('capacity', (await phone.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })).status)
      const writer = await writers.come(phone, study)
      if (isEditor) writer.write(root, `Person ${person} was here.`)
      note('guess', (await tries[person % tries.length]?.()) === 429 ? 0 : 400)
    }
    expect(refused).toEqual([])
    const editors = Array.from({ length: 40 }, (_, person) => person).filter((person) => person % 4 !== 0)
    await until('all their words are on the server', async () => {
      const { text } = await steward.get(`/api/studies/${study}/export?format=json`)
      return editors.every((person) => text.includes(`Person ${person} was here.`))
    })
  })

  test('[LI4] are mailed a code each, and sign in with it, beside somebody who guesses codes', async () => {
    const guesser = new Browser(server)
    const guesses: number[] = []
    for (let guess = 0; guess < 620; guess += 1) {
      const attempt = { email: 'person-1@example.org', code: String(100_000 + guess) }
      guesses.push((await guesser.send('POST', '/api/auth/email-code/verify', attempt)).status)
    }
    expect(counted(guesses)).toEqual({ 401: 600, 429: 20 })
    for (let person = 0; person < 40; person += 1) {
      const browser = new Browser(server)
      const { code } = await askForCode(browser, `person-${person}@example.org`)
      expect((await browser.submit('/sign-in/code', { code })).status).toBe(303)
      expect((await browser.get('/api/me')).status).toBe(200)
    }
  })
})
