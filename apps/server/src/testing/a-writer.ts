import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { z } from 'zod'
import type { Browser } from './a-browser.ts'
import { until } from './until.ts'

export interface Writer {
  readonly doc: Y.Doc
  readonly provider: WebsocketProvider
  /** The code with which its first connection closes. */
  readonly closed: Promise<number>
  write(root: string, text: string): void
}

/** The stock client in the hands of somebody who is signed in, once it has the study. */
export async function aWriter(browser: Browser, study: string): Promise<Writer> {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`${browser.server.url.replace('http', 'ws')}/sync`, study, doc, {
    WebSocketPolyfill: socketOf(browser),
    disableBc: true,
  })
  const closed = new Promise<number>((resolve) => provider.once('connection-close', (event) => resolve(event?.code ?? 0)))
  await until('it has synced', () => provider.synced)
  return {
    doc,
    provider,
    closed,
    write(root, text) {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText(text)])
      doc.getXmlFragment(root).push([paragraph])
    },
  }
}

/** Those of one test file, which closes them all. */
export class Writers {
  readonly #open: Writer[] = []

  async come(browser: Browser, study: string): Promise<Writer> {
    const writer = await aWriter(browser, study)
    this.#open.push(writer)
    return writer
  }

  /** In the order in which they came. */
  get all(): readonly Writer[] {
    return this.#open
  }

  /** Else they would look for the server for as long as the process lives. */
  close(): void {
    for (const { provider } of this.#open.splice(0)) provider.destroy()
  }
}

const sections = z.object({ sections: z.array(z.object({ key: z.string() })) })

/** Where the text of a study's first section is in its document. */
export async function firstRoot(browser: Browser, study: string): Promise<string> {
  const [first] = sections.parse((await browser.get(`/api/studies/${study}`)).json()).sections
  return `s:${first?.key ?? ''}`
}

/** A WebSocket that sends the cookie that the browser has when it opens. */
function socketOf(browser: Browser): typeof globalThis.WebSocket {
  class WithCookie extends WebSocket {
    constructor(url: string | URL) {
      super(url, { headers: { cookie: browser.cookie } })
    }
  }
  // y-websocket wants the browser's class; the one of `ws` does what it uses of it.
  return WithCookie as unknown as typeof globalThis.WebSocket
}
