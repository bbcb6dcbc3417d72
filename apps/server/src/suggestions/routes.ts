import {
  addSuggestion,
  chooseSuggestionUse,
  decidedSuggestions,
  decideSuggestion,
  emptySuggestion,
  explainSuggestion,
  protectWords,
  sectionsOf,
  spellingPermits,
  suggestionsOf,
  type Script,
  type Section,
  type Suggestion,
} from '@samskriv/database'
import {
  isOfCommunity,
  may,
  needsReasonToDecline,
  suggestionStatuses,
  type ParticipantId,
  type SectionKey,
  type StudyId,
} from '@samskriv/domain'
import {
  ChangeSuggestion,
  DecideSuggestion,
  DecideSuggestions,
  MakeSuggestion,
  ProtectWords,
  SuggestionList,
  SuggestionMade,
  SuggestionsDecided,
  TidySpelling,
} from '@samskriv/protocol'
import { Hono, type Context } from 'hono'
import { clientAddress } from '../http/client-address.ts'
import { described } from '../http/described.ts'
import { jsonBody } from '../http/json-body.ts'
import { RequestProblem } from '../http/problem.ts'
import type { AppEnv, Services } from '../services.ts'
import { isHeldByOther } from '../studies/hold-routes.ts'
import { actorOfEvent } from '../studies/routes.ts'
import { readableStudy } from '../studies/readable-study.ts'
import { mayWriteIn, requireAllowed, studyAccess, type StudyAccess } from '../studies/study-access.ts'
import { accepting, isTidiedBy, stretchAsItWas, type Accepting, type Outcome } from './accepting.ts'
import { agreeing, noteAgreement, takingAgreementBack } from './agreeing.ts'
import { choosingUse } from './choosing-use.ts'
import { draftOf, proposedOf, tidiedBy, type Draft } from './draft.ts'
import { lookAgain } from './look-again.ts'
import { noteSuggestion } from './note-suggestion.ts'
import { acceptsAsSteward, decidesAsSteward, lacksReason, suggestionList } from './suggestion-view.ts'
import { noteAsItWas } from './said-in-note.ts'
import { tidying } from './tidying.ts'
import { sayOf, suggestionAccess, type SuggestionAccess, type SuggestionAddress } from './suggestion-access.ts'

const tag = 'comments'
const reading = ['signed-out', 'session-expired', 'unknown-study', 'suspended'] as const
const writing = [...reading, 'capacity-not-confirmed', 'role-too-low', 'archived', 'read-only-example'] as const
const deciding = [
  ...writing,
  'unknown-suggestion',
  'already-decided',
  'own-suggestion',
  'not-yours-to-decide',
  'section-closed',
  'reason-needed',
  'suggestion-theirs-now',
  'study-unavailable',
] as const
const body = ['section-held', 'suggestion-unexplained', 'suggestion-words-changed', 'form-in-table'] as const
const mostListed = 200
const decidedPage = 20
/** Words move while it is asked for: so often it is looked for again. */
const mostTries = 3

interface Deciding {
  readonly address: SuggestionAddress
  readonly reason: string | null
}

/** What people suggest to change in the text, and what comes of it. */
export function suggestionRoutes(services: Services): Hono<AppEnv> {
  const { store, rooms, limits, config, log, forgetDeleted } = services
  const app = new Hono<AppEnv>()
  /** Those that are being put into a text by this process: of two who accept at once one does. */
  const beingAccepted = new Set<string>()

  app.get(
    '/api/studies/:id/suggestions',
    described({
      tag,
      summary:
        'What is suggested to be changed in the text, newest first; those that wait unless another state is asked for. Those that were `decided` about come 20 at a time: `after` is the moment of the last decision (UTC milliseconds), a full stop, and its id',
      query: { state: [...suggestionStatuses, 'decided', 'all'], section: [], after: [] },
      answers: SuggestionList,
      problems: reading,
    }),
    async (c) => {
      const { state = 'proposed', section } = c.req.query()
      const known = suggestionStatuses.find((one) => one === state)
      if (state === 'decided') return c.json(await store.read(decidedIn(c)))
      if (known === undefined && state !== 'all') throw new RequestProblem('malformed-request')
      const script: Script<SuggestionList> = function* (ctx) {
        const access = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'thread.read')(ctx)
        const found = yield* suggestionsOf(access.study.id, {
          ...(known === undefined ? {} : { state: known }),
          ...(section === undefined ? {} : { section: section as SectionKey }),
          limit: mostListed + 1,
        })(ctx)
        return yield* suggestionList(access, found.slice(0, mostListed), found.length > mostListed)(ctx)
      }
      return c.json(await store.read(script))
    },
  )

  app.post(
    '/api/studies/:id/suggestions',
    described({
      tag,
      summary: 'Suggest to replace, delete or put in words; `accepted` at once where its author lets their spelling be tidied',
      body: MakeSuggestion,
      answers: SuggestionMade,
      status: 201,
      problems: [...writing, 'unknown-section', 'words-gone', 'reason-needed', 'form-in-table', 'study-unavailable'],
    }),
    async (c) => {
      const { access, participant } = await store.read(maker(c))
      const asked = await jsonBody(c, MakeSuggestion)
      if ((asked.place === 'end') !== (asked.anchor === undefined) || (asked.place !== 'instead' && asked.blocks.length === 0))
        throw new RequestProblem('invalid-body', { errors: [{ path: 'place', code: 'invalid' }] })
      if (asked.anchor !== undefined && asked.anchor.section !== asked.section) throw new RequestProblem('unknown-section')
      await limits.count(['person-comment', access.visitor.person.id], ['address-comment', clientAddress(c, config.trustedProxies)])
      const { study } = access
      const section = (await store.read(sectionsOf(study.id))).find(({ key }) => key === asked.section)
      const isKeptOut = !isOfCommunity(participant) && section?.wordsProtected !== false
      const draft = await readableStudy(() =>
        rooms.read(study.id, (committed) => draftOf(committed, asked, { participant: participant.id, isKeptOut })),
      )
      if (draft.needsReason && asked.reason === undefined) throw new RequestProblem('reason-needed')
      const made = await readableStudy(() => make(c, asked, draft))
      rooms.announce(study.id, { kind: 'suggestions' })
      log.info('suggestion made', { study: study.id, suggestion: made.id, kind: made.kind })
      const state = await acceptedAtOnce(c, made)
      return c.json({ id: made.id, state }, 201)
    },
  )

  app.patch(
    '/api/studies/:id/suggestions/:suggestionId',
    described({
      tag,
      summary: 'Say why I suggest it and what may be done with its words, or put that otherwise, while nobody has decided',
      body: ChangeSuggestion,
      status: 204,
      problems: [...reading, 'read-only-example', 'unknown-suggestion', 'already-decided', 'not-your-words'],
    }),
    async (c) => {
      const address = addressOf(c)
      const { access } = await store.read(suggestionAccess(address, 'suggestion.withdraw'))
      const { reason, use } = await jsonBody(c, ChangeSuggestion)
      await limits.count(['person-comment', access.visitor.person.id], ['address-comment', clientAddress(c, config.trustedProxies)])
      const { suggestion } = await store.tx(function* (ctx) {
        const found = yield* suggestionAccess(address, 'suggestion.withdraw')(ctx)
        if (reason !== undefined) {
          requireAllowed(may(found.access.actor, 'words.choose', found.access.subject))
          yield* explainSuggestion(found.suggestion.id, reason)(ctx)
          yield* noteSuggestion(found.access, 'suggestion.explained', found.suggestion)(ctx)
        }
        if (use !== undefined) yield* choosingUse(found, use)(ctx)
        return found
      })
      rooms.announce(suggestion.study, { kind: 'suggestions' })
      log.info('suggestion changed by its maker', { study: suggestion.study, suggestion: suggestion.id })
      return c.body(null, 204)
    },
  )

  app.post(
    '/api/studies/:id/suggestions/:suggestionId/accept',
    described({
      tag,
      summary: 'Put it into the text: its words are those of whoever made it, and all that stays stays its author’s',
      body: DecideSuggestion,
      status: 204,
      waits: 'One of several authors says yes for their own words, and it waits for the others',
      problems: [...deciding, ...body],
    }),
    async (c) => c.body(null, (await accept(await asDecided(c))) === 'accepted' ? 204 : 202),
  )

  app.delete(
    '/api/studies/:id/suggestions/:suggestionId/agreement',
    described({
      tag,
      summary: 'Take back the yes that I said for my words, of which there are several authors, while nobody has decided',
      status: 204,
      problems: [...reading, 'unknown-suggestion', 'already-decided'],
    }),
    async (c) => {
      const { suggestion } = await store.tx(takingAgreementBack(addressOf(c)))
      rooms.announce(suggestion.study, { kind: 'suggestions' })
      log.info('agreement taken back', { study: suggestion.study, suggestion: suggestion.id })
      return c.body(null, 204)
    },
  )

  app.post(
    '/api/studies/:id/suggestions/:suggestionId/decline',
    described({
      tag,
      summary: 'Leave the text as it is; with a reason when another sector suggested it',
      body: DecideSuggestion,
      status: 204,
      problems: deciding,
    }),
    async (c) => {
      await decline(await asDecided(c))
      return c.body(null, 204)
    },
  )

  app.post(
    '/api/studies/:id/suggestions/:suggestionId/withdraw',
    described({
      tag,
      summary: 'Take my own suggestion back: its words go for good',
      status: 204,
      problems: [...reading, 'read-only-example', 'unknown-suggestion', 'already-decided', 'not-your-words'],
    }),
    async (c) => {
      const found = await store.tx(function* (ctx) {
        const one = yield* suggestionAccess(addressOf(c), 'suggestion.withdraw')(ctx)
        yield* decideSuggestion(one.suggestion.id, { state: 'withdrawn', by: one.participant.id, reason: null })(ctx)
        yield* emptySuggestion(one.suggestion.id)(ctx)
        yield* noteSuggestion(one.access, 'suggestion.withdrawn', one.suggestion)(ctx)
        return one
      })
      await decided(found, 'suggestion withdrawn')
      await forgetDeleted(found.access.study.id)
      return c.body(null, 204)
    },
  )

  app.post(
    '/api/studies/:id/suggestions/decide',
    described({
      tag,
      summary:
        'Decide about several with one reason; about each of those that whoever asks may decide about. Of several authors one says yes for their own words',
      body: DecideSuggestions,
      answers: SuggestionsDecided,
      problems: writing,
    }),
    async (c) => {
      await store.read(studyAccess(c.get('visitor'), c.req.param('id'), 'suggestion.decide'))
      const { ids, decision, reason = null } = await jsonBody(c, DecideSuggestions)
      const outcomes: { id: string; problem: string | null }[] = []
      let agreed = 0
      for (const id of new Set(ids)) {
        const one = { address: { ...addressOf(c), suggestion: id }, reason }
        try {
          if (decision === 'decline') await decline(one)
          else if ((await accept(one)) === 'proposed') agreed += 1
          outcomes.push({ id, problem: null })
        } catch (error) {
          if (!(error instanceof RequestProblem)) throw error
          outcomes.push({ id, problem: error.code })
        }
      }
      return c.json({ outcomes, decided: outcomes.filter(({ problem }) => problem === null).length - agreed, agreed })
    },
  )

  app.put(
    '/api/studies/:id/tidy-spelling',
    described({
      tag,
      summary: '“Tidy my spelling, keep my words”: suggestions that put right only my spelling and punctuation are accepted as they come',
      body: TidySpelling,
      status: 204,
      problems: writing,
    }),
    async (c) => {
      await store.read(maker(c))
      const { permitted } = await jsonBody(c, TidySpelling)
      const { study } = await store.tx(tidying(c.get('visitor'), c.req.param('id'), permitted))
      log.info('spelling permit changed', { study: study.id, permitted })
      return c.body(null, 204)
    },
  )

  app.put(
    '/api/studies/:id/sections/:sectionKey/protection',
    described({
      tag: 'case studies',
      summary: 'Open the community’s words of a section to other sectors, or protect them again: by stewards of the community',
      body: ProtectWords,
      status: 204,
      problems: [...reading, 'unknown-section', 'not-steward', 'not-yours-to-decide', 'account-needed', 'archived', 'read-only-example'],
    }),
    async (c) => {
      const study = c.req.param('id')
      await store.read(studyAccess(c.get('visitor'), study, 'words.protection'))
      const { protected: isProtected } = await jsonBody(c, ProtectWords)
      const key = c.req.param('sectionKey') as SectionKey
      const script: Script<{ id: StudyId; sections: Section[] }> = function* (ctx) {
        const access = yield* studyAccess(c.get('visitor'), study, 'words.protection')(ctx)
        if (!(yield* protectWords(access.study, key, isProtected, actorOfEvent(access.visitor))(ctx)))
          throw new RequestProblem('unknown-section')
        return { id: access.study.id, sections: yield* sectionsOf(access.study.id)(ctx) }
      }
      const { id, sections } = await store.tx(script)
      rooms.sectionsChanged(id, sections)
      rooms.announce(id, { kind: 'study' })
      log.info('protection of words changed', { study: id, section: key, protected: isProtected })
      return c.body(null, 204)
    },
  )

  /** Its row, and the place of its words, in one transaction. */
  async function make(c: Context<AppEnv>, asked: MakeSuggestion, draft: Draft): Promise<Suggestion> {
    const adding = (anchor: string | null): Script<Suggestion> =>
      function* (ctx) {
        const { access, participant } = yield* maker(c)(ctx)
        const section = (yield* sectionsOf(access.study.id)(ctx)).find(({ key }) => key === asked.section)
        if (section === undefined) throw new RequestProblem('unknown-section')
        const made = {
          ...draft.row,
          study: access.study.id,
          section: section.key,
          anchor,
          place: asked.place,
          proposed: proposedOf(asked.blocks),
          reason: asked.reason ?? null,
          participant: participant.id,
          sector: participant.sector,
          kept: false,
          batch: asked.batch ?? null,
        }
        const id = yield* addSuggestion(made)(ctx)
        if (asked.use !== undefined) yield* chooseSuggestionUse(id, participant.id, asked.use)(ctx)
        yield* noteSuggestion(access, 'suggestion.made', { id, section: section.key })(ctx)
        const undecided = { askedAt: null, decidedBy: null, decidedAt: null, decidedSeq: null, decisionReason: null }
        return { ...made, ...undecided, id, state: 'proposed', at: ctx.clock() }
      }
    if (asked.anchor === undefined) return await store.tx(adding(null))
    let made: Suggestion | undefined
    await rooms.anchor(
      (await store.read(maker(c))).access.study.id,
      { ...asked.anchor, section: asked.anchor.section as SectionKey },
      ({ anchor }) =>
        function* (ctx) {
          made = yield* adding(anchor)(ctx)
        },
    )
    if (made === undefined) throw new Error('anchor-without-suggestion')
    return made
  }

  /**
   * Where all whose words it changes let their spelling be tidied, and it does nothing but that, it needs nobody's answer. While the section is not open to whoever made
   * it, it waits like any other.
   */
  async function acceptedAtOnce(c: Context<AppEnv>, suggestion: Suggestion): Promise<Suggestion['state']> {
    const { authors, spelling } = suggestion
    const [author] = authors
    if (!spelling || author === undefined) return 'proposed'
    const changed = await readableStudy(() =>
      rooms.read(suggestion.study, (committed) => {
        const anchor = committed.anchors.find(({ id }) => id === suggestion.anchor)
        const stretch = stretchAsItWas(committed, suggestion, anchor)
        return stretch === null ? null : tidiedBy(committed.authorship, stretch, suggestion)
      }),
    )
    const tidies = await store.read(spellingPermits([...new Set([...authors, ...(changed ?? [])])]))
    if (!authors.every((one) => tidies.has(one)) || !isTidiedBy(tidies, changed)) return 'proposed'
    const { access, participant } = await store.read(maker(c))
    const again: Script<unknown> = function* (ctx) {
      yield* maker(c)(ctx)
    }
    const section = (await store.read(sectionsOf(suggestion.study))).find(({ key }) => key === suggestion.section)
    if (section === undefined || (section.editing !== 'open' && !mayWriteIn(access, section))) return 'proposed'
    const outcome = await put({ access, suggestion, by: author, hand: participant.id, reason: null, tidies }, again).catch(
      (error: unknown) => {
        if (error instanceof RequestProblem) return 'refused'
        throw error
      },
    )
    if (outcome !== 'done') return 'proposed'
    await forget(suggestion)
    rooms.announce(suggestion.study, { kind: 'suggestions' })
    return 'accepted'
  }

  async function asDecided(c: Context<AppEnv>): Promise<Deciding> {
    const address = addressOf(c)
    await store.read(suggestionAccess(address, 'suggestion.decide'))
    const { reason = null } = await jsonBody(c, DecideSuggestion)
    return { address, reason }
  }

  /** @returns `proposed` when whoever asks has said yes for their own words, and it waits for the other authors */
  async function accept({ address, reason }: Deciding): Promise<'accepted' | 'proposed'> {
    const allowed: Script<SuggestionAccess> = function* (ctx) {
      const found = yield* suggestionAccess(address, 'suggestion.decide')(ctx)
      if (lacksReason(found.suggestion, found.subject)) throw new RequestProblem('suggestion-unexplained')
      if (reason === null && acceptsAsSteward(found.access, found.subject)) throw new RequestProblem('reason-needed')
      return found
    }
    const settling: Script<void> = function* (ctx) {
      const found = yield* allowed(ctx)
      requireAllowed(may(found.access.actor, 'suggestion.settle', found.subject))
      yield* noteAgreement(found)(ctx)
    }
    for (let tries = 0; tries < mostTries; tries += 1) {
      const found = await onceAsked(address, () => store.read(allowed))
      if (sayOf(found.access, found.subject).settle) {
        await settle(found, reason, settling)
        return 'accepted'
      }
      await requireWords(found.suggestion)
      // All others may have said yes meanwhile.
      if (await store.tx(agreeing(allowed))) {
        rooms.announce(found.suggestion.study, { kind: 'suggestions' })
        log.info('suggestion agreed to', { study: found.suggestion.study, suggestion: found.suggestion.id })
        return 'proposed'
      }
    }
    throw new RequestProblem('not-yours-to-decide')
  }

  async function settle(found: SuggestionAccess, reason: string | null, allow: Script<unknown>): Promise<void> {
    const { access, participant, suggestion } = found
    const outcome = await put({ access, suggestion, by: participant.id, hand: participant.id, reason }, allow)
    switch (outcome) {
      case 'held':
        throw new RequestProblem('section-held')
      case 'words-changed':
        throw new RequestProblem('suggestion-words-changed')
      case 'theirs-now':
        // They have become so in this moment: whoever tries again hears of it, or may decide.
        throw new RequestProblem('suggestion-theirs-now')
      case 'form-in-table':
        throw new RequestProblem('form-in-table')
      case 'done':
        await decided(found, 'suggestion accepted')
    }
  }

  /** @throws {@link RequestProblem} when nobody could accept it any more */
  async function requireWords(suggestion: Suggestion): Promise<void> {
    const stand = await readableStudy(() =>
      rooms.read(suggestion.study, (committed) => {
        const anchor = committed.anchors.find((one) => one.id === suggestion.anchor)
        return stretchAsItWas(committed, suggestion, anchor) !== null || noteAsItWas(committed, suggestion, anchor) !== null
      }),
    )
    if (!stand) throw new RequestProblem('suggestion-words-changed')
  }

  async function put(
    what: Pick<Accepting, 'access' | 'suggestion' | 'by' | 'reason' | 'tidies'> & { readonly hand: ParticipantId },
    allow: Script<unknown>,
  ): Promise<Outcome> {
    const { study, id, anchor: anchorId, section } = what.suggestion
    if (beingAccepted.has(id)) throw new RequestProblem('already-decided')
    beingAccepted.add(id)
    try {
      return await readableStudy(async () => {
        for (let tries = 0; tries < mostTries; tries += 1) {
          const { anchor, seq } = await rooms.read(study, ({ anchors, seq: newest }) => ({
            anchor: anchors.find((one) => one.id === anchorId),
            seq: newest,
          }))
          const isOpen = (): boolean => !isHeldByOther(what.hand, rooms.heldIn(study), section)
          const edit = accepting({ ...what, anchor, seq, isOpen }, allow)
          await rooms.edit(study, edit.request)
          if (edit.outcome() !== 'words-changed') return edit.outcome()
        }
        return 'words-changed'
      })
    } finally {
      beingAccepted.delete(id)
    }
  }

  async function decline({ address, reason }: Deciding): Promise<void> {
    const declining: Script<SuggestionAccess> = function* (ctx) {
      const one = yield* suggestionAccess(address, 'suggestion.decide')(ctx)
      const { access, participant, suggestion, subject } = one
      const isNeeded = needsReasonToDecline(suggestion.sector, participant.sector) || decidesAsSteward(access, subject)
      if (reason === null && isNeeded) throw new RequestProblem('reason-needed')
      yield* decideSuggestion(suggestion.id, { state: 'declined', by: participant.id, reason })(ctx)
      yield* noteSuggestion(access, 'suggestion.declined', suggestion)(ctx)
      return one
    }
    await decided(await onceAsked(address, () => store.tx(declining)), 'suggestion declined', true)
  }

  /**
   * Asks the rules once it is known whose words it is about now.
   *
   * @throws {@link RequestProblem} `suggestion-theirs-now` when it is by that alone that whoever asks may not decide any more
   */
  async function onceAsked<T>(address: SuggestionAddress, ask: () => Promise<T>): Promise<T> {
    const { suggestion } = await store.read(suggestionAccess(address, 'suggestion.decide'))
    const concernsMore = await readableStudy(() => lookAgain(services, suggestion))
    try {
      return await ask()
    } catch (error) {
      const isByThat = concernsMore && error instanceof RequestProblem && error.code === 'not-yours-to-decide'
      throw isByThat ? new RequestProblem('suggestion-theirs-now', { cause: error }) : error
    }
  }

  /** Nothing points at its words any more, and everybody hears of it. */
  async function decided({ access, suggestion }: SuggestionAccess, what: string, isDeclined = false): Promise<void> {
    rooms.suggestionDecided(suggestion.study, suggestion.id, isDeclined)
    await forget(suggestion)
    rooms.announce(access.study.id, { kind: 'suggestions' })
    log.info(what, { study: access.study.id, suggestion: suggestion.id })
  }

  async function forget({ study, anchor }: Suggestion): Promise<void> {
    if (anchor !== null) await readableStudy(() => rooms.forgetAnchor(study, anchor))
  }

  return app
}

const maker = (c: Context<AppEnv>): Script<{ access: StudyAccess; participant: NonNullable<StudyAccess['participant']> }> =>
  function* (ctx) {
    const access = yield* studyAccess(c.get('visitor'), c.req.param('id') ?? '', 'suggestion.make')(ctx)
    if (access.participant === null) throw new RequestProblem('unknown-study')
    return { access, participant: access.participant }
  }

/** A page of those that were decided about, for everybody who reads the study. @throws {@link RequestProblem} `malformed-request` */
function decidedIn(c: Context<AppEnv>): Script<SuggestionList> {
  const { after } = c.req.query()
  const place = after === undefined ? undefined : /^(\d{1,15})\.(.{1,64})$/.exec(after)
  if (place === null) throw new RequestProblem('malformed-request')
  const from = place === undefined ? {} : { after: { at: Number(place[1]), id: place[2] ?? '' } }
  return function* (ctx) {
    const access = yield* studyAccess(c.get('visitor'), c.req.param('id') ?? '', 'thread.read')(ctx)
    const found = yield* decidedSuggestions(access.study.id, { ...from, limit: decidedPage + 1 })(ctx)
    return yield* suggestionList(access, found.slice(0, decidedPage), found.length > decidedPage)(ctx)
  }
}

function addressOf(c: Context<AppEnv>): SuggestionAddress {
  return { visitor: c.get('visitor'), study: c.req.param('id') ?? '', suggestion: c.req.param('suggestionId') ?? '' }
}
