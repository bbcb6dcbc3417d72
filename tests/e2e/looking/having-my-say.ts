import { expect, type Browser, type Page } from '@playwright/test'
import type { Language } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { z } from 'zod'
import type { Inspection } from '../steps/inspecting.ts'
import { desktop } from '../steps/people.ts'

/** The addresses below, on which somebody has their say and sees what came of it. */
export type MySay =
  | '/studies/:id/say'
  | '/studies/:id/sent'
  | '/studies/:id/said'
  | '/studies/:id/said/:threadId/take-back'
  | '/studies/:id/my-words/take-back'

type Inspecting = Pick<Inspection<MySay>, 'of'>
const threads = z.object({ threads: z.array(z.object({ id: z.string() })) })

/** @param steward - a page of somebody who is signed in */
export async function lookAtHavingMySay(browser: Browser, steward: Page, inspect: Inspecting, language: Language): Promise<void> {
  const say = translator(language)
  const headers = { origin: new URL(steward.url()).origin }
  const post = async (path: string, data: unknown): Promise<unknown> => {
    const answer = await steward.request.post(path, { data, headers })
    expect(answer.ok(), `${path}: ${answer.status()}`).toBe(true)
    return answer.status() === 204 ? null : await answer.json()
  }
  const study = { title: 'Naboene', place: 'Tøyen', language, templateId: 'cross-sector-collaboration' }
  const { id } = z.object({ id: z.string() }).parse(await post('/api/studies', study))
  await post(`/api/studies/${id}/capacity`, { sector: 'public', subtype: 'council' })
  await steward.request.put(`/api/studies/${id}/contact`, { data: { name: 'Kari', reach: 'tel. 12345678' }, headers })
  await steward.request.put(`/api/studies/${id}/comments`, { data: { open: true }, headers })
  const { link } = z.object({ link: z.string() }).parse(await post(`/api/studies/${id}/invitations`, { role: 'editor' }))

  const context = await browser.newContext({ viewport: desktop, baseURL: headers.origin, locale: language })
  const page = await context.newPage()
  await page.goto(link)
  await page.getByRole('button', { name: say('join.submit') }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Naboene' })).toBeVisible()
  const onward = page.getByRole('button', { name: say('action.continue') })

  await page.goto(`/studies/${id}/say?section=summary`)
  await onward.click()
  await expect(page.getByRole('alert')).toBeVisible()
  await inspect.of(page, { route: '/studies/:id/say', name: 'say-write-error' })
  await page
    .getByLabel(say('say.words.label'))
    .pressSequentially('Who pays the women who cook for everybody on Tuesdays, and how much?', { delay: 30 })
  await page.getByRole('radio', { name: say('thread.kind.question') }).check()
  await onward.click()
  await expect(page.getByRole('heading', { level: 1, name: say('say.who.title') })).toBeVisible()
  await onward.click()
  await expect(page.getByRole('alert')).toBeVisible()
  await page.locator('#sector').check()
  await inspect.of(page, { route: '/studies/:id/say', name: 'say-who-error' })
  await page.locator('#subtype-community').selectOption('resident')
  await onward.click()
  await expect(page.getByRole('heading', { level: 1, name: say('say.check.title') })).toBeVisible()
  await inspect.of(page, { route: '/studies/:id/say', name: 'say-check' })
  await page.getByRole('button', { name: say('say.send') }).click()
  await expect(page.getByRole('heading', { level: 1, name: say('say.sent.title') })).toBeVisible()
  await page.locator('summary').click()
  await inspect.of(page, { route: '/studies/:id/sent', name: 'say-sent' })

  const [thread] = threads.parse(await (await steward.request.get(`/api/studies/${id}/threads?filter=all`)).json()).threads
  const answer = { state: 'given', outcome: 'not_done', text: 'We pay nobody.', reason: 'There is no budget.' }
  await post(`/api/studies/${id}/threads/${thread?.id}/answers`, answer)
  await page.goto(`/studies/${id}/say?section=summary&into=text`)
  await page
    .getByLabel(say('say.add.label'))
    .pressSequentially('We cooked for the whole house every Tuesday, and nobody asked us why.', { delay: 30 })
  await onward.click()
  await page.getByRole('button', { name: say('say.send') }).click()
  await expect(page.getByRole('heading', { level: 1, name: say('say.sent.title') })).toBeVisible()
  const [nowhere, quote] = [{ client: 0, clock: 0 }, 'and nobody asked us why']
  const anchor = { section: 'summary', epoch: 1, start: nowhere, end: nowhere, quote }
  const change = { section: 'summary', anchor, place: 'instead', blocks: [{ text: 'without being asked' }], reason: 'It is shorter.' }
  await post(`/api/studies/${id}/suggestions`, change)
  await page.goto(`/studies/${id}/said`)
  await page.locator('summary', { hasText: say('suggestion.decline') }).click()
  await page.getByRole('radio', { name: say('settle.no') }).check()
  await inspect.of(page, { route: '/studies/:id/said', name: 'said' })
  await page.getByRole('link', { name: new RegExp(`^${say('said.takeBack')}`) }).click()
  await inspect.of(page, { route: '/studies/:id/said/:threadId/take-back', name: 'take-back' })
  await page.goto(`/studies/${id}/my-words/take-back`)
  await inspect.of(page, { route: '/studies/:id/my-words/take-back', name: 'take-back-text' })
  await context.close()
  await steward.request.delete(`/api/studies/${id}`, { headers })
}
