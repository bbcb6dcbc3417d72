import { attentionOfAll, forgetMailAddress, markSeen } from '@samskriv/database'
import { unaskedAttention } from '@samskriv/domain'
import { AttentionList, ChooseAttention, LeaveAddress, NoticeList, NoticesSeen } from '@samskriv/protocol'
import { Hono } from 'hono'
import { requirePerson } from '../auth/visitor.ts'
import { described } from '../http/described.ts'
import { jsonBody } from '../http/json-body.ts'
import { RequestProblem } from '../http/problem.ts'
import type { AppEnv, Services } from '../services.ts'
import { askToConfirm } from './addresses.ts'
import { attentiveIn, choosingMode, noticeList } from './attention.ts'

const tag = 'comments'
/** As many as anybody goes through; of the others each has a page of its own. */
const listedStudies = 100
const refusals = ['signed-out', 'session-expired', 'unknown-study', 'suspended'] as const

/** What concerns me in a case study, and what I am told by mail. */
export function noticeRoutes(services: Services): Hono<AppEnv> {
  const { store, log } = services
  const app = new Hono<AppEnv>()

  app.get(
    '/api/studies/:id/notices',
    described({ tag, summary: 'What concerns me here, newest first, and what I am told by mail', answers: NoticeList, problems: refusals }),
    async (c) => {
      const list = await store.read<NoticeList>(function* (ctx) {
        return yield* noticeList(yield* attentiveIn(c.get('visitor'), c.req.param('id'))(ctx))(ctx)
      })
      return c.json(list)
    },
  )

  app.post(
    '/api/studies/:id/notices/seen',
    described({ tag, summary: 'I have seen some of them, or all', body: NoticesSeen, status: 204, problems: refusals }),
    async (c) => {
      await store.read(attentiveIn(c.get('visitor'), c.req.param('id')))
      const { ids } = await jsonBody(c, NoticesSeen)
      await store.tx(function* (ctx) {
        const { participant } = yield* attentiveIn(c.get('visitor'), c.req.param('id'))(ctx)
        yield* markSeen(participant.id, ids)(ctx)
      })
      return c.body(null, 204)
    },
  )

  app.put(
    '/api/studies/:id/notices/mode',
    described({
      tag,
      summary: 'What I am told by mail: nothing, what concerns me, or what is new once a day',
      body: ChooseAttention,
      status: 204,
      problems: refusals,
    }),
    async (c) => {
      await store.read(attentiveIn(c.get('visitor'), c.req.param('id')))
      const { mode } = await jsonBody(c, ChooseAttention)
      await store.tx(function* (ctx) {
        const { participant } = yield* attentiveIn(c.get('visitor'), c.req.param('id'))(ctx)
        yield* choosingMode(participant, mode)(ctx)
      })
      log.info('attention chosen', { mode })
      return c.body(null, 204)
    },
  )

  app.get(
    '/api/me/notices',
    described({
      tag: 'person',
      summary: 'What I am told by mail, study by study; it is chosen in each',
      answers: AttentionList,
      problems: ['signed-out', 'session-expired'],
    }),
    async (c) => {
      const { person } = requirePerson(c.get('visitor'))
      const all = await store.read(attentionOfAll(person.id, listedStudies))
      return c.json<AttentionList>({
        studies: all.map(({ id, title, lang, mode }) => ({ id, title, language: lang, mode: mode ?? unaskedAttention })),
      })
    },
  )

  app.put(
    '/api/me/mail-address',
    described({
      tag: 'person',
      summary:
        'Without an account: leave an address to be told what concerns me; it is used once I have confirmed it by the mail that goes there',
      body: LeaveAddress,
      status: 204,
      problems: ['signed-out', 'session-expired', 'has-account'],
    }),
    async (c) => {
      const { person } = requirePerson(c.get('visitor'))
      const { email } = await jsonBody(c, LeaveAddress)
      if (!(await askToConfirm(services, c, person, email)))
        throw new RequestProblem('invalid-body', { errors: [{ path: 'email', code: 'invalid' }] })
      return c.body(null, 204)
    },
  )

  app.delete(
    '/api/me/mail-address',
    described({ tag: 'person', summary: 'Forget the address I left', status: 204, problems: ['signed-out', 'session-expired'] }),
    async (c) => {
      await store.tx(forgetMailAddress(requirePerson(c.get('visitor')).person.id))
      return c.body(null, 204)
    },
  )

  return app
}
