import { expect, type Page } from '@playwright/test'
import type { Language } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { sayWhoIAm } from '../steps/people.ts'
import type { Inspecting } from './routes.ts'
import { lookAtGoingBack, lookAtActivity, lookAtSoftening, lookAtPasting } from './study-past.ts'
import { lookAtScribing } from './scribing.ts'

export async function lookAtStudy(page: Page, inspect: Inspecting, language: Language): Promise<void> {
  const say = translator(language)
  await page.getByLabel(say('newStudy.name.label')).fill('Gåkafé · Café')
  await page.getByLabel(say('newStudy.place.label')).fill('Östersund')
  await page.locator('input[name="templateId"]').first().check()
  await page.getByRole('button', { name: say('newStudy.submit') }).click()
  await expect(page.getByRole('heading', { level: 1, name: say('capacity.title') })).toBeVisible()
  await inspect.of(page, { route: '/studies/:id', name: 'capacity' })
  await sayWhoIAm(page, 'third', 'charity', language)
  await expect(page.getByRole('textbox').first()).toBeVisible()
  await inspect.of(page, { route: '/studies/:id', name: 'study' })

  await lookAtSharing(page, inspect, language)
  await lookAtScribing(page, inspect, language)
  const menu = page.getByRole('button', { name: say('study.menu') })
  await menu.click()
  await expect(page.getByRole('menu')).toBeVisible()
  await inspect.of(page, { route: '/studies/:id', name: 'study-menu' })
  await page.keyboard.press('Escape')
  for (const [item, name] of [
    ['download.open', 'download'],
    ['identity.title', 'identity'],
    ['study.rename', 'rename'],
    ['openSections.title', 'open-sections'],
    ['about.title', 'about'],
    ['ownSections.title', 'own-sections'],
    ['study.trash', 'bin'],
  ] as const) {
    await menu.click()
    await page.getByRole('menuitem', { name: say(item) }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await inspect.of(page, { route: '/studies/:id', name })
    await page.keyboard.press('Escape')
  }
  await lookAtAbout(page, inspect, language)
  await lookAtGoingBack(page, inspect, language)
  await lookAtActivity(page, inspect, language)
  await lookAtSoftening(page, inspect, language)
  await lookAtPasting(page, inspect, language)
  await lookAtPictures(page, inspect, language)
}

/** How far a section has come; what is told about the study, with a form, its problems, and something to read. */
async function lookAtAbout(page: Page, inspect: Inspecting, language: Language): Promise<void> {
  const say = translator(language)
  await page
    .getByRole('button', { name: new RegExp(`^${say('sectionStatus.change')}`) })
    .first()
    .click()
  await page.getByRole('radio', { name: say('sectionStatus.not-for-us') }).check()
  await page.getByRole('button', { name: say('action.save') }).click()
  await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible()
  await inspect.of(page, { route: '/studies/:id', name: 'section-status' })
  await page.keyboard.press('Escape')

  await page
    .getByRole('main')
    .getByRole('button', { name: say('about.title') })
    .click()
  const dialog = page.getByRole('dialog', { name: say('about.title') })
  await dialog.getByRole('button', { name: say('about.changeOf', { part: say('about.part.partners') }) }).click()
  await dialog.getByRole('button', { name: say('about.add.partners') }).click()
  await dialog.getByRole('button', { name: say('about.save'), exact: true }).click()
  await expect(dialog.getByRole('alert')).toBeVisible()
  await inspect.of(page, { route: '/studies/:id', name: 'about-form' })
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: say('about.discard') }).click()
  await expect(dialog).toBeHidden()
}

/** The dialog that puts a picture in, as it asks for what it shows; then the picture in the text, selected. */
async function lookAtPictures(page: Page, inspect: Inspecting, language: Language): Promise<void> {
  const say = translator(language)
  await page.getByRole('textbox').first().click()
  await page
    .getByRole('toolbar')
    .getByRole('button', { name: say('picture.insert') })
    .click()
  const dialog = page.getByRole('dialog', { name: say('picture.insert') })
  const png = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 600, height: 300 })
    canvas.getContext('2d')?.fillRect(100, 100, 200, 100)
    return canvas.toDataURL('image/png').split(',')[1] ?? ''
  })
  await dialog
    .getByLabel(say('picture.file'), { exact: true })
    .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from(png, 'base64') })
  await dialog.getByRole('button', { name: say('picture.apply') }).click()
  await expect(dialog.getByText(say('picture.alt.empty'))).toBeVisible()
  await inspect.of(page, { route: '/studies/:id', name: 'picture-dialog' })
  await dialog.getByLabel(say('picture.alt')).fill('Fika · kaffe')
  await dialog.getByRole('button', { name: say('picture.apply') }).click()
  const picture = page.getByRole('textbox').first().getByRole('img', { name: 'Fika · kaffe' })
  await picture.click()
  await inspect.of(page, { route: '/studies/:id', name: 'picture' })
}

/** The dialog as it opens, with somebody added by name, with a link switched on, and who one is here as put right. */
async function lookAtSharing(page: Page, inspect: Inspecting, language: Language): Promise<void> {
  const say = translator(language)
  await page.getByRole('button', { name: say('share.title'), exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(say('share.links.off'))).toBeVisible()
  await inspect.of(page, { route: '/studies/:id', name: 'share' })
  await dialog.getByLabel(say('share.add.box')).fill('Ola Nordmann')
  await dialog
    .getByRole('button', { name: say('share.add.submit'), exact: true })
    .first()
    .click()
  await expect(dialog.getByLabel(say('share.link.for', { name: 'Ola Nordmann' }), { exact: true })).toBeVisible()
  await dialog.getByText(say('share.contributor.title')).click()
  await dialog.getByRole('button', { name: say('share.links.new') }).click()
  await inspect.of(page, { route: '/studies/:id', name: 'share-contact' })
  await dialog.getByLabel(say('share.contact.name')).fill('Kari')
  await dialog.getByLabel(say('share.contact.reach')).fill('tel. 12345678')
  await dialog.getByRole('button', { name: say('share.contact.save') }).click()
  await dialog.getByRole('button', { name: say('share.links.submit') }).click()
  await expect(dialog.getByText(say('share.links.on', { count: 1 }))).toBeVisible()
  await dialog.locator('.person-settings > summary').first().click()
  await inspect.of(page, { route: '/studies/:id', name: 'share-links' })
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: say('study.menu') }).click()
  await page.getByRole('menuitem', { name: say('capacity.correct.title') }).click()
  await expect(page.getByRole('heading', { level: 1, name: say('capacity.correct.title') })).toBeVisible()
  await inspect.of(page, { route: '/studies/:id', name: 'capacity-correct' })
  await page.getByRole('button', { name: say('capacity.back') }).click()
  await expect(page.getByRole('textbox').first()).toBeVisible()
}
