import { expect, test, type Page } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { freePort } from '../support/free-port.ts'
import { HostileProxy } from '../support/hostile-proxy.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { aStudyTogether } from './steps/together.ts'
import { expectSaveState, textOf, wordsOf } from './steps/writing.ts'

const say = translator('en')
const hers = 'Summary'
const theirs = 'The place and the people'
/** The whole minute: `FALLBACK_SECONDS=60`. */
const seconds = Number(process.env['FALLBACK_SECONDS'] ?? 12)

let server: TestServer
let proxy: HostileProxy
test.beforeEach(async () => {
  const port = await freePort()
  server = await startServer({ env: { PUBLIC_URL: `http://localhost:${port}` } })
  proxy = await HostileProxy.before(server.port, { cutStreamsAfterMs: 4_000 }, port)
})
test.afterEach(async () => {
  await proxy.stop()
  await server.stop()
})

/** Types numbered words until the time is up. @returns how many */
async function typeOn(page: Page, section: string, letter: string, until: number, between: (word: number) => void): Promise<number> {
  await textOf(page, section).click()
  let word = 0
  while (performance.now() < until) {
    word += 1
    between(word)
    await page.keyboard.type(`${letter}${word} `, { delay: 40 })
  }
  return word
}

test('two people write where no WebSocket gets through and streams are dropped, through a killed server: nothing is lost, nothing doubled', async ({
  browser,
}) => {
  test.setTimeout((180 + 2 * seconds) * 1_000)
  // As the browsers see it: the proxy is the server.
  const seen: TestServer = Object.create(server, { url: { value: proxy.url } })
  const { id, amina, per, close } = await aStudyTogether(browser, seen, 'blocked')

  await test.step('both have it open, and may write, within five seconds of asking for it', async () => {
    await amina.page.goto(`/studies/${id}`)
    await per.page.goto(`/studies/${id}`)
    for (const [page, section] of [
      [amina.page, hers],
      [per.page, theirs],
    ] as const) {
      await page.getByRole('heading', { level: 2, name: section }).scrollIntoViewIfNeeded()
      await expect(textOf(page, section)).toBeEditable()
      await expectSaveState(page, 'save.saved')
    }
    expect(proxy.upgrades).toBeGreaterThan(0)
  })

  const typed =
    await test.step(`they write for ${seconds} seconds; answers get lost, requests come twice, and the server is killed`, async () => {
      const until = performance.now() + seconds * 1_000
      const between = (word: number): void => {
        if (word % 5 === 0) proxy.loseAnswers += 1
        if (word % 7 === 0) proxy.repeatPosts += 1
      }
      const typing = Promise.all([typeOn(amina.page, hers, 'a', until, between), typeOn(per.page, theirs, 'p', until, between)])
      await expect(wordsOf(per.page, hers)).toContainText('a5 ')
      await server.kill9()
      await expect(amina.page.locator('.save-words')).not.toHaveText(say('save.saved'))
      await server.restart()
      return await typing
    })

  await test.step('everything is saved, once, and in its order', async () => {
    const [ofAmina, ofPer] = typed
    for (const page of [amina.page, per.page]) {
      await expectSaveState(page, 'save.saved')
      for (const [section, letter, count] of [
        [hers, 'a', ofAmina],
        [theirs, 'p', ofPer],
      ] as const) {
        const all = Array.from({ length: count }, (_, word) => `${letter}${word + 1}`)
        await expect
          .poll(async () => (await wordsOf(page, section).innerText()).match(new RegExp(`\\b${letter}\\d+\\b`, 'g')) ?? [])
          .toEqual(all)
      }
    }
    await expect.poll(() => proxy.streamsCut, { timeout: 60_000 }).toBeGreaterThan(1)
    expect(proxy.answersLost).toBeGreaterThan(1)
  })
  await close()
})
