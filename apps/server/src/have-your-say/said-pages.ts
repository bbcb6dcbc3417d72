import { createHash, randomBytes } from 'node:crypto'
import { chooseIdentity, copiesWith, voicesBy, type Script } from '@samskriv/database'
import { cleanWords, ownPlaces, publicLabel, wordUses, type StudyId, type UseChoice } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import type { SuggestionView, ThreadView } from '@samskriv/protocol'
import { Hono, type Context } from 'hono'
import { html } from 'hono/html'
import { requirePerson } from '../auth/visitor.ts'
import { clientAddress } from '../http/client-address.ts'
import { described } from '../http/described.ts'
import { formFields } from '../http/form-body.ts'
import { problems, RequestProblem, type ProblemCode } from '../http/problem.ts'
import type { FieldError } from '../pages/form.ts'
import type { Page } from '../pages/layout.ts'
import { keepNowhere, pageFor } from '../pages/page-context.ts'
import { toSignIn } from '../pages/to-sign-in.ts'
import type { AppEnv, Services } from '../services.ts'
import { actorOfEvent } from '../studies/routes.ts'
import { studyAccess } from '../studies/study-access.ts'
import { choosingUse } from '../suggestions/choosing-use.ts'
import type { Deciding } from '../suggestions/deciding.ts'
import { suggestionAccess, type SuggestionAccess, type SuggestionAddress } from '../suggestions/suggestion-access.ts'
import { tidying } from '../suggestions/tidying.ts'
import { settling } from '../threads/answering.ts'
import { mayReply, replying } from '../threads/begin-thread.ts'
import { choosingThreadUse } from '../threads/choosing-use.ts'
import { noteThread } from '../threads/note-thread.ts'
import { answeringUse } from '../threads/put-in-routes.ts'
import { takeOutPlaced } from '../threads/taking-out-placed.ts'
import { copiesHolding, goingWith, isInText, takeBack } from '../threads/taking-back.ts'
import { threadAccess, type ThreadAccess, type ThreadAddress } from '../threads/thread-access.ts'
import { threadEvent } from '../threads/thread-event.ts'
import { decideThere, longestReason, reasonIn, whyIn } from './decide-there.ts'
import { lostPage } from './lost-page.ts'
import { saidPage } from './said-page.ts'
import {
  hasReplyForm,
  hasSettleForm,
  hasWhyForm,
  noteField,
  replyField,
  saidDone,
  suggestionPlace,
  whyField,
  type SaidView,
} from './said-view.ts'
import { wrongWords } from './say-form.ts'
import { takeBackPage, takeBackTextPage } from './take-back-page.ts'
import { mayTakeOut, takeOut } from './taking-out.ts'
import { whatISaid, type WhatISaid } from './what-i-said.ts'

const dayMs = 24 * 60 * 60_000
const page = (summary: string, query: Readonly<Record<string, readonly string[]>> = {}) =>
  described({ tag: 'pages', summary, answers: 'page', query, problems: ['unknown-study', 'unknown-thread'] })

interface Refused {
  readonly problem: RequestProblem
  readonly fields: ReadonlyMap<string, string>
  /** What of the page it is about. */
  readonly field: string
  /** Which of the fields holds words; null for none. */
  readonly words: string | null
}

/** What happened to what I said, by account or by personal link, without JavaScript; and what I decide about it. */
export function saidPages(services: Services, decisions: Deciding): Hono<AppEnv> {
  const { store, rooms, files, config, clock, limits, log } = services
  const app = new Hono<AppEnv>()

  app.get('/studies/:id/said', page('What happened to what I said in a case study', { done: saidDone }), async (c) => {
    keepNowhere(c)
    if (c.get('visitor').kind === 'anonymous') return toSignIn(c)
    const isDone = saidDone.find((one) => one === c.req.query('done')) ?? null
    return c.html(await saidIn(c, { errors: [], typed: new Map(), lost: null, done: isDone }))
  })

  app.post(
    '/studies/:id/said',
    page(
      'Reply, decide what may be done with my words or take them out of the text, whether an answer settles it, whether others tidy my spelling, what is suggested to do with my words, or how I am shown',
    ),
    async (c) => {
      keepNowhere(c)
      const fields = await formFields(c)
      try {
        return await decided(c, fields)
      } catch (error) {
        const words = wordsIn(fields)
        // For programs it is a problem like any other.
        const isForPage = (c.req.header('accept') ?? '').includes('text/html')
        if (!(error instanceof RequestProblem) || !isForPage) throw error
        const field = fieldOf(error, fields) ?? words
        if (field === null) throw error
        return await withWords(c, { problem: error, fields, field, words })
      }
    },
  )

  app.get('/studies/:id/said/:threadId/take-back', page('Ask whether I mean to take back what I said', { message: [] }), async (c) => {
    keepNowhere(c)
    // For programs it is a problem like any other.
    if (c.get('visitor').kind === 'anonymous' && (c.req.header('accept') ?? '').includes('text/html')) return toSignIn(c)
    const language = c.get('language')
    const message = c.req.query('message')
    const going = await store.read(goingWith({ ...addressOf(c), ...(message === undefined ? {} : { message }) }))
    const { study } = going.access
    const inText = await store.read(isInText(going))
    const copies = (await store.read(copiesHolding(going))).length
    const words = html`${going.messages.map(({ body, lang }) => html`<blockquote class="said-words" lang="${lang}" dir="auto">${body}</blockquote>`)}`
    const which = message === undefined ? '' : `&message=${encodeURIComponent(message)}`
    const action = `/studies/${study.id}/said/${going.thread.id}/take-back?lang=${language}${which}`
    return c.html(
      show(c, takeBackPage(language, { study, action, copies, back: pathOf(c, ''), backupsUntil: backupsUntil() }, { words, inText })),
    )
  })

  app.post('/studies/:id/said/:threadId/take-back', page('Take back what I said', { message: [] }), async (c) => {
    keepNowhere(c)
    const message = c.req.query('message')
    const { access, thread } = await takeBack({ ...addressOf(c), ...(message === undefined ? {} : { message }) }, services)
    rooms.announce(access.study.id, threadEvent(thread))
    log.info('words taken back', { study: access.study.id, thread: thread.id })
    return c.redirect(`${pathOf(c, 'done=taken-back')}#thread-${thread.id}`, 303)
  })

  app.get('/studies/:id/my-words/take-back', page('Ask whether I mean to take my words out of the text'), async (c) => {
    keepNowhere(c)
    if (c.get('visitor').kind === 'anonymous') return toSignIn(c)
    const { study, participant } = await store.read(mayTakeOut(c.get('visitor'), c.req.param('id')))
    const { text } = await whatISaid(c.get('visitor'), study.id, services)
    if (text.words === null) throw new RequestProblem('study-unavailable')
    const copies: Script<StudyId[]> = function* (ctx) {
      return yield* copiesWith(yield* voicesBy(ownPlaces(participant))(ctx))(ctx)
    }
    const asked = {
      study,
      copies: (await store.read(copies)).length,
      action: `/studies/${study.id}/my-words/take-back?lang=${c.get('language')}`,
      back: pathOf(c, ''),
      backupsUntil: backupsUntil(),
    }
    return c.html(show(c, takeBackTextPage(c.get('language'), asked, text.words.words)))
  })

  app.post('/studies/:id/my-words/take-back', page('Take all my words out of the text'), async (c) => {
    keepNowhere(c)
    await takeOut(c.get('visitor'), c.req.param('id'), services)
    return c.redirect(pathOf(c, 'done=text-taken-back'), 303)
  })

  /** What the form decides or says. @throws {@link RequestProblem} when it can't */
  async function decided(c: Context<AppEnv>, fields: ReadonlyMap<string, string>): Promise<Response> {
    const address = { visitor: c.get('visitor'), study: c.req.param('id') ?? '', thread: fields.get('thread') ?? '' }
    await store.read(studyAccess(address.visitor, address.study, 'said.read'))
    switch (fields.get('do') ?? '') {
      case 'use':
        return saved(c, await store.tx(choosingUseOf(address, fields.get(`use-${address.thread}`))))
      case 'message-use': {
        const message = fields.get('message') ?? ''
        const use = chosenUse(fields.get(`use-${message}`))
        return saved(c, await store.tx(answeringUse({ ...address, message }, use)), `message-${encodeURIComponent(message)}`)
      }
      case 'suggestion-use': {
        const suggestion = fields.get('suggestion') ?? ''
        const { access } = await store.tx(choosingSuggestionUse({ ...address, suggestion }, fields.get(`use-${suggestion}`)))
        rooms.announce(access.study.id, { kind: 'suggestions' })
        log.info('suggestion changed by its maker', { study: access.study.id, suggestion })
        return c.redirect(`${pathOf(c, 'done=saved')}#suggestion-${encodeURIComponent(suggestion)}`, 303)
      }
      case 'decide': {
        const [wrong] = wrongReason(c, fields)
        if (wrong !== undefined) return c.html(await saidIn(c, { errors: [wrong], typed: fields, lost: wordsIn(fields), done: null }), 422)
        const suggestion = fields.get('suggestion') ?? ''
        const became = await decideThere({ decisions, store }, { ...address, suggestion }, fields)
        return c.redirect(`${pathOf(c, `done=${became}`)}#${suggestionPlace(encodeURIComponent(suggestion))}`, 303)
      }
      case 'may-use': {
        const use = (['case-study', 'writing-group'] as const).find((one) => one === fields.get('use'))
        if (use === undefined) throw new RequestProblem('malformed-request')
        return saved(c, await store.tx(answeringUse({ ...address, message: fields.get('message') ?? '' }, use)))
      }
      case 'take-out': {
        const found = await takeOutPlaced({ ...address, placement: fields.get('placement') ?? '' }, services)
        rooms.announce(found.access.study.id, threadEvent(found.thread))
        return c.redirect(`${pathOf(c, 'done=taken-out')}#thread-${found.thread.id}`, 303)
      }
      case 'reply': {
        const problem = await reply(c, address, fields)
        if (problem === null) return c.redirect(`${pathOf(c, 'done=replied')}#thread-${address.thread}`, 303)
        return c.html(await saidIn(c, { errors: [problem], typed: fields, lost: wordsIn(fields), done: null }), 422)
      }
      case 'settle': {
        const errors = wrongSettling(c, fields, address.thread)
        if (errors.length > 0) return c.html(await saidIn(c, { errors, typed: fields, lost: wordsIn(fields), done: null }), 422)
        const isSettled = fields.get(`settled-${address.thread}`) === 'yes'
        const note = isSettled ? {} : { disagreement: fields.get(noteField(address.thread)) ?? '' }
        const answer = fields.get('answer')
        const named = answer === undefined || answer === '' ? {} : { answer }
        try {
          return saved(c, await store.tx(settling(address, { settled: isSettled, ...note, ...named })))
        } catch (error) {
          if (!(error instanceof RequestProblem) || error.code !== 'answered-meanwhile') throw error
          // Shown anew with the answer that came: what was chosen for the one before is not chosen for this one.
          const field = `settled-${address.thread}`
          const typed = new Map([...fields].filter(([name]) => name !== field))
          const message = translator(c.get('language'))('answer.problem.answeredMeanwhile')
          return c.html(await saidIn(c, { errors: [{ field, message }], typed, lost: wordsIn(fields), done: null }), 409)
        }
      }
      case 'tidying': {
        const { study } = await store.tx(tidying(address.visitor, address.study, fields.get('permitted') === 'yes'))
        // Open pages of whoever said so show it beside the cards.
        rooms.announce(study.id, { kind: 'suggestions' })
        log.info('spelling permit changed', { study: study.id, form: true })
        return c.redirect(pathOf(c, 'done=saved'), 303)
      }
      case 'shown': {
        const shown = await store.tx(choosingShown(address, fields.get('mode')))
        rooms.announce(shown.study, { kind: 'people' })
        rooms.accessChanged(shown.study, shown.id, 'role')
        return c.redirect(pathOf(c, 'done=saved'), 303)
      }
      default:
        throw new RequestProblem('malformed-request')
    }
  }

  /** What was refused, with the words that were typed: in their form again, or to be copied where that is gone. */
  async function withWords(c: Context<AppEnv>, { problem, fields, field, words }: Refused): Promise<Response> {
    const t = translator(c.get('language'))
    log.info('nothing sent', { problem: problem.code })
    for (const [name, value] of Object.entries(problem.headers)) c.header(name, value)
    const minutes = Math.ceil(Number(problem.headers['Retry-After'] ?? 60) / 60)
    const decided = fields.get('do') === 'decide' ? wordsOfDecision.get(problem.code) : undefined
    const known = t(decided ?? problems[problem.code].message)
    const message = problem.code === 'rate-limited' ? t('say.problem.busy', { minutes }) : known
    try {
      return c.html(await saidIn(c, { errors: [{ field, message }], typed: fields, lost: words, done: null }), problem.status)
    } catch (error) {
      if (!(error instanceof RequestProblem)) throw error
      const typed = words === null ? '' : (fields.get(words) ?? '')
      return c.html(show(c, lostPage(c.get('language'), { code: problem.code, words: typed })), problem.status)
    }
  }

  /** @returns what is wrong with it; null when it was said, now or with the same form before */
  async function reply(c: Context<AppEnv>, address: ThreadAddress, fields: ReadonlyMap<string, string>): Promise<FieldError | null> {
    const field = replyField(address.thread)
    const words = fields.get(field) ?? ''
    const [wrong] = wrongWords({ words: fields.get(field) ?? '' }, c.get('language'))
    if (wrong !== undefined) return { field, message: wrong.message }
    const token = createHash('sha256')
      .update(JSON.stringify([fields.get('token'), address.thread, words.replaceAll('\r\n', '\n')]))
      .digest('base64url')
    await store.read(mayReply(address, token))
    const { person } = requirePerson(c.get('visitor'))
    await limits.count(['person-comment', person.id], ['address-comment', clientAddress(c, config.trustedProxies)])
    const { found, isNew } = await store.tx(replying(address, { text: words, mentions: [], token }))
    const { access, thread } = found
    if (isNew) rooms.announce(access.study.id, threadEvent(thread))
    log.info('thread replied', { study: access.study.id, thread: thread.id, form: true })
    return null
  }

  /** Of a backup that is made now. */
  function backupsUntil(): string | null {
    return config.backupDays === null ? null : new Date(clock() + config.backupDays * dayMs).toISOString()
  }

  /** @param more - its `lost` stands in its form where there is one still */
  async function saidIn(c: Context<AppEnv>, more: Pick<SaidView, 'errors' | 'typed' | 'lost' | 'done'>) {
    const token = randomBytes(18).toString('base64url')
    const said = await whatISaid(c.get('visitor'), c.req.param('id') ?? '', services)
    const isThere = said.threads.some((thread) => hasFormOf(thread, more.lost)) || suggestionsIn(said).some((one) => hasWhy(one, more.lost))
    const lost = isThere ? null : more.lost
    return show(c, saidPage({ language: c.get('language'), said, token, ...more, lost }))
  }

  /** @param place - on the page: where what was decided about stands */
  function saved(c: Context<AppEnv>, { access, thread }: ThreadAccess, place = `thread-${thread.id}`) {
    rooms.announce(access.study.id, threadEvent(thread))
    log.info('thread decided', { study: access.study.id, thread: thread.id })
    return c.redirect(`${pathOf(c, 'done=saved')}#${place}`, 303)
  }

  function show(c: Context<AppEnv>, shown: Page) {
    return pageFor(c, files, { ...shown, styles: files.sayStyles })
  }

  return app
}

/** @throws {@link RequestProblem} `not-your-words`, `malformed-request` */
const choosingUseOf = (address: ThreadAddress, sent: string | undefined): Script<ThreadAccess> =>
  function* (ctx) {
    const found = yield* threadAccess(address, 'thread.take-back')(ctx)
    const { access, thread } = found
    yield* choosingThreadUse(found, chosenUse(sent))(ctx)
    yield* noteThread(access, 'thread.changed', thread.id, thread.section)(ctx)
    return found
  }

/** @throws {@link RequestProblem} `unknown-suggestion`, `already-decided`, `not-your-words`, `malformed-request` */
const choosingSuggestionUse = (address: SuggestionAddress, sent: string | undefined): Script<SuggestionAccess> =>
  function* (ctx) {
    const found = yield* suggestionAccess(address, 'suggestion.withdraw')(ctx)
    yield* choosingUse(found, chosenUse(sent))(ctx)
    return found
  }

/** @throws {@link RequestProblem} `malformed-request` */
function chosenUse(sent: string | undefined): UseChoice {
  const use = wordUses.find((one) => one === sent)
  if (use === undefined) throw new RequestProblem('malformed-request')
  return use
}

/** By their name or without one; all other ways to be shown are in the app. */
const choosingShown = (
  { visitor, study: id }: ThreadAddress,
  sent: string | undefined,
): Script<{ study: StudyId; id: Parameters<typeof chooseIdentity>[0] }> =>
  function* (ctx) {
    const { study, participant, visitor: by } = yield* studyAccess(visitor, id, 'identity.choose')(ctx)
    if (participant === null) throw new RequestProblem('unknown-study')
    const mode = sent === 'named' ? 'named' : 'anonymous'
    const { sector, subtype } = participant
    const chosen = publicLabel({ mode, name: by.person.name, sector, subtype }, study.lang)
    if (!chosen.ok) throw new RequestProblem('malformed-request')
    yield* chooseIdentity(participant.id, mode, chosen.label, actorOfEvent(by))(ctx)
    return { study: study.id, id: participant.id }
  }

function wrongSettling(c: Context<AppEnv>, fields: ReadonlyMap<string, string>, thread: string): FieldError[] {
  const t = translator(c.get('language'))
  const settled = fields.get(`settled-${thread}`)
  if (settled === 'yes') return []
  if (settled !== 'no') return [{ field: `settled-${thread}`, message: t('settle.question') }]
  const field = noteField(thread)
  const words = fields.get(field) ?? ''
  const clean = cleanWords(words)
  if (!clean.ok && clean.reason === 'empty') return [{ field, message: t('settle.note.empty') }]
  return wrongWords({ words }, c.get('language')).map(({ message }) => ({ field, message }))
}

/** As the page says it, which shows the suggestion anew. */
const wordsOfDecision = new Map<ProblemCode, `saidSuggestion.problem.${'decided' | 'changed' | 'gone'}` | 'suggestion.why.empty'>([
  ['already-decided', 'saidSuggestion.problem.decided'],
  ['changed-meanwhile', 'saidSuggestion.problem.changed'],
  ['unknown-suggestion', 'saidSuggestion.problem.gone'],
  ['reason-needed', 'suggestion.why.empty'],
])

/** What of the page a refused decision is about; null for what else was refused. */
function fieldOf({ code }: RequestProblem, fields: ReadonlyMap<string, string>): string | null {
  if (fields.get('do') !== 'decide' || code === 'malformed-request') return null
  return code === 'reason-needed' ? whyIn(fields) : suggestionPlace(fields.get('suggestion') ?? '')
}

function wrongReason(c: Context<AppEnv>, fields: ReadonlyMap<string, string>): FieldError[] {
  const field = whyIn(fields)
  const over = (reasonIn(fields)?.length ?? 0) - longestReason
  if (field === null || over <= 0) return []
  return [{ field, message: translator(c.get('language'))('saidSuggestion.why.tooLong', { over, max: longestReason }) }]
}

/** Which field of a form has words that somebody typed; null for a form without any. */
function wordsIn(fields: ReadonlyMap<string, string>): string | null {
  const thread = fields.get('thread') ?? ''
  const what = fields.get('do')
  const field = what === 'reply' ? replyField(thread) : what === 'settle' ? noteField(thread) : whyIn(fields)
  return field === null || (fields.get(field) ?? '').trim() === '' ? null : field
}

function hasFormOf(thread: ThreadView, field: string | null): boolean {
  return (field === replyField(thread.id) && hasReplyForm(thread)) || (field === noteField(thread.id) && hasSettleForm(thread))
}

function hasWhy(suggestion: SuggestionView, field: string | null): boolean {
  return (['accept', 'decline'] as const).some((what) => field === whyField(what, suggestion.id) && hasWhyForm(suggestion, what))
}

function suggestionsIn({ about, decidable }: WhatISaid): readonly SuggestionView[] {
  return [...about.list, ...decidable.list]
}

function pathOf(c: Context<AppEnv>, query: string): string {
  return `/studies/${encodeURIComponent(c.req.param('id') ?? '')}/said?lang=${c.get('language')}${query === '' ? '' : `&${query}`}`
}

function addressOf(c: Context<AppEnv>): ThreadAddress {
  return { visitor: c.get('visitor'), study: c.req.param('id') ?? '', thread: c.req.param('threadId') ?? '' }
}
