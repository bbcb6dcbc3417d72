import { ThreadBegun, ThreadView } from '@samskriv/protocol'
import { problemIn, signedIn, type Answer, type Browser } from './a-browser.ts'
import type { TestServer } from './a-server.ts'
import { anOpenLink, cameBy, meIn } from './a-way-in.ts'

/** A study that is open for comments, with those who talk in it. */
export interface Talk {
  readonly study: string
  /** The open link by which people come. */
  readonly path: string
  /** Looks after the study, for a charity. */
  readonly siri: Browser
  /** A resident who came by the link and is called Nora here. */
  readonly nora: Browser
  /** A clerk of the council who edits, by the link too. */
  readonly kjell: Browser
}

let tokens = 0
/** Of a form; never the same. */
export const aToken = (): string => `token-of-a-form-${(tokens += 1)}`.padEnd(20, '0')

export async function aTalk(server: TestServer, siri: Browser, title?: string): Promise<Talk> {
  const { study, path } = await anOpenLink(siri, {}, title)
  await siri.send('POST', `/api/studies/${study}/capacity`, { sector: 'third', subtype: 'charity' })
  await siri.send('PUT', `/api/studies/${study}/comments`, { open: true })
  const nora = await cameBy(server, path)
  await nora.send('POST', `/api/studies/${study}/capacity`, { sector: 'community', subtype: 'resident' })
  await nora.send('POST', `/api/studies/${study}/identity`, { mode: 'pseudonym', label: 'Nora' })
  const kjell = await anEditor(server, siri, { study, path })
  return { study, path, siri, nora, kjell }
}

/** One more who edits, of the council unless said. */
export async function anEditor(
  server: TestServer,
  siri: Browser,
  { study, path }: Pick<Talk, 'study' | 'path'>,
  email?: string,
): Promise<Browser> {
  const editor = email === undefined ? await cameBy(server, path) : await signedIn(server, email, 'Kjell Kommune')
  if (email !== undefined) await editor.submit(path)
  await editor.send('POST', `/api/studies/${study}/capacity`, { sector: 'public', subtype: 'council' })
  const { participantId } = await meIn(editor, study)
  await siri.send('PATCH', `/api/studies/${study}/people/${participantId}`, { role: 'editor' })
  return editor
}

/** Begins a thread, a question unless said. @returns its id */
export async function begin(browser: Browser, study: string, more: object = {}): Promise<string> {
  const words = { kind: 'question', text: 'Who pays the women who cook?', token: aToken() }
  const answer = await browser.send('POST', `/api/studies/${study}/threads`, { ...words, ...more })
  if (answer.status !== 201) throw new Error(`beginning was answered with ${answer.status} ${answer.text}`)
  return ThreadBegun.parse(answer.json()).id
}

export async function readThread(browser: Browser, study: string, thread: string): Promise<ThreadView> {
  return ThreadView.parse((await browser.get(`/api/studies/${study}/threads/${thread}`)).json())
}

/** Gives an answer, a plain yes unless said. @returns its id */
export async function giveAnswer(browser: Browser, study: string, thread: string, more: object = {}): Promise<string> {
  const said = { state: 'given', outcome: 'done', text: 'The council pays them.' }
  const answer = await browser.send('POST', `/api/studies/${study}/threads/${thread}/answers`, { ...said, ...more })
  if (answer.status !== 201) throw new Error(`answering was answered with ${answer.status} ${answer.text}`)
  return ThreadBegun.parse(answer.json()).id
}

/** The day (ISO) that is so many days from now. */
export function inDays(days: number): string {
  return new Date(Date.now() + days * 24 * 60 * 60_000).toISOString().slice(0, 10)
}

/** Which code a request was refused with. */
export async function refusalOf(answer: Promise<Answer>): Promise<string> {
  return problemIn(await answer).code
}
