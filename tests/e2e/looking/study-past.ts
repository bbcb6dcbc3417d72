import { expect, type Page } from '@playwright/test'
import type { Language } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import type { Inspecting } from './routes.ts'

/** Without an earlier text, with one in the list, and with what it said. */
export async function lookAtGoingBack(page: Page, inspect: Inspecting, language: Language): Promise<void> {
  const say = translator(language)
  const dialog = page.getByRole('dialog', { name: say('goBack.title') })
  const open = async (): Promise<void> => {
    await page.getByRole('button', { name: say('study.menu') }).click()
    await page.getByRole('menuitem', { name: say('goBack.title') }).click()
  }
  await open()
  await expect(dialog.getByText(say('goBack.empty'))).toBeVisible()
  await inspect.of(page, { route: '/studies/:id', name: 'go-back-empty' })
  await page.keyboard.press('Escape')
  // In the first section stand words that somebody has told: those are not ours to take out.
  await page.getByRole('textbox').nth(1).click()
  await page.keyboard.type('We met by the door every Tuesday and drank coffee.')
  await expect(page.locator('.save-state')).toContainText(say('save.saved'))
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await expect(page.locator('.save-state')).toContainText(say('save.saved'))
  await open()
  const point = dialog.getByRole('list', { name: say('goBack.list') }).getByRole('button')
  await expect(point).toHaveCount(1)
  await inspect.of(page, { route: '/studies/:id', name: 'go-back' })
  await point.click()
  await dialog.getByRole('checkbox').check()
  await inspect.of(page, { route: '/studies/:id', name: 'go-back-text' })
  const authors = [{ participantId: 'other', name: 'Þorgerður Egilsdóttir-Blöndal fra Nabolagshuset', sector: 'community' }]
  const stays = [{ suggestion: 'one', text: 'We asked for light at night.', authors }]
  await page.route('**/restore', (route) => route.fulfill({ json: { stays } }))
  await dialog.getByRole('button', { name: say('goBack.restore') }).click()
  await expect(dialog.getByText(say('goBack.stays.next'))).toBeVisible()
  await inspect.of(page, { route: '/studies/:id', name: 'go-back-stays' })
  await page.unroute('**/restore')
  await page.keyboard.press('Escape')
}

/** What somebody is told who is back; that the server says so is seen elsewhere. */
export async function lookAtActivity(page: Page, inspect: Inspecting, language: Language): Promise<void> {
  const say = translator(language)
  const person = { participantId: 'somebody', name: 'Þorgerður Egilsdóttir-Blöndal fra Nabolagshuset', sector: 'public' }
  const other = { participantId: 'other', name: 'The one upstairs', sector: 'community' }
  const change = (kind: string, whose: typeof person) => ({ kind, by: person, whose, words: 12 })
  const events = [{ kind: 'restored', at: '2026-05-19T10:00:00.000Z', by: person, whose: null }]
  const changes = [change('wrote', person), change('took-out', other), change('put-back', other), change('wrote-down', other)]
  const joined = [{ at: '2026-05-19T10:00:00.000Z', who: other }]
  const json = { since: '2026-05-18T10:00:00.000Z', people: 1, sections: [{ key: 'summary', changes, events }], joined }
  await page.route('**/api/studies/*/activity', (route) => route.fulfill({ json }))
  await page.reload()
  await expect(page.getByText(say('activity.notice', { count: 1 }))).toBeVisible()
  await inspect.of(page, { route: '/studies/:id', name: 'activity-notice' })
  await page.getByRole('button', { name: say('activity.see') }).click()
  await expect(page.getByRole('dialog', { name: say('activity.title') }).getByRole('listitem')).toHaveCount(6)
  await inspect.of(page, { route: '/studies/:id', name: 'activity' })
  await page.keyboard.press('Escape')
  await page.unroute('**/api/studies/*/activity')
}

/** What an author is told whose words another sector took out; that the server says so is seen elsewhere. */
export async function lookAtSoftening(page: Page, inspect: Inspecting, language: Language): Promise<void> {
  const say = translator(language)
  const by = { participantId: 'somebody', name: 'Þorgerður Egilsdóttir-Blöndal fra Nabolagshuset', sector: 'public' }
  const author = { participantId: 'other', name: 'The one upstairs', sector: 'community' }
  const voice = (id: string, of: typeof by) => ({
    id,
    by: of.participantId,
    name: of.name,
    typedBy: null,
    sector: of.sector,
    mode: 'typed_by_self',
  })
  const at = '2026-05-19T10:00:00.000Z'
  const told = {
    ...{ id: 'one', section: 'summary', at, by, author, as: 'author', state: 'open', lost: 6, words: 11 },
    voices: [voice('hers', author), voice('his', by)],
    was: [
      { line: 0, voice: 0, text: 'Trappa er vår, ', gone: false },
      { line: 0, voice: 0, text: 'og vi vil ha heis', gone: true },
    ],
    now: [
      { line: 0, voice: 0, text: 'Trappa er vår, ' },
      { line: 0, voice: 1, text: 'og den er bratt' },
    ],
    ...{ canRestore: true, canTalk: true, messages: [{ id: 'said', by, at, body: 'Det ble så langt.' }] },
  }
  await page.route('**/api/studies/*/softenings', (route) =>
    route.fulfill({ json: [told, { ...told, id: 'two', now: null, canRestore: false, messages: [] }] }),
  )
  await page.reload()
  await expect(page.getByRole('region', { name: say('softening.title') }).getByRole('article')).toHaveCount(2)
  await page.getByRole('button', { name: say('softening.talk') }).click()
  await inspect.of(page, { route: '/studies/:id', name: 'softening' })
  await page.unroute('**/api/studies/*/softenings')
  await page.reload()
}

/** Beside the text, after much has been pasted. */
export async function lookAtPasting(page: Page, inspect: Inspecting, language: Language): Promise<void> {
  const say = translator(language)
  await page.locator('.ProseMirror').first().click()
  await page.evaluate(() => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', 'word '.repeat(120))
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await expect(page.getByRole('group', { name: say('paste.question', { words: 120 }) })).toBeVisible()
  await inspect.of(page, { route: '/studies/:id', name: 'paste-question' })
  await page.getByRole('button', { name: say('paste.later') }).click()
  await page.keyboard.press('Control+z')
}
