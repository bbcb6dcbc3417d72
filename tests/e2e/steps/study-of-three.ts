import { randomUUID } from 'node:crypto'
import { request } from '@playwright/test'
import { templates } from '@samskriv/document'
import { subtypesOf, type Sector } from '@samskriv/domain'
import { z } from 'zod'
import type { Place } from '../../integration/served/served-study.ts'
import { Visitor } from '../../integration/served/visitor.ts'
import { sharedServer, type TestServer } from '../../support/server.ts'

/** A study and three people, “Person 1” to “Person 3”, on the server that tests share. */
export interface StudyOfThree extends Place {
  readonly server: TestServer
  leave(): Promise<void>
}

/** As `serveStudy` makes it, for tests that neither stop the server nor look at more than their own study. */
export async function studyOfThree(): Promise<StudyOfThree> {
  const server = await sharedServer()
  const run = randomUUID()
  const [amina, officer, third] = await Promise.all([signedIn(server, 1, run), signedIn(server, 2, run), signedIn(server, 3, run)])
  const [template] = templates
  const study = { title: 'Three people', place: 'Nowhere', language: 'en', templateId: template?.id }
  const { id } = z.object({ id: z.string() }).parse(JSON.parse(await sent(amina, '/api/studies', study)))
  for (const number of [2, 3]) await sent(amina, `/api/studies/${id}/people`, { email: addressOf(number, run), role: 'editor' })
  await Promise.all([speakAs(amina, id, 'community'), speakAs(officer, id, 'public'), speakAs(third, id, 'third')])
  const people = [amina, officer, third]
  return {
    ...{ id, amina, officer, third, server, section: template?.sections[0]?.id ?? '' },
    leave: async () => void (await Promise.all(people.map(async (visitor) => await visitor.leave()))),
  }
}

function addressOf(number: number, run: string): string {
  return `person-${number}.${run}@example.org`
}

const me = z.object({ person: z.object({ id: z.string() }) })

async function signedIn(server: TestServer, number: number, run: string): Promise<Visitor> {
  const email = addressOf(number, run)
  const browser = await request.newContext({ baseURL: server.url, extraHTTPHeaders: { origin: server.url } })
  await browser.post('/api/auth/email-code', { data: { email } })
  const { code } = await server.mailTo(email)
  await browser.post('/api/auth/email-code/verify', { data: { email, code } })
  await browser.patch('/api/me', { data: { name: `Person ${number}`, language: 'en' } })
  const { person } = me.parse(await (await browser.get('/api/me')).json())
  const { cookies } = await browser.storageState()
  await browser.dispose()
  const { name = '', value = '' } = cookies.find((cookie) => cookie.name.includes('session')) ?? {}
  return new Visitor(server.url, { cookie: `${name}=${value}`, personId: person.id })
}

async function speakAs(visitor: Visitor, study: string, sector: Sector): Promise<void> {
  await sent(visitor, `/api/studies/${study}/capacity`, { sector, subtype: subtypesOf(sector)[0]?.id })
}

async function sent(visitor: Visitor, path: string, body: unknown): Promise<string> {
  const { status, text } = await visitor.send('POST', path, body)
  if (status >= 300) throw new Error(`${path}: ${status} ${text}`)
  return text
}
