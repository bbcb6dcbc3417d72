import type { SectionKey } from '@samskriv/domain'
import { AnswerGiven, ExtendAnswer, GiveAnswer, HandedOver, HandOver, KeepPromise, SettleThread } from '@samskriv/protocol'
import { Hono, type Context } from 'hono'
import { clientAddress } from '../http/client-address.ts'
import { described } from '../http/described.ts'
import { jsonBody } from '../http/json-body.ts'
import type { AppEnv, Services } from '../services.ts'
import { readableStudy } from '../studies/readable-study.ts'
import { studyAccess } from '../studies/study-access.ts'
import {
  answering,
  droppingDraft,
  extending,
  handingOver,
  handingOverAll,
  keeping,
  mayAnswerIn,
  settling,
  type Answering,
} from './answering.ts'
import { threadAccess, type ThreadAccess, type ThreadAddress } from './thread-access.ts'
import { threadEvent } from './thread-event.ts'

const tag = 'comments'
const refusals = ['signed-out', 'session-expired', 'unknown-study', 'suspended', 'archived', 'read-only-example'] as const
const ofThread = [...refusals, 'unknown-thread', 'role-too-low', 'capacity-not-confirmed', 'thread-hidden'] as const

/** How what is asked here is answered: by whom, until when, and what came of it. */
export function answerRoutes(services: Services): Hono<AppEnv> {
  const { store, rooms, limits, config, log } = services
  const app = new Hono<AppEnv>()

  app.post(
    '/api/studies/:id/threads/:threadId/answers',
    described({
      tag,
      summary: 'Answer a question or a concern, or keep my draft of an answer; a no has its reason, a promise its day',
      body: GiveAnswer,
      answers: AnswerGiven,
      status: 201,
      problems: [...ofThread, 'nothing-to-answer', 'own-question', 'unknown-section', 'words-gone', 'study-unavailable'],
    }),
    async (c) => {
      await store.read(mayAnswerIn(addressOf(c)))
      const asked = await jsonBody(c, GiveAnswer)
      await countWords(c)
      const answered = await readableStudy(() => answer(addressOf(c), asked))
      if (asked.state === 'given') told(answered, 'thread answered')
      return c.json({ id: answered.answer }, 201)
    },
  )

  app.delete(
    '/api/studies/:id/threads/:threadId/answers/draft',
    described({
      tag,
      summary: 'Take my draft of an answer away',
      status: 204,
      problems: [...ofThread, 'unknown-answer'],
    }),
    async (c) => {
      await store.tx(droppingDraft(addressOf(c)))
      return c.body(null, 204)
    },
  )

  app.post(
    '/api/studies/:id/threads/:threadId/extend',
    described({
      tag,
      summary: 'Seen, answer by … because …: once, for everybody to read',
      body: ExtendAnswer,
      status: 204,
      problems: [...ofThread, 'nothing-to-answer', 'own-question', 'extended-already'],
    }),
    async (c) => {
      await store.read(mayAnswerIn(addressOf(c)))
      const asked = await jsonBody(c, ExtendAnswer)
      told(await store.tx(extending(addressOf(c), asked)), 'answer extended')
      return c.body(null, 204)
    },
  )

  app.post(
    '/api/studies/:id/threads/:threadId/hand-over',
    described({
      tag,
      summary: 'Give a question to somebody else to answer for, or take it on; the time to answer runs on',
      body: HandOver,
      status: 204,
      problems: [...ofThread, 'nothing-to-answer', 'own-question', 'unknown-person', 'not-steward'],
    }),
    async (c) => {
      await store.read(threadAccess(addressOf(c), 'thread.answer'))
      const asked = await jsonBody(c, HandOver)
      told(await store.tx(handingOver(addressOf(c), asked)), 'thread handed over')
      return c.body(null, 204)
    },
  )

  app.post(
    '/api/studies/:id/hand-over',
    described({
      tag,
      summary:
        "Before I am away: give everything in this study that I answer for, and that is not done, to somebody else in one step; what they can't answer waits for the stewards",
      body: HandOver,
      answers: HandedOver,
      problems: [...refusals, 'role-too-low', 'capacity-not-confirmed', 'unknown-person'],
    }),
    async (c) => {
      await store.read(studyAccess(c.get('visitor'), c.req.param('id'), 'thread.answer'))
      const asked = await jsonBody(c, HandOver)
      const { access, handedOver, leftToStewards } = await store.tx(handingOverAll(c.get('visitor'), c.req.param('id'), asked))
      if (handedOver + leftToStewards > 0) rooms.announce(access.study.id, { kind: 'threads' })
      log.info('all handed over', { study: access.study.id, threads: handedOver, left: leftToStewards })
      return c.json({ handedOver, leftToStewards })
    },
  )

  app.post(
    '/api/studies/:id/threads/:threadId/answers/:answerId/keep',
    described({
      tag,
      summary: 'Say what became of a promise; the asker is told',
      body: KeepPromise,
      status: 204,
      problems: [...ofThread, 'unknown-answer', 'not-your-words', 'conflict'],
    }),
    async (c) => {
      await store.read(threadAccess(addressOf(c), 'thread.answer'))
      const said = await jsonBody(c, KeepPromise)
      told(await store.tx(keeping(addressOf(c), c.req.param('answerId'), said)), 'promise ended')
      return c.body(null, 204)
    },
  )

  app.post(
    '/api/studies/:id/threads/:threadId/settle',
    described({
      tag,
      summary: 'By whoever asked: the last answer, which they name, settles it, or what they have against it, which stays beside it',
      body: SettleThread,
      status: 204,
      problems: [...ofThread, 'not-your-words', 'not-answered-yet', 'answered-meanwhile'],
    }),
    async (c) => {
      await store.read(threadAccess(addressOf(c), 'thread.own'))
      const said = await jsonBody(c, SettleThread)
      await countWords(c)
      told(await store.tx(settling(addressOf(c), said)), 'thread settled')
      return c.body(null, 204)
    },
  )

  /** The place that was changed is kept once, with the answer that is given; a draft names the section alone. */
  async function answer(address: ThreadAddress, asked: GiveAnswer): Promise<Answering> {
    const anchor = asked.state === 'given' ? asked.changed?.anchor : undefined
    if (anchor === undefined) return await store.tx(answering(address, asked, null))
    const { access, thread } = await store.read(mayAnswerIn(address))
    let answered: Answering | undefined
    await rooms.anchor(
      access.study.id,
      { ...anchor, section: anchor.section as SectionKey, onlyFor: thread.audience === 'organisers' ? thread.asker : null },
      (placed) =>
        function* (ctx) {
          answered = yield* answering(address, { ...asked, changed: { section: anchor.section } }, placed.anchor)(ctx)
        },
    )
    if (answered === undefined) throw new Error('anchor-without-answer')
    return answered
  }

  function told({ access, thread }: ThreadAccess, what: string): void {
    rooms.announce(access.study.id, threadEvent(thread))
    log.info(what, { study: access.study.id, thread: thread.id })
  }

  /** The person first: one who runs wild doesn't use up the share of those beside them. */
  async function countWords(c: Context<AppEnv>): Promise<void> {
    const visitor = c.get('visitor')
    if (visitor.kind !== 'person') return
    await limits.count(['person-comment', visitor.person.id], ['address-comment', clientAddress(c, config.trustedProxies)])
  }

  return app
}

function addressOf(c: Context<AppEnv>): ThreadAddress {
  return { visitor: c.get('visitor'), study: c.req.param('id') ?? '', thread: c.req.param('threadId') ?? '' }
}
