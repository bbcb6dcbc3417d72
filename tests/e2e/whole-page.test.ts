import { translator } from '@samskriv/i18n'
import { expect, test, type Page } from '@playwright/test'
import { wordsOf, writeParagraph } from '../integration/served/visitor.ts'
import { linesOfPdf } from '../support/pdf-text.ts'
import { findProgram } from '../support/programs.ts'
import { until } from '../support/until.ts'
import { desktop, phone } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'
import { openStudyPage } from './steps/served-page.ts'
import { type StudyOfThree, studyOfThree } from './steps/study-of-three.ts'
import { translate } from './steps/translating.ts'

const say = translator('en')
const pdftotext = findProgram('pdftotext')

let study: StudyOfThree
test.beforeEach(async () => {
  study = await studyOfThree()
})
test.afterEach(async () => {
  await study.leave()
})

/** Every section has a paragraph of the officer's, and the last a heading and a list. */
async function aWrittenStudy() {
  const officer = study.officer.openStock(study.id)
  await until('the officer is in step', () => officer.synced)
  const { sections } = await study.amina.study(study.id)
  const keys = sections.map(({ key }) => key)
  const texts = keys.map((key) => writeParagraph(officer.doc, key, `What was written in ${key}.`))
  await until('all of it is sent', () => officer.synced)
  return { officer, keys, texts, last: keys.at(-1) ?? '' }
}

for (const size of [desktop, phone])
  test(`the whole study stands in the page at ${size.width} px: headings, every word, found and printed, and live`, async ({ browser }) => {
    const { keys, texts, last } = await aWrittenStudy()
    const page = await openStudyPage(browser, study, study.amina)
    await page.setViewportSize(size)
    const text = page.getByRole('textbox').first()
    await expect(text).toContainText('What was written in')

    await test.step('every section is there, most of them without an editor, all to be translated but those', async () => {
      for (const key of keys) await expect(page.getByText(`What was written in ${key}.`)).toBeAttached()
      expect(await page.getByRole('textbox').count()).toBeLessThan(keys.length)
      await expect(page.locator('.section-text').last().locator('xpath=ancestor-or-self::*[@translate="no"]')).toHaveCount(0)
      await expect(text).toHaveAttribute('translate', 'no')
    })

    await test.step('headings lead through it', async () => {
      expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
      expect(await page.locator('main').getByRole('heading', { level: 2 }).count()).toBeGreaterThanOrEqual(keys.length)
    })

    await test.step('what others write far down appears, and the block beside it is not drawn again', async () => {
      const paragraph = page.locator(`#section-${last} .section-text p`, { hasText: 'What was written in' })
      await paragraph.evaluate((element) => element.setAttribute('data-seen', 'yes'))
      const next = writeParagraph(study.officer.openStock(study.id).doc, last, '')
      next.insert(0, 'Added beside it.')
      await expect(page.getByText('Added beside it.')).toBeAttached()
      await expect(paragraph).toHaveAttribute('data-seen', 'yes')
      texts.at(-1)?.insert(0, 'Now: ')
      await expect(page.getByText(`Now: What was written in ${last}.`)).toBeAttached()
    })

    await test.step('the browser finds words far down', async () => {
      const isFound = await page.evaluate(
        (words) => (window as unknown as { find: (text: string) => boolean }).find(words),
        `written in ${last}`,
      )
      expect(isFound).toBe(true)
    })

    await test.step('on paper there is the text whole, and nothing to press', async () => {
      await page.emulateMedia({ media: 'print' })
      for (const key of keys) await expect(page.getByText(`What was written in ${key}.`)).toBeVisible()
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      for (const name of ['.study-bar', '.toolbar', '.section-end', '.section-help', '.study-outline', '.study-panel'])
        await expect(page.locator(name).first()).toBeHidden()
      await keepPicture(page, `whole-page-printed-${size.width}`, { fullPage: true })
      await page.emulateMedia({ media: 'screen' })
    })
    await page.context().close()
  })

test('a section that comes near while the page has much to do is written in, though the page hears late of all that moved', async ({
  browser,
}) => {
  const { last } = await aWrittenStudy()
  const context = await browser.newContext({ viewport: desktop, locale: 'en-GB', baseURL: study.server.url })
  // What the browser tells of each element is held back until it is asked for, and then told together, as by a page that was busy.
  await context.addInitScript(() => {
    const held: (() => void)[] = []
    Object.assign(window, {
      tellWhatMoved: () => held.splice(0).forEach((tell) => tell()),
      IntersectionObserver: class extends IntersectionObserver {
        constructor(hear: IntersectionObserverCallback, options?: IntersectionObserverInit) {
          const kept: IntersectionObserverEntry[] = []
          super((entries) => {
            kept.push(...entries)
            held.push(() => {
              if (kept.length > 0) hear(kept.splice(0), this)
            })
          }, options)
        }
      },
    })
  })
  const [name = '', value = ''] = study.amina.cookie.split(/=(.*)/s)
  await context.addCookies([{ name, value, url: study.server.url }])
  const page = await context.newPage()
  await page.goto(`/studies/${study.id}`)
  const body = page.locator(`#section-${last} .section-body`)
  await expect(body).toHaveAttribute('data-writable', '')
  await twoFrames(page)
  await body.scrollIntoViewIfNeeded()
  await twoFrames(page)
  await page.evaluate('window.tellWhatMoved()')
  await expect(body.getByRole('textbox')).toBeVisible()
  await context.close()
})

for (const size of [desktop, phone])
  test(`nothing below a section moves when it becomes one to write in, with words and without, at ${size.width} px`, async ({
    browser,
  }) => {
    const { sections } = await study.amina.study(study.id)
    const last = sections.at(-1)?.key ?? ''
    for (const words of ['', 'Walking helps.']) {
      const page = await openStudyPage(browser, study, study.amina, { viewport: size })
      const body = page.locator(`#section-${last} .section-body`)
      await expect(body).toHaveAttribute('data-writable', '')
      await expect(body).toContainText(words)
      expect(await body.getByRole('textbox').count()).toBe(0)
      const heightOf = () => body.evaluate((element) => element.getBoundingClientRect().height)
      // Laid out only when it is near the window, which it is a moment before it has an editor.
      await body.evaluate((element) => element.querySelector('.section-text')?.setAttribute('style', 'content-visibility: visible'))
      const before = await heightOf()
      await body.scrollIntoViewIfNeeded()
      await expect(body.getByRole('textbox')).toBeVisible()
      await page.evaluate(() => document.fonts.ready)
      expect(Math.abs((await heightOf()) - before), words).toBeLessThanOrEqual(1)
      await page.context().close()
      const officer = study.officer.openStock(study.id)
      await until('the officer is in step', () => officer.synced)
      writeParagraph(officer.doc, last, 'Walking helps.')
      await until('it is sent', () => officer.synced)
    }
  })

/** Until the browser has looked where things are. */
async function twoFrames(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (const _frame of [1, 2]) await new Promise((resolve) => requestAnimationFrame(resolve))
  })
}

test('printed, the study and the page to read hold every word, nothing to press, and no title at the foot of a page', async ({
  browser,
}) => {
  test.skip(pdftotext === undefined, 'There is no pdftotext here to read what was printed.')
  const { keys } = await aWrittenStudy()
  const page = await openStudyPage(browser, study, study.amina)
  await expect(page.getByRole('textbox').first()).toContainText('What was written in')
  for (const key of keys) await expect(page.getByText(`What was written in ${key}.`)).toBeAttached()
  const withoutScripts = await browser.newContext({ javaScriptEnabled: false, storageState: await page.context().storageState() })
  const reading = await withoutScripts.newPage()
  await reading.goto(page.url())
  for (const one of [page, reading]) {
    const titles = (await one.locator('.section > h2').allInnerTexts()).flatMap((title) => title.split('\n'))
    const pages = linesOfPdf(pdftotext ?? '', await one.pdf({ format: 'A4' }))
    const lines = pages.flat()
    expect(titles.length).toBeGreaterThanOrEqual(2 * keys.length)
    for (const words of [...titles, ...keys.map((key) => `What was written in ${key}.`)]) expect(lines).toContain(words)
    for (const key of ['sectionStatus.change', 'about.title', 'voices.show', 'signedOut.submit', 'hold.take'] as const)
      expect(lines.filter((line) => line.includes(say(key)))).toEqual([])
    // The number of a section, and its title below it.
    expect(pages.filter((ofPage) => ofPage.slice(-2).some((line) => /^Section \d/.test(line)))).toEqual([])
  }
  for (const one of [page, reading]) await one.context().close()
})

test('over a translated page one types on, goes from section to section and hears of others; nothing of the translation is written', async ({
  browser,
}) => {
  const { officer, keys, texts, last } = await aWrittenStudy()
  const page = await openStudyPage(browser, study, study.amina)
  const errors: string[] = []
  page.on('pageerror', ({ message }) => errors.push(message))
  await expect(page.getByRole('textbox').first()).toContainText('What was written in')
  await translate(page)

  let typed = 0
  for (const key of [keys[0] ?? '', keys[3] ?? '', keys[1] ?? '', last]) {
    await page.locator(`#section-${key}-title`).scrollIntoViewIfNeeded()
    const text = page.locator(`#section-${key}`).getByRole('textbox')
    await text.click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type(` And mine ${typed}.`)
    await until('her words are there', () => wordsOf(officer.doc, key).includes(`And mine ${typed}.`))
    for (const [index, one] of texts.entries()) one.insert(0, `${index}-${typed} `)
    await translate(page)
    typed += 1
  }
  await expect(page.locator(`#section-${keys[2]}`)).toContainText('2-3 ')
  officer.doc.getXmlFragment(`s:${last}`).delete(0, 1)
  await page.getByRole('button', { name: say('study.menu') }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.press('Escape')
  await study.officer.leave()
  await page.evaluate(() => window.scrollTo(0, 0))
  await page.locator(`#section-${keys[0]}`).getByRole('textbox').click()
  await page.keyboard.type('Still here. ')
  const after = study.third.openStock(study.id)
  await until('her last words are there', () => wordsOf(after.doc, keys[0] ?? '').includes('Still here.'))
  for (const key of keys) expect(wordsOf(after.doc, key)).not.toMatch(/[«»]/)
  expect(errors).toEqual([])
  await page.context().close()
})
