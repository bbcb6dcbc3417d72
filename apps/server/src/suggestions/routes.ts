import {
  decidedSuggestions,
  decideSuggestion,
  emptySuggestion,
  explainSuggestion,
  protectWords,
  sectionsOf,
  suggestionsOf,
  type Script,
  type Section,
} from '@samskriv/database'
import { isOfCommunity, may, suggestionStatuses, type SectionKey, type StudyId } from '@samskriv/domain'
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
import { readableStudy } from '../studies/readable-study.ts'
import { actorOfEvent } from '../studies/routes.ts'
import { requireAllowed, studyAccess } from '../studies/study-access.ts'
import { choosingUse } from './choosing-use.ts'
import type { Answered, Deciding } from './deciding.ts'
import { draftOf } from './draft.ts'
import { maker, makeSuggestion, type Suggesting } from './making.ts'
import { noteSuggestion } from './note-suggestion.ts'
import { suggestionAccess, type SuggestionAddress } from './suggestion-access.ts'
import { suggestionList } from './suggestion-view.ts'
import { tidying } from './tidying.ts'

const tag = 'comments'
const reading = ['signed-out', 'session-expired', 'unknown-study', 'suspended'] as const
const writing = [...reading, 'capacity-not-confirmed', 'role-too-low', 'archived', 'read-only-example'] as const
const toDecide = [
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

/** What people suggest to change in the text, and what comes of it. */
export function suggestionRoutes(services: Services, decisions: Deciding): Hono<AppEnv> {
  const { store, rooms, limits, config, log, forgetDeleted } = services
  const app = new Hono<AppEnv>()

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
      const { access, participant } = await store.read(maker(studyOf(c)))
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
      const made = await readableStudy(() => makeSuggestion(services, studyOf(c), asked, draft))
      rooms.announce(study.id, { kind: 'suggestions' })
      log.info('suggestion made', { study: study.id, suggestion: made.id, kind: made.kind })
      const state = await decisions.acceptedAtOnce(studyOf(c), made)
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
      problems: [...toDecide, ...body],
    }),
    async (c) => c.body(null, (await decisions.accept(await asDecided(c))) === 'accepted' ? 204 : 202),
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
      await decisions.takeAgreementBack(addressOf(c))
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
      problems: toDecide,
    }),
    async (c) => {
      await decisions.decline(await asDecided(c))
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
      await decisions.decided(found, 'suggestion withdrawn')
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
          if (decision === 'decline') await decisions.decline(one)
          else if ((await decisions.accept(one)) === 'proposed') agreed += 1
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
      await store.read(maker(studyOf(c)))
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

  async function asDecided(c: Context<AppEnv>): Promise<Answered> {
    const address = addressOf(c)
    await store.read(suggestionAccess(address, 'suggestion.decide'))
    const { reason = null } = await jsonBody(c, DecideSuggestion)
    return { address, reason }
  }

  return app
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

function studyOf(c: Context<AppEnv>): Suggesting {
  return { visitor: c.get('visitor'), study: c.req.param('id') ?? '' }
}

function addressOf(c: Context<AppEnv>): SuggestionAddress {
  return { ...studyOf(c), suggestion: c.req.param('suggestionId') ?? '' }
}
