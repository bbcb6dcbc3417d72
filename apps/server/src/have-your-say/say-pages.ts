import { Hono, type Context } from 'hono'
import { described } from '../http/described.ts'
import { formFields } from '../http/form-body.ts'
import { RequestProblem } from '../http/problem.ts'
import { isOnSharedComputer } from '../http/shared-computer.ts'
import { newPersonalLink } from '../guests/way-back.ts'
import type { Page } from '../pages/layout.ts'
import { keepNowhere, pageFor } from '../pages/page-context.ts'
import { toSignIn } from '../pages/to-sign-in.ts'
import type { AppEnv, Services } from '../services.ts'
import { requireAllowed, studyAccess, type StudyAccess } from '../studies/study-access.ts'
import { newFormToken } from './form-token.ts'
import { lostPage } from './lost-page.ts'
import { Posting, type Outcome } from './posting.ts'
import { isStep, readSayForm, type SayForm } from './say-form.ts'
import type { SayView } from './say-frame.ts'
import { sayPlace, type SayPlace } from './say-place.ts'
import type { Made } from './send.ts'
import { sentPage } from './sent-page.ts'
import { wayBackOf, whatWasSent } from './sent.ts'
import { writePage } from './write-page.ts'

const page = (summary: string, query: Readonly<Record<string, readonly string[]>> = {}) =>
  described({ tag: 'pages', summary, answers: 'page', query, problems: ['unknown-study', 'unknown-section'] })

/**
 * Having one's say without an account and without JavaScript: what, who, look once more, sent. What was filled in goes from page to page
 * in the form itself, so that nothing is kept that was not sent, and nothing is lost with a session.
 */
export function sayPages(services: Services): Hono<AppEnv> {
  const { store, files, config, secret, clock, log } = services
  const app = new Hono<AppEnv>()
  const posting = new Posting(services)
  const { host } = new URL(config.publicUrls[0])

  app.get(
    '/studies/:id/say',
    page('Have my say about a part of a case study, or about all of it', { section: [], into: ['text'] }),
    async (c) => {
      keepForGoingBack(c)
      if (c.get('visitor').kind === 'anonymous') return toSignIn(c)
      const { section = '', into = '' } = c.req.query()
      const asked = readSayForm(new Map(Object.entries({ section, into })))
      const place = await store.read(sayPlace(c.get('visitor'), c.req.param('id'), asked.section))
      requireSayable(place, asked)
      const { study, visitor } = place.access
      const token = newFormToken({ study: study.id, person: visitor.person.id, secret }, clock())
      return c.html(show(c, writePage(viewOf(c, place, { ...asked, ...answeredBefore(place), token }), host)))
    },
  )

  app.post('/studies/:id/say', page('Go on to the next page of it, back to the one before, or send it'), async (c) => {
    keepForGoingBack(c)
    const fields = await formFields(c)
    const form = readSayForm(fields)
    try {
      const to = fields.get('to') ?? 'send'
      const access = await store.read(studyAccess(c.get('visitor'), c.req.param('id'), 'thread.read'))
      const made = isStep(to) ? undefined : await posting.sentBefore(access, form)
      if (made !== undefined) return answer(c, access, { kind: 'made', made })
      const place = await store.read(sayPlace(c.get('visitor'), c.req.param('id'), form.section))
      requireSayable(place, form)
      return answer(c, access, await posting.take(c, viewOf(c, place, form), to))
    } catch (error) {
      // For programs it is a problem like any other.
      if (!(error instanceof RequestProblem) || !(c.req.header('accept') ?? '').includes('text/html')) throw error
      log.info('nothing sent', { problem: error.code })
      return c.html(show(c, lostPage(c.get('language'), { code: error.code, words: form.words })), error.status)
    }
  })

  app.get('/studies/:id/sent', page('It is sent, and how I see what came of it', { thread: [], part: [] }), async (c) => {
    keepNowhere(c)
    if (c.get('visitor').kind === 'anonymous') return toSignIn(c)
    const language = c.get('language')
    const place = await store.read(sayPlace(c.get('visitor'), c.req.param('id'), null))
    const { sent, key } = await store.read(whatWasSent(place, madeIn(c.req.query())))
    const wayBack = await store.read(wayBackOf(place, { secret, publicUrls: config.publicUrls }))
    return c.html(show(c, sentPage(language, { study: place.access.study, sent, wayBack, key })))
  })

  app.post('/studies/:id/sent', page('Make a personal link, in the place of one that can’t be shown again'), async (c) => {
    keepNowhere(c)
    const { access } = await store.read(sayPlace(c.get('visitor'), c.req.param('id'), null))
    const { person } = access.visitor
    if (person.guest) {
      await store.tx(newPersonalLink(person.id, secret))
      log.info('personal link made', { person: person.id })
    }
    return c.redirect(`/studies/${access.study.id}/sent?lang=${c.get('language')}`, 303)
  })

  function answer(c: Context<AppEnv>, { study }: StudyAccess, outcome: Outcome) {
    if (outcome.kind === 'page') return c.html(show(c, outcome.page), outcome.status)
    const { made } = outcome
    const what = made.kind === 'thread' ? `thread=${encodeURIComponent(made.thread)}` : `part=${encodeURIComponent(made.section)}`
    return c.redirect(`/studies/${study.id}/sent?${what}&lang=${c.get('language')}`, 303)
  }

  function show(c: Context<AppEnv>, shown: Page) {
    return pageFor(c, files, { ...shown, styles: files.sayStyles, script: files.sayScript })
  }

  return app
}

function viewOf(c: Context<AppEnv>, place: SayPlace, form: SayForm): SayView {
  return { language: c.get('language'), place, form, errors: [], trouble: null, mayKeep: !isOnSharedComputer(c) }
}

/** @throws {@link RequestProblem} the reason for which nobody is let type first */
function requireSayable({ may, section }: SayPlace, { purpose }: Pick<SayForm, 'purpose'>): void {
  if (purpose === 'say') requireAllowed(may.comment)
  else if (section === null || !may.add(section)) throw new RequestProblem('section-closed')
}

/** What was said before by them, or about them by whoever invited them. */
function answeredBefore({ participant }: SayPlace): Pick<SayForm, 'name' | 'sector' | 'subtype' | 'organisation'> {
  const { sector, subtype } = readSayForm(
    new Map([
      ['sector', participant.sector ?? ''],
      [`subtype-${participant.sector ?? ''}`, participant.subtype ?? ''],
    ]),
  )
  return { name: participant.name, sector, subtype, organisation: participant.organisation ?? '' }
}

function madeIn({ thread, part }: Readonly<Record<string, string>>): Made | null {
  if (thread !== undefined) return { kind: 'thread', thread }
  return part === undefined ? null : { kind: 'words', section: part }
}

/**
 * A browser shows these pages again, with what was typed, when somebody goes back; those that may be kept nowhere it would ask for anew,
 * and of the answer to a form it says that it is gone. Nowhere else are they kept, and on a shared computer not there.
 */
function keepForGoingBack(c: Context<AppEnv>): void {
  if (isOnSharedComputer(c)) keepNowhere(c)
  else c.header('Cache-Control', 'private, no-cache')
}
