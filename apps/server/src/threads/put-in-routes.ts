import { answerUseQuestion, askForUse, changeThread, chooseMessageUse, placementsOf } from '@samskriv/database'
import type { Script } from '@samskriv/database'
import { AnswerUse, PutIn, WordsPlaced } from '@samskriv/protocol'
import { Hono, type Context } from 'hono'
import { clientAddress } from '../http/client-address.ts'
import { described } from '../http/described.ts'
import { jsonBody } from '../http/json-body.ts'
import { RequestProblem } from '../http/problem.ts'
import type { AppEnv, Services } from '../services.ts'
import { requireOpenTo } from '../studies/hold-routes.ts'
import { readableStudy } from '../studies/readable-study.ts'
import { requireAllowed } from '../studies/study-access.ts'
import { mayChoose, narrowing } from './choosing-use.ts'
import { noteThread } from './note-thread.ts'
import { mayPutIn, puttingIn, requirePlace, sayable, type MessageAddress, type Placed } from './putting-in.ts'
import { takeOutPlaced } from './taking-out-placed.ts'
import { messageAccess, type ThreadAccess, type ThreadAddress } from './thread-access.ts'
import { threadEvent } from './thread-event.ts'

const tag = 'comments'
const reading = ['signed-out', 'session-expired', 'unknown-study', 'suspended', 'unknown-thread', 'thread-hidden'] as const
const putting = [...reading, 'role-too-low', 'capacity-not-confirmed', 'archived', 'read-only-example', 'unknown-message'] as const

/** What people said, put into the text as their words: by editors, as far as whoever said it allows. */
export function putInRoutes(services: Services): Hono<AppEnv> {
  const { store, rooms, limits, config, log, newId } = services
  const app = new Hono<AppEnv>()
  /** Those that are on their way: the same form sent again meanwhile waits for the first. */
  const onTheirWay = new Map<string, Promise<Placed>>()

  app.post(
    '/api/studies/:id/threads/:threadId/messages/:messageId/put-in',
    described({
      tag,
      summary: 'Put what somebody said, or chosen words of it, into the text as their words; the same token sent again adds nothing',
      body: PutIn,
      answers: WordsPlaced,
      status: 201,
      problems: [
        ...putting,
        'only-for-organisers',
        'use-not-given',
        'unknown-section',
        'section-closed',
        'section-held',
        'place-gone',
        'inside-a-sentence',
        'study-full',
        'study-unavailable',
      ],
    }),
    async (c) => {
      const address = messageIn(c)
      await store.read(sayable(address))
      const asked = await jsonBody(c, PutIn)
      const { access } = await store.read(mayPutIn(address, asked))
      await countWords(c)
      const key = `${access.study.id} ${access.visitor.person.id} ${asked.token}`
      const placing = onTheirWay.get(key) ?? readableStudy(() => putIn(address, asked))
      onTheirWay.set(key, placing)
      try {
        return c.json(await placing, 201)
      } finally {
        onTheirWay.delete(key)
      }
    },
  )

  app.delete(
    '/api/studies/:id/threads/:threadId/placements/:placementId',
    described({
      tag,
      summary: 'Take words of a comment out of the text again: by who put them there, who said them, or a steward',
      status: 204,
      problems: [
        ...reading,
        'role-too-low',
        'archived',
        'read-only-example',
        'unknown-placement',
        'not-your-words',
        'section-held',
        'study-unavailable',
      ],
    }),
    async (c) => {
      const found = await takeOutPlaced({ ...threadIn(c), placement: c.req.param('placementId') ?? '' }, services)
      told(found, 'words of a comment taken out')
      return c.body(null, 204)
    },
  )

  app.post(
    '/api/studies/:id/threads/:threadId/messages/:messageId/ask',
    described({
      tag,
      summary: 'Ask whoever said it whether it may stand in the text, once',
      status: 204,
      problems: [...putting, 'only-for-organisers', 'asked-already', 'conflict'],
    }),
    async (c) => {
      const address = messageIn(c)
      await store.read(sayable(address))
      await countWords(c)
      const found = await store.tx(function* (ctx) {
        const one = yield* sayable(address)(ctx)
        const { access, participant, thread, message, decision } = one
        // Nobody is asked for what they have allowed.
        if (decision.allowed) throw new RequestProblem('conflict')
        if (decision.reason !== 'use-not-given') requireAllowed(decision)
        const question = { study: access.study.id, thread: thread.id, reply: message.id, by: participant.id }
        if (!(yield* askForUse(question)(ctx))) throw new RequestProblem('asked-already')
        yield* changeThread(thread.id, {})(ctx)
        yield* noteThread(access, 'thread.use-asked', thread.id, thread.section, { message: message.id, of: message.participant })(ctx)
        return one
      })
      told(found, 'asked for words')
      return c.body(null, 204)
    },
  )

  app.put(
    '/api/studies/:id/threads/:threadId/messages/:messageId/use',
    described({
      tag,
      summary: 'By who said it: what may be done with it, such as standing in the text and in files',
      body: AnswerUse,
      status: 204,
      problems: [...reading, 'read-only-example', 'unknown-message', 'not-your-words'],
    }),
    async (c) => {
      const address = messageIn(c)
      await store.read(messageAccess(address, 'thread.take-back'))
      const { use } = await jsonBody(c, AnswerUse)
      told(await store.tx(answeringUse(address, use)), 'answered for words')
      return c.body(null, 204)
    },
  )

  async function putIn(address: MessageAddress, asked: PutIn): Promise<Placed> {
    const allow = mayPutIn(address, asked)
    const found = await store.read(allow)
    const { access, participant, thread, section, sent } = found
    if (sent !== undefined) return await placedBefore(thread.id, sent)
    requireOpenTo(participant.id, rooms.heldIn(access.study.id), section.key)
    for (let tries = 0; tries < mostTries; tries += 1) {
      const epoch = await rooms.read(access.study.id, (body) => {
        requirePlace(body, asked, found)
        return body.epoch
      })
      const edit = puttingIn(found, asked, { id: newId(), epoch, allow })
      await rooms.edit(access.study.id, edit.request)
      const placed = edit.placed()
      if (placed === null) continue
      told(found, 'words put into the text')
      return placed
    }
    throw new RequestProblem('place-gone')
  }

  /** What the same form made; it may have been taken out again since. */
  async function placedBefore(thread: string, sent: string): Promise<Placed> {
    const id = sent.slice(sent.indexOf(':') + 1)
    const placement = (await store.read(placementsOf([thread]))).find((one) => one.id === id)
    if (placement === undefined) throw new RequestProblem('unknown-placement')
    return { id, section: placement.section, anchor: placement.anchor }
  }

  function told({ access, thread }: ThreadAccess, what: string): void {
    rooms.announce(access.study.id, threadEvent(thread))
    log.info(what, { study: access.study.id, thread: thread.id })
  }

  async function countWords(c: Context<AppEnv>): Promise<void> {
    const visitor = c.get('visitor')
    if (visitor.kind !== 'person') return
    await limits.count(['person-comment', visitor.person.id], ['address-comment', clientAddress(c, config.trustedProxies)])
  }

  return app
}

/** The text may change while it is asked for: so often it is looked at again. */
const mostTries = 3

/** What whoever said it answers when they are asked, or says without being asked. */
export const answeringUse = (address: MessageAddress, use: AnswerUse['use']): Script<ThreadAccess> =>
  function* (ctx) {
    const found = yield* messageAccess(address, 'thread.take-back')(ctx)
    const { access, participant, thread, message } = found
    yield* mayChoose(found, [message], use)(ctx)
    yield* narrowing(found, chooseMessageUse(message.id, message.participant, use, participant.id))(ctx)
    const asker = yield* answerUseQuestion(message.id)(ctx)
    yield* changeThread(thread.id, {})(ctx)
    const answered = asker === undefined ? {} : { to: asker, given: use === 'case-study' ? 1 : 0 }
    yield* noteThread(access, 'thread.use-answered', thread.id, thread.section, { message: message.id, ...answered })(ctx)
    return found
  }

function threadIn(c: Context<AppEnv>): ThreadAddress {
  return { visitor: c.get('visitor'), study: c.req.param('id') ?? '', thread: c.req.param('threadId') ?? '' }
}

function messageIn(c: Context<AppEnv>): MessageAddress {
  return { ...threadIn(c), message: c.req.param('messageId') ?? '' }
}
