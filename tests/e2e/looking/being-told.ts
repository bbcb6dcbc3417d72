import { createHmac } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Browser, type Page } from '@playwright/test'
import type { Language } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { z } from 'zod'
import type { TestServer } from '../../support/server.ts'
import type { Inspection } from '../steps/inspecting.ts'
import { desktop } from '../steps/people.ts'

/** The addresses below, on which people see what came of what was asked, and choose how they are told. */
export type BeingTold =
  | '/studies/:id'
  | '/studies/:id/you-said-we-did'
  | '/studies/:id/notices'
  | '/mail-off/:token'
  | '/confirm-address/:token'

type Inspecting = Pick<Inspection<BeingTold>, 'of'>
const made = z.object({ id: z.string() })

/** @param steward - a page of somebody who is signed in */
export async function lookAtBeingTold(
  server: TestServer,
  browser: Browser,
  steward: Page,
  inspect: Inspecting,
  language: Language,
): Promise<void> {
  const say = translator(language)
  const headers = { origin: server.url }
  const send = async (page: Page, method: 'POST' | 'PUT', path: string, data: unknown): Promise<unknown> => {
    const answer = await page.request.fetch(path, { method, data, headers })
    expect(answer.ok(), `${path}: ${answer.status()}`).toBe(true)
    return answer.status() === 204 ? null : await answer.json()
  }
  const names = { title: 'Naboene', place: 'Tøyen', language, templateId: 'cross-sector-collaboration' }
  const { id } = made.parse(await send(steward, 'POST', '/api/studies', names))
  const path = `/api/studies/${id}`
  await send(steward, 'POST', `${path}/capacity`, { sector: 'public', subtype: 'council' })
  await send(steward, 'PUT', `${path}/contact`, { name: 'Kari', reach: 'tel. 12345678' })
  await send(steward, 'PUT', `${path}/comments`, { open: true })
  const { link } = z.object({ link: z.string() }).parse(await send(steward, 'POST', `${path}/invitations`, { role: 'commenter' }))
  await steward.goto(`/studies/${id}/you-said-we-did`)
  await inspect.of(steward, { route: '/studies/:id/you-said-we-did', name: 'you-said-nothing' })

  const context = await browser.newContext({ viewport: desktop, baseURL: server.url, locale: language })
  const page = await context.newPage()
  await page.goto(link)
  await page.getByRole('button', { name: say('join.submit') }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Naboene' })).toBeVisible()
  const who = await send(page, 'POST', `${path}/capacity`, { sector: 'community', subtype: 'resident' })
  expect(who).toBeNull()
  const asked = { kind: 'question', text: 'Hvem betaler kvinnene som lager mat?\nمن يدفع؟', token: 'a-token-of-a-form-1' }
  const thread = made.parse(await send(page, 'POST', `${path}/threads`, { ...asked, use: 'case-study', section: 'summary' })).id
  await send(page, 'POST', `${path}/threads`, { ...asked, token: 'a-token-of-a-form-2', kind: 'concern' })
  const promised = {
    state: 'given',
    outcome: 'planned',
    text: 'Vi finner penger.',
    promisedFor: '2100-01-01',
    changed: { section: 'partners' },
  }
  await send(steward, 'POST', `${path}/threads/${thread}/answers`, promised)
  await send(page, 'POST', `${path}/threads/${thread}/settle`, { settled: false, disagreement: 'Det er lenge til.' })
  await page.goto(`/studies/${id}/you-said-we-did`)
  await inspect.of(page, { route: '/studies/:id/you-said-we-did', name: 'you-said' })

  await page.goto(`/studies/${id}/notices`)
  await page.getByRole('textbox').fill('nobody')
  await page.getByRole('button', { name: say('notices.address.send') }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await inspect.of(page, { route: '/studies/:id/notices', name: 'notices-error' })
  const address = `nora-${language}@example.org`
  await page.getByRole('textbox').fill(address)
  await page.getByRole('button', { name: say('notices.address.send') }).click()
  await expect(page.getByRole('status')).toBeVisible()
  await inspect.of(page, { route: '/studies/:id/notices', name: 'notices' })

  const [confirm = ''] = (await server.mailTo(address)).links
  await page.goto(confirm)
  await inspect.of(page, { route: '/confirm-address/:token', name: 'confirm-address' })
  await page.getByRole('button', { name: say('notices.confirm.button') }).click()
  await expect(page.getByRole('heading', { level: 1, name: say('notices.confirm.done.title') })).toBeVisible()
  await inspect.of(page, { route: '/confirm-address/:token', name: 'confirm-address-done' })

  const { me } = z.object({ me: z.object({ participantId: z.string() }) }).parse(await (await page.request.get(path)).json())
  await page.goto(`/mail-off/${await offToken(server, me.participantId)}?lang=${language}`)
  await inspect.of(page, { route: '/mail-off/:token', name: 'mail-off' })
  await page.getByRole('button', { name: say('notices.off.button') }).click()
  await expect(page.getByRole('button', { name: say('notices.off.again') })).toBeVisible()
  await inspect.of(page, { route: '/mail-off/:token', name: 'mail-off-done' })
  await page.goto(`/mail-off/nobody.made-it?lang=${language}`)
  await inspect.of(page, { route: '/mail-off/:token', name: 'mail-off-gone' })
  await context.close()

  // Two weeks don't pass here; that they are told of is tested with the server.
  const late = { questions: 2, promises: 1, organisations: ['Bydel Gamle Oslo', null] }
  await steward.route(`**${path}/front`, async (route) => await route.fulfill({ json: { late, unseen: 3 } }))
  await steward.goto(`/studies/${id}`)
  await expect(steward.getByText(say('youSaid.front', { count: 2 }))).toBeVisible()
  await expect(steward.getByRole('link', { name: say('notices.unseen', { number: 3 }) })).toBeVisible()
  await inspect.of(steward, { route: '/studies/:id', name: 'study-late' })
  await steward.unroute(`**${path}/front`)
  await steward.request.delete(path, { headers })
}

/** As it stands in a mail, which would take a minute to come. */
async function offToken({ dataDir }: TestServer, participant: string): Promise<string> {
  const secret = /^AUTH_SECRET=(\S+)$/m.exec(await readFile(join(dataDir, 'secrets'), 'utf8'))?.[1] ?? ''
  const proof = createHmac('sha512', secret).update(`mail-off:${participant}`).digest().subarray(0, 18).toString('base64url')
  return `${participant}.${proof}`
}
