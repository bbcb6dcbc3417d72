import { closeCodes, SessionView } from '@samskriv/protocol'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { longestSessionMs } from '../auth/session-lifetime.ts'
import { aStudy, askForCode, Browser, problemIn, signedIn } from '../testing/a-browser.ts'
import { aServerForAll } from '../testing/for-all.ts'
import { aSocket } from '../testing/a-socket.ts'

const server = aServerForAll()

const sessions = async (browser: Browser) => z.array(SessionView).parse((await browser.get('/api/me/sessions')).json())

/** Sets a session back: when it began, or when it ends. */
async function setSession(id: string, times: { createdAt?: Date; expiresAt?: Date }): Promise<void> {
  await server.running.house.database.store.tx(function* ({ db, s }) {
    yield db.update(s.authSession).set(times).where(eq(s.authSession.id, id))
  })
}

describe('where I am signed in', () => {
  test('[AC1] shows each session, which one is this, and when it began, was used and ends', async () => {
    const phone = await signedIn(server, 'where@example.org')
    const laptop = await signedIn(server, 'where@example.org')
    const list = await sessions(laptop)
    expect(list.map(({ current }) => current)).toEqual([true, false])
    expect((await sessions(phone)).map(({ current }) => current)).toEqual([false, true])
    for (const { startedAt, lastUsedAt, expiresAt } of list) {
      expect(Date.parse(startedAt)).toBeLessThanOrEqual(Date.parse(lastUsedAt))
      expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(29 * 24 * 60 * 60_000)
    }
    expect((await laptop.get('/api/me/sessions')).text).not.toMatch(/token|Mozilla|127\.0\.0\.1/)
  })

  test('[AC2] one is ended, with its sockets within a second, and no other', async () => {
    const here = await signedIn(server, 'ending@example.org')
    const there = await signedIn(server, 'ending@example.org')
    const study = await aStudy(here)
    const [mine, theirs] = [await aSocket(here, study), await aSocket(there, study)]
    const other = (await sessions(here)).find(({ current }) => !current)
    const from = performance.now()
    expect((await here.send('DELETE', `/api/me/sessions/${other?.id ?? ''}`)).status).toBe(204)
    expect(await theirs.closed).toBe(closeCodes.signedOut)
    expect(performance.now() - from).toBeLessThan(1_000)
    expect((await there.get('/api/me')).status).toBe(401)
    expect((await sessions(here)).map(({ current }) => current)).toEqual([true])
    mine.close()
    expect(await mine.closed).not.toBe(closeCodes.signedOut)
  })

  test('[AC3] somebody else’s session is nothing here, as one that does not exist', async () => {
    const me = await signedIn(server, 'me@example.org')
    const stranger = await signedIn(server, 'stranger@example.org')
    const [theirs] = await sessions(stranger)
    const answers = await Promise.all([theirs?.id ?? '', 'nothing'].map((id) => me.send('DELETE', `/api/me/sessions/${id}`)))
    expect(answers.map((answer) => problemIn(answer).code)).toEqual(['not-found', 'not-found'])
    expect(answers[0]?.text).toBe(answers[1]?.text)
    expect((await stranger.get('/api/me')).status).toBe(200)
    expect((await new Browser(server).get('/api/me/sessions')).status).toBe(401)
  })

  test('[AC4] signing out everywhere leaves this one', async () => {
    const here = await signedIn(server, 'everywhere@example.org')
    const others = [await signedIn(server, 'everywhere@example.org'), await signedIn(server, 'everywhere@example.org')]
    const bystander = await signedIn(server, 'bystander@example.org')
    const study = await aStudy(here)
    const opened = await Promise.all(others.map((browser) => aSocket(browser, study)))
    expect((await here.send('POST', '/api/me/sign-out-everywhere')).status).toBe(204)
    expect(await Promise.all(opened.map(({ closed }) => closed))).toEqual([closeCodes.signedOut, closeCodes.signedOut])
    expect(await Promise.all(others.map(async (browser) => (await browser.get('/api/me')).status))).toEqual([401, 401])
    expect((await here.get('/api/me')).status).toBe(200)
    expect((await bystander.get('/api/me')).status).toBe(200)
  })

  test('[AC5] signing in again in the same browser is another session in the place of the first', async () => {
    const browser = await signedIn(server, 'again@example.org')
    const [before] = await sessions(browser)
    const { code } = await askForCode(browser, 'again@example.org')
    await browser.submit('/sign-in/code', { code })
    const after = await sessions(browser)
    expect(after).toHaveLength(1)
    expect(after[0]?.id).not.toBe(before?.id)
  })
})

describe('the end of a session', () => {
  test('[AC6] comes after ninety days however much it is used, to its sockets too', async () => {
    const browser = await signedIn(server, 'oldest@example.org')
    const study = await aStudy(browser)
    const [session] = await sessions(browser)
    const opened = await aSocket(browser, study)
    await setSession(session?.id ?? '', { createdAt: new Date(Date.now() - longestSessionMs + 60_000) })
    expect(Date.parse((await sessions(browser))[0]?.expiresAt ?? '') - Date.now()).toBeLessThan(61_000)
    await setSession(session?.id ?? '', { createdAt: new Date(Date.now() - longestSessionMs) })
    expect(await opened.closed).toBe(closeCodes.signedOut)
    const answer = await browser.get('/api/me')
    expect(problemIn(answer).code).toBe('session-expired')
    await expect(aSocket(browser, study)).rejects.toThrow(String(closeCodes.signedOut))
  })

  test('[AC7] is put off by use, which is written once an hour and not with every request', async () => {
    const browser = await signedIn(server, 'used@example.org')
    const [session] = await sessions(browser)
    const row = async () =>
      await server.running.house.database.store.read<{ expiresAt: Date; updatedAt: Date } | undefined>(function* ({ db, s }) {
        const { id, expiresAt, updatedAt } = s.authSession
        const rows = yield db
          .select({ expiresAt, updatedAt })
          .from(s.authSession)
          .where(eq(id, session?.id ?? ''))
        return (rows as { expiresAt: Date; updatedAt: Date }[])[0]
      })
    const first = await row()
    await browser.get('/api/me')
    expect(await row()).toEqual(first)
    const before = new Date(Date.now() + 2 * 24 * 60 * 60_000)
    await setSession(session?.id ?? '', { expiresAt: before })
    await browser.get('/api/me')
    expect((await row())?.expiresAt.getTime()).toBeGreaterThan(before.getTime())
    const renewed = await row()
    await browser.get('/api/me')
    expect(await row()).toEqual(renewed)
  })
})
