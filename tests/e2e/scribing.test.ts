import { expect, test, type Locator, type Page } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { startServer, type TestServer } from '../support/server.ts'
import { desktop, phone, signIn } from './steps/people.ts'
import { Cable, expectSaveState, goToEndOf, textOf } from './steps/writing.ts'

const say = translator('en')

let server: TestServer
test.beforeAll(async () => {
  server = await startServer()
})
test.afterAll(async () => {
  await server.stop()
})

/** A study of a council's worker, open in their browser. */
async function aStudyOf(page: Page): Promise<string> {
  const headers = { origin: server.url }
  const data = { title: 'The stairs', place: 'Strathmore', language: 'en', templateId: 'cross-sector-collaboration' }
  const { id } = await (await page.request.post('/api/studies', { data, headers })).json()
  await page.request.post(`/api/studies/${id}/capacity`, { data: { sector: 'public', subtype: 'council' }, headers })
  return id
}

/** Who says what in the summary: whose words, by whose hand, how. */
async function saidIn(page: Page, study: string): Promise<unknown[][]> {
  const { spans, voices } = await (await page.request.get(`/api/studies/${study}/sections/summary/voices`)).json()
  return spans.map(({ text, voice }: { text: string; voice: number }) => {
    const { name, typedBy, mode, sector } = voices[voice]
    return [text, name, typedBy?.name ?? null, mode, sector]
  })
}

async function openFromMenu(page: Page, title: 'scribing.title' | 'readBack.title'): Promise<Locator> {
  await page.getByRole('button', { name: say('study.menu') }).click()
  await page.getByRole('menuitem', { name: say(title) }).click()
  const dialog = page.getByRole('dialog', { name: say(title) })
  await expect(dialog).toBeVisible()
  return dialog
}

async function addSpeaker(dialog: Locator, name: string): Promise<void> {
  if (!(await dialog.getByLabel(say('share.contributor.name')).isVisible())) await dialog.getByText(say('share.contributor.title')).click()
  await dialog.getByLabel(say('share.contributor.name')).fill(name)
  await dialog.locator('#contributor-sector').selectOption('community')
  await dialog.locator('#contributor-subtype').selectOption('resident')
  await dialog.getByRole('button', { name: say('share.contributor.submit'), exact: true }).click()
  await expect(dialog.getByRole('checkbox', { name })).toBeChecked()
}

const bar = (page: Page): Locator => page.getByRole('region', { name: say('scribing.bar') })

test('[WE23] [WE24] a worker writes down what Mairi says beside their own words, reads it back, and it counts as her voice', async ({
  browser,
}) => {
  const { page, context } = await signIn(browser, server, { name: 'Per Worker', email: 'per-scribing@example.org' })
  const study = await aStudyOf(page)
  await page.setViewportSize(desktop)
  await page.goto(`/studies/${study}`)
  await goToEndOf(page, 'Summary')
  await page.keyboard.type('We met by the harbour.')

  await test.step('Mairi is added and chosen, and the page says that it is her words now', async () => {
    const dialog = await openFromMenu(page, 'scribing.title')
    await addSpeaker(dialog, 'Mairi')
    await page.screenshot({ path: 'artifacts/screenshots/scribing-choose-1366x768.png' })
    await dialog.getByRole('button', { name: say('scribing.start') }).click()
    await expect(bar(page)).toContainText(say('scribing.now', { name: 'Mairi' }))
    await expect(textOf(page, 'Summary')).toBeFocused()
  })

  await test.step('what is typed in the same paragraph is hers, until it is stopped', async () => {
    await page.getByLabel(say('voices.show')).check()
    await goToEndOf(page, 'Summary')
    await page.keyboard.type(' The stairs are ours to look after.')
    await expect(page.locator('.said[title="Mairi"]')).toContainText('The stairs are ours to look after.')
    await page.screenshot({ path: 'artifacts/screenshots/scribing-bar-1366x768.png' })
    await page.setViewportSize(phone)
    await expect(bar(page)).toBeInViewport()
    await page.screenshot({ path: 'artifacts/screenshots/scribing-bar-360x740.png' })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width)
    await page.setViewportSize(desktop)
    await bar(page)
      .getByRole('button', { name: say('scribing.stop') })
      .click()
    await expect(bar(page)).toHaveCount(0)
    await goToEndOf(page, 'Summary')
    await page.keyboard.type(' So she said.')
    await expectSaveState(page, 'save.saved')
    await expect
      .poll(() => saidIn(page, study))
      .toEqual([
        ['We met by the harbour.', 'Per Worker', null, 'typed_by_self', 'public'],
        [' The stairs are ours to look after.', 'Mairi', 'Per Worker', 'scribed_unconfirmed', 'community'],
        [' So she said.', 'Per Worker', null, 'typed_by_self', 'public'],
      ])
    const { study: counted } = await (await page.request.get(`/api/studies/${study}/balance`)).json()
    expect(counted).toMatchObject({ unconfirmedWords: 7, words: { community: 0, public: 8 } })
  })

  await test.step('read back and agreed it is confirmed', async () => {
    const dialog = await openFromMenu(page, 'readBack.title')
    await dialog.getByRole('button', { name: say('readBack.submit', { name: 'Mairi' }) }).click()
    await expect(dialog.getByText(say('readBack.choose'))).toBeVisible()
    await dialog.getByRole('checkbox', { name: 'The stairs are ours to look after.' }).check()
    await page.screenshot({ path: 'artifacts/screenshots/read-back-1366x768.png' })
    await page.setViewportSize(phone)
    await page.screenshot({ path: 'artifacts/screenshots/read-back-360x740.png' })
    await page.setViewportSize(desktop)
    await dialog.getByRole('button', { name: say('readBack.submit', { name: 'Mairi' }) }).click()
    await expect(dialog.getByText(say('readBack.done', { count: 1, name: 'Mairi' }))).toBeVisible()
    await expect(dialog.getByText(say('readBack.nothing'))).toBeVisible()
    await page.keyboard.press('Escape')
    const said = await saidIn(page, study)
    expect(said[1]).toEqual([' The stairs are ours to look after.', 'Mairi', 'Per Worker', 'scribed_confirmed', 'community'])
    const { study: counted } = await (await page.request.get(`/api/studies/${study}/balance`)).json()
    expect(counted).toMatchObject({ unconfirmedWords: 0, words: { community: 7, public: 8 }, people: { community: 1, public: 1 } })
    const file = await (await page.request.get(`/api/studies/${study}/export?format=json`)).text()
    expect(file).toContain('"scribed_confirmed"')
    expect(file).toContain('Read aloud (English)')
    // Nothing moved: what is shown in the text is hers still.
    await expect(page.locator('.said[title="Mairi"]')).toContainText('The stairs are ours to look after.')
  })
  await context.close()
})

test('[WE23] two people speak in one sitting, also without a network, and the mode survives no reload', async ({ browser }) => {
  const { page, context } = await signIn(browser, server, { name: 'Per Worker', email: 'per-sitting@example.org' })
  const study = await aStudyOf(page)
  const cable = await Cable.to(page)
  await page.goto(`/studies/${study}`)
  await goToEndOf(page, 'Summary')

  const dialog = await openFromMenu(page, 'scribing.title')
  await addSpeaker(dialog, 'Mairi')
  await addSpeaker(dialog, 'Iain')
  await dialog.getByRole('button', { name: say('scribing.start') }).click()
  await expect(bar(page).getByRole('button', { name: 'Mairi', pressed: true })).toBeVisible()
  await expect(textOf(page, 'Summary')).toBeFocused()

  await test.step('each sentence is of the one who is shown, by a key or a tap, also offline', async () => {
    await page.keyboard.type('I am Mairi.')
    await expectSaveState(page, 'save.saved')
    await cable.cut(page)
    await page.keyboard.press('Alt+Shift+2')
    await expect(bar(page)).toContainText(say('scribing.now', { name: 'Iain' }))
    await page.keyboard.type(' I am Iain.')
    await bar(page).getByRole('button', { name: 'Mairi' }).click()
    // The tap gives the focus back to the words, a moment later.
    await expect(textOf(page, 'Summary')).toBeFocused()
    await page.keyboard.type(' Mairi again.')
    await page.keyboard.press('Alt+Shift+0')
    await expect(bar(page)).toHaveCount(0)
    await page.keyboard.type(' And me.')
    await expectSaveState(page, 'save.onDevice')
    await cable.mend(page)
    await expectSaveState(page, 'save.saved')
    await expect
      .poll(async () => (await saidIn(page, study)).map(([text, name]) => [text, name]))
      .toEqual([
        ['I am Mairi.', 'Mairi'],
        [' I am Iain.', 'Iain'],
        [' Mairi again.', 'Mairi'],
        [' And me.', 'Per Worker'],
      ])
  })

  await test.step('after a reload one writes for oneself', async () => {
    const again = await openFromMenu(page, 'scribing.title')
    await again.getByRole('checkbox', { name: 'Iain' }).check()
    await again.getByRole('button', { name: say('scribing.start') }).click()
    await expect(bar(page)).toContainText(say('scribing.now', { name: 'Iain' }))
    await page.reload()
    await goToEndOf(page, 'Summary')
    await expect(bar(page)).toHaveCount(0)
    await page.keyboard.type(' Still me.')
    await expectSaveState(page, 'save.saved')
    await expect.poll(async () => (await saidIn(page, study)).at(-1)?.slice(0, 2)).toEqual([' And me. Still me.', 'Per Worker'])
  })

  await test.step('who has two speakers waiting chooses whose words are read back', async () => {
    const readBack = await openFromMenu(page, 'readBack.title')
    await readBack.getByRole('radio', { name: /Mairi/ }).check()
    await readBack.getByLabel(say('readBack.all')).check()
    await readBack.getByRole('button', { name: say('readBack.submit', { name: 'Mairi' }) }).click()
    await expect(readBack.getByText(say('readBack.done', { count: 2, name: 'Mairi' }))).toBeVisible()
    await expect
      .poll(async () => (await saidIn(page, study)).map(([, , , mode]) => mode))
      .toEqual(['scribed_confirmed', 'scribed_unconfirmed', 'scribed_confirmed', 'typed_by_self'])
  })
  await context.close()
})
