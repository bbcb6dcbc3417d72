import { translator } from '@samskriv/i18n'
import { Hono, type Context } from 'hono'
import { openSessionAs } from '../auth/sign-in.ts'
import { clientAddress } from '../http/client-address.ts'
import { described } from '../http/described.ts'
import { formFields } from '../http/form-body.ts'
import type { LimitName } from '../http/rate-limits.ts'
import { countWrongLink } from '../http/wrong-links.ts'
import { keepNowhere, pageFor } from '../pages/page-context.ts'
import { tellSpeakers } from '../scribing/tell-speakers.ts'
import type { AppEnv, Services } from '../services.ts'
import { Arrivals, newShowing, readShowing } from './arrivals.ts'
import { closedPage, closedStatus, codePage, joinPage } from './join-views.ts'
import { doorOf, enter, isNewHere, type Closed, type Entry } from './join.ts'
import { bareCode, shortCodeHash, tokenHash } from './secrets.ts'

const page = (summary: string) => described({ tag: 'pages', summary, answers: 'page' })

/**
 * Coming into a study by a link or a code, without an account and without JavaScript.
 *
 * No script presses the button by itself: what looks through mails runs scripts as well, and would come in.
 */
export function joinPages(services: Services): Hono<AppEnv> {
  const { store, rooms, files, limits, config, clock, log } = services
  const app = new Hono<AppEnv>()
  const arrivals = new Arrivals(clock)

  app.get('/join', page('Ask for the code of a printed sheet'), (c) => {
    keepNowhere(c)
    return c.html(pageFor(c, files, codePage(c.get('language'), { code: '', showing: newShowing(), errors: [] })))
  })

  app.post('/join', page('Come in by the code of a printed sheet'), async (c) => {
    keepNowhere(c)
    const fields = await formFields(c)
    const typed = (fields.get('code') ?? '').trim().slice(0, 40)
    const code = bareCode(typed)
    const again = (message: string, status: 404 | 422) => {
      const form = { code: typed, showing: newShowing(), errors: [{ field: 'code', message }] }
      return c.html(pageFor(c, files, codePage(c.get('language'), form)), status)
    }
    const t = translator(c.get('language'))
    if (code === '') return again(t('joinCode.empty'), 422)
    const address = clientAddress(c, config.trustedProxies)
    // Half of the code, which says which sheet it is from: a hall types the same one, and nobody tries out the other half.
    const sheet = code.slice(0, 5)
    await limits.count(['code-sheet-here', `${sheet} ${address}`], ['code-sheet', sheet])
    const entry = await come(c, shortCodeHash(code), readShowing(fields.get('showing')))
    return entry.kind === 'unknown' ? again(t('joinCode.unknown'), 404) : answer(c, entry)
  })

  app.get('/join/:token', page('Ask whether to come in; opening it uses nothing up and says nothing about the study'), async (c) => {
    hide(c)
    const visitor = c.get('visitor')
    const token = c.req.param('token')
    const person = visitor.kind === 'person' ? visitor.person : null
    const door = await store.read(doorOf(tokenHash(token), person?.id ?? null))
    if (door.kind === 'here') return c.redirect(`/studies/${door.study}`, 303)
    if (door.kind !== 'open') return refuse(c, door.kind)
    const isPersonal = door.invitation.kind === 'personal'
    return c.html(pageFor(c, files, joinPage(c.get('language'), { token, showing: newShowing(), isPersonal, name: person?.name ?? '' })))
  })

  app.post('/join/:token', page('Come in by a link'), async (c) => {
    hide(c)
    const showing = readShowing((await formFields(c)).get('showing'))
    return answer(c, await come(c, tokenHash(c.req.param('token')), showing))
  })

  /** @param showing - of the page whose button was pressed; null when nothing tells */
  async function come(c: Context<AppEnv>, hash: string, showing: string | null): Promise<Entry> {
    if (c.get('visitor').kind === 'person' || showing === null) return await comeNow(c, hash)
    const before = await arrivals.find(showing, hash)
    if (before?.kind === 'came' && before.guest !== null && (await store.read(isNewHere(before)))) {
      await limits.count(['join-here', `${hash} ${clientAddress(c, config.trustedProxies)}`])
      await openSessionAs(services, c, before.guest)
      log.info('joined again', { study: before.study, participant: before.participant })
      return before
    }
    const coming = comeNow(c, hash)
    arrivals.note(showing, hash, coming)
    return await coming
  }

  async function comeNow(c: Context<AppEnv>, hash: string): Promise<Entry> {
    const visitor = c.get('visitor')
    const person = visitor.kind === 'person' ? visitor.person.id : null
    const door = await store.read(doorOf(hash, person))
    if (door.kind === 'unknown') await countWrongLink(services, c)
    if (door.kind !== 'open') return refused(door)
    const address = clientAddress(c, config.trustedProxies)
    // Who is signed in has been counted as that person.
    const newcomer: [LimitName, string][] = person === null ? [['join-address', address]] : []
    await limits.count(['join-here', `${hash} ${address}`], ['join-link', hash], ...newcomer)
    const entry = await store.tx(enter(hash, person, c.get('language')))
    if (entry.kind !== 'came') return refused(entry)
    if (entry.guest !== null) await openSessionAs(services, c, entry.guest)
    // Whoever had the place before, by the same steward's invitation, holds it no more.
    rooms.accessChanged(entry.study, entry.participant, 'role')
    // And nobody writes any more for whoever has come themselves.
    if (entry.kept) await tellSpeakers(entry.study, services)
    rooms.announce(entry.study, { kind: 'people' })
    log.info('joined', {
      study: entry.study,
      participant: entry.participant,
      invitation: entry.invitation,
      guest: visitor.kind !== 'person' || visitor.person.guest,
    })
    return entry
  }

  function refused(entry: Exclude<Entry, { kind: 'came' }>): Entry {
    if (entry.kind !== 'here') log.info('join refused', { reason: entry.kind })
    return entry
  }

  function answer(c: Context<AppEnv>, entry: Entry) {
    return entry.kind === 'came' || entry.kind === 'here' ? c.redirect(`/studies/${entry.study}`, 303) : refuse(c, entry.kind)
  }

  function refuse(c: Context<AppEnv>, why: Closed) {
    return c.html(pageFor(c, files, closedPage(c.get('language'), why)), closedStatus[why])
  }

  return app
}

/** A link is a secret: its page is kept nowhere and found by nobody who searches. */
function hide(c: Context<AppEnv>): void {
  keepNowhere(c)
  c.header('X-Robots-Tag', 'noindex, nofollow')
}
