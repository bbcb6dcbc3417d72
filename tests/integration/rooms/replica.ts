import { documentSchemaVersion } from '@samskriv/document'
import type { SectionKey, StudyId } from '@samskriv/domain'
import { StudySession } from '@samskriv/sync-client'
import type { RoomSocket } from '@samskriv/sync-server'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { loopSocket, type Network } from './loop-socket.ts'

/** One person's open page: a copy of the study, a way to the server that may be cut, and an undo of their own. */
export interface Replica {
  readonly name: string
  /** Null while the page opens another copy. */
  readonly doc: Y.Doc | null
  /** What is given to transactions of this person's hand, so that undo finds them. */
  readonly hand: object
  readonly undo: Y.UndoManager | null
  readonly isOnline: boolean
  /** Connected, and as far as the page can tell the server has everything. */
  readonly isSettled: boolean
  /** The copies with which the server would not go on, with the close code it gave. */
  readonly givenUp: readonly { readonly doc: Y.Doc; readonly code: number }[]
  cut(): void
  mend(): void
  stop(): Promise<void>
}

export interface ReplicaOptions {
  readonly name: string
  readonly study: StudyId
  readonly sections: readonly SectionKey[]
  readonly epoch: () => Promise<number>
  readonly accept: (socket: RoomSocket) => void
  readonly arrivesTwice: Network['arrivesTwice']
}

class Undos {
  readonly #sections: readonly SectionKey[]
  readonly #hand: object
  #of: { readonly doc: Y.Doc; readonly manager: Y.UndoManager } | null = null

  constructor(sections: readonly SectionKey[], hand: object) {
    this.#sections = sections
    this.#hand = hand
  }

  on(doc: Y.Doc | null): Y.UndoManager | null {
    if (doc === null) return null
    if (this.#of?.doc !== doc) {
      const roots = this.#sections.map((key) => doc.getXmlFragment(`s:${key}`))
      this.#of = { doc, manager: new Y.UndoManager(roots, { trackedOrigins: new Set([this.#hand]), captureTimeout: 0 }) }
    }
    return this.#of.manager
  }
}

function networkOf({ accept, arrivesTwice }: ReplicaOptions): Network {
  return { isUp: true, accept, arrivesTwice, connections: new Set() }
}

function cutOff(network: Network): void {
  network.isUp = false
  for (const connection of network.connections) connection.breakOff()
}

/** The product's own page: hello, counted messages, and a fresh copy when the server can't go on with the old one. */
export async function openPage(options: ReplicaOptions): Promise<Replica> {
  const network = networkOf(options)
  const hand = {}
  const undos = new Undos(options.sections, hand)
  const session = new StudySession({
    syncUrl: 'ws://house/sync',
    origin: 'http://house',
    person: options.name,
    study: options.study,
    documentSchemaVersion,
    terms: { epoch: await options.epoch(), canWrite: true },
    Socket: loopSocket(network),
    storage: undefined,
    fetchTerms: async () => ({ epoch: await options.epoch(), canWrite: true }),
    onEvent: () => {},
    reloadOnce: () => false,
  })
  await session.start()
  const visit = () => session.state.get().visit
  return {
    name: options.name,
    hand,
    get doc() {
      return visit()?.doc ?? null
    },
    get undo() {
      return undos.on(visit()?.doc ?? null)
    },
    get isOnline() {
      return network.isUp
    },
    get isSettled() {
      return visit()?.save.get().state === 'saved' && visit()?.connection.get() === 'online'
    },
    // The session sees to this by itself.
    givenUp: [],
    cut: () => cutOff(network),
    mend: () => {
      network.isUp = true
    },
    stop: () => session.stop(),
  }
}

/** A page of somebody else's making, on y-websocket as it comes. It is opened anew when the server has closed it for good. */
export function openStockPage(options: ReplicaOptions): Replica {
  const network = networkOf(options)
  const hand = {}
  const undos = new Undos(options.sections, hand)
  const givenUp: { doc: Y.Doc; code: number }[] = []
  let provider = open()

  function open(): WebsocketProvider {
    const opened = new WebsocketProvider('ws://house/sync', options.study, new Y.Doc(), {
      disableBc: true,
      WebSocketPolyfill: loopSocket(network),
      maxBackoffTime: 400,
    })
    opened.on('closed', ({ code }) => {
      if (opened !== provider) return
      givenUp.push({ doc: opened.doc, code })
      opened.destroy()
      provider = open()
    })
    return opened
  }

  return {
    name: options.name,
    hand,
    get doc() {
      return provider.doc
    },
    get undo() {
      return undos.on(provider.doc)
    },
    get isOnline() {
      return network.isUp
    },
    get isSettled() {
      return provider.synced
    },
    givenUp,
    cut: () => cutOff(network),
    mend: () => {
      network.isUp = true
    },
    async stop() {
      provider.destroy()
    },
  }
}
