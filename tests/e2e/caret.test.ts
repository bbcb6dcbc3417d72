import { expect, test, type Page } from '@playwright/test'
import * as Y from 'yjs'
import { wordsOf, writeParagraph } from '../integration/served/visitor.ts'
import { until } from '../support/until.ts'
import { openStudyPage } from './steps/served-page.ts'
import { type StudyOfThree, studyOfThree } from './steps/study-of-three.ts'

let study: StudyOfThree
test.beforeAll(async () => {
  study = await studyOfThree()
})
test.afterAll(async () => {
  await study.leave()
})

test('words go where the caret was put, whatever another person does before the browser has told the editor', async ({ browser }) => {
  const officer = study.officer.openStock(study.id)
  await until('the officer is in step', () => officer.synced)
  const { section } = study
  const theirs = writeParagraph(officer.doc, section, 'From the council:')
  writeParagraph(officer.doc, section, 'I was here first and say what I saw.')
  const page = await openStudyPage(browser, study, study.amina)
  const text = page.getByRole('textbox').first()
  const sentence = text.getByText('I was here first')

  await test.step('while another writes', async () => {
    await sentence.click({ position: { x: 20, y: 8 } })
    await holdSelectionNews(page)
    await page.keyboard.press('Control+End')
    theirs.insert(theirs.length, ' we listen')
    await expect(text).toContainText('we listen')
    await page.keyboard.type(' Every day.')
    await until('her words are there', () => wordsOf(officer.doc, section).includes('I was here first and say what I saw. Every day.'))
    await releaseSelectionNews(page)
  })

  await test.step('while another moves their caret', async () => {
    await sentence.click({ position: { x: 20, y: 8 } })
    await holdSelectionNews(page)
    await page.keyboard.press('Control+End')
    const place = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(theirs, 4))
    officer.awareness.setLocalState({ section, cursor: { anchor: place, head: place } })
    await expect(text.locator('.caret')).toHaveCount(1)
    await page.keyboard.type(' Every night.')
    await until('her words are there', () => wordsOf(officer.doc, section).includes('Every day. Every night.'))
    await releaseSelectionNews(page)
  })

  await page.context().close()
})

/** As on a busy machine: the browser has moved the caret and has not yet said so. */
async function holdSelectionNews(page: Page): Promise<void> {
  await page.evaluate(() => {
    const hold = (event: Event): void => event.stopImmediatePropagation()
    addEventListener('selectionchange', hold, { capture: true })
    addEventListener('release-selection-news', () => removeEventListener('selectionchange', hold, { capture: true }), { once: true })
  })
}

async function releaseSelectionNews(page: Page): Promise<void> {
  await page.evaluate(() => dispatchEvent(new Event('release-selection-news')))
}
