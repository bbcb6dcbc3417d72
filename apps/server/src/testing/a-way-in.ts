import type { Role, Sector } from '@samskriv/domain'
import { z } from 'zod'
import { aStudy, Browser, type Answer } from './a-browser.ts'
import type { TestServer } from './a-server.ts'

export interface WayIn {
  readonly study: string
  readonly id: string
  /** Path of the link. */
  readonly path: string
  readonly shortCode: string
}

const made = z.object({ id: z.string(), link: z.string(), shortCode: z.string() })

/** A study with a contact and an open link into it. */
export async function anOpenLink(
  steward: Browser,
  terms: Readonly<Record<string, unknown>> = {},
  title = 'Naboene på Tøyen',
): Promise<WayIn> {
  const study = await aStudy(steward, title)
  await steward.send('PUT', `/api/studies/${study}/contact`, { name: 'Siri', reach: '555 01 23' })
  return { study, ...(await oneMoreLink(steward, study, terms)) }
}

export async function oneMoreLink(
  steward: Browser,
  study: string,
  terms: Readonly<Record<string, unknown>> = {},
): Promise<Omit<WayIn, 'study'>> {
  const answer = await steward.send('POST', `/api/studies/${study}/invitations`, { role: 'commenter', ...terms })
  if (answer.status !== 201) throw new Error(`opening a link was answered with ${answer.status} ${answer.text}`)
  const { id, link, shortCode } = made.parse(answer.json())
  return { id, path: pathOf(link), shortCode }
}

/** Somebody without an address, and the path of the link that leads to their place. */
export async function aKeptPlace(
  steward: Browser,
  study: string,
  person: Readonly<Record<string, unknown>> = {},
): Promise<{ readonly path: string; readonly participant: string }> {
  const answer = await steward.send('POST', `/api/studies/${study}/people`, { name: 'Kari', role: 'commenter', ...person })
  if (answer.status !== 201) throw new Error(`adding a person was answered with ${answer.status} ${answer.text}`)
  const added = z.object({ link: z.string(), participantId: z.string() }).parse(answer.json())
  return { path: pathOf(added.link), participant: added.participantId }
}

/** A browser that has come in by a link. */
export async function cameBy(server: TestServer, path: string): Promise<Browser> {
  const browser = new Browser(server)
  const answer = await browser.submit(path)
  if (answer.status !== 303) throw new Error(`coming in was answered with ${answer.status}`)
  return browser
}

/** As who somebody comes: what they are called in the study, and what they do there. */
export interface Newcomer {
  readonly name: string
  readonly sector: Sector
  readonly subtype: string
  readonly role: Role
}

/** Somebody who has come by a link and said who they are, and has got a role. */
export async function cameAs(
  steward: Browser,
  { study, path }: Pick<WayIn, 'study' | 'path'>,
  { name, sector, subtype, role }: Newcomer,
): Promise<Browser> {
  const browser = await cameBy(steward.server, path)
  await browser.send('POST', `/api/studies/${study}/capacity`, { sector, subtype })
  await browser.send('POST', `/api/studies/${study}/identity`, { mode: 'pseudonym', label: name })
  const { participantId } = await meIn(browser, study)
  await steward.send('PATCH', `/api/studies/${study}/people/${participantId}`, { role })
  return browser
}

export interface StudyOfTwo {
  readonly study: string
  /** Path of the link by which the neighbour came. */
  readonly path: string
  readonly neighbour: Browser
  /** The neighbour. */
  readonly participant: string
}

/** A study of a steward of the public sector into which a neighbour has come by an open link; both may write. */
export async function aStudyOfTwo(server: TestServer, steward: Browser): Promise<StudyOfTwo> {
  const { study, path } = await anOpenLink(steward)
  await steward.send('POST', `/api/studies/${study}/capacity`, { sector: 'public', subtype: 'nhs_board' })
  const neighbour = await cameBy(server, path)
  await neighbour.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })
  const { participantId: participant } = await meIn(neighbour, study)
  await steward.send('PATCH', `/api/studies/${study}/people/${participant}`, { role: 'editor' })
  return { study, path, neighbour, participant }
}

const me = z.object({
  me: z.object({ participantId: z.string(), role: z.string(), sector: z.string().nullable(), subtype: z.string().nullable() }),
})

/** Who a browser is in a study. */
export async function meIn(browser: Browser, study: string): Promise<z.infer<typeof me>['me']> {
  return me.parse((await browser.get(`/api/studies/${study}`)).json()).me
}

export function pathOf(link: string): string {
  return new URL(link).pathname
}

/** Where an answer sends the browser. */
export function sentTo({ headers }: Answer): string | null {
  return headers.get('location')
}
