import { HttpSocket } from '@samskriv/sync-client/http'
import { WebSocket } from 'ws'
import type { RoomAddress } from './peers/peer.ts'

/** What a typist needs of a connection, whichever it is. */
export interface Line {
  readonly isOpen: boolean
  send(bytes: Uint8Array): void
  /** Nobody hears of it any more. */
  leave(): void
}

export interface LineListener {
  readonly open: () => void
  readonly message: (data: Buffer) => void
  readonly closed: (code: number) => void
}

/** A WebSocket or, where the room says so, what the product's page uses when none gets through. */
export function openLine({ url, overHttp }: RoomAddress, headers: Readonly<Record<string, string>>, listener: LineListener): Line {
  return overHttp === true ? httpLine(url, headers, listener) : webSocketLine(url, headers, listener)
}

function webSocketLine(url: string, headers: Readonly<Record<string, string>>, { open, message, closed }: LineListener): Line {
  const socket = new WebSocket(url, { headers, perMessageDeflate: false })
  socket.binaryType = 'nodebuffer'
  socket.once('open', open)
  socket.once('close', closed)
  socket.on('error', () => socket.terminate())
  socket.on('message', message)
  return {
    get isOpen() {
      return socket.readyState === WebSocket.OPEN
    },
    send: (bytes) => socket.send(bytes),
    leave() {
      socket.removeAllListeners('close')
      socket.terminate()
    },
  }
}

function httpLine(url: string, headers: Readonly<Record<string, string>>, { open, message, closed }: LineListener): Line {
  const socket = new HttpSocket(url, {
    keepsStreams: false,
    fetch: (address, init) => fetch(address, { ...init, headers: { ...headers, ...Object.fromEntries(new Headers(init.headers)) } }),
    beacon: (address, body) => void fetch(address, { method: 'POST', headers, body }).catch(() => {}),
  })
  socket.onopen = open
  socket.onmessage = ({ data }) => message(Buffer.from(data))
  socket.onclose = ({ code }) => closed(code)
  return {
    get isOpen() {
      return socket.readyState === socket.OPEN
    },
    send: (bytes) => socket.send(bytes),
    leave() {
      socket.onclose = null
      socket.close()
    },
  }
}
