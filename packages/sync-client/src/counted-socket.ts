import { messageType, syncType } from '@samskriv/protocol/frames'

/** What y-websocket needs of a socket class: the browser's, or one that looks like it. */
export type SocketClass = typeof WebSocket

export interface SocketWatch {
  /** Bytes to send before anything else on a new connection. */
  readonly greeting: () => Uint8Array
  /** A frame that is about to be sent, as what it is sent as; an empty list drops it. */
  readonly outgoing: (frame: Uint8Array) => readonly Uint8Array[]
}

/**
 * The socket class given to y-websocket, so that every frame passes one place. The greeting goes out in a listener that is
 * registered before the provider's own, hence before its sync step 1.
 */
export function watchedSocket(Base: SocketClass, watch: SocketWatch): SocketClass {
  return class extends Base {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      this.addEventListener('open', () => super.send(copyOf(watch.greeting())))
    }

    override send(data: Parameters<WebSocket['send']>[0]): void {
      if (!(data instanceof Uint8Array)) return super.send(data)
      for (const frame of watch.outgoing(data)) super.send(copyOf(frame))
    }
  }
}

export function isSyncStep2(frame: Uint8Array): boolean {
  return frame[0] === messageType.sync && frame[1] === syncType.step2
}

export function isSyncUpdate(frame: Uint8Array): boolean {
  return frame[0] === messageType.sync && frame[1] === syncType.update
}

// The DOM types want an ArrayBuffer of its own; Yjs may hand out a view into a larger, shared one.
function copyOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes)
}
