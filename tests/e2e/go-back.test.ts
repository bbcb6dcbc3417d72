import { expect, test, type Locator, type Page } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { startServer, type TestServer } from '../support/server.ts'
import { phone } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'
import { aStudyTogether, openWords } from './steps/together.ts'
import { expectSaveState, goToEndOf, textOf, wordsOf } from './steps/writing.ts'

const say = translator('en')
const headers = (): Record<string, string> => ({ origin: server.url })

let server: TestServer
test.beforeAll(async () => {
  server = await startServer()
})
test.afterAll(async () => {
  await server.stop()
})

/** Who says what in the summary. */
async function saidIn(page: Page, study: string): Promise<string[][]> {
  const { spans, voices } = await (await page.request.get(`/api/studies/${study}/sections/summary/voices`)).json()
  return spans.map(({ text, voice }: { text: string; voice: number }) => [voices[voice].id, voices[voice].name, text])
}

/** The sections of the study's export: their blocks, spans and authors. */
async function exported(page: Page, study: string): Promise<unknown> {
  const { sections } = await (await page.request.get(`/api/studies/${study}/export?format=json`)).json()
  return sections
}

/** Opens the earlier texts of the summary from its end, with the keyboard. */
async function goBackInSummary(page: Page): Promise<Locator> {
  await goBackButton(page).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: say('goBack.title') })
  await expect(dialog.getByLabel(say('goBack.section'))).toHaveValue('summary')
  return dialog
}

const goBackButton = (page: Page): Locator => page.getByRole('button', { name: `${say('goBack.title')}: Summary` })
const pointsIn = (dialog: Locator): Locator => dialog.getByRole('list', { name: say('goBack.list') }).getByRole('listitem')
/** The texts of the blocks one may tick. */
const blocksIn = (dialog: Locator): Locator => dialog.locator('label:has(input[type="checkbox"])')

/** Presses Tab until the focus is there. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 20; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reached ${String(target)}`)
}

test('a section that was cleared comes back after a restart of the server, by keyboard, with the words and every author as before', async ({
  browser,
}) => {
  const { id, amina, per, close } = await aStudyTogether(browser, server, 'back')
  for (const { page } of [amina, per]) await page.goto(`/studies/${id}`)
  await openWords(amina.page, id)

  await textOf(amina.page, 'Summary').click()
  await amina.page.keyboard.type('We planted trees in the yard together.')
  await expectSaveState(amina.page, 'save.saved')
  await expect(textOf(per.page, 'Summary')).toContainText('together.')
  await goToEndOf(per.page, 'Summary')
  await per.page.keyboard.type(' The council lent spades.')
  await expectSaveState(per.page, 'save.saved')
  const before = await saidIn(per.page, id)
  const exportBefore = await exported(per.page, id)
  expect(before.map(([, name, text]) => [name, text])).toEqual([
    ['Amina Resident', 'We planted trees in the yard together.'],
    ['Per Officer', ' The council lent spades.'],
  ])

  await per.page.keyboard.press('Control+a')
  await per.page.keyboard.press('Delete')
  await expectSaveState(per.page, 'save.saved')
  await expect.poll(() => saidIn(per.page, id)).toEqual([])

  await server.kill9()
  await server.restart()

  await test.step('Amina looks at it as it was, and restores it', async () => {
    const { page } = amina
    const dialog = await goBackInSummary(page)
    await expect(pointsIn(dialog)).toHaveText([/Before Per Officer took text out.*11 words/s])
    await tabTo(page, pointsIn(dialog).getByRole('button'))
    await page.keyboard.press('Enter')
    await expect(dialog.getByRole('heading', { level: 3, name: 'Summary' })).toBeFocused()
    await expect(blocksIn(dialog)).toHaveText('We planted trees in the yard together. The council lent spades.')
    await expect(dialog.getByText('Said by Amina Resident, Community')).toBeVisible()
    await expect(dialog.getByText('Said by Per Officer, Public sector')).toBeVisible()
    await expect(dialog.getByText(say('goBack.kept'))).toBeVisible()
    await keepPicture(page, 'go-back-text-1366x768')
    await tabTo(page, dialog.getByRole('button', { name: say('goBack.restore') }))
    await page.keyboard.press('Enter')
    await expect(dialog).toHaveCount(0)
    await expect(goBackButton(page)).toBeFocused()
    await expect(page.getByRole('status').filter({ hasText: '“Summary” is as it was on' })).toBeAttached()
  })

  expect(await saidIn(amina.page, id)).toEqual(before)
  expect(await exported(amina.page, id)).toEqual(exportBefore)
  await expect(textOf(per.page, 'Summary')).toContainText('We planted trees in the yard together. The council lent spades.')

  await server.kill9()
  await server.restart()
  expect(await saidIn(amina.page, id)).toEqual(before)

  await test.step('the log says who did it, and of when the text is', async () => {
    await amina.page.goto(`/studies/${id}/audit`)
    const line = amina.page.getByRole('row').filter({ hasText: say('audit.kind.section.restored') })
    await expect(line).toContainText('Amina Resident')
    await expect(line).toContainText('Summary')
    await expect(line).toContainText(/the text of \d+ \w+ \d{4} at \d\d:\d\d/)
  })
  await close()
})

test('a list of an earlier text is put after what is there now; who only reads can’t go back', async ({ browser }) => {
  const { id, amina, per, close } = await aStudyTogether(browser, server, 'part')
  for (const { page } of [amina, per]) await page.goto(`/studies/${id}`)
  const { page } = amina
  await textOf(page, 'Summary').click()
  await page.keyboard.type('We asked for a bench.')
  await page.keyboard.press('Enter')
  await page
    .getByRole('toolbar')
    .getByLabel(new RegExp(say('toolbar.bulletList')))
    .click()
  await page.keyboard.type('We asked for light at night.')
  await page.keyboard.press('Enter')
  await page.keyboard.type('And for a gate.')
  await expectSaveState(page, 'save.saved')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await expectSaveState(page, 'save.saved')
  await expect.poll(() => saidIn(page, id)).toEqual([])
  await goToEndOf(per.page, 'Summary')
  await per.page.keyboard.type('A lamp was put up.')
  await expectSaveState(per.page, 'save.saved')

  await test.step('Per finds it in the menu, and another section has none', async () => {
    await per.page.setViewportSize(phone)
    await per.page.getByRole('button', { name: say('study.menu') }).click()
    await per.page.getByRole('menuitem', { name: say('goBack.title') }).click()
    const dialog = per.page.getByRole('dialog', { name: say('goBack.title') })
    const section = dialog.getByLabel(say('goBack.section'))
    await expect(section).toHaveValue('summary')
    await section.selectOption({ index: 1 })
    await expect(dialog.getByText(say('goBack.empty'))).toBeVisible()
    await section.selectOption('summary')
    await expect(pointsIn(dialog)).toHaveCount(1)
    await keepPicture(per.page, 'go-back-360x740')
    await pointsIn(dialog).getByRole('button').click()
    await expect(blocksIn(dialog)).toHaveText(['We asked for a bench.', 'We asked for light at night.And for a gate.'])
    await keepPicture(per.page, 'go-back-text-360x740')
    await dialog.getByRole('button', { name: say('goBack.all') }).click()
    await expect(pointsIn(dialog).getByRole('button')).toBeFocused()
    await per.page.keyboard.press('Enter')
  })

  await test.step('nothing happens until he has ticked one, nor while the server can’t be reached', async () => {
    const dialog = per.page.getByRole('dialog', { name: say('goBack.title') })
    const chosen = dialog.getByRole('button', { name: say('goBack.restoreChosen') })
    await chosen.click()
    await expect(dialog.getByText(say('goBack.choose.none'))).toBeVisible()
    await expect(dialog.getByRole('checkbox').first()).toBeFocused()
    await tabTo(per.page, dialog.getByRole('checkbox').nth(1))
    await per.page.keyboard.press('Space')
    await expect(dialog.getByText(say('goBack.choose.none'))).toHaveCount(0)
    await per.page.route('**/restore', (route) => route.abort())
    await chosen.click()
    await expect(dialog.getByRole('alert')).toHaveText(say('problem.offline'))
    await per.page.unroute('**/restore')
    await chosen.click()
    await expect(dialog).toHaveCount(0)
    await expect(per.page.getByRole('button', { name: say('study.menu') })).toBeFocused()
    const told = say('goBack.done.chosen', { section: 'Summary', count: 1 })
    await expect(per.page.getByRole('status').filter({ hasText: told })).toBeAttached()
  })

  await expect(textOf(page, 'Summary').locator('p')).toHaveText(['A lamp was put up.', 'We asked for light at night.', 'And for a gate.'])
  await expect(textOf(page, 'Summary').getByRole('listitem')).toHaveCount(2)
  expect((await saidIn(page, id)).map(([, name, text]) => [name, text])).toEqual([
    ['Per Officer', 'A lamp was put up.'],
    ['Amina Resident', 'We asked for light at night.'],
    ['Amina Resident', 'And for a gate.'],
  ])

  await test.step('what was there is an earlier text now', async () => {
    const dialog = await goBackInSummary(page)
    await expect(pointsIn(dialog)).toHaveText([/Before Per Officer went back to an earlier text/, /Before Amina Resident took text out/])
    await page.keyboard.press('Escape')
    await expect(goBackButton(page)).toBeFocused()
  })

  await test.step('who only reads has no such button', async () => {
    const people = await (await page.request.get(`/api/studies/${id}/people`)).json()
    const { participantId } = people.find(({ name }: { name: string }) => name === per.name)
    await page.request.patch(`/api/studies/${id}/people/${participantId}`, { data: { role: 'reader' }, headers: headers() })
    await expect(goBackButton(per.page)).toHaveCount(0)
    await expect(wordsOf(per.page, 'Summary')).toContainText('A lamp was put up.')
    await per.page.getByRole('button', { name: say('study.menu') }).click()
    await expect(per.page.getByRole('menuitem', { name: say('balance.title') })).toBeVisible()
    await expect(per.page.getByRole('menuitem', { name: say('goBack.title') })).toHaveCount(0)
  })
  await close()
})

test('older texts than the first twenty are shown when one asks, and one that the study has no room for changes nothing', async ({
  browser,
}) => {
  const { id, amina, close } = await aStudyTogether(browser, server, 'older')
  const { page } = amina
  await page.goto(`/studies/${id}`)
  await textOf(page, 'Summary').click()
  await page.keyboard.type('We asked for light at night.')
  await expectSaveState(page, 'save.saved')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await expect.poll(() => saidIn(page, id)).toEqual([])
  const points = `/api/studies/${id}/sections/summary/restore-points`
  const [oldest] = await (await page.request.get(points)).json()
  // Each of them but the first, which finds nothing there, keeps what is there.
  for (let time = 0; time <= 22; time += 1) {
    const answer = await page.request.post(`${points}/${oldest.id}/restore`, { data: { blocks: [0] }, headers: headers() })
    expect(answer.status()).toBe(200)
  }
  const dialog = await goBackInSummary(page)
  const buttons = pointsIn(dialog).getByRole('button')
  const showOlder = dialog.getByRole('button', { name: say('goBack.more') })

  await test.step('the next ones are added, and the first of them has the focus', async () => {
    await expect(buttons).toHaveCount(20)
    await showOlder.focus()
    await page.keyboard.press('Enter')
    await expect(buttons).toHaveCount(23)
    await expect(buttons.nth(20)).toBeFocused()
    await expect(showOlder).toHaveCount(0)
    await keepPicture(page, 'go-back-older-1366x768')
  })

  await test.step('whoever looked at the last of them is there again afterwards', async () => {
    await tabTo(page, buttons.last())
    await page.keyboard.press('Enter')
    await expect(blocksIn(dialog)).toHaveText('We asked for light at night.')
    await dialog.getByRole('button', { name: say('goBack.all') }).click()
    await expect(buttons).toHaveCount(23)
    await expect(buttons.last()).toBeFocused()
    await page.keyboard.press('Enter')
  })

  await test.step('without room for it the text stays, what was ticked stays ticked, and the answer says what to do', async () => {
    const before = await saidIn(page, id)
    await dialog.getByRole('checkbox').check()
    const full = { type: 'about:blank', title: 'Full', status: 409, code: 'study-full' }
    await page.route('**/restore', (route) => route.fulfill({ status: 409, contentType: 'application/problem+json', json: full }))
    for (const [width, height] of [
      [1366, 768],
      [360, 740],
    ] as const) {
      await page.setViewportSize({ width, height })
      for (const name of ['goBack.restore', 'goBack.restoreChosen'] as const) {
        await dialog.getByRole('button', { name: say(name), exact: true }).click()
        await expect(dialog.getByRole('alert')).toHaveText(say('problem.study-full'))
        await expect(dialog.getByRole('alert')).toBeInViewport()
      }
      await keepPicture(page, `go-back-full-${width}x${height}`)
    }
    await expect(dialog.getByRole('checkbox')).toBeChecked()
    expect(await saidIn(page, id)).toEqual(before)
    await page.unroute('**/restore')
  })

  await test.step('and it is done once there is room', async () => {
    await dialog.getByRole('button', { name: say('goBack.restore'), exact: true }).click()
    await expect(dialog).toHaveCount(0)
    await expect(wordsOf(page, 'Summary')).toContainText('We asked for light at night.')
    expect((await saidIn(page, id)).map(([, name, text]) => [name, text])).toEqual([['Amina Resident', 'We asked for light at night.']])
  })
  await close()
})

test('words of the community that the earlier text lacks stay when the council goes back, which says so and waits for their author', async ({
  browser,
}) => {
  const { id, amina, per, close } = await aStudyTogether(browser, server, 'stays')
  for (const { page } of [amina, per]) await page.goto(`/studies/${id}`)
  const { page } = per
  await textOf(page, 'Summary').click()
  await page.keyboard.type('A lamp was put up by the gate.')
  await expectSaveState(page, 'save.saved')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await expectSaveState(page, 'save.saved')
  await expect.poll(() => saidIn(page, id)).toEqual([])
  await textOf(amina.page, 'Summary').click()
  await amina.page.keyboard.type('We asked for light at night.')
  await expectSaveState(amina.page, 'save.saved')
  await expect(textOf(page, 'Summary')).toContainText('We asked for light')

  const dialog = await goBackInSummary(page)
  await pointsIn(dialog).getByRole('button').first().click()
  await expect(blocksIn(dialog)).toHaveText(['A lamp was put up by the gate.'])
  await dialog.getByRole('button', { name: say('goBack.restore') }).click()
  const told = dialog.getByText('except for these words of the community')
  await expect(told).toBeFocused()
  await expect(dialog.getByRole('listitem')).toHaveText(/We asked for light at night\..*Amina Resident/s)
  await keepPicture(page, 'go-back-stays-1366x768')
  await page.setViewportSize(phone)
  await keepPicture(page, 'go-back-stays-360x740')
  await dialog
    .getByRole('button', { name: say('action.close') })
    .last()
    .click()
  await expect(dialog).toHaveCount(0)
  expect((await saidIn(page, id)).map(([, name, text]) => `${name}: ${text}`).toSorted()).toEqual([
    'Amina Resident: We asked for light at night.',
    'Per Officer: A lamp was put up by the gate.',
  ])
  const { suggestions } = await (await amina.page.request.get(`/api/studies/${id}/suggestions`)).json()
  expect(suggestions).toMatchObject([{ kind: 'delete', original: ['We asked for light at night.'], may: { decide: true } }])
  await close()
})
