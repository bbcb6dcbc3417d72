import { expect, test } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { SectionVoices } from '@samskriv/protocol'
import { sharedServer, type TestServer } from '../support/server.ts'
import { desktop, phone } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'
import { place } from './steps/studies.ts'
import { aStudyTogether } from './steps/together.ts'
import { Cable, copyOfAll, expectSaveState, goToEndOf, textOf, wordsOf } from './steps/writing.ts'

const say = translator('en')
const hers = 'The walls were wet for three winters before anyone came.'
const letter = 'The board has received the letter of the tenants and will answer every one of its questions before the summer begins.'
const minutes = 'At the meeting in May it was decided that a new roof is paid for by the municipality before the next winter.'
const memory = 'I remember how we carried the buckets down the stairs each morning and nobody from the office ever came to see it.'

let server: TestServer
test.beforeAll(async () => {
  server = await sharedServer()
})

test('pasted words are the paster’s and asked about; copied ones stay their author’s', async ({ browser }) => {
  const { id, amina, per, close } = await aStudyTogether(browser, server, 'paste')
  await per.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url })
  for (const { page } of [amina, per]) await page.goto(`/studies/${id}`)
  const { page } = per
  const question = page.getByRole('status').getByRole('group', { name: /^You pasted/ })

  /** Of each stretch of a section: who says it, how it came there, and what it says. */
  const said = async (section: string): Promise<string[]> => {
    const answer = await page.request.get(`/api/studies/${id}/sections/${section}/voices`, { maxRetries: 2 })
    const { voices, spans } = SectionVoices.parse(await answer.json())
    return spans.map(({ voice, text }) => `${voices[voice]?.name}, ${voices[voice]?.mode}: ${text}`)
  }
  const pasteOutside = async (text: string): Promise<void> => {
    await page.evaluate((words) => navigator.clipboard.writeText(words), text)
    await page.keyboard.press('Control+v')
  }

  await test.step('her sentence, copied into another section, is hers there too', async () => {
    await textOf(amina.page, 'Summary').click()
    await amina.page.keyboard.type(hers)
    await expectSaveState(amina.page, 'save.saved')
    await expect(textOf(page, 'Summary')).toContainText(hers)
    await textOf(page, 'Summary').click()
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+c')
    await goToEndOf(page, place)
    await page.keyboard.press('Control+v')
    await expect(textOf(page, place)).toContainText(hers)
    await expect.poll(() => said('place-and-people')).toEqual([`Amina Resident, typed_by_self: ${hers}`])
    await expect(question).toBeHidden()
  })

  await test.step('so it is when it is pasted as plain text', async () => {
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+Shift+v')
    await expect.poll(() => said('place-and-people')).toEqual(Array(2).fill(`Amina Resident, typed_by_self: ${hers}`))
  })

  await test.step('a clipboard that says of other words that they are hers makes them nobody else’s', async () => {
    const marked = await copyOfAll(page, 'Summary')
    expect(marked).toMatch(/data-samskriv-from="\S+ \d+\.\d+\.\d+"/)
    await goToEndOf(page, 'Who works together')
    await page.evaluate(
      (html) => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/html', html)
        document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
      },
      marked.replace('wet', 'dry'),
    )
    await expect(wordsOf(page, 'Who works together')).toContainText('dry')
    await expectSaveState(page, 'save.saved')
    await expect.poll(() => said('partners')).toEqual([`Per Officer, pasted: ${hers.replace('wet', 'dry')}`])
  })

  await test.step('more than fifteen words from outside are his, pasted; he is asked, and goes on writing', async () => {
    await goToEndOf(page, 'What we did')
    await pasteOutside(letter)
    await expect(question).toContainText('You pasted 21 words')
    await expect(textOf(page, 'What we did')).toBeFocused()
    await page.keyboard.type(' I think.')
    await expect.poll(() => said('what-we-did')).toEqual([`Per Officer, pasted: ${letter}`, 'Per Officer, typed_by_self:  I think.'])
    await expect(question).toBeVisible()
    for (const size of [desktop, phone, { width: 320, height: 640 }]) {
      await page.setViewportSize(size)
      await expect(question).toBeInViewport()
      await keepPicture(page, `paste-question-${size.width}x${size.height}`)
    }
    await page.setViewportSize(desktop)
  })

  await test.step('the answer is given by keyboard, and leads back to the text', async () => {
    await page.keyboard.press('Alt+F10')
    await page.keyboard.press('Tab')
    await expect(question.getByRole('button', { name: say('paste.mine') })).toBeFocused()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await expect(question.getByRole('button', { name: say('paste.document') })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(question).toBeHidden()
    await expect(textOf(page, 'What we did')).toBeFocused()
    await expect.poll(() => said('what-we-did')).toEqual([`Per Officer, imported: ${letter}`, 'Per Officer, typed_by_self:  I think.'])
  })

  await test.step('an answer for the rest of the visit is not asked for again', async () => {
    await goToEndOf(page, 'What changed')
    await pasteOutside(minutes)
    await question.getByLabel(say('paste.same')).check()
    await question.getByRole('button', { name: say('paste.mine') }).click()
    await expect(textOf(page, 'What changed')).toBeFocused()
    await page.keyboard.press('Control+End')
    await page.keyboard.press('Enter')
    await pasteOutside(memory)
    await expect.poll(() => said('what-changed')).toEqual([minutes, memory].map((text) => `Per Officer, typed_by_self: ${text}`))
    await expect(question).toBeHidden()
  })

  await test.step('a few words are not asked about, and shown to everybody as pasted', async () => {
    await goToEndOf(page, 'What got in the way')
    await pasteOutside('Nobody had the key.')
    await expect.poll(() => said('barriers')).toEqual(['Per Officer, pasted: Nobody had the key.'])
    await amina.page.getByLabel(say('voices.show')).check()
    await expect(amina.page.getByText(say('voices.help'))).toBeVisible()
    await expect(wordsOf(amina.page, 'What got in the way').getByTitle(say('voices.pastedBy', { name: 'Per Officer' }))).toHaveText(
      'Nobody had the key.',
    )
    const file = await page.request.get(`/api/studies/${id}/export?format=html`)
    expect(await file.text()).toContain(`Per Officer, Public sector, ${say('export.said.pasted')}`)
  })
  await close()
})

test('words pasted without a connection are still said to be pasted when a reload comes before they are sent', async ({ browser }) => {
  const { id, amina, close } = await aStudyTogether(browser, server, 'paste-offline')
  const { page } = amina
  const cable = await Cable.to(page)
  await page.goto(`/studies/${id}`)
  await textOf(page, 'Summary').click()
  await page.keyboard.type('They wrote: ')
  await expectSaveState(page, 'save.saved')
  cable.loosen()
  await page.evaluate((words) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', words)
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, letter)
  await page
    .getByRole('status')
    .getByRole('button', { name: say('paste.document') })
    .click()
  await expectSaveState(page, 'save.onDevice')
  await page.reload()
  await expect(wordsOf(page, 'Summary')).toContainText(letter)
  await cable.mend(page)
  await expectSaveState(page, 'save.saved')
  const { voices, spans } = SectionVoices.parse(await (await page.request.get(`/api/studies/${id}/sections/summary/voices`)).json())
  expect(spans.map(({ voice, text }) => [voices[voice]?.mode, text])).toEqual([
    ['typed_by_self', 'They wrote: '],
    ['imported', letter],
  ])
  await close()
})
