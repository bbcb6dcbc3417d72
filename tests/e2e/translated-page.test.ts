import { expect, test } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { wordsOf, writeParagraph } from '../integration/served/visitor.ts'
import { until } from '../support/until.ts'
import { openStudyPage } from './steps/served-page.ts'
import { type StudyOfThree, studyOfThree } from './steps/study-of-three.ts'
import { translate } from './steps/translating.ts'

test.use({ serviceWorkers: 'allow' })

const say = translator('en')

let study: StudyOfThree
test.beforeAll(async () => {
  study = await studyOfThree()
})
test.afterAll(async () => {
  await study.leave()
})

test('a page that the browser has translated goes on working, and its translation is not typed into the study', async ({ browser }) => {
  const officer = study.officer.openStock(study.id)
  await until('the officer is in step', () => officer.synced)
  const { sections } = await study.amina.study(study.id)
  const last = sections.at(-1)?.key ?? ''
  const far = writeParagraph(officer.doc, last, 'Far down the page.')
  writeParagraph(officer.doc, study.section, 'What I saw.')
  const page = await openStudyPage(browser, study, study.amina)
  const errors: string[] = []
  page.on('pageerror', ({ message }) => errors.push(message))
  const text = page.getByRole('textbox').first()
  await expect(text).toContainText('What I saw.')
  await expect(page.getByText('Far down the page.')).toBeAttached()
  const others = wordsOf(officer.doc, study.section)

  await translate(page)
  await text.click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' And heard.')
  await until('her words are there', () => wordsOf(officer.doc, study.section).includes('What I saw. And heard.'))
  expect(wordsOf(officer.doc, study.section)).toBe(others.replace('What I saw.', 'What I saw. And heard.'))
  far.insert(far.length, ' Another line.')
  await expect(page.locator('main')).toContainText('Another line.')
  far.format(0, 3, { bold: {} })
  await expect(page.locator('strong', { hasText: 'Far' })).toBeAttached()
  far.delete(0, 'Far down'.length)
  await expect(page.locator('strong', { hasText: 'Far' })).not.toBeAttached()
  await expect(page.locator('main')).toContainText(' the page. Another line.')
  await study.officer.leave()
  await page.context().setOffline(true)
  await text.click()
  await page.keyboard.type('Offline.')
  await page.context().setOffline(false)
  await expect(text).toContainText('Offline.')
  await page.getByRole('button', { name: say('study.menu') }).click()
  // Its list is fetched; an Escape before it is there closes nothing.
  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: say('share.title') }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(text).toBeVisible()
  expect(errors).toEqual([])
  await page.context().close()
})
