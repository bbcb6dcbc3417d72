import { setTimeout as sleep } from 'node:timers/promises'
import { upgradeWebSocket, type WebSocketServerLike } from '@hono/node-server'
import { limits as frameLimits } from '@samskriv/protocol'
import { FramedSocket } from '@samskriv/sync-server'
import { Hono, type Context } from 'hono'
import { WebSocket, WebSocketServer } from 'ws'
import { described } from '../http/described.ts'
import { RequestProblem } from '../http/problem.ts'
import type { AppEnv, Services } from '../services.ts'
import { createDoor } from './door.ts'

/** The server that takes the sockets over. No compression: it keeps memory for each socket and leaks what it compresses together. */
export function createSocketServer(): WebSocketServer {
  const server = new WebSocketServer({
    noServer: true,
    // Room above the limit, so that the room can say 4400: `ws` itself says 1009, after which a stock client tries again for ever.
    maxPayload: 2 * frameLimits.maxFrameBytes,
    perMessageDeflate: false,
    clientTracking: true,
  })
  // Before anything else: a malformed frame is an `error` event, and one that nobody listens to ends the process.
  server.on('connection', (socket) => {
    socket.on('error', () => {})
  })
  return server
}

/** For `listen`: the two libraries fit, only under exactOptionalPropertyTypes their declarations don't. */
export function asUpgradeTarget(server: WebSocketServer): WebSocketServerLike {
  return server as unknown as WebSocketServerLike
}

/** Lets clients hear why they were closed. Whoever has not answered after a moment is cut off. */
export async function socketsClosed(server: WebSocketServer, withinMs: number): Promise<void> {
  const end = performance.now() + withinMs
  while (server.clients.size > 0 && performance.now() < end) await sleep(10)
  for (const socket of server.clients) socket.terminate()
}

/** The one WebSocket: a study's text. Everything after the first bytes is `@samskriv/sync-server`'s. */
export function syncRoutes(services: Services): Hono<AppEnv> {
  const door = createDoor(services)
  const app = new Hono<AppEnv>()

  app.get(
    '/sync/:studyId',
    described({
      tag: 'sync',
      summary: 'A WebSocket that speaks packages/protocol/PROTOCOL.md',
      status: 101,
      problems: ['foreign-origin', 'malformed-request', 'rate-limited'],
    }),
    async (c, next) => {
      if (c.req.header('upgrade')?.toLowerCase() !== 'websocket') throw new RequestProblem('malformed-request')
      await door.requireOurPages(c)
      await next()
    },
    upgradeWebSocket(async (c: Context<AppEnv>) => {
      // A refused upgrade is retried for ever by clients in use; an accepted one that is closed with a code is not.
      const answer = await door.decide(c, c.req.param('studyId') ?? '')
      return {
        onOpen: (_event, socket) => {
          const raw = socket.raw
          if (!(raw instanceof WebSocket)) return
          if (answer.ok) door.enter(c.get('visitor'), answer.admission, new FramedSocket(raw, c.env.incoming.socket))
          else raw.close(answer.close)
        },
      }
    }),
  )

  return app
}
