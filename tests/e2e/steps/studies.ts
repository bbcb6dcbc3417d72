import { expect, type Page } from '@playwright/test'
import { translator } from '@samskriv/i18n'
import { z } from 'zod'
import { runsIn, type ExportedRun } from '../../integration/served/exported-words.ts'
import { sayWhoIAm } from './people.ts'

const say = translator('en')

const identified = z.object({ id: z.string() })
const made = z.object({ link: z.string(), shortCode: z.string() })

/** A section of every study that {@link startStudy} makes. */
export const place = 'The place and the people'
const template = 'cross-sector-collaboration'

/** Started by somebody who is signed in and works for a council. @returns its path */
export async function startStudy(page: Page, title: string): Promise<string> {
  const study = { title, place: 'Strathmore', language: 'en', templateId: template }
  const { id } = identified.parse(await sent(page, '/api/studies', study))
  await sent(page, `/api/studies/${id}/capacity`, { sector: 'public', subtype: 'council' })
  return `/studies/${id}`
}

/** The same with the form, to its text. @returns its path */
export async function startStudyByHand(page: Page, title: string): Promise<string> {
  await page.goto('/studies/new')
  await page.getByLabel(say('newStudy.name.label')).fill(title)
  await page.getByLabel(say('newStudy.place.label')).fill('Strathmore')
  await page.getByRole('radio', { name: 'Cross-sector collaboration case study' }).check()
  await page.getByRole('button', { name: say('newStudy.submit') }).click()
  await sayWhoIAm(page, 'public', 'council')
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  return new URL(page.url()).pathname
}

/** Opens a study to everybody who has the link. */
export async function openToEverybody(page: Page, study: string, role: string): Promise<{ link: string; shortCode: string }> {
  const contact = { name: 'Eva Officer', reach: 'tel. 555 0100' }
  await page.request.put(`/api${study}/contact`, { data: contact, headers: originOf(page) })
  return made.parse(await sent(page, `/api${study}/invitations`, { role }))
}

/** Keeps a place for one person. @returns the link that leads there, once */
export async function keepPlaceFor(page: Page, study: string, name: string): Promise<string> {
  return z.object({ link: z.string() }).parse(await sent(page, `/api${study}/people`, { name, role: 'editor' })).link
}

/** Who said what, in order, as the downloaded file says it: with the names that people have in the study. */
export async function saidIn(page: Page, study: string): Promise<(ExportedRun & { readonly name: string })[]> {
  const answer = await page.request.get(`/api${study}/export?format=json`)
  expect(answer.status()).toBe(200)
  const file = z
    .object({ participants: z.array(z.object({ id: z.string(), publicName: z.string() })), sections: z.unknown() })
    .parse(await answer.json())
  const names = new Map(file.participants.map(({ id, publicName }) => [id, publicName]))
  return runsIn(file.sections).map((run) => ({ ...run, name: names.get(run.by) ?? '' }))
}

/** @returns what the answer holds; null for none */
export async function sent(page: Page, path: string, data: unknown): Promise<unknown> {
  const answer = await page.request.post(path, { data, headers: originOf(page) })
  expect(answer.ok(), `${path}: ${answer.status()}`).toBe(true)
  return answer.status() === 204 ? null : await answer.json()
}

function originOf(page: Page): Readonly<Record<string, string>> {
  return { origin: new URL(page.url()).origin }
}
