import { personById, personByLink, useMoveCode, type Person, type Script } from '@samskriv/database'
import { translator } from '@samskriv/i18n'
import { Hono } from 'hono'
import { tidyCode } from '../auth/challenge.ts'
import { openSessionAs } from '../auth/sign-in.ts'
import { clientAddress } from '../http/client-address.ts'
import { described } from '../http/described.ts'
import { formFields } from '../http/form-body.ts'
import { countWrongLink } from '../http/wrong-links.ts'
import { invitationSecrets } from '../invitations/secrets.ts'
import { keepNowhere, pageFor } from '../pages/page-context.ts'
import type { AppEnv, Services } from '../services.ts'
import { backAccountPage, backGonePage, backPage, forgetPage, movePage } from './views.ts'
import { moveCodeHash, newPersonalLink, personalLinkHash, theirStudy, wayInBeside } from './way-back.ts'

const page = (summary: string) => described({ tag: 'pages', summary, answers: 'page' })

/** Coming back, going on from another phone, and being forgotten, for people without an account and without JavaScript. */
export function guestPages(services: Services): Hono<AppEnv> {
  const { store, files, limits, config, secret, log } = services
  const app = new Hono<AppEnv>()

  app.get('/back/:token', page('Ask whether it is them; opening it changes nothing'), async (c) => {
    keepNowhere(c)
    c.header('X-Robots-Tag', 'noindex, nofollow')
    const language = c.get('language')
    const owner = await store.read(ownerOf(c.req.param('token')))
    if (owner === undefined) return c.html(pageFor(c, files, backGonePage(language)), 404)
    const visitor = c.get('visitor')
    const said = studySaidIn(c.req.query('said'))
    if (visitor.kind === 'person' && visitor.person.id === owner.id) return c.redirect(await wayOn(owner, said), 303)
    if (!owner.guest) return c.html(pageFor(c, files, backAccountPage(language)))
    const isSomebodyElse = visitor.kind === 'person'
    const way = await store.read(wayInBeside(owner.id))
    const joinToken = way === null ? null : invitationSecrets(way, secret).token
    return c.html(pageFor(c, files, backPage(language, { token: c.req.param('token'), said, name: owner.name, isSomebodyElse, joinToken })))
  })

  app.post('/back/:token', page('Go on as the person the link was made for'), async (c) => {
    keepNowhere(c)
    const owner = await store.read(ownerOf(c.req.param('token')))
    if (owner === undefined) {
      await countWrongLink(services, c)
      return c.html(pageFor(c, files, backGonePage(c.get('language'))), 404)
    }
    if (!owner.guest || owner.authUser === null) return c.redirect('/sign-in', 303)
    await openSessionAs(services, c, owner.authUser)
    log.info('came back', { person: owner.id })
    return c.redirect(await wayOn(owner, studySaidIn(c.req.query('said'))), 303)
  })

  app.get('/move', page('Ask for the code from the other phone'), (c) => {
    keepNowhere(c)
    return c.html(pageFor(c, files, movePage(c.get('language'), [])))
  })

  app.post('/move', page('Go on as the person on the other phone'), async (c) => {
    keepNowhere(c)
    const t = translator(c.get('language'))
    const code = tidyCode((await formFields(c)).get('code') ?? '')
    const again = (message: string, status: 401 | 422) =>
      c.html(pageFor(c, files, movePage(c.get('language'), [{ field: 'code', message }])), status)
    if (!/^\d{8}$/.test(code)) return again(t(code === '' ? 'move.empty' : 'move.invalid'), 422)
    const address = clientAddress(c, config.trustedProxies)
    // Counted before it is looked at, so that no two guesses share one try.
    await limits.count(['move-wrong', address])
    const person = await store.tx(moved(moveCodeHash(code, secret)))
    if (person?.authUser === undefined || person.authUser === null) return again(t('move.wrong'), 401)
    await limits.forgive('move-wrong', address)
    await openSessionAs(services, c, person.authUser)
    log.info('moved to another device', { person: person.id })
    return c.redirect(await store.read(theirStudy(person.id)), 303)
  })

  app.get('/sign-out-guest', page('Tell somebody without an account what it means to be forgotten here'), async (c) => {
    keepNowhere(c)
    const visitor = c.get('visitor')
    if (visitor.kind === 'anonymous' || !visitor.person.guest) return c.redirect('/', 303)
    const back = await store.read(theirStudy(visitor.person.id))
    return c.html(pageFor(c, files, forgetPage(c.get('language'), { link: null, back })))
  })

  app.post('/sign-out-guest', page('Make a personal link before being forgotten here'), async (c) => {
    keepNowhere(c)
    const visitor = c.get('visitor')
    if (visitor.kind === 'anonymous' || !visitor.person.guest) return c.redirect('/', 303)
    const token = await store.tx(newPersonalLink(visitor.person.id, secret))
    log.info('personal link made', { person: visitor.person.id })
    const back = await store.read(theirStudy(visitor.person.id))
    return c.html(pageFor(c, files, forgetPage(c.get('language'), { link: `${config.publicUrls[0]}/back/${token}`, back })))
  })

  /** To what happened to what they said, when that is what their link is for. Whether they may see it is asked there. */
  async function wayOn(owner: Person, said: string | null): Promise<string> {
    return said === null ? await store.read(theirStudy(owner.id)) : `/studies/${said}/said`
  }

  return app
}

/** @returns the study that a link to what somebody said names; null for what no link of ours can have */
function studySaidIn(named: string | undefined): string | null {
  return named !== undefined && /^[\w-]{1,64}$/.test(named) ? named : null
}

const ownerOf = (token: string): Script<Person | undefined> =>
  function* (ctx) {
    const id = yield* personByLink(personalLinkHash(token))(ctx)
    return id === undefined ? undefined : yield* personById(id)(ctx)
  }

/** Whose code it was, which is used up by this; somebody who has an account by now signs in instead. */
const moved = (hash: string): Script<Person | undefined> =>
  function* (ctx) {
    const id = yield* useMoveCode(hash)(ctx)
    const person = id === undefined ? undefined : yield* personById(id)(ctx)
    return person?.guest === true ? person : undefined
  }
