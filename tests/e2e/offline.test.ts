import { expect, test, type Page } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { freePort } from '../support/free-port.ts'
import { Line } from '../support/line.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { desktop, nowhere, ofThisTest, phone, signIn, type Somebody } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'
import { place, startStudy } from './steps/studies.ts'
import { aStudyTogether } from './steps/together.ts'
import { expectSaveState, goToEndOf, wordsOf } from './steps/writing.ts'

test.use({ serviceWorkers: 'allow' })

const say = translator('en')
const shots = 'offline'
/** How the notice begins, whatever the date. */
const seen = say('offline.seen', { when: '' }).replace(/ ?\.$/, '').trim()

let server: TestServer
let line: Line
test.beforeAll(async () => {
  const port = await freePort()
  const own = await startServer({ env: { PUBLIC_URL: `http://localhost:${port}` } })
  line = await Line.to(own.port, port)
  server = { ...own, url: line.url }
})
test.beforeEach(async () => await line.mend())
test.afterAll(async () => {
  await line.cut()
  await server.stop()
})

/** From then on the browser starts pages by itself. */
async function expectKept(page: Page): Promise<void> {
  await expect
    .poll(
      async () =>
        await page.evaluate(async () => {
          const registration = await navigator.serviceWorker.getRegistration()
          const shell = await caches.match('/shell?own')
          return registration?.active?.state === 'activated' && shell !== undefined
        }),
      { timeout: 30_000 },
    )
    .toBe(true)
}

async function write(page: Page, text: string): Promise<void> {
  await goToEndOf(page, place)
  await page.keyboard.type(text)
}

for (const [size, viewport] of Object.entries({ '1366': desktop, '360': phone }))
  test(`without a network a study that was opened before is there, with its date, and can be written in: ${size} px`, async ({
    browser,
  }) => {
    const eva = await signIn(browser, server, { name: 'Eva Officer', email: ofThisTest('eva@council.example'), viewport, opens: nowhere })
    const study = await startStudy(eva.page, 'The walking group')
    const other = await startStudy(eva.page, 'Never opened here')
    await eva.page.goto('/')
    await expect(eva.page.getByRole('link', { name: 'The walking group' })).toBeVisible()
    // Under whose name it is kept is known when the server has said who is here.
    await expect(eva.page.getByText('Eva Officer')).toBeVisible()
    await eva.page.goto(study)
    await write(eva.page, 'Written with a network. ')
    await expectSaveState(eva.page, 'save.saved')
    await expectKept(eva.page)
    await line.cut()

    await eva.page.goto(study)
    await expect(eva.page.getByText(seen)).toBeVisible()
    await expect(wordsOf(eva.page, place)).toContainText('Written with a network.')
    await write(eva.page, 'And without.')
    await expectSaveState(eva.page, 'save.onDevice')
    await keepPicture(eva.page, `${shots}/study-${size}`)
    // Loaded once more, it is still there: it is the device that keeps it, not the page.
    await eva.page.reload()
    await expect(wordsOf(eva.page, place)).toContainText('And without.')

    await eva.page.goto('/')
    await expect(eva.page.getByRole('link', { name: 'The walking group' })).toBeVisible()
    await expect(eva.page.getByText(seen)).toBeVisible()
    await keepPicture(eva.page, `${shots}/home-${size}`)
    await eva.page.goto(other)
    await expect(eva.page.getByRole('heading', { level: 1, name: say('offline.neverOpened.title') })).toBeVisible()
    await keepPicture(eva.page, `${shots}/never-opened-${size}`)
    await eva.page.goto('/join')
    await expect(eva.page.getByRole('heading', { level: 1, name: say('offline.page.title') })).toBeVisible()
    await keepPicture(eva.page, `${shots}/page-${size}`)

    await line.mend()
    await eva.page.goto(study)
    await expect(wordsOf(eva.page, place)).toContainText('Written with a network. And without.')
    await expectSaveState(eva.page, 'save.saved')
    await expect(eva.page.getByText(seen)).toHaveCount(0)
    await eva.context.close()
  })

test('what two people write without a network is in the text of both afterwards', async ({ browser }) => {
  const { id, amina, per, close } = await aStudyTogether(browser, server, 'offline')
  for (const { page } of [amina, per]) {
    await page.goto(`/studies/${id}`)
    await goToEndOf(page, place)
    await expectKept(page)
  }
  await line.cut()
  for (const { page } of [amina, per]) await page.reload()
  await write(amina.page, 'Amina was here. ')
  await write(per.page, 'Per was here. ')
  for (const { page } of [amina, per]) await expectSaveState(page, 'save.onDevice')
  await line.mend()
  for (const { page } of [amina, per]) {
    await expectSaveState(page, 'save.saved')
    await expect(wordsOf(page, place)).toContainText('Amina was here.')
    await expect(wordsOf(page, place)).toContainText('Per was here.')
  }
  await close()
})

test('a shared computer keeps no program, no answers and no words; signing out takes what another one kept', async ({ browser }) => {
  const eva = await signIn(browser, server, { name: 'Eva Officer', email: ofThisTest('eva@council.example'), opens: nowhere })
  const study = await startStudy(eva.page, 'The walking group')
  await eva.page.goto(study)
  await write(eva.page, 'Some words.')
  await expectSaveState(eva.page, 'save.saved')
  await expectKept(eva.page)
  expect((await kept(eva)).length).toBeGreaterThan(3)
  await eva.page.getByText('Eva Officer', { exact: true }).first().click()
  await eva.page.getByRole('button', { name: say('shared.title') }).click()
  // The page loads itself anew.
  await Promise.all([eva.page.waitForEvent('load'), eva.page.getByRole('button', { name: say('shared.on') }).click()])
  await expectToKeep(eva, [])
  await eva.page.goto(study)
  await expect(wordsOf(eva.page, place)).toContainText('Some words.')
  await expectToKeep(eva, [])
  await eva.context.close()
})

test('after signing out there is nothing of a person left, also by the form of a page', async ({ browser }) => {
  const eva = await signIn(browser, server, { name: 'Eva Officer', email: ofThisTest('eva@council.example'), opens: nowhere })
  const study = await startStudy(eva.page, 'The walking group')
  await eva.page.goto(study)
  await write(eva.page, 'Some words.')
  await expectSaveState(eva.page, 'save.saved')
  await expectKept(eva.page)
  const picture = await aCachedPicture(eva.page, study)
  expect(await isCached(eva.page, picture)).toBe(true)
  await line.cut()
  await eva.page.keyboard.type(' Never sent.')
  await expectSaveState(eva.page, 'save.onDevice')
  await eva.page.goto('about:blank')
  await line.mend()
  // A page of the server, that a worker of ours already stands behind.
  await eva.page.goto('/look')
  await eva.page.getByRole('button', { name: say('signedOut.submit') }).click()

  await test.step('words that only this device has stay until their author says so', async () => {
    await expect(eva.page.getByText(say('signedOut.left.text'))).toBeVisible()
    await expect(eva.page.getByLabel(say('signOut.unsent.title'))).toHaveValue('Never sent.')
    await expect(eva.page.getByRole('link', { name: say('action.download') })).toHaveAttribute('href', /Never%20sent\./)
    expect(await isCached(eva.page, picture)).toBe(false)
    await expectToKeep(eva, [], (name) => !name.includes('/assets/') && /answers|own|person/.test(name))
    await keepPicture(eva.page, `${shots}/signed-out-unsent`)
    await eva.page.getByRole('button', { name: say('signedOut.left.remove') }).click()
    await expect(eva.page.getByRole('status')).toHaveText(say('signedOut.left.cleared'))
    await expect(eva.page.getByText(say('signedOut.left.text'))).toBeHidden()
    await expectToKeep(eva, [], (name) => name.startsWith('samskriv:'))
  })

  await line.cut()
  await eva.page.goto(study)
  await expect(eva.page.getByRole('heading', { level: 1, name: say('offline.neverOpened.title') })).toBeVisible()
  await eva.context.close()
})

for (const [what, name, reason] of [
  ['a full disk', 'QuotaExceededError', 'save.reason.device'],
  ['a private window', 'SecurityError', 'save.reason.keepsNothing'],
] as const)
  test(`${what}: the page says that words are not kept here, and sends them when it can`, async ({ browser }) => {
    const eva = await signIn(browser, server, { name: 'Eva Officer', email: ofThisTest('eva@council.example'), opens: nowhere })
    const study = await startStudy(eva.page, 'The walking group')
    await eva.context.addInitScript((refusal) => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('refused for a test', refusal)
      }
    }, name)
    await eva.page.goto(study)
    await write(eva.page, 'Before. ')
    await expectSaveState(eva.page, 'save.saved')
    await line.cut()
    await eva.page.keyboard.type('Meanwhile.')
    await expect(eva.page.locator('.save-words')).toHaveText(say('save.notSaved', { reason: say(reason) }))
    await keepPicture(eva.page, `${shots}/${name}`)
    await line.mend()
    await expectSaveState(eva.page, 'save.saved')
    await eva.page.reload()
    await expect(wordsOf(eva.page, place)).toContainText('Before. Meanwhile.')
    await eva.context.close()
  })

test('a tab that slept while the server went and came back: its words are sent, and it has those of others', async ({ browser }) => {
  const { id, amina, per, close } = await aStudyTogether(browser, server, 'asleep')
  for (const { page } of [amina, per]) await page.goto(`/studies/${id}`)
  await write(amina.page, 'Before sleep. ')
  await expectSaveState(amina.page, 'save.saved')
  const session = await amina.context.newCDPSession(amina.page)
  await amina.page.keyboard.type('Half a word')
  await session.send('Page.setWebLifecycleState', { state: 'frozen' })
  await server.restart()
  // In a line of its own: nobody knows whether her last letters had arrived.
  await write(per.page, '\nMeanwhile. ')
  await expectSaveState(per.page, 'save.saved')
  await session.send('Page.setWebLifecycleState', { state: 'active' })
  await expect(wordsOf(amina.page, place)).toContainText('Meanwhile.')
  await expectSaveState(amina.page, 'save.saved')
  await expect(wordsOf(per.page, place)).toContainText('Half a word')
  await close()
})

/** In the end. The page may be left for another one while it is asked: then that one is asked. */
async function expectToKeep(somebody: Somebody, names: readonly string[], which = (_name: string): boolean => true): Promise<void> {
  await expect(async () => expect((await kept(somebody)).filter((name) => which(name))).toEqual(names)).toPass({ timeout: 20_000 })
}

/** Everything that this browser keeps of ours. */
async function kept({ page }: Somebody): Promise<string[]> {
  return await page.evaluate(async () => {
    const databases = (await indexedDB.databases()).map(({ name }) => name ?? '')
    const names = await caches.keys()
    const files = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)))
    const workers = (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => `worker ${scope}`)
    return [...databases, ...files.flat(), ...workers]
  })
}

const aDot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** Puts a picture into a study and looks at it. @returns its address */
async function aCachedPicture(page: Page, study: string): Promise<string> {
  return await page.evaluate(
    async ({ files, data }) => {
      const body = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))
      const added = await fetch(files, { method: 'POST', body, headers: { 'content-type': 'image/png' } })
      const { hash } = (await added.json()) as { hash: string }
      await (await fetch(`${files}/${hash}`)).arrayBuffer()
      return `${files}/${hash}`
    },
    { files: `/api${study}/files`, data: aDot },
  )
}

async function isCached(page: Page, address: string): Promise<boolean> {
  return await page.evaluate(
    (path) =>
      fetch(path, { cache: 'only-if-cached', mode: 'same-origin' }).then(
        ({ ok }) => ok,
        () => false,
      ),
    address,
  )
}
