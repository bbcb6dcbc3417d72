import { readFile } from 'node:fs/promises'
import { expect, test, type Page } from '@playwright/test'
import type { ExportFormat } from '@samskriv/domain'
import { caseStudyFile } from '@samskriv/export'
import { translator } from '@samskriv/i18n'
import { startServer, type TestServer } from '../support/server.ts'
import { phone, sayWhoIAm, signIn, signInByHand } from './steps/people.ts'
import { Cable, expectSaveState, goToEndOf, textOf, wordsOf } from './steps/writing.ts'

test.use({ serviceWorkers: 'allow' })

const say = translator('en')
const place = 'The place and the people'
const changed = 'What changed'

let server: TestServer
test.beforeEach(async () => {
  server = await startServer()
})
test.afterEach(async () => {
  await server.stop()
})

test('two people write a case study together, lose nothing to a killed server, and take it out with every voice', async ({ browser }) => {
  const eva = await signInByHand(browser, server, { name: 'Council officer', email: 'eva@council.example' })
  const amina = await signInByHand(browser, server, { name: 'Resident', email: 'amina@home.example' })

  await test.step('Eva starts a case study from the CHEX template and adds Amina', async () => {
    await eva.page
      .getByRole('link', { name: say('home.new') })
      .first()
      .click()
    await eva.page.getByLabel(say('newStudy.name.label')).fill('The walking group')
    await eva.page.getByLabel(say('newStudy.place.label')).fill('Strathmore')
    await eva.page.getByRole('radio', { name: 'Cross-sector collaboration case study' }).check()
    await eva.page.getByRole('button', { name: say('newStudy.submit') }).click()
    await sayWhoIAm(eva.page, 'public', 'council')
    await expect(eva.page.getByRole('heading', { level: 1, name: 'The walking group' })).toBeVisible()
    await eva.page.getByRole('button', { name: say('share.title'), exact: true }).click()
    await eva.page.getByLabel(say('share.add.box')).fill('Resident amina@home.example')
    await eva.page.getByRole('button', { name: say('share.add.submit'), exact: true }).click()
    await expect(eva.page.getByRole('dialog').getByText(say('share.added.mail', { name: 'Resident' }))).toBeVisible()
    await eva.page.keyboard.press('Escape')
  })

  const studyPath = new URL(eva.page.url()).pathname
  const cable = await Cable.to(amina.page)

  await test.step('Amina finds it at home and says who she is here as', async () => {
    await amina.page.reload()
    await amina.page.getByRole('link', { name: 'The walking group' }).click()
    await sayWhoIAm(amina.page, 'community', 'resident')
    await expect(amina.page.getByRole('heading', { level: 1, name: 'The walking group' })).toBeVisible()
  })

  await test.step('they see each other, with name and sector as text', async () => {
    await expect(amina.page.getByRole('complementary').getByText(/Council officer, Public sector/)).toBeVisible()
    await expect(eva.page.getByRole('complementary').getByText(/^Resident, Community/)).toBeVisible()
  })

  await test.step('they type at the same time in the same paragraph', async () => {
    await goToEndOf(eva.page, place)
    await eva.page.keyboard.type('Everyone walks here. ')
    await expect(wordsOf(amina.page, place)).toContainText('Everyone walks here.')
    await goToEndOf(amina.page, place)
    await amina.page.keyboard.type('My neighbours too. ')
    await textOf(eva.page, place).click()
    await eva.page.keyboard.press('Control+Home')
    await Promise.all([
      eva.page.keyboard.type('The council keeps the path open. ', { delay: 25 }),
      amina.page.keyboard.type('We meet on Tuesdays by the harbour. ', { delay: 25 }),
    ])
    for (const page of [eva.page, amina.page]) {
      await expect(textOf(page, place)).toContainText('The council keeps the path open. Everyone walks here.')
      await expect(textOf(page, place)).toContainText('My neighbours too. We meet on Tuesdays by the harbour.')
    }
  })

  await test.step('they type at the same time in different sections', async () => {
    await goToEndOf(amina.page, changed)
    await goToEndOf(eva.page, place)
    await eva.page.keyboard.press('Enter')
    await Promise.all([
      eva.page.keyboard.type('Numbers come later.', { delay: 20 }),
      amina.page.keyboard.type('My chest is better since we walk. ', { delay: 20 }),
    ])
    await expectSaveState(eva.page, 'save.saved')
    await expectSaveState(amina.page, 'save.saved')
  })

  // The picture in the README is this one; the outline counts words once nobody types.
  await expect(eva.page.locator('.outline a[aria-current] .outline-status')).toHaveText(/words/)
  await screenshots(eva.page, 'writing-together')

  await test.step('the server is killed in the middle of a sentence, and every word is there afterwards', async () => {
    const sentence = amina.page.keyboard.type('Nobody had asked us before, and now they do, every single week.', { delay: 30 })
    await expect(wordsOf(eva.page, changed)).toContainText('Nobody had')
    await server.kill9()
    await sentence
    await expect(amina.page.locator('.save-state')).not.toHaveText(say('save.saved'))
    await server.restart()
    await expectSaveState(amina.page, 'save.saved')
    await expect(wordsOf(eva.page, changed)).toContainText(
      'My chest is better since we walk. Nobody had asked us before, and now they do, every single week.',
    )
    await expect(wordsOf(eva.page, place)).toContainText('We meet on Tuesdays by the harbour.')
  })

  await test.step('Amina writes offline, closes the tab, and her words are sent on the next visit', async () => {
    await cable.cut(amina.page)
    await amina.page.keyboard.type(' Written on the bus, without a signal.')
    await expectSaveState(amina.page, 'save.onDevice')
    await screenshots(amina.page, 'offline')
    amina.page.on('dialog', (dialog) => void dialog.accept())
    await amina.page.close({ runBeforeUnload: true })
    await expect.poll(() => amina.page.isClosed()).toBe(true)
    const next = await amina.context.newPage()
    await cable.mend(next)
    await next.goto(studyPath)
    await expectSaveState(next, 'save.saved')
    await expect(wordsOf(eva.page, changed)).toContainText('Written on the bus, without a signal.')
    await screenshots(next, 'back-online', phone)
  })

  await test.step('both take it out as HTML and JSON that hold every word with its author and sector, and in every other form', async () => {
    const aminasPage = amina.context.pages()[0]
    if (!aminasPage) throw new Error('Amina has no page')
    for (const page of [eva.page, aminasPage]) {
      const json = caseStudyFile.parse(JSON.parse(await download(page, 'json')))
      const spokenBy = (text: string): string | undefined => {
        const runs = json.sections.flatMap((section) => runsOf(section))
        const by = runs.find((run) => run.text.includes(text))?.by
        const participant = json.participants.find(({ id }) => id === by)
        return participant && `${participant.publicName} (${participant.sector})`
      }
      expect(spokenBy('The council keeps the path open.')).toBe('Council officer (public)')
      expect(spokenBy('We meet on Tuesdays by the harbour.')).toBe('Resident (community)')
      expect(spokenBy('Numbers come later.')).toBe('Council officer (public)')
      expect(spokenBy('Nobody had asked us before, and now they do, every single week.')).toBe('Resident (community)')
      expect(spokenBy('Written on the bus, without a signal.')).toBe('Resident (community)')
      const html = await download(page, 'html')
      for (const text of [
        'The council keeps the path open.',
        'We meet on Tuesdays by the harbour.',
        'Written on the bus, without a signal.',
      ])
        expect(html).toContain(text)
      expect(html).toContain('Resident')
      expect(html).toContain('Council officer')
    }
    const markdown = await download(eva.page, 'md')
    expect(markdown).toContain('We meet on Tuesdays by the harbour.[^C1]')
    for (const format of ['odt', 'docx', 'epub'] as const) expect((await download(eva.page, format)).slice(0, 2)).toBe('PK')
    expect((await download(eva.page, 'pdf')).slice(0, 5)).toBe('%PDF-')
  })

  await test.step('everything is closed, and opened again days later it is all there', async () => {
    await amina.context.close()
    await eva.context.close()
    await server.restart()
    const again = await signIn(browser, server, { name: 'Resident', email: 'amina@home.example', viewport: phone })
    await again.page.getByRole('link', { name: 'The walking group' }).click()
    await expect(wordsOf(again.page, place)).toContainText('We meet on Tuesdays by the harbour.')
  })
})

interface Block {
  readonly runs?: readonly { readonly text: string; readonly by: string }[] | undefined
}

function runsOf(section: { readonly blocks: readonly unknown[] }): readonly { text: string; by: string }[] {
  return section.blocks.flatMap((block) => (block as Block).runs ?? [])
}

async function download(page: Page, format: ExportFormat): Promise<string> {
  await page.getByRole('button', { name: say('study.menu') }).click()
  await page.getByRole('menuitem', { name: say('download.open') }).click()
  await page.getByLabel(say(`download.format.${format}`)).check()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: say('download.submit'), exact: true }).click(),
  ])
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  return readFile(await file.path(), 'utf8')
}

async function screenshots(page: Page, name: string, only?: typeof phone): Promise<void> {
  const before = page.viewportSize()
  for (const size of only ? [only] : [{ width: 1366, height: 768 }, phone]) {
    await page.setViewportSize(size)
    await page.screenshot({ path: `artifacts/screenshots/${name}-${size.width}x${size.height}.png` })
  }
  if (before) await page.setViewportSize(before)
}
