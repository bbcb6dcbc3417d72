import { expect, test, type Locator, type Page } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { SectionVoices } from '@samskriv/protocol'
import { sharedServer, type TestServer } from '../support/server.ts'
import { place } from './steps/studies.ts'
import { aStudyTogether } from './steps/together.ts'
import { copyOfAll, expectSaveState, goToEndOf, textOf, wordsOf } from './steps/writing.ts'

const say = translator('en')
const hers = 'The walls were wet for three winters before anyone came.'
const cough = 'My son coughed every night.'
const school = 'She missed most of the autumn at school.'
const few = 'Nobody had the key.'
const letter = 'The board has received the letter of the tenants and will answer every one of its questions before the summer begins.'

let server: TestServer
test.beforeAll(async () => {
  server = await sharedServer()
})

test('words dragged within the study stay their author’s, and what is dropped from elsewhere is who dropped it', async ({ browser }) => {
  const { id, amina, per, close } = await aStudyTogether(browser, server, 'drag')
  for (const one of [amina, per]) await one.page.goto(`/studies/${id}`)
  const { page } = per
  // Two sections are in sight at once.
  await page.setViewportSize({ width: 1366, height: 1600 })
  const question = page.getByRole('status').getByRole('group', { name: /^You pasted/ })

  /** Of each stretch of a section: who says it, how it came there, and what it says. */
  const said = async (section: string): Promise<string[]> => {
    const answer = await page.request.get(`/api/studies/${id}/sections/${section}/voices`)
    const { voices, spans } = SectionVoices.parse(await answer.json())
    return spans.map(({ voice, text }) => `${voices[voice]?.name}, ${voices[voice]?.mode}: ${text.trim()}`)
  }

  await textOf(amina.page, 'Summary').click()
  await amina.page.keyboard.type(hers)
  await amina.page.keyboard.press('Enter')
  await amina.page.keyboard.type(cough)
  await amina.page.keyboard.press('Enter')
  await amina.page.keyboard.type(school)
  await expectSaveState(amina.page, 'save.saved')
  await expect(textOf(page, 'Summary')).toContainText(school)
  const paragraph = (place: number): Locator => textOf(page, 'Summary').locator('p').nth(place)

  await test.step('a paragraph dragged by the mouse into another section', async () => {
    await paragraph(1).click({ clickCount: 3 })
    await drag(page, paragraph(1), textOf(page, place))
    await expect(textOf(page, place)).toContainText(cough)
    await expect(textOf(page, 'Summary')).not.toContainText(cough)
    await expectSaveState(page, 'save.saved')
    await expect.poll(() => said('place-and-people')).toEqual([`Amina Resident, typed_by_self: ${cough}`])
  })

  await test.step('and within its own', async () => {
    await paragraph(2).click({ clickCount: 3 })
    await drag(page, paragraph(2), paragraph(0))
    await expect(paragraph(0)).toContainText(school)
    await expect(paragraph(2)).not.toContainText(school)
    await expectSaveState(page, 'save.saved')
    const voices = async () => new Set((await said('summary')).map((line) => line.split(':')[0]))
    await expect.poll(voices).toEqual(new Set(['Amina Resident, typed_by_self']))
    await expect(question).toBeHidden()
  })

  await test.step('a few words from another page, whatever it says of them, are his, pasted, and not asked about', async () => {
    const { voices } = SectionVoices.parse(await (await page.request.get(`/api/studies/${id}/sections/summary/voices`)).json())
    const claims = `data-author="Amina Resident" data-voice="${voices[0]?.id}" data-by="Amina Resident" data-sector="community"`
    const html = `<p class="said" ${claims}><span class="said" ${claims} title="Amina Resident, Community">${few}</span></p>`
    await drop(page, 'Who works together', { 'text/html': html, 'text/plain': few })
    await expect(wordsOf(page, 'Who works together')).toContainText(few)
    await expect.poll(() => said('partners')).toEqual([`Per Officer, pasted: ${few}`])
    await expect(textOf(page, 'Who works together').locator('[data-author], [data-voice], [data-by], [data-sector]')).toHaveCount(0)
    await expect(question).toBeHidden()
  })

  await test.step('other words than hers, with the mark of a copy of hers, are his too', async () => {
    const mark = / data-samskriv-from="[^"]+"/.exec(await copyOfAll(page, 'Summary'))?.[0] ?? ''
    expect(mark).not.toBe('')
    const dry = 'Nothing was ever wrong with a single wall.'
    await drop(page, 'What got in the way', { 'text/html': `<p${mark}>${dry}</p>` })
    await expect.poll(() => said('barriers')).toEqual([`Per Officer, pasted: ${dry}`])
  })

  await test.step('more than fifteen from outside are asked about, and the answer is told', async () => {
    await drop(page, 'What we did', { 'text/plain': letter })
    await expect(question).toContainText('You pasted 21 words')
    await expect.poll(() => said('what-we-did')).toEqual([`Per Officer, pasted: ${letter}`])
    await question.getByRole('button', { name: say('paste.document') }).click()
    await expect.poll(() => said('what-we-did')).toEqual([`Per Officer, imported: ${letter}`])
  })
  await close()
})

/** By a real mouse, from the middle of what is selected to the beginning of something else. */
async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  const [source, target] = [await from.boundingBox(), await to.boundingBox()]
  if (source === null || target === null) throw new Error('nothing to drag, or nowhere to')
  await page.mouse.move(source.x + 30, source.y + source.height / 2)
  await page.mouse.down()
  await page.mouse.move(target.x + 20, target.y + target.height / 2, { steps: 8 })
  await page.mouse.move(target.x + 2, target.y + target.height / 2, { steps: 4 })
  await page.mouse.up()
}

/** As a browser does with what comes from another window: nothing in it was marked on this page. */
async function drop(page: Page, section: string, data: Readonly<Record<string, string>>): Promise<void> {
  await goToEndOf(page, section)
  await textOf(page, section).evaluate((editor, given) => {
    const dataTransfer = new DataTransfer()
    for (const [type, text] of Object.entries(given)) dataTransfer.setData(type, text)
    const { left, top } = editor.getBoundingClientRect()
    editor.dispatchEvent(new DragEvent('drop', { dataTransfer, clientX: left + 5, clientY: top + 5, bubbles: true, cancelable: true }))
  }, data)
}
