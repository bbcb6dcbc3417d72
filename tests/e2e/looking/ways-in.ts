import { expect, type Browser, type Page } from '@playwright/test'
import type { Language } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import type { Inspection } from '../steps/inspecting.ts'
import { desktop } from '../steps/people.ts'

/** The addresses below, by which people come in without an account, come back, and are forgotten. */
export type WayIn = '/back/:token' | '/join' | '/join/:token' | '/move' | '/sign-out-guest' | '/studies/:id/invitations/:invitationId/sheet'

type Inspecting = Pick<Inspection<WayIn>, 'of'>

/** @param steward - a page of somebody who is signed in */
export async function lookAtWaysIn(browser: Browser, steward: Page, inspect: Inspecting, language: Language): Promise<void> {
  const say = translator(language)
  const { link, remove } = await openLink(steward, inspect, language)
  const baseURL = new URL(link).origin
  const context = await browser.newContext({ viewport: desktop, baseURL, locale: language })
  const page = await context.newPage()

  await page.goto('/join')
  await inspect.of(page, { route: '/join', name: 'join-code' })
  await page.getByRole('button', { name: say('join.submit') }).click()
  await inspect.of(page, { route: '/join', name: 'join-code-error' })
  await page.goto('/join/unknown')
  await inspect.of(page, { route: '/join/:token', name: 'join-unknown' })
  await page.goto(link)
  await inspect.of(page, { route: '/join/:token', name: 'join' })
  await page.getByRole('button', { name: say('join.submit') }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Naboene' })).toBeVisible()

  await page.goto('/sign-out-guest')
  await inspect.of(page, { route: '/sign-out-guest', name: 'forget' })
  await page.getByRole('button', { name: say('forget.makeLink') }).click()
  await inspect.of(page, { route: '/sign-out-guest', name: 'forget-link' })
  const back = (await page.locator('.made-link a').getAttribute('href')) ?? ''
  await page.getByRole('button', { name: say('forget.submit') }).click()
  await expect(page.getByRole('heading', { level: 1, name: say('signedOut.title') })).toBeVisible()
  await page.goto('/back/unknown')
  await inspect.of(page, { route: '/back/:token', name: 'back-gone' })
  await page.goto(back)
  await page.getByText(say('back.no'), { exact: true }).click()
  await inspect.of(page, { route: '/back/:token', name: 'back' })

  await page.goto('/move')
  await inspect.of(page, { route: '/move', name: 'move' })
  await page.getByRole('button', { name: say('move.submit') }).click()
  await inspect.of(page, { route: '/move', name: 'move-error' })
  await context.close()
  await remove()
}

async function openLink(
  steward: Page,
  inspect: Inspecting,
  language: Language,
): Promise<{ readonly link: string; readonly remove: () => Promise<void> }> {
  const headers = { origin: new URL(steward.url()).origin }
  const study = { title: 'Naboene', place: 'Tøyen', language, templateId: 'cross-sector-collaboration' }
  const { id } = await (await steward.request.post('/api/studies', { data: study, headers })).json()
  await steward.request.put(`/api/studies/${id}/contact`, { data: { name: 'Kari', reach: 'tel. 12345678' }, headers })
  const made = await steward.request.post(`/api/studies/${id}/invitations`, { data: { role: 'commenter' }, headers })
  const { id: invitation, link } = await made.json()
  await steward.goto(`/studies/${id}/invitations/${invitation}/sheet`)
  await inspect.of(steward, { route: '/studies/:id/invitations/:invitationId/sheet', name: 'sheet' })
  return {
    link,
    remove: async () => {
      await steward.request.delete(`/api/studies/${id}`, { headers })
    },
  }
}
