import { addOwnSection, changeSection, participantById, sectionsOf, setSectionState, type Script, type Section } from '@samskriv/database'
import type { ParticipantId, SectionKey, StudyId } from '@samskriv/domain'
import { AddSection, ChangeSection, SectionAdded, SetSectionState } from '@samskriv/protocol'
import { Hono } from 'hono'
import { described } from '../http/described.ts'
import { jsonBody } from '../http/json-body.ts'
import { RequestProblem } from '../http/problem.ts'
import type { AppEnv, Services } from '../services.ts'
import { passOnSection } from '../threads/owners.ts'
import { newSectionKey, removeSection } from './own-sections.ts'
import { actorOfEvent, lineOf } from './routes.ts'
import { maySay, requireAllowed, studyAccess } from './study-access.ts'

/** Which sections there are, who writes in them, and how far they have come. */
export function sectionRoutes(services: Services): Hono<AppEnv> {
  const { store, rooms, newId, log } = services
  const app = new Hono<AppEnv>()

  app.patch(
    '/api/studies/:id/sections/:sectionKey',
    described({
      tag: 'case studies',
      summary: 'Open a section to contributors, or close it to them; it holds for the next words of whoever is writing',
      body: ChangeSection,
      status: 204,
      problems: [
        'signed-out',
        'session-expired',
        'unknown-study',
        'unknown-section',
        'suspended',
        'not-steward',
        'account-needed',
        'archived',
        'read-only-example',
      ],
    }),
    async (c) => {
      await store.read(studyAccess(c.get('visitor'), c.req.param('id'), 'study.settings'))
      const change = await jsonBody(c, ChangeSection)
      const key = c.req.param('sectionKey')
      const script: Script<{ study: StudyId; sections: Section[] }> = function* (ctx) {
        const { study, visitor } = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'study.settings')(ctx)
        // A key from outside gets its kind here; whether the study has such a section is what the query finds out.
        const isKnown = yield* changeSection(study, key as SectionKey, change, actorOfEvent(visitor))(ctx)
        if (!isKnown) throw new RequestProblem('unknown-section')
        return { study: study.id, sections: yield* sectionsOf(study.id)(ctx) }
      }
      const { study, sections } = await store.tx(script)
      // First, so that contributors who are sent back to come in again have heard of it.
      rooms.announce(study, { kind: 'study' })
      rooms.sectionsChanged(study, sections)
      log.info('section changed', { study, section: key, openToContributors: change.openToContributors })
      return c.body(null, 204)
    },
  )

  app.put(
    '/api/studies/:id/sections/:sectionKey/state',
    described({
      tag: 'case studies',
      summary: 'Say how far a section has come, who sees to it and until when',
      body: SetSectionState,
      status: 204,
      problems: [...refusals, 'unknown-section', 'unknown-person', 'role-too-low', 'section-closed', 'changed-meanwhile'],
    }),
    async (c) => {
      await store.read(studyAccess(c.get('visitor'), c.req.param('id'), 'section.status'))
      const { version, ...wanted } = await jsonBody(c, SetSectionState)
      const key = c.req.param('sectionKey')
      const study = await store.tx<StudyId>(function* (ctx) {
        const access = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'section.status')(ctx)
        if (access.participant === null) throw new RequestProblem('unknown-study')
        const section = (yield* sectionsOf(access.study.id)(ctx)).find((one) => one.key === key)
        if (section === undefined) throw new RequestProblem('unknown-section')
        const owner = wanted.owner === null ? null : yield* ownerIn(access.study.id, wanted.owner)(ctx)
        const state = { status: wanted.status, statusReason: wanted.reason, owner, due: wanted.due }
        // What others have said since is told first: it is not what was looked at.
        if (version === section.version) requireAllowed(maySay(access, section, state))
        const by = { participant: access.participant.id, at: ctx.clock(), version, actor: actorOfEvent(access.visitor) }
        const outcome = yield* setSectionState(access.study, key as SectionKey, state, by)(ctx)
        if (outcome === 'unknown') throw new RequestProblem('unknown-section')
        if (outcome === 'changed') throw new RequestProblem('changed-meanwhile')
        yield* passOnSection(access, section.key, section.owner, owner)(ctx)
        return access.study.id
      })
      rooms.announce(study, { kind: 'study' })
      log.info('section status set', { study, section: key, status: wanted.status })
      return c.body(null, 204)
    },
  )

  app.post(
    '/api/studies/:id/sections',
    described({
      tag: 'case studies',
      summary: 'Add a section of the study’s own, at the end; it can be written in at once',
      body: AddSection,
      answers: SectionAdded,
      status: 201,
      problems: [...refusals, 'not-steward', 'account-needed', 'title-too-long', 'too-many-sections'],
    }),
    async (c) => {
      await store.read(studyAccess(c.get('visitor'), c.req.param('id'), 'study.settings'))
      const body = await jsonBody(c, AddSection)
      const own = { title: lineOf(body.title, 'title'), question: lineOf(body.question, 'question') }
      const key = newSectionKey(newId)
      const { study, sections } = await store.tx<{ study: StudyId; sections: Section[] }>(function* (ctx) {
        const access = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'study.settings')(ctx)
        const before = yield* sectionsOf(access.study.id)(ctx)
        if (before.filter((section) => section.own !== null).length >= mostOwnSections) throw new RequestProblem('too-many-sections')
        yield* addOwnSection(access.study, key, own, actorOfEvent(access.visitor))(ctx)
        return { study: access.study.id, sections: yield* sectionsOf(access.study.id)(ctx) }
      })
      // First the room, so that nobody who hears of it writes in a section the room does not know.
      rooms.sectionsChanged(study, sections)
      rooms.announce(study, { kind: 'study' })
      log.info('section added', { study, section: key })
      return c.json({ key }, 201)
    },
  )

  app.delete(
    '/api/studies/:id/sections/:sectionKey',
    described({
      tag: 'case studies',
      summary: 'Take a section of the study’s own away, as long as nothing was ever written in it',
      status: 204,
      problems: [...refusals, 'unknown-section', 'not-steward', 'account-needed', 'section-has-words', 'study-unavailable'],
    }),
    async (c) => {
      const access = await store.read(studyAccess(c.get('visitor'), c.req.param('id'), 'study.settings'))
      const key = c.req.param('sectionKey')
      await removeSection(access, key as SectionKey, services)
      rooms.announce(access.study.id, { kind: 'study' })
      log.info('section removed', { study: access.study.id, section: key })
      return c.body(null, 204)
    },
  )

  return app
}

const refusals = ['signed-out', 'session-expired', 'unknown-study', 'suspended', 'archived', 'read-only-example'] as const
/** Every open page and every load of the study carries all of them. */
const mostOwnSections = 30

/** @throws {@link RequestProblem} `unknown-person` for whoever takes no part in the study now */
const ownerIn = (study: StudyId, wanted: string): Script<ParticipantId> =>
  function* (ctx) {
    const person = yield* participantById(wanted as ParticipantId)(ctx)
    if (person === undefined || person.study !== study || person.endedAt !== null) throw new RequestProblem('unknown-person')
    return person.id
  }
