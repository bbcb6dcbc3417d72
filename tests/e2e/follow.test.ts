import { expect, test, type Locator, type Page } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { sharedServer, type TestServer } from '../support/server.ts'
import { tabTo } from './steps/by-keyboard.ts'
import { desktop, phone } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'
import { place } from './steps/studies.ts'
import { aStudyTogether } from './steps/together.ts'
import { expectSaveState, goToEndOf, textOf } from './steps/writing.ts'

const say = translator('en')
const changed = 'What changed'

let server: TestServer
test.beforeAll(async () => {
  server = await sharedServer()
})

/** Everything that the page's one live region has said. */
async function hearing(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const heard: string[] = []
    Object.assign(window, { heard })
    const region = document.querySelector('[aria-live="polite"][role="status"]')
    if (region === null) throw new Error('the page has no live region')
    new MutationObserver(() => heard.push(region.textContent ?? '')).observe(region, {
      childList: true,
      characterData: true,
      subtree: true,
    })
  })
  return () => page.evaluate(() => (Reflect.get(window, 'heard') as string[]).filter((text) => text !== ''))
}

const people = (page: Page): Locator => page.getByRole('complementary')

test('[CTAUR 1–3] others’ doings are said in one polite live region: of my section only, of all, or of none', async ({ browser }) => {
  const { id, amina, per, close } = await aStudyTogether(browser, server, 'announce')
  for (const one of [amina, per]) await one.page.goto(`/studies/${id}`)
  await goToEndOf(amina.page, place)
  await amina.page.keyboard.type('I am here. ')
  expect(await amina.page.locator('[aria-live]').count()).toBe(1)
  const heard = await hearing(amina.page)
  const choice = people(amina.page).getByLabel(say('announce.label'))
  await expect(choice).toHaveValue('mine')

  await test.step('by default only of the section I am in', async () => {
    await goToEndOf(per.page, changed)
    await per.page.keyboard.type('Elsewhere. ')
    await expectSaveState(per.page, 'save.saved')
    await goToEndOf(per.page, place)
    await per.page.keyboard.type('Beside her. ')
    await expect.poll(heard).toContain(say('presence.writingIn', { name: 'Per Officer', section: place }))
    await expect.poll(heard, { timeout: 15_000 }).toContain(say('presence.changed', { name: 'Per Officer', section: place }))
    expect((await heard()).join(' ')).not.toContain(changed)
  })

  await test.step('of all, when I ask for it', async () => {
    await choice.selectOption('all')
    await goToEndOf(per.page, changed)
    await per.page.keyboard.type('More. ')
    await expect.poll(heard, { timeout: 15_000 }).toContain(say('presence.changed', { name: 'Per Officer', section: changed }))
  })

  await test.step('of none, also on the next visit', async () => {
    await choice.selectOption('off')
    await amina.page.reload()
    await expect(people(amina.page).getByLabel(say('announce.label'))).toHaveValue('off')
    await goToEndOf(amina.page, place)
    const quiet = await hearing(amina.page)
    await goToEndOf(per.page, place)
    await per.page.keyboard.type('Unheard.')
    await expect(textOf(amina.page, place)).toContainText('Unheard.')
    await per.page.close()
    await expect(people(amina.page).getByText('Per Officer')).toHaveCount(0)
    expect((await quiet()).join(' ')).not.toContain('Per Officer')
  })
  await close()
})

/** F6 leads from one part of the page to the next. */
async function toPeople(page: Page): Promise<void> {
  for (let presses = 0; presses < 4 && (await people(page).locator(':focus').count()) === 0; presses += 1) await page.keyboard.press('F6')
}

test('[CTAUR 4] “go to where … is writing” and follow work from the keyboard, and end with Escape or my own words', async ({ browser }) => {
  const { id, amina, per, close } = await aStudyTogether(browser, server, 'follow')
  for (const one of [amina, per]) await one.page.goto(`/studies/${id}`)
  const { page } = amina
  await goToEndOf(per.page, changed)
  await per.page.keyboard.type('What he writes here.')
  await expect(page.getByText('What he writes here.')).toBeAttached()
  const heard = await hearing(page)
  const inSight = (title: string) => page.getByRole('heading', { level: 2, name: title })

  await test.step('go to him: my caret is beside his', async () => {
    const go = people(page).getByRole('button', { name: new RegExp(say('presence.goTo', { name: 'Per Officer' })) })
    await toPeople(page)
    await tabTo(page, go)
    await page.keyboard.press('Enter')
    await expect(textOf(page, changed)).toBeFocused()
    await expect.poll(heard).toContain(say('presence.wentTo', { name: 'Per Officer', section: changed }))
    await page.keyboard.type(' And hers.')
    await expect(textOf(per.page, changed)).toContainText('What he writes here. And hers.')
  })

  const follow = people(page).getByRole('button', { name: `${say('follow.start')}: Per Officer` })
  const bar = page.locator('.follow-bar')

  await test.step('follow him from section to section', async () => {
    await toPeople(page)
    await tabTo(page, follow)
    await page.keyboard.press('Enter')
    await expect(bar).toContainText(say('follow.nowIn', { name: 'Per Officer', section: changed }))
    await goToEndOf(per.page, place)
    await per.page.keyboard.type('Now here.')
    await expect(bar).toContainText(place)
    await expect(inSight(place)).toBeInViewport()
    await expect.poll(async () => (await heard()).join(' ')).toContain(say('follow.in', { name: 'Per Officer', section: place }))
    await keepPicture(page, 'follow-1366x768')
  })

  await test.step('Escape ends it, and he moves on alone', async () => {
    await page.keyboard.press('Escape')
    await expect(bar).toHaveCount(0)
    await expect.poll(async () => (await heard()).join(' ')).toContain(say('follow.ended', { name: 'Per Officer' }))
    await goToEndOf(per.page, changed)
    await per.page.keyboard.type(' Alone.')
    await expect(page.getByText('And hers. Alone.')).toBeAttached()
    await expect(inSight(place)).toBeInViewport()
  })

  await test.step('my own words end it too', async () => {
    await follow.focus()
    await page.keyboard.press('Enter')
    await expect(bar).toBeVisible()
    await goToEndOf(page, place)
    await expect(bar).toBeVisible()
    await page.keyboard.type(' Mine.')
    await expect(bar).toHaveCount(0)
  })

  await test.step('it ends when he leaves, and says so', async () => {
    await follow.focus()
    await page.keyboard.press('Enter')
    await expect(bar).toBeVisible()
    await per.page.close()
    await expect(bar).toHaveCount(0)
    await expect.poll(async () => (await heard()).join(' ')).toContain(say('follow.gone', { name: 'Per Officer' }))
  })
  await close()
})

test('on a phone the list of people leads there and follows too', async ({ browser }) => {
  const { id, amina, per, close } = await aStudyTogether(browser, server, 'follow-phone')
  await amina.page.setViewportSize(phone)
  for (const one of [amina, per]) await one.page.goto(`/studies/${id}`)
  const { page } = amina
  await goToEndOf(per.page, changed)
  await per.page.keyboard.type('Far down.')
  await page.getByRole('button', { name: say('study.panel.people'), exact: true }).click()
  const sheet = page.getByRole('dialog', { name: say('study.panel.people') })
  await keepPicture(page, 'people-360x740')
  await sheet.getByRole('button', { name: `${say('follow.start')}: Per Officer` }).click()
  await expect(sheet).toHaveCount(0)
  await expect(page.locator('.follow-bar')).toBeVisible()
  await expect(page.getByText('Far down.')).toBeInViewport()
  await keepPicture(page, 'follow-360x740')
  await page.getByRole('button', { name: say('follow.stop') }).click()
  await expect(page.locator('.follow-bar')).toHaveCount(0)
  await close()
})

test('[CTAUR 17–18] what I may do stands beside the title, and a change of it is said', async ({ browser }) => {
  const { id, amina, per, close } = await aStudyTogether(browser, server, 'permission')
  await per.page.setViewportSize(desktop)
  await per.page.goto(`/studies/${id}`)
  await expect(textOf(per.page, 'Summary')).toBeVisible()
  await expect(per.page.locator('.document-header')).toContainText(say('role.editor.help'))
  const heard = await hearing(per.page)
  const { participants } = (await (await amina.page.request.get(`/api/studies/${id}`)).json()) as {
    participants: { participantId: string; name: string }[]
  }
  const his = participants.find(({ name }) => name === 'Per Officer')?.participantId ?? ''
  const origin = new URL(amina.page.url()).origin
  await amina.page.request.patch(`/api/studies/${id}/people/${his}`, { data: { role: 'reader' }, headers: { origin } })
  await expect
    .poll(async () => (await heard()).join(' '))
    .toContain(say('closed.roleChanged', { role: say('role.reader'), help: say('role.reader.help') }))
  await expect(per.page.locator('.document-header')).toContainText(say('role.reader.help'))
  await close()
})
