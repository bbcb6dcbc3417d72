import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import {
  BadFrame,
  closeCodes,
  decodeMessages,
  endHeader,
  limits as frameLimits,
  maxMessagesPerPost,
  SyncOpened,
  SyncTaken,
  writeStreamEnd,
  type CloseCode,
} from '@samskriv/protocol'
import { Hono, type Context } from 'hono'
import { identify } from '../auth/visitor.ts'
import { clientAddress } from '../http/client-address.ts'
import { described } from '../http/described.ts'
import { isFromOurPages } from '../http/origin.ts'
import { RequestProblem } from '../http/problem.ts'
import type { AppEnv, Services } from '../services.ts'
import { createDoor } from './door.ts'
import { EventStream } from './event-stream.ts'
import type { HttpConnection } from './http-sockets.ts'
import { OnePoll } from './one-poll.ts'
import { readBody } from './read-body.ts'

/** As large as the WebSocket layer takes a message. */
const maxBodyBytes = 2 * frameLimits.maxFrameBytes

const path = '/sync/:studyId/connections'

/**
 * The same room for those whose way to us lets no WebSocket through: messages come as the body of a POST, and go out as a stream of
 * events or as answers to polls. These routes stand before what guards all others, because they have limits and checks of their own.
 *
 * @see "Over HTTP" in packages/protocol/PROTOCOL.md
 */
export function httpSyncRoutes(services: Services): Hono<AppEnv> {
  const { httpSockets, limits, config, metrics, log } = services
  const door = createDoor(services)
  const identified = identify(services)
  const count = (what: string): void => metrics.httpSync.add(what, '', 1)
  const app = new Hono<AppEnv>()

  app.post(
    path,
    described({
      tag: 'sync',
      summary: 'Opens a study over HTTP, where no WebSocket gets through; or says with which code a WebSocket would be closed',
      answers: SyncOpened,
      problems: ['foreign-origin'],
    }),
    identified,
    async (c) => {
      await door.requireOurPages(c)
      const study = c.req.param('studyId')
      const answer = await door.decide(c, study)
      c.header('Cache-Control', 'no-store')
      if (!answer.ok) return c.json({ close: answer.close, reason: reasonOf(answer.close) } satisfies SyncOpened)
      const { id, socket } = httpSockets.add({ study, session: answer.admission.session, cookie: sessionCookieOf(c) })
      count('opened')
      door.enter(c.get('visitor'), answer.admission, socket)
      return c.json({ connection: id } satisfies SyncOpened)
    },
  )

  app.get(
    `${path}/:connectionId`,
    described({
      tag: 'sync',
      summary: 'The messages of a connection behind number `received`: as a stream of events, or, as `poll`, the next ones at once',
      query: { received: [], as: ['stream', 'poll'] },
      answers: 'events',
      problems: ['foreign-origin', 'malformed-request', 'not-found'],
    }),
    async (c) => {
      const { socket } = await connectionOf(c)
      const received = numberIn(c.req.header('last-event-id') ?? c.req.query('received') ?? '0')
      return c.req.query('as') === 'poll' ? await poll(c, socket, received) : stream(c, socket, received)
    },
  )

  app.post(
    `${path}/:connectionId`,
    described({
      tag: 'sync',
      summary:
        'Messages for a connection, from number `first` on. Those that were taken before are passed over. `close` ends it afterwards',
      query: { first: [], received: [], close: [] },
      sends: 'messages',
      answers: SyncTaken,
      problems: ['foreign-origin', 'malformed-request', 'not-found', 'body-too-large'],
    }),
    async (c) => {
      const connection = await connectionOf(c)
      const { socket } = connection
      const first = numberIn(c.req.query('first') ?? '1')
      const received = numberIn(c.req.query('received') ?? '0')
      const messages = await messagesOf(c, connection)
      count('posts')
      c.header('Cache-Control', 'no-store')
      if (messages === null) return c.json({ taken: socket.taken } satisfies SyncTaken)
      socket.confirm(received)
      if (first <= socket.taken && messages.length > 0) count('posts-repeated')
      const taken = await socket.take(first, messages)
      // Not while some are waiting: who has left may come back, or is missed after a while.
      const isAll = messages.length < maxMessagesPerPost && taken >= first + messages.length - 1
      if (c.req.query('close') !== undefined && isAll) socket.terminate()
      return c.json({ taken } satisfies SyncTaken)
    },
  )

  return app

  /** For the same person in the same session, from one of our pages; anybody else learns nothing. @throws {@link RequestProblem} */
  async function connectionOf(c: Context<AppEnv>): Promise<HttpConnection> {
    if (!isFromOurPages(c.req.raw.headers, config.publicUrls)) throw new RequestProblem('foreign-origin')
    const connection = httpSockets.find(c.req.param('connectionId') ?? '', c.req.param('studyId') ?? '')
    if (connection === undefined || !(await isOfSession(c, connection))) {
      await limits.count(['address-socket', clientAddress(c, config.trustedProxies)])
      throw new RequestProblem('not-found')
    }
    if (!httpSockets.allows(connection)) throw new RequestProblem('rate-limited', { headers: { 'Retry-After': '1' } })
    return connection
  }

  function stream(c: Context<AppEnv>, socket: HttpConnection['socket'], received: number): Response {
    // Asked first: once a stream has begun, nothing else can be answered.
    if (!socket.canSendFrom(received)) throw new RequestProblem('not-found')
    httpSockets.answering += 1
    const events = new EventStream(c.env.outgoing, (over) => {
      httpSockets.answering -= 1
      socket.detach(over)
    })
    count(received > 0 ? 'streams-resumed' : 'streams')
    events.open()
    socket.attach(events, received)
    // A copy: what stands before these routes puts headers on it.
    return RESPONSE_ALREADY_SENT.clone()
  }

  async function poll(c: Context<AppEnv>, socket: HttpConnection['socket'], received: number): Promise<Response> {
    const waiting = new OnePoll(c.env.outgoing, (over) => socket.detach(over))
    if (!socket.attach(waiting, received)) {
      waiting.end()
      throw new RequestProblem('not-found')
    }
    count('polls')
    httpSockets.answering += 1
    const { body, end } = await waiting.answer
    httpSockets.answering -= 1
    const close: Record<string, string> = end === null ? {} : { [endHeader]: writeStreamEnd(end) }
    return c.body(body, 200, { 'Content-Type': 'application/octet-stream', 'Cache-Control': 'no-store', ...close })
  }

  /** @returns null when the client has given this request up for another one, or has said what nobody understands */
  async function messagesOf(c: Context<AppEnv>, connection: HttpConnection): Promise<readonly Buffer[] | null> {
    // One body at a time is kept in memory for each connection: the newest, because its sender has given the others up.
    connection.giveUpReading()
    const { body, giveUp } = readBody(c.env.incoming, maxBodyBytes)
    connection.giveUpReading = giveUp
    const read = await body
    if (read.kind === 'too-large') throw new RequestProblem('body-too-large', { headers: { Connection: 'close' } })
    if (read.kind === 'given-up') return null
    try {
      return decodeMessages(read.bytes, maxMessagesPerPost).map((message) =>
        Buffer.from(message.buffer, message.byteOffset, message.byteLength),
      )
    } catch (error) {
      if (!(error instanceof BadFrame)) throw error
      log.info('no messages', { study: connection.study, detail: error.message })
      connection.socket.close(closeCodes.badFrame, 'badFrame')
      return null
    }
  }

  async function isOfSession(c: Context<AppEnv>, { cookie, session }: HttpConnection): Promise<boolean> {
    // Every keystroke comes this way. A session that has ended has ended its connections, as it has its WebSockets.
    if (cookie !== '' && sessionCookieOf(c) === cookie) return true
    await identified(c, async () => {})
    const visitor = c.get('visitor')
    return visitor.kind === 'person' && visitor.session.id === session
  }
}

/** What its browser proves the session with, whatever other cookies are there. */
function sessionCookieOf(c: Context): string {
  const cookies = (c.req.header('cookie') ?? '').split(';').map((cookie) => cookie.trim())
  return cookies.filter((cookie) => /^[\w.-]*session_token=./.test(cookie)).join('; ')
}

/** @throws {@link RequestProblem} `malformed-request` */
function numberIn(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new RequestProblem('malformed-request')
  return Number(text)
}

function reasonOf(code: CloseCode): string {
  return Object.entries(closeCodes).find(([, known]) => known === code)?.[0] ?? ''
}
