import { countThreads, editMessage, openComments, threadsOf } from '@samskriv/database'
import {
  changeThread,
  reportThread,
  settleReports,
  translateMessage,
  type EventData,
  type Script,
  type ThreadFilter,
  type ThreadReader,
} from '@samskriv/database'
import { isSector, may, ownPlaces, type SectionKey, type StudyId } from '@samskriv/domain'
import {
  BeginThread,
  ChangeThread,
  CommentsSetting,
  EditMessage,
  ReplyTo,
  ThreadBegun,
  ThreadList,
  ThreadReason,
  ThreadView,
  TranslateMessage,
} from '@samskriv/protocol'
import { Hono, type Context } from 'hono'
import type { z } from 'zod'
import { clientAddress } from '../http/client-address.ts'
import { described } from '../http/described.ts'
import { jsonBody } from '../http/json-body.ts'
import { RequestProblem } from '../http/problem.ts'
import type { AppEnv, Services } from '../services.ts'
import { actorOfEvent } from '../studies/routes.ts'
import { readableStudy } from '../studies/readable-study.ts'
import { requireAllowed, studyAccess, type StudyAccess } from '../studies/study-access.ts'
import { beginning, mayBegin, mayReply, replying, wordsOf, type Beginning, type Begun } from './begin-thread.ts'
import { choosingThreadUse } from './choosing-use.ts'
import { noteThread } from './note-thread.ts'
import { nameKind } from './owners.ts'
import { inPlaceOfFirst } from './sent-again.ts'
import { takeBack } from './taking-back.ts'
import { takingBackTranslation } from './taking-back-translation.ts'
import { messageAccess, threadAccess, type ThreadAccess, type ThreadAddress } from './thread-access.ts'
import { threadEvent } from './thread-event.ts'
import { threadSummaries, threadView } from './thread-view.ts'

const tag = 'comments'
const reading = ['signed-out', 'session-expired', 'unknown-study', 'suspended'] as const
const ofThread = [...reading, 'unknown-thread'] as const
const writing = ['capacity-not-confirmed', 'role-too-low', 'archived', 'read-only-example', 'comments-closed'] as const
const pageSize = 100
const filters = ['open', 'waiting', 'overdue', 'mine', 'all'] as const satisfies readonly ThreadFilter[]

/** What people say to each other about a study. */
export function threadRoutes(services: Services): Hono<AppEnv> {
  const { store, rooms, limits, config, log } = services
  const app = new Hono<AppEnv>()

  app.get(
    '/api/studies/:id/threads',
    described({
      tag,
      summary: 'Comments, questions, concerns and thanks, newest change first, a hundred at a time, or those named alone',
      query: { filter: filters, section: [], sector: [], after: [], thread: [] },
      answers: ThreadList,
      problems: reading,
    }),
    async (c) => {
      const script: Script<ThreadList> = function* (ctx) {
        const access = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'thread.read')(ctx)
        const reader = readerOf(access)
        const threads = yield* threadsOf(access.study.id, reader, { ...asked(c), limit: pageSize + 1 })(ctx)
        const shown = threads.slice(0, pageSize)
        const last = shown.at(-1)
        return {
          threads: yield* threadSummaries(access, shown)(ctx),
          next: threads.length > pageSize && last !== undefined ? `${last.changedAt}.${last.id}` : null,
          counts: yield* countThreads(access.study.id, reader)(ctx),
        }
      }
      return c.json(await store.read(script))
    },
  )

  app.post(
    '/api/studies/:id/threads',
    described({
      tag,
      summary: 'Begin a thread on words, on a section or on the whole study; the same token sent again adds nothing',
      body: BeginThread,
      answers: ThreadBegun,
      status: 201,
      problems: [...reading, ...writing, 'unknown-section', 'unknown-person', 'not-your-voice', 'words-gone', 'study-unavailable'],
    }),
    async (c) => {
      const visitor = c.get('visitor')
      const study = c.req.param('id')
      const input = { visitor, study, asked: await said(c, BeginThread, studyAccess(visitor, study, 'thread.write')) }
      await store.read(mayBegin(input))
      await countWords(c)
      const begun = await inPlaceOfFirst(input, services, () => readableStudy(() => begin(input)))
      // Also when it was there: what may be done with it may be another thing now.
      rooms.announce(begun.access.study.id, threadEvent({ id: begun.thread, audience: input.asked.audience }))
      if (begun.isNew) log.info('thread begun', { study: begun.access.study.id, thread: begun.thread })
      return c.json({ id: begun.thread }, 201)
    },
  )

  app.get(
    '/api/studies/:id/threads/:threadId',
    described({ tag, summary: 'One thread with all that was said in it and its answers', answers: ThreadView, problems: ofThread }),
    async (c) => {
      const script: Script<ThreadView> = function* (ctx) {
        return yield* threadView(yield* threadAccess(addressOf(c), 'thread.read')(ctx))(ctx)
      }
      return c.json(await store.read(script))
    },
  )

  app.post(
    '/api/studies/:id/threads/:threadId/messages',
    described({
      tag,
      summary: 'Reply; the same token sent again adds nothing',
      body: ReplyTo,
      answers: ThreadBegun,
      status: 201,
      problems: [...ofThread, ...writing, 'thread-hidden', 'unknown-person'],
    }),
    async (c) => {
      const reply = await said(c, ReplyTo, threadAccess(addressOf(c), 'thread.write'))
      await store.read(mayReply(addressOf(c), reply.token))
      await countWords(c)
      const { found, message, isNew } = await store.tx(replying(addressOf(c), reply))
      told(found, isNew ? 'thread replied' : 'thread sent again')
      return c.json({ id: message }, 201)
    },
  )

  app.patch(
    '/api/studies/:id/threads/:threadId/messages/:messageId',
    described({
      tag,
      summary: 'Change my own words, or which language they are in; they are shown as edited, and their translations go',
      body: EditMessage,
      status: 204,
      problems: [...ofThread, ...writing, 'unknown-message', 'not-your-words', 'thread-hidden'],
    }),
    async (c) => {
      const address = { ...addressOf(c), message: c.req.param('messageId') }
      await store.read(messageAccess(address, 'thread.own'))
      const { text, language } = await jsonBody(c, EditMessage)
      await changing(function* (ctx) {
        const found = yield* messageAccess(address, 'thread.own')(ctx)
        const words = text === undefined ? {} : { body: wordsOf(text) }
        yield* editMessage(found.message.id, { ...words, ...(language === undefined ? {} : { lang: language }) })(ctx)
        yield* changeThread(found.thread.id, {})(ctx)
        return { found, kind: 'thread.edited' }
      })
      return c.body(null, 204)
    },
  )

  app.delete(
    '/api/studies/:id/threads/:threadId/messages/:messageId',
    described({
      tag,
      summary: 'Delete my own words, in the text too where they were put there; that something was said, by whom and when stays',
      status: 204,
      problems: [...ofThread, ...writing, 'unknown-message', 'not-your-words', 'thread-hidden', 'study-unavailable'],
    }),
    async (c) => {
      const address = { ...addressOf(c), message: c.req.param('messageId') }
      told(await takeBack(address, services), 'thread.message-deleted')
      return c.body(null, 204)
    },
  )

  app.put(
    '/api/studies/:id/threads/:threadId/messages/:messageId/translation',
    described({
      tag,
      summary: 'Put a translation beside what somebody said; it never stands instead of it',
      body: TranslateMessage,
      status: 204,
      problems: [...ofThread, ...writing, 'unknown-message', 'thread-hidden'],
    }),
    async (c) => {
      const address = { ...addressOf(c), message: c.req.param('messageId') }
      await store.read(messageAccess(address, 'thread.write'))
      const { language, text } = await jsonBody(c, TranslateMessage)
      await countWords(c)
      await changing(function* (ctx) {
        const found = yield* messageAccess(address, 'thread.write')(ctx)
        yield* translateMessage(found.message.id, { lang: language, body: wordsOf(text), by: found.participant.id })(ctx)
        yield* changeThread(found.thread.id, {})(ctx)
        return { found, kind: 'thread.translated' }
      })
      return c.body(null, 204)
    },
  )

  app.delete(
    '/api/studies/:id/threads/:threadId/messages/:messageId/translation/:language',
    described({
      tag,
      summary: 'Delete my own translation of what somebody said',
      status: 204,
      problems: [...ofThread, 'read-only-example', 'unknown-message', 'not-your-words', 'thread-hidden'],
    }),
    async (c) => {
      const address = { ...addressOf(c), message: c.req.param('messageId'), language: c.req.param('language') }
      const found = await store.tx(takingBackTranslation(address))
      await services.forgetDeleted(found.access.study.id)
      told(found, 'thread.translation-deleted')
      return c.body(null, 204)
    },
  )

  app.patch(
    '/api/studies/:id/threads/:threadId',
    described({
      tag,
      summary: 'By whoever began it: what kind it is, and what may be done with its words',
      body: ChangeThread,
      status: 204,
      problems: [...ofThread, ...writing, 'not-your-words', 'thread-hidden', 'kind-answered'],
    }),
    async (c) => {
      await store.read(threadAccess(addressOf(c), 'thread.take-back'))
      const { kind, use } = await jsonBody(c, ChangeThread)
      await changing(function* (ctx) {
        const found = yield* threadAccess(addressOf(c), 'thread.take-back')(ctx)
        const { thread } = found
        if (kind !== undefined) requireAllowed(may(found.access.actor, 'words.choose', found.access.subject))
        if (use !== undefined) yield* choosingThreadUse(found, use)(ctx)
        const asks = kind !== undefined && (yield* nameKind(found.access, thread, kind)(ctx))
        yield* changeThread(thread.id, {})(ctx)
        return { found, kind: 'thread.changed', more: asks ? { asks: 1 } : {} }
      })
      return c.body(null, 204)
    },
  )

  const actions = [
    ['resolve', 'Mark as dealt with; nothing is deleted', 'thread.resolve', 'thread.resolved'],
    ['reopen', 'Take it up again', 'thread.resolve', 'thread.reopened'],
    ['show', 'Show again what was hidden', 'thread.moderate', 'thread.shown'],
  ] as const
  for (const [path, summary, action, kind] of actions) {
    app.post(
      `/api/studies/:id/threads/:threadId/${path}`,
      described({ tag, summary, status: 204, problems: [...ofThread, ...writing, 'not-your-words', 'not-steward', 'thread-hidden'] }),
      async (c) => {
        await changing(function* (ctx) {
          const found = yield* threadAccess(addressOf(c), action)(ctx)
          const now = ctx.clock()
          const change = {
            resolve: { resolvedBy: found.participant.id, resolvedAt: now },
            reopen: { resolvedBy: null, resolvedAt: null },
            show: { hiddenBy: null, hiddenAt: null, hiddenReason: null },
          }[path]
          yield* changeThread(found.thread.id, change)(ctx)
          return { found, kind }
        })
        return c.body(null, 204)
      },
    )
  }

  app.post(
    '/api/studies/:id/threads/:threadId/hide',
    described({
      tag,
      summary: 'Take it out of sight, with a reason for everybody to read; it stays counted',
      body: ThreadReason,
      status: 204,
      problems: [...ofThread, ...writing, 'not-steward'],
    }),
    async (c) => {
      await store.read(threadAccess(addressOf(c), 'thread.moderate'))
      const reason = wordsOf((await jsonBody(c, ThreadReason)).reason, 'reason')
      await changing(function* (ctx) {
        const found = yield* threadAccess(addressOf(c), 'thread.moderate')(ctx)
        yield* changeThread(found.thread.id, { hiddenBy: found.participant.id, hiddenAt: ctx.clock(), hiddenReason: reason })(ctx)
        yield* settleReports(found.thread.id, found.participant.id)(ctx)
        return { found, kind: 'thread.hidden' }
      })
      return c.body(null, 204)
    },
  )

  app.post(
    '/api/studies/:id/threads/:threadId/report',
    described({
      tag,
      summary: 'Tell the stewards that something is not all right with it',
      body: ThreadReason,
      status: 204,
      problems: [...ofThread, ...writing, 'thread-hidden'],
    }),
    async (c) => {
      await store.read(threadAccess(addressOf(c), 'thread.read'))
      const reason = wordsOf((await jsonBody(c, ThreadReason)).reason, 'reason')
      await countWords(c)
      await changing(function* (ctx) {
        const found = yield* threadAccess(addressOf(c), 'thread.read')(ctx)
        yield* reportThread(found.thread.id, found.participant.id, reason)(ctx)
        return { found, kind: 'thread.reported' }
      })
      return c.body(null, 204)
    },
  )

  app.post(
    '/api/studies/:id/threads/:threadId/reports/settle',
    described({
      tag,
      summary: 'I have looked at what was told to the stewards about it, and it stays as it is',
      status: 204,
      problems: [...ofThread, ...writing, 'not-steward'],
    }),
    async (c) => {
      await changing(function* (ctx) {
        const found = yield* threadAccess(addressOf(c), 'thread.moderate')(ctx)
        yield* settleReports(found.thread.id, found.participant.id)(ctx)
        return { found, kind: 'thread.reports-settled' }
      })
      return c.body(null, 204)
    },
  )

  app.post(
    '/api/studies/:id/threads/:threadId/take-back',
    described({
      tag,
      summary: 'Take back what I said, without a reason: all my words in it go at once, in the text too, and a neutral placeholder stays',
      status: 204,
      problems: [...ofThread, 'not-your-words', 'study-unavailable'],
    }),
    async (c) => {
      told(await takeBack(addressOf(c), services), 'thread taken back')
      return c.body(null, 204)
    },
  )

  app.put(
    '/api/studies/:id/comments',
    described({
      tag,
      summary: 'Open the study for comments, or close it to new ones',
      body: CommentsSetting,
      status: 204,
      problems: [...reading, 'not-steward', 'account-needed', 'archived', 'read-only-example'],
    }),
    async (c) => {
      await store.read(studyAccess(c.get('visitor'), c.req.param('id'), 'study.settings'))
      const { open } = await jsonBody(c, CommentsSetting)
      const study = await store.tx<StudyId>(function* (ctx) {
        const access = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'study.settings')(ctx)
        if (access.study.commentsOpen !== open) yield* openComments(access.study.id, open, actorOfEvent(access.visitor))(ctx)
        return access.study.id
      })
      rooms.announce(study, { kind: 'study' })
      log.info('comments changed', { study, open })
      return c.body(null, 204)
    },
  )

  /** Who may not say it learns nothing from what is wrong with it. A form that can be read may be there already: then it is asked about that. */
  async function said<Schema extends z.ZodType>(c: Context<AppEnv>, schema: Schema, rules: Script<unknown>): Promise<z.infer<Schema>> {
    const refusal = await store.read(rules).then(
      () => null,
      (error: unknown) => (error instanceof RequestProblem ? error : Promise.reject(error)),
    )
    const body = jsonBody(c, schema)
    return await (refusal === null ? body : body.catch(() => Promise.reject(refusal)))
  }

  /** On words, the place is kept in the same transaction; on a section or the study there is none. */
  async function begin(input: Beginning): Promise<Begun> {
    const { anchor, audience } = input.asked
    if (anchor === undefined) return await store.tx(beginning(input, null))
    const { study, participant } = (await store.read(mayBegin(input))).access
    const onlyFor = audience === 'organisers' ? (participant?.id ?? null) : null
    let begun: Begun | undefined
    try {
      await rooms.anchor(
        study.id,
        { ...anchor, section: anchor.section as SectionKey, onlyFor },
        ({ anchor: id }) =>
          function* (ctx) {
            begun = yield* beginning(input, id)(ctx)
            // The same form before: its place is kept already.
            if (!begun.isNew) throw new SentBefore()
          },
      )
    } catch (error) {
      if (error instanceof SentBefore) return await store.tx(beginning(input, null))
      throw error
    }
    if (begun === undefined) throw new Error('anchor-without-thread')
    return begun
  }

  /** Changes a thread in one transaction, and tells everybody once it is on disk. */
  async function changing(script: Script<{ found: ThreadAccess; kind: string; more?: EventData }>): Promise<void> {
    const { found, kind } = await store.tx(function* (ctx) {
      const changed = yield* script(ctx)
      const { access, thread } = changed.found
      yield* noteThread(access, changed.kind, thread.id, thread.section, changed.more)(ctx)
      return changed
    })
    told(found, kind)
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

class SentBefore extends Error {
  constructor() {
    super('sent-before')
  }
}

export function readerOf({ participant }: StudyAccess): ThreadReader {
  return { places: participant === null ? [] : ownPlaces(participant), steward: participant?.role === 'steward' }
}

function addressOf(c: Context<AppEnv>): ThreadAddress {
  return { visitor: c.get('visitor'), study: c.req.param('id') ?? '', thread: c.req.param('threadId') ?? '' }
}

/** @throws {@link RequestProblem} `malformed-request` */
function asked(c: Context<AppEnv>) {
  const { filter = 'open', section, sector, after } = c.req.query()
  const only = c.req.queries('thread')
  const known = filters.find((one) => one === filter)
  const place = after === undefined ? undefined : /^(\d{1,15})\.(.{1,64})$/.exec(after)
  if (known === undefined || place === null || (sector !== undefined && !isSector(sector))) throw new RequestProblem('malformed-request')
  if (only !== undefined && only.length > pageSize) throw new RequestProblem('malformed-request')
  return {
    filter: known,
    ...(section === undefined ? {} : { section: section as SectionKey }),
    ...(sector === undefined ? {} : { sector }),
    ...(place === undefined ? {} : { after: { at: Number(place[1]), id: place[2] ?? '' } }),
    ...(only === undefined ? {} : { only }),
  }
}
