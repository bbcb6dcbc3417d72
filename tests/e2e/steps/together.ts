import { expect, type Browser, type Page } from '@playwright/test'
import { z } from 'zod'
import type { TestServer } from '../../support/server.ts'
import { nowhere, signIn, type Somebody } from './people.ts'
import { sent } from './studies.ts'

/** A resident and an officer in one study, each with a browser of their own. */
export interface Together {
  readonly id: string
  /** Its steward, for the community. */
  readonly amina: Somebody
  /** Its editor, for the council. */
  readonly per: Somebody
  readonly close: () => Promise<void>
}

/**
 * Makes a study in which both may write. Nobody has opened it yet.
 *
 * @param about - what the test is about: a part of their addresses
 * @param terms - `hasCome` is false for an officer who was added, and has not said who they are here
 */
export async function aStudyTogether(browser: Browser, server: TestServer, about: string, { hasCome = true } = {}): Promise<Together> {
  const amina = await signIn(browser, server, { name: 'Amina Resident', email: `amina-${about}@example.org`, opens: nowhere })
  const per = await signIn(browser, server, { name: 'Per Officer', email: `per-${about}@example.org`, opens: nowhere })
  const study = { title: 'The yard', place: 'Falun', language: 'en', templateId: 'cross-sector-collaboration' }
  const { id } = z.object({ id: z.string() }).parse(await sent(amina.page, '/api/studies', study))
  await sent(amina.page, `/api/studies/${id}/capacity`, { sector: 'community', subtype: 'resident' })
  await sent(amina.page, `/api/studies/${id}/people`, { email: per.email, role: 'editor' })
  if (hasCome) await comeFromTheCouncil(per.page, id)
  return {
    id,
    amina,
    per,
    close: async () => {
      for (const { context } of [amina, per]) await context.close()
    },
  }
}

/** A steward of the community opens its words: other sectors change them directly, and their authors are told afterwards. */
export async function openWords(page: Page, id: string): Promise<void> {
  const headers = { origin: new URL(page.url()).origin }
  const study = z.object({ sections: z.array(z.object({ key: z.string() })) })
  const { sections } = study.parse(await (await page.request.get(`/api/studies/${id}`)).json())
  for (const { key } of sections) {
    const answer = await page.request.put(`/api/studies/${id}/sections/${key}/protection`, { data: { protected: false }, headers })
    expect(answer.status()).toBe(204)
  }
}

export async function comeFromTheCouncil(page: Page, id: string): Promise<void> {
  await sent(page, `/api/studies/${id}/capacity`, { sector: 'public', subtype: 'council' })
}
