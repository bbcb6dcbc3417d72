import { sectionsOf, type Script } from '@samskriv/database'
import type { Language, ParticipantId, SectionKey } from '@samskriv/domain'
import type { StudyView } from '@samskriv/protocol'
import type { Hold } from '@samskriv/sync-server'
import { Hono, type Context } from 'hono'
import { described } from '../http/described.ts'
import { RequestProblem } from '../http/problem.ts'
import type { AppEnv, Services } from '../services.ts'
import { namesOf } from './section-state.ts'
import { mayWriteIn, studyAccess, type StudyAccess } from './study-access.ts'
import { unnamedIn } from './study-view.ts'

/** Editing a section alone for a while. Nothing of it is stored: see `Holds` in sync-server. */
export function holdRoutes(services: Services): Hono<AppEnv> {
  const { store, rooms, log } = services
  const app = new Hono<AppEnv>()
  const refusals = [
    'signed-out',
    'session-expired',
    'unknown-study',
    'unknown-section',
    'suspended',
    'role-too-low',
    'capacity-not-confirmed',
    'archived',
    'read-only-example',
  ] as const

  app.put(
    '/api/studies/:id/sections/:sectionKey/hold',
    described({
      tag: 'case studies',
      summary: 'Edit a section alone: others read along until it is given back, or nothing was written in it for ten minutes',
      status: 204,
      problems: [...refusals, 'section-closed', 'section-held', 'study-unavailable'],
    }),
    async (c) => {
      const { access, section, participant, mayWrite } = await store.read(placeIn(c))
      if (!mayWrite) throw new RequestProblem('section-closed')
      if (!(await rooms.hold(access.study.id, section, participant))) throw new RequestProblem('section-held')
      log.info('section held', { study: access.study.id, section })
      return c.body(null, 204)
    },
  )

  app.delete(
    '/api/studies/:id/sections/:sectionKey/hold',
    described({
      tag: 'case studies',
      summary: 'Open a held section to everybody again: by who holds it, or by a steward',
      status: 204,
      problems: [...refusals, 'not-steward'],
    }),
    async (c) => {
      const { access, section, participant } = await store.read(placeIn(c))
      const { study } = access
      if (isHeldByOther(participant, rooms.heldIn(study.id), section) && access.participant?.role !== 'steward')
        throw new RequestProblem('not-steward')
      rooms.release(study.id, section)
      log.info('section open again', { study: study.id, section })
      return c.body(null, 204)
    },
  )

  return app
}

interface Place {
  readonly access: StudyAccess
  readonly section: SectionKey
  readonly participant: ParticipantId
  readonly mayWrite: boolean
}

const placeIn = (c: Context<AppEnv>): Script<Place> =>
  function* (ctx) {
    const access = yield* studyAccess(c.get('visitor'), c.req.param('id') ?? '', 'study.write')(ctx)
    const section = (yield* sectionsOf(access.study.id)(ctx)).find(({ key }) => key === c.req.param('sectionKey'))
    if (section === undefined || access.participant === null) throw new RequestProblem('unknown-section')
    return { access, section: section.key, participant: access.participant.id, mayWrite: mayWriteIn(access, section) }
  }

/** @throws {@link RequestProblem} `section-held` while somebody else edits the section alone */
export function requireOpenTo(participant: ParticipantId | null, holds: readonly Hold[], section: SectionKey): void {
  if (isHeldByOther(participant, holds, section)) throw new RequestProblem('section-held')
}

/** Whether somebody else edits the section alone. */
export function isHeldByOther(participant: ParticipantId | null, holds: readonly Hold[], section: SectionKey): boolean {
  return holds.some((hold) => hold.section === section && hold.participant !== participant)
}

/** The study with who holds what; for everybody else such a section is to be read. */
export const withHolds = (view: StudyView, holds: readonly Hold[], language: Language): Script<StudyView> =>
  function* (ctx) {
    if (holds.length === 0) return view
    const names = yield* namesOf(
      holds.map(({ participant }) => participant),
      language,
    )(ctx)
    const bySection = new Map<string, Hold>(holds.map((hold) => [hold.section, hold]))
    const sections = view.sections.map((section) => {
      const hold = bySection.get(section.key)
      if (hold === undefined) return section
      const { participant, since, until } = hold
      const name = names.get(participant) ?? unnamedIn(language)
      const held = { participantId: participant, name, since: new Date(since).toISOString(), until: new Date(until).toISOString() }
      return { ...section, held, canWrite: section.canWrite && participant === view.me?.participantId }
    })
    return { ...view, sections }
  }
