import { expect, test, type Locator, type Page } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { sharedServer, type TestServer } from '../support/server.ts'
import { desktop, nowhere, phone, signIn } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'
import { Cable, expectSaveState, goToEndOf, textOf, wordsOf } from './steps/writing.ts'

const say = translator('en')

let server: TestServer
test.beforeAll(async () => {
  server = await sharedServer()
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

const exportOf = async (page: Page, study: string): Promise<string> =>
  await (await page.request.get(`/api/studies/${study}/export?format=json`)).text()

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
  const { page, context } = await signIn(browser, server, { name: 'Per Worker', email: 'per-scribing@example.org', opens: nowhere })
  const study = await aStudyOf(page)
  await page.setViewportSize(desktop)
  await page.goto(`/studies/${study}`)
  await goToEndOf(page, 'Summary')
  await page.keyboard.type('We met by the harbour.')

  await test.step('Mairi is added and chosen, and the page says that it is her words now', async () => {
    const dialog = await openFromMenu(page, 'scribing.title')
    await addSpeaker(dialog, 'Mairi')
    await keepPicture(page, 'scribing-choose-1366x768')
    await dialog.getByRole('button', { name: say('scribing.start') }).click()
    await expect(bar(page)).toContainText(say('scribing.now', { name: 'Mairi' }))
    await expect(textOf(page, 'Summary')).toBeFocused()
  })

  await test.step('what is typed in the same paragraph is hers, until it is stopped', async () => {
    await page.getByLabel(say('voices.show')).check()
    await goToEndOf(page, 'Summary')
    await page.keyboard.type(' The stairs are ours to look after.')
    await expect(page.locator('.said[title="Mairi"]')).toContainText('The stairs are ours to look after.')
    await keepPicture(page, 'scribing-bar-1366x768')
    await page.setViewportSize(phone)
    await expect(bar(page)).toBeInViewport()
    await keepPicture(page, 'scribing-bar-360x740')
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
    await keepPicture(page, 'read-back-1366x768')
    await page.setViewportSize(phone)
    await keepPicture(page, 'read-back-360x740')
    await page.setViewportSize(desktop)
    await dialog.getByRole('button', { name: say('readBack.submit', { name: 'Mairi' }) }).click()
    await expect(dialog.getByText(say('readBack.done', { count: 1, name: 'Mairi' }))).toBeVisible()
    await expect(dialog.getByText(say('readBack.nothing'))).toBeVisible()
    const said = await saidIn(page, study)
    expect(said[1]).toEqual([' The stairs are ours to look after.', 'Mairi', 'Per Worker', 'scribed_confirmed', 'community'])
    const { study: counted } = await (await page.request.get(`/api/studies/${study}/balance`)).json()
    expect(counted).toMatchObject({ unconfirmedWords: 0, words: { community: 7, public: 8 }, people: { community: 1, public: 1 } })
    expect(await exportOf(page, study), 'nobody has asked her whether others may read them').not.toContain('ours to look after')
    // Nothing moved: what is shown in the text is hers still.
    await expect(page.locator('.said[title="Mairi"]')).toContainText('The stairs are ours to look after.')
  })

  const receipt = await test.step('she says what she wishes, and takes a receipt home', async () => {
    const dialog = page.getByRole('dialog', { name: say('readBack.title') })
    const wishes = dialog.getByRole('form', { name: say('wishes.title', { name: 'Mairi' }) })
    await wishes.getByRole('radio', { name: say('identity.named'), exact: true }).check()
    await expect(wishes.getByRole('radio', { name: say('use.writing-group') })).toBeChecked()
    await wishes.getByRole('radio', { name: say('use.case-study') }).check()
    await keepPicture(page, 'wishes-1366x768')
    await page.setViewportSize(phone)
    await wishes.getByRole('heading').scrollIntoViewIfNeeded()
    await keepPicture(page, 'wishes-360x740')
    await page.setViewportSize(desktop)
    await wishes.getByRole('button', { name: say('wishes.submit') }).click()
    await expect(wishes.getByText(say('wishes.done', { name: 'Mairi' }))).toBeVisible()
    const opened = page.waitForEvent('popup')
    await wishes.getByRole('link', { name: say('wishes.receipt') }).click()
    const paper = await opened
    for (const words of ['The stairs are ours to look after.', 'Read aloud (English)', say('use.case-study'), 'Per Worker', 'The stairs'])
      await expect(paper.getByRole('article')).toContainText(words)
    await paper.setViewportSize(desktop)
    await keepPicture(paper, 'receipt-1366x768')
    await paper.setViewportSize(phone)
    await keepPicture(paper, 'receipt-360x740', { fullPage: true })
    const link = (await paper.locator('.receipt-link').textContent()) ?? ''
    await paper.emulateMedia({ media: 'print' })
    await expect(paper.getByText(say('receipt.print'))).toBeHidden()
    await paper.close()
    await page.keyboard.press('Escape')
    const file = await exportOf(page, study)
    expect(file).toContain('"scribed_confirmed"')
    expect(file).toContain('Read aloud (English)')
    return link
  })

  await test.step('by its link she comes in as herself, and from then on nobody writes for her', async () => {
    const phoneOfHers = await browser.newContext({ viewport: phone, locale: 'en-GB', baseURL: server.url })
    const hers = await phoneOfHers.newPage()
    await hers.goto(receipt)
    await hers.getByRole('button', { name: say('join.submit') }).click()
    await expect(wordsOf(hers, 'Summary')).toContainText('The stairs are ours to look after.')
    await keepPicture(hers, 'receipt-came-360x740')
    const { me } = await (await hers.request.get(`/api/studies/${study}`)).json()
    expect(me).toMatchObject({ identity: { mode: 'named' }, sector: 'community' })
    await phoneOfHers.close()
    expect(await (await page.request.get(`/api/studies/${study}/speakers`)).json()).toEqual([])
    expect((await saidIn(page, study))[1]?.slice(0, 2)).toEqual([' The stairs are ours to look after.', 'Mairi'])
  })
  await context.close()
})

test('[WE23] two people speak in one sitting, also without a network, and the mode survives no reload', async ({ browser }) => {
  const { page, context } = await signIn(browser, server, { name: 'Per Worker', email: 'per-sitting@example.org', opens: nowhere })
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

  await test.step('the way back to oneself is in sight on the narrowest phone', async () => {
    for (const size of [phone, { width: 320, height: 640 }]) {
      await page.setViewportSize(size)
      await expect(bar(page).getByRole('button', { name: say('scribing.stop') })).toBeInViewport({ ratio: 1 })
      await keepPicture(page, `scribing-two-${size.width}x${size.height}`)
    }
    await page.setViewportSize(desktop)
  })

  await test.step('each sentence is of the one who is shown, by a key or a tap, also offline; others see for whom', async () => {
    await page.keyboard.type('I am Mairi.')
    await expectSaveState(page, 'save.saved')
    const eli = await signIn(browser, server, { name: 'Eli Reader', email: 'eli-sitting@example.org', opens: nowhere })
    const invited = { data: { email: eli.email, role: 'editor' }, headers: { origin: server.url } }
    expect((await page.request.post(`/api/studies/${study}/people`, invited)).status()).toBe(201)
    await eli.page.request.post(`/api/studies/${study}/capacity`, {
      data: { sector: 'third', subtype: 'charity' },
      headers: invited.headers,
    })
    await eli.page.goto(`/studies/${study}`)
    const caret = eli.page.locator('.caret[data-name*="Per Worker"]')
    await expect(caret).toHaveAttribute('data-name', `P · ${say('presence.for', { name: 'Per Worker', speaker: 'Mairi' })}`)
    await eli.context.close()
    await cable.cut(page)
    await page.keyboard.press('Alt+Shift+2')
    await expect(bar(page)).toContainText(say('scribing.now', { name: 'Iain' }))
    await page.keyboard.type(' I am Iain.')
    // The tap gives the focus back to the words at once: the space is one of them.
    await bar(page).getByRole('button', { name: 'Mairi' }).click()
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

test('[WE23] somebody is added while there is no network, and what was written for them is theirs, also when the page was closed', async ({
  browser,
}) => {
  const { page, context } = await signIn(browser, server, { name: 'Per Worker', email: 'per-offline@example.org', opens: nowhere })
  const study = await aStudyOf(page)
  const cable = await Cable.to(page)
  await page.goto(`/studies/${study}`)
  await goToEndOf(page, 'Summary')
  const dialog = await openFromMenu(page, 'scribing.title')
  await addSpeaker(dialog, 'Mairi')
  await dialog.getByRole('button', { name: say('scribing.start') }).click()
  await page.keyboard.type('I am Mairi.')
  await expectSaveState(page, 'save.saved')

  await cable.cut(page)
  await bar(page)
    .getByRole('button', { name: say('scribing.more') })
    .click()
  const again = page.getByRole('dialog', { name: say('scribing.title') })
  await addSpeaker(again, 'Iain')
  await again.getByRole('button', { name: say('scribing.start') }).click()
  await page.keyboard.press('Alt+Shift+2')
  await page.keyboard.type(' I am Iain.')
  await expectSaveState(page, 'save.onDevice')
  await keepPicture(page, 'scribing-offline-1366x768')
  await page.close()

  await cable.mend(page)
  const later = await context.newPage()
  await later.goto(`/studies/${study}`)
  await expectSaveState(later, 'save.saved')
  await expect
    .poll(async () => (await saidIn(later, study)).map(([text, name, , mode]) => [text, name, mode]))
    .toEqual([
      ['I am Mairi.', 'Mairi', 'scribed_unconfirmed'],
      [' I am Iain.', 'Iain', 'scribed_unconfirmed'],
    ])
  await context.close()
})

test('[WE22] pasted words that somebody told become theirs', async ({ browser }) => {
  const { page, context } = await signIn(browser, server, { name: 'Per Worker', email: 'per-told@example.org', opens: nowhere })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url })
  const study = await aStudyOf(page)
  const headers = { origin: server.url }
  const mairi = { name: 'Mairi', sector: 'community', subtype: 'resident' }
  await page.request.post(`/api/studies/${study}/contributors`, { data: mairi, headers })
  await page.goto(`/studies/${study}`)
  await goToEndOf(page, 'Summary')
  const story = 'I remember how we carried the buckets down the stairs each morning and nobody from the office ever came.'
  await page.evaluate((words) => navigator.clipboard.writeText(words), story)
  await page.keyboard.press('Control+v')
  await expectSaveState(page, 'save.saved')
  await page.getByRole('button', { name: say('paste.told') }).click()
  await page.setViewportSize(phone)
  await keepPicture(page, 'paste-told-360x740')
  await page.setViewportSize(desktop)
  await page
    .getByRole('group', { name: say('paste.told.who') })
    .getByRole('button', { name: 'Mairi' })
    .click()
  await expect(page.getByRole('group', { name: say('paste.told.who') })).toBeHidden()
  await expect(textOf(page, 'Summary')).toBeFocused()
  await expect.poll(() => saidIn(page, study)).toEqual([[story, 'Mairi', 'Per Worker', 'scribed_unconfirmed', 'community']])
  await context.close()
})
