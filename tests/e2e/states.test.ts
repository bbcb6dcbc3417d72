import { expect, test, type Page } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { sharedServer, type TestServer } from '../support/server.ts'
import { desktop, nowhere, phone, signIn, type Somebody } from './steps/people.ts'
import { keepPicture } from './steps/pictures.ts'
import { startStudy } from './steps/studies.ts'

test.use({ serviceWorkers: 'allow' })

const say = translator('en')
const shots = 'states'
const unavailable = {
  status: 503,
  contentType: 'application/problem+json',
  json: { type: 'about:blank', title: 'Unavailable', status: 503, code: 'unavailable' },
}

/** What a page shows while it has nothing yet, when it can't get it, and when it is not for whoever asks. */
interface State {
  readonly page: 'home' | 'study' | 'account' | 'partnership' | 'audit' | 'new study'
  readonly state: 'empty' | 'loading' | 'error' | 'offline' | 'no access'
  readonly path: string
  /** Whose answer is held back, refused or cut off. */
  readonly answer?: string
  /** What must stand there. */
  readonly text: string
}

const states: readonly State[] = [
  { page: 'home', state: 'empty', path: '/', text: say('home.empty.title') },
  { page: 'home', state: 'loading', path: '/', answer: '**/api/studies/search*', text: say('home.loading') },
  { page: 'home', state: 'error', path: '/', answer: '**/api/studies/search*', text: say('home.failed') },
  {
    page: 'home',
    state: 'offline',
    path: '/',
    answer: '**/api/studies/search*',
    text: say('offline.seen', { when: '' }).replace(/ ?\.$/, '').trim(),
  },
  { page: 'study', state: 'loading', path: 'MINE', answer: '**/api/studies/*', text: say('study.loading') },
  { page: 'study', state: 'error', path: 'MINE', answer: '**/api/studies/*', text: say('study.failed') },
  { page: 'study', state: 'offline', path: 'MINE', answer: '**/api/studies/*', text: say('offline.neverOpened.title') },
  { page: 'study', state: 'no access', path: '/studies/none', text: say('notFound.title') },
  { page: 'account', state: 'loading', path: '/account', answer: '**/api/me/sessions', text: say('account.sessions.loading') },
  { page: 'account', state: 'error', path: '/account', answer: '**/api/me/sessions', text: say('problem.unavailable') },
  { page: 'account', state: 'offline', path: '/account', answer: '**/api/me/sessions', text: say('problem.offline') },
  { page: 'partnership', state: 'loading', path: '/partnership', answer: '**/api/partnership', text: say('partnership.loading') },
  { page: 'partnership', state: 'error', path: '/partnership', answer: '**/api/partnership', text: say('problem.unavailable') },
  { page: 'partnership', state: 'no access', path: '/partnership', text: say('refusal.not-in-partnership') },
  { page: 'audit', state: 'error', path: 'MINE/audit', answer: '**/api/studies/*/audit*', text: say('problem.unavailable') },
  { page: 'audit', state: 'no access', path: '/studies/none/audit', text: say('problem.unknown-study') },
  { page: 'new study', state: 'error', path: '/studies/new', answer: '**/api/templates', text: say('problem.unavailable') },
]

let server: TestServer
test.beforeAll(async () => {
  server = await sharedServer()
})

test('every page says what it is waiting for, what went wrong and what can be done, on a desk and on a phone', async ({ browser }) => {
  const nobody = await signIn(browser, server, { name: 'Nils New', email: 'nils-states@example.org', opens: nowhere })
  const eva = await signIn(browser, server, { name: 'Eva Officer', email: 'eva-states@council.example' })
  const mine = await startStudy(eva.page, 'The walking group')
  // Kept from now on, to be shown without a connection.
  await eva.page.reload()
  await expect(eva.page.getByRole('link', { name: 'The walking group' })).toBeVisible()
  for (const state of states) await test.step(`${state.page}: ${state.state}`, async () => await look(state, mine, { nobody, eva }))
  for (const { context } of [nobody, eva]) await context.close()
})

async function look(
  { page: name, state, path, answer, text }: State,
  mine: string,
  people: Record<'nobody' | 'eva', Somebody>,
): Promise<void> {
  // A page of its own: what another has shown is not known here.
  const page = await people[state === 'empty' || state === 'no access' ? 'nobody' : 'eva'].context.newPage()
  if (answer !== undefined) await hinder(page, answer, state)
  await page.clock.install()
  await page.goto(path.replace('MINE', mine))
  await withoutWaitingFor(page, text)
  for (const [size, viewport] of Object.entries({ '1366': desktop, '360': phone })) {
    await page.setViewportSize(viewport)
    await expect(page.getByText(text, { exact: false }).first()).toBeVisible()
    await page.getByText(text, { exact: false }).first().scrollIntoViewIfNeeded()
    await expect(page.locator('h1').first()).toBeVisible()
    await keepPicture(page, `${shots}/${name.replace(' ', '-')}-${state.replace(' ', '-')}-${size}`)
  }
  await page.close()
}

/** What failed is asked for again after a second, two, four: those pass on the clock of the page alone. */
async function withoutWaitingFor(page: Page, text: string): Promise<void> {
  const shown = page.getByText(text, { exact: false }).first()
  await expect(async () => {
    await page.clock.fastForward(1_000)
    await expect(shown).toBeVisible({ timeout: 100 })
  }).toPass({ timeout: 40_000, intervals: [20] })
}

async function hinder(page: Page, answer: string, state: State['state']): Promise<void> {
  await page.route(answer, async (route) => {
    if (state === 'error') await route.fulfill(unavailable)
    else if (state === 'offline') await route.abort('internetdisconnected')
    // Otherwise it never comes.
  })
}
