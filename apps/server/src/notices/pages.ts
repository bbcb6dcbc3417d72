import { forgetMailAddress, markSeen, participantById, studyById, type Participant, type Script, type Study } from '@samskriv/database'
import { attentionModes } from '@samskriv/domain'
import { Hono, type Context } from 'hono'
import { requirePerson } from '../auth/visitor.ts'
import { described } from '../http/described.ts'
import { formFields } from '../http/form-body.ts'
import { RequestProblem } from '../http/problem.ts'
import { countWrongLink } from '../http/wrong-links.ts'
import { keepNowhere, pageFor } from '../pages/page-context.ts'
import { toSignIn } from '../pages/to-sign-in.ts'
import type { AppEnv, Services } from '../services.ts'
import { addressBehind, askToConfirm, confirming } from './addresses.ts'
import { attentiveIn, choosingMode, noticeList } from './attention.ts'
import { participantOfToken } from './off-link.ts'
import { addressConfirmedPage, confirmAddressPage, linkGonePage, mailOffPage, noticesPage, type NoticesView } from './views.ts'

const page = (summary: string, query: Readonly<Record<string, readonly string[]>> = {}) =>
  described({ tag: 'pages', summary, answers: 'page', query, problems: ['unknown-study'] })

/** What is new for me, and how I am told, without JavaScript; and where the links in mails lead, without signing in. */
export function noticePages(services: Services): Hono<AppEnv> {
  const { store, files, secret, log } = services
  const app = new Hono<AppEnv>()

  app.get(
    '/studies/:id/notices',
    page('What is new for me in a case study, and what I am told by mail', { done: ['saved'] }),
    async (c) => {
      keepNowhere(c)
      if (c.get('visitor').kind === 'anonymous') return toSignIn(c)
      return c.html(await noticesIn(c, { isSaved: c.req.query('done') === 'saved', errors: [], typed: '' }))
    },
  )

  app.post('/studies/:id/notices', page('I have seen them; what I am told by mail, and where'), async (c) => {
    keepNowhere(c)
    const fields = await formFields(c)
    const visitor = c.get('visitor')
    const me = await store.read(attentiveIn(visitor, c.req.param('id')))
    switch (fields.get('do') ?? '') {
      case 'seen':
        await store.tx(markSeen(me.participant.id))
        break
      case 'mode': {
        const mode = attentionModes.find((known) => known === fields.get('mode'))
        if (mode === undefined) throw new RequestProblem('malformed-request')
        await store.tx(choosingMode(me.participant, mode))
        break
      }
      case 'address': {
        const typed = fields.get('email') ?? ''
        if (!(await askToConfirm(services, c, requirePerson(visitor).person, typed)))
          return c.html(await noticesIn(c, { isSaved: false, errors: ['email'], typed }), 422)
        break
      }
      case 'forget':
        await store.tx(forgetMailAddress(me.visitor.person.id))
        break
      default:
        throw new RequestProblem('malformed-request')
    }
    return c.redirect(`/studies/${me.study.id}/notices?lang=${c.get('language')}&done=saved`, 303)
  })

  app.get('/mail-off/:token', page('Ask whether mails about a case study shall end; opening it changes nothing'), async (c) => {
    keepNowhere(c)
    c.header('X-Robots-Tag', 'noindex, nofollow')
    const found = await store.read(behindOff(c.req.param('token'), secret))
    if (found === undefined) return await gone(c)
    return c.html(
      pageFor(c, files, mailOffPage(c.get('language'), { token: c.req.param('token'), title: found.study.title, state: 'asked' })),
    )
  })

  app.post(
    '/mail-off/:token',
    page('End mails about a case study, or begin them again: also at one press in a mail program (RFC 8058)'),
    async (c) => {
      keepNowhere(c)
      const token = c.req.param('token')
      const isAgain = (await formFields(c)).get('do') === 'again'
      const found = await store.tx<Found | undefined>(function* (ctx) {
        const one = yield* behindOff(token, secret)(ctx)
        if (one !== undefined) yield* choosingMode(one.participant, isAgain ? 'concerns' : 'none')(ctx)
        return one
      })
      if (found === undefined) return await gone(c)
      log.info('mails turned', { participant: found.participant.id, on: isAgain })
      const state = isAgain ? 'on' : 'off'
      return c.html(pageFor(c, files, mailOffPage(c.get('language'), { token, title: found.study.title, state })))
    },
  )

  app.get('/confirm-address/:token', page('Ask whether an address is theirs; opening it changes nothing'), async (c) => {
    keepNowhere(c)
    c.header('X-Robots-Tag', 'noindex, nofollow')
    const email = await store.read(addressBehind(c.req.param('token')))
    if (email === undefined) return await gone(c)
    return c.html(pageFor(c, files, confirmAddressPage(c.get('language'), { token: c.req.param('token'), email })))
  })

  app.post('/confirm-address/:token', page('The address is mine'), async (c) => {
    keepNowhere(c)
    const email = await store.tx(confirming(c.req.param('token')))
    if (email === undefined) return await gone(c)
    return c.html(pageFor(c, files, addressConfirmedPage(c.get('language'), email)))
  })

  async function noticesIn(c: Context<AppEnv>, more: Pick<NoticesView, 'isSaved' | 'errors' | 'typed'>) {
    const view = await store.read<NoticesView>(function* (ctx) {
      const me = yield* attentiveIn(c.get('visitor'), c.req.param('id') ?? '')(ctx)
      return { study: me.study, list: yield* noticeList(me)(ctx), isGuest: me.visitor.person.guest, ...more }
    })
    return pageFor(c, files, noticesPage(c.get('language'), view))
  }

  /** A link that nobody made, or that was used: whoever tries many is stopped. */
  async function gone(c: Context<AppEnv>) {
    await countWrongLink(services, c)
    return c.html(pageFor(c, files, linkGonePage(c.get('language'))), 404)
  }

  return app
}

interface Found {
  readonly participant: Participant
  readonly study: Study
}

const behindOff = (token: string, secret: string): Script<Found | undefined> =>
  function* (ctx) {
    const id = participantOfToken(token, secret)
    const participant = id === undefined ? undefined : yield* participantById(id)(ctx)
    const study = participant === undefined ? undefined : yield* studyById(participant.study)(ctx)
    return participant === undefined || study === undefined ? undefined : { participant, study }
  }
