import { IDBFactory } from 'fake-indexeddb'
import { expect, vi } from 'vitest'
import * as Y from 'yjs'

import { StudySession, type SessionOptions } from '../study-session.ts'
import type { Visit } from '../visit.ts'
import type { TinyRoom } from './tiny-room.ts'

export function aStorage(): IDBFactory {
  return new IDBFactory()
}

/** Somebody who may write, on a device of their own. */
export function aSession(room: TinyRoom, options: Partial<SessionOptions> = {}): StudySession {
  return new StudySession({
    syncUrl: room.url,
    origin: 'https://write.example.org',
    person: 'amina',
    study: 'study-1',
    documentSchemaVersion: 1,
    terms: { epoch: 1, canWrite: true },
    Socket: WebSocket,
    storage: aStorage(),
    fetchTerms: async () => ({ epoch: 2, canWrite: true }),
    onEvent: () => {},
    reloadOnce: () => true,
    ...options,
  })
}

/** Those of one test, which stops them all. */
export class Sessions {
  readonly #room: TinyRoom
  readonly #open: StudySession[] = []

  constructor(room: TinyRoom) {
    this.#room = room
  }

  async start(options: Partial<SessionOptions> = {}): Promise<StudySession> {
    const session = aSession(this.#room, options)
    this.#open.push(session)
    await session.start()
    return session
  }

  async stop(): Promise<void> {
    await Promise.all(this.#open.splice(0).map(async (session) => session.stop()))
  }
}

/** Waits until everything is acknowledged, in whichever visit it is by then. */
export async function expectSaved(session: StudySession): Promise<void> {
  await vi.waitFor(() => expect(visitOf(session).save.get()).toEqual({ state: 'saved' }), { timeout: 5_000 })
}

export function visitOf(session: StudySession): Visit {
  const { visit } = session.state.get()
  if (visit === null) throw new Error('no visit')
  return visit
}

/** Adds a paragraph to a section, as an editor does. */
export function write(doc: Y.Doc, text: string, section = 'summary'): void {
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(text)])
  const fragment = doc.getXmlFragment(`s:${section}`)
  doc.transact(() => fragment.insert(fragment.length, [paragraph]), 'editor')
}

export function read(doc: Y.Doc, section = 'summary'): string {
  const paragraphs = doc
    .getXmlFragment(`s:${section}`)
    .toArray()
    .filter((node) => node instanceof Y.XmlElement)
  return paragraphs.map((paragraph) => paragraph.toArray().map(textOf).join('')).join('\n')
}

function textOf(node: Y.XmlElement | Y.XmlText | Y.XmlHook): string {
  return node instanceof Y.XmlText ? node.toJSON() : ''
}
