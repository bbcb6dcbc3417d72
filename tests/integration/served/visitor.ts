import { documentSchemaVersion } from '@samskriv/document'
import { StudyView } from '@samskriv/protocol'
import { StudySession } from '@samskriv/sync-client'
import { HttpSocket, type HttpWay } from '@samskriv/sync-client/http'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { z } from 'zod'
import { until } from '../../support/until.ts'

export interface Answer {
  readonly status: number
  /** Of a problem document; undefined for any other answer. */
  readonly code: string | undefined
  readonly text: string
}

const problem = z.object({ code: z.string() })

/** Somebody in front of a browser: what they send carries their session's cookie and our own origin. */
export class Visitor {
  readonly url: string
  readonly cookie: string
  readonly person: string
  readonly #open: (() => unknown)[] = []

  constructor(url: string, { cookie, personId }: { readonly cookie: string; readonly personId: string }) {
    this.url = url
    this.cookie = cookie
    this.person = personId
  }

  get(path: string): Promise<Answer> {
    return this.#request('GET', path)
  }

  /** @param body - a string is sent as it is */
  send(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<Answer> {
    return this.#request(method, path, typeof body === 'string' || body === undefined ? body : JSON.stringify(body))
  }

  async study(id: string): Promise<StudyView> {
    return StudyView.parse(JSON.parse((await this.get(`/api/studies/${id}`)).text))
  }

  async participantIn(study: string): Promise<string> {
    const { me } = await this.study(study)
    if (me === null) throw new Error('takes no part in this study')
    return me.participantId
  }

  /** The product's own page of a study, without a screen. @param changes - without `storage` the browser keeps nothing */
  async openPage(
    study: string,
    changes: Partial<{ epoch: number; documentSchemaVersion: number; storage: IDBFactory; Socket: typeof globalThis.WebSocket }> = {},
  ): Promise<Page> {
    const terms = async () => {
      const { epoch, me } = await this.study(study)
      return { epoch, canWrite: me?.canWrite ?? false }
    }
    const asked = await terms()
    const session = new StudySession({
      syncUrl: this.#syncUrl,
      origin: this.url,
      person: this.person,
      study,
      documentSchemaVersion: changes.documentSchemaVersion ?? documentSchemaVersion,
      terms: { ...asked, epoch: changes.epoch ?? asked.epoch },
      Socket: changes.Socket ?? this.socketClass(),
      storage: changes.storage,
      fetchTerms: terms,
      onEvent: () => {},
      reloadOnce: () => false,
    })
    await session.start()
    this.#open.push(() => session.stop())
    return new Page(session)
  }

  /** Anybody's y-websocket, as it comes. */
  openStock(
    study: string,
    {
      doc = new Y.Doc(),
      seen,
      Socket = this.socketClass(seen),
    }: { doc?: Y.Doc; seen?: (frame: Uint8Array) => void; Socket?: typeof globalThis.WebSocket } = {},
  ): WebsocketProvider {
    const provider = new WebsocketProvider(this.#syncUrl, study, doc, {
      disableBc: true,
      WebSocketPolyfill: Socket,
      maxBackoffTime: 200,
    })
    this.#open.push(() => provider.destroy())
    return provider
  }

  openSocket(study: string): WebSocket {
    const socket = new WebSocket(`${this.#syncUrl}/${study}`, { headers: { cookie: this.cookie, origin: this.url } })
    socket.on('error', () => {})
    this.#open.push(() => socket.terminate())
    return socket
  }

  /** A WebSocket as a browser opens it for this visitor. @param seen - is shown every frame that arrives */
  socketClass(seen: (frame: Uint8Array) => void = () => {}): typeof globalThis.WebSocket {
    const headers = { cookie: this.cookie, origin: this.url }
    class VisitorSocket extends WebSocket {
      constructor(url: string | URL) {
        super(url, { headers })
        this.on('message', (data: ArrayBuffer | Buffer) => seen(new Uint8Array(data)))
      }
    }
    // The socket of `ws` is a browser's in everything that y-websocket does with it.
    return VisitorSocket as unknown as typeof globalThis.WebSocket
  }

  /** HTTP as a browser speaks it for this visitor. @param url - of a proxy in front of the server @param request - is asked before each request */
  httpWay({ url = this.url, request = async () => {} }: { url?: string; request?: (url: string) => Promise<void> } = {}): HttpWay {
    const headers = { cookie: this.cookie, origin: this.url }
    return {
      keepsStreams: false,
      fetch: async (input, init) => {
        const asked = input.replace(this.url, url)
        await request(asked)
        return await fetch(asked, { ...init, headers: { ...headers, ...Object.fromEntries(new Headers(init.headers)) } })
      },
      beacon: (input, body) => {
        fetch(input.replace(this.url, url), { method: 'POST', headers, body }).catch(() => {})
      },
    }
  }

  /** What stands in for a WebSocket over HTTP. */
  httpClass(way: HttpWay = this.httpWay()): typeof globalThis.WebSocket {
    class VisitorSocket extends HttpSocket {
      constructor(url: string | URL) {
        super(url, way)
      }
    }
    return VisitorSocket as unknown as typeof globalThis.WebSocket
  }

  async leave(): Promise<void> {
    await Promise.all(this.#open.splice(0).map((close) => close()))
  }

  get #syncUrl(): string {
    return `${this.url.replace('http', 'ws')}/sync`
  }

  async #request(method: string, path: string, body?: string): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method,
      redirect: 'manual',
      headers: { cookie: this.cookie, origin: this.url, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body }),
    })
    const text = await response.text()
    const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') === true
    return { status: response.status, code: isProblem ? problem.parse(JSON.parse(text)).code : undefined, text }
  }
}

/** An open study page. */
export class Page {
  readonly session: StudySession

  constructor(session: StudySession) {
    this.session = session
  }

  /** @throws while the page opens another copy, or has ended */
  get doc(): Y.Doc {
    const { visit } = this.session.state.get()
    if (visit === null) throw new Error('the page has no copy')
    return visit.doc
  }

  get ended(): string | null {
    return this.session.state.get().ended
  }

  get canWrite(): boolean {
    return this.session.state.get().canWrite
  }

  /** Such as `saved`, or `not-saved server-storage`. */
  get saveState(): string {
    const save = this.session.state.get().visit?.save.get()
    if (save === undefined) return 'none'
    return save.state === 'not-saved' ? `not-saved ${save.reason}` : save.state
  }

  /** The words the page gave back to the one who wrote them. */
  get recovered(): string {
    return this.session.recovered.texts
      .get()
      .flatMap(({ sections }) => sections.map(({ text }) => text))
      .join('\n')
  }

  async saved(limitMs?: number): Promise<void> {
    await until('the page says saved', () => this.saveState === 'saved', limitMs)
  }
}

/** A paragraph of its own at the end of a section. */
export function writeParagraph(doc: Y.Doc, section: string, words: string): Y.XmlText {
  const text = new Y.XmlText()
  doc.transact(() => {
    const paragraph = new Y.XmlElement('paragraph')
    doc.getXmlFragment(`s:${section}`).push([paragraph])
    paragraph.push([text])
    text.insert(0, words)
  })
  return text
}

/** The words of the last paragraph of a section. */
export function lastTextOf(doc: Y.Doc, section: string): Y.XmlText {
  const root = doc.getXmlFragment(`s:${section}`)
  const paragraph = root.length === 0 ? null : root.get(root.length - 1)
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
  if (text instanceof Y.XmlText) return text
  throw new Error('the section does not end with words')
}

export function wordsOf(doc: Y.Doc, section: string): string {
  return textIn(doc.getXmlFragment(`s:${section}`))
}

function textIn(node: Y.XmlFragment): string {
  return node
    .toArray()
    .map((child) => {
      if (child instanceof Y.XmlText) {
        const delta: { insert: unknown }[] = child.toDelta()
        return delta.map(({ insert }) => String(insert)).join('')
      }
      return child instanceof Y.XmlElement ? `${textIn(child)}\n` : ''
    })
    .join('')
}
