import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { z } from 'zod'
import type { TestServer } from './a-server.ts'
import { until } from './until.ts'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body as JSON; throws when it is none. */
  json(): unknown
}

interface Request {
  readonly method?: string
  readonly body?: RequestInit['body']
  readonly headers?: Readonly<Record<string, string>>
}

/** As much of a browser as HTTP sees: it keeps cookies, sends its origin, and follows no redirect by itself. */
export class Browser {
  readonly server: TestServer
  readonly #cookies = new Map<string, string>()

  constructor(server: TestServer) {
    this.server = server
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  set cookie(header: string) {
    this.#cookies.clear()
    for (const pair of header.split('; ')) this.#cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
  }

  async request(path: string, { method = 'GET', body, headers = {} }: Request = {}): Promise<Answer> {
    const response = await fetch(this.server.url + path, {
      method,
      redirect: 'manual',
      headers: { origin: this.server.url, accept: '*/*', cookie: this.cookie, ...headers },
      ...(body === undefined ? {} : { body }),
    })
    for (const line of response.headers.getSetCookie()) this.#keep(line)
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) }
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.request(path, { headers })
  }

  send(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<Answer> {
    const headers = { 'content-type': 'application/json' }
    return this.request(path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body), headers }) })
  }

  submit(path: string, fields: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.request(path, { method: 'POST', body: new URLSearchParams(fields), headers: { accept: 'text/html' } })
  }

  #keep(line: string): void {
    const pair = line.split(';', 1)[0] ?? ''
    const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
    if (value === '' || /max-age=0/i.test(line)) this.#cookies.delete(name)
    else this.#cookies.set(name, value)
  }
}

export interface ReceivedMail {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** Empty in mails of other kinds. */
  readonly code: string
  /** Path and query of the first link. */
  readonly link: string
  /** By their names in lower case. */
  readonly headers: ReadonlyMap<string, string>
}

/** Every mail in the outbox folder, oldest first. */
export async function mails(server: TestServer): Promise<ReceivedMail[]> {
  const directory = join(server.dataDir, 'outbox')
  const names = await readdir(directory).catch(() => [])
  const files = names.filter((name) => name.endsWith('.eml')).toSorted()
  return await Promise.all(files.map(async (name) => await readMail(join(directory, name))))
}

/** By its path: a mail is put there whole, and never changed. */
const known = new Map<string, ReceivedMail>()

async function readMail(path: string): Promise<ReceivedMail> {
  const mail = known.get(path) ?? (await received(await readFile(path)))
  known.set(path, mail)
  return mail
}

async function received(source: Uint8Array): Promise<ReceivedMail> {
  const mail = await PostalMime.parse(source)
  const text = mail.text ?? ''
  return {
    to: mail.to?.map(({ address }) => address ?? '').join() ?? '',
    subject: mail.subject ?? '',
    text,
    html: mail.html ?? '',
    code: /: (\d{6})$/.exec(mail.subject ?? '')?.[1] ?? '',
    link: /https?:\/\/[^/\s]+(\/\S*)/.exec(text)?.[1] ?? '',
    headers: new Map(mail.headers.map(({ key, value }) => [key, value])),
  }
}

/** Asks for a code and waits for its mail. */
export async function askForCode(browser: Browser, email: string, next = '/'): Promise<ReceivedMail> {
  const codes = async () => (await mails(browser.server)).filter(({ to, code }) => to === email && code !== '')
  const before = (await codes()).length
  const answer = await browser.submit('/sign-in', { email, next })
  if (answer.status !== 303) throw new Error(`asking for a code was answered with ${answer.status}`)
  return await until('the mail is there', async () => (await codes())[before])
}

/** Signed in, with a name. */
export async function signedIn(server: TestServer, email: string, name = 'Somebody'): Promise<Browser> {
  const browser = new Browser(server)
  const { code } = await askForCode(browser, email)
  const answer = await browser.submit('/sign-in/code', { code })
  if (answer.status !== 303) throw new Error(`signing in was answered with ${answer.status}`)
  if ((answer.headers.get('location') ?? '').startsWith('/name')) await browser.submit('/name', { name })
  return browser
}

const created = z.object({ id: z.string() })

export async function aStudy(browser: Browser, title = 'A study'): Promise<string> {
  const answer = await browser.send('POST', '/api/studies', {
    title,
    place: 'Tøyen',
    language: 'nb',
    templateId: 'cross-sector-collaboration',
  })
  if (answer.status !== 201) throw new Error(`creating a study was answered with ${answer.status}`)
  return created.parse(answer.json()).id
}

const problem = z.object({
  code: z.string(),
  status: z.number(),
  errors: z.array(z.object({ path: z.string(), code: z.string() })).optional(),
})

/** The problem document of an answer, checked to be one. */
export function problemIn(answer: Answer): z.infer<typeof problem> {
  if (answer.headers.get('content-type') !== 'application/problem+json')
    throw new Error(`no problem document: ${answer.status} ${answer.text}`)
  return problem.parse(answer.json())
}
