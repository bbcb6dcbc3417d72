import type { Duplex } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { upgradeWebSocket, type WebSocketServerLike } from '@hono/node-server'
import { closeCodes, limits as frameLimits } from '@samskriv/protocol'
import { FramedSocket, type Admission } from '@samskriv/sync-server'
import { Hono, type Context } from 'hono'
import { WebSocket, WebSocketServer } from 'ws'
import { clientAddress } from '../http/client-address.ts'
import { described } from '../http/described.ts'
import { isFromOurPages } from '../http/origin.ts'
import { RequestProblem } from '../http/problem.ts'
import type { AppEnv, Services } from '../services.ts'
import type { Visitor } from '../auth/visitor.ts'
import { admit, type Admitted } from './admit.ts'

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
  const { store, rooms, sockets, log, limits, config, isStopping } = services
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
      if (!isFromOurPages(c.req.raw.headers, config.publicUrls)) throw new RequestProblem('foreign-origin')
      // Nobody known is told by a code to sign in, until there are so many that even saying so costs too much.
      if (c.get('visitor').kind === 'anonymous') await limits.count(['address-socket', clientAddress(c, config.trustedProxies)])
      await next()
    },
    upgradeWebSocket(async (c) => {
      // A refused upgrade is retried for ever by clients in use; an accepted one that is closed with a code is not.
      const answer = await decide(c)
      return {
        onOpen: (_event, socket) => {
          const raw = socket.raw
          if (!(raw instanceof WebSocket)) return
          if (answer.ok) connect(c.get('visitor'), answer.admission, raw, c.env.incoming.socket)
          else raw.close(answer.close)
        },
      }
    }),
  )

  async function decide(c: Context<AppEnv>): Promise<Admitted> {
    const visitor = c.get('visitor')
    if (isStopping()) return { ok: false, close: closeCodes.serverRestart }
    try {
      if (visitor.kind === 'person') await limits.count(['person-socket', visitor.person.id])
      return await admit(visitor, c.req.param('studyId') ?? '', store)
    } catch (error) {
      if (!(error instanceof RequestProblem)) log.error('admission failed', { error })
      return { ok: false, close: closeCodes.overloaded }
    }
  }

  return app

  function connect(visitor: Visitor, admission: Admission, socket: WebSocket, stream: Duplex): void {
    const { study, person, participant, session } = admission
    if (!sockets.hasRoomFor(person)) {
      log.info('too many sockets', { person })
      socket.close(closeCodes.overloaded)
      return
    }
    const forget = sockets.add({ study, person, participant, session })
    socket.on('close', forget)
    rooms
      .connect(new FramedSocket(socket, stream), admission)
      .then(() => recheck(visitor, admission, socket))
      .catch((error: unknown) => {
        log.warn('socket not connected', { study, error })
        socket.close(closeCodes.overloaded)
      })
  }

  /** A right that was taken while the socket was on its way in found nothing to close: so it is asked for once more, now that there is. */
  async function recheck(visitor: Visitor, admission: Admission, socket: WebSocket): Promise<void> {
    const now = await admit(visitor, admission.study, store)
    if (!now.ok) socket.close(now.close)
    else if (now.admission.role !== admission.role || now.admission.canWrite !== admission.canWrite) socket.close(closeCodes.roleChanged)
  }
}
