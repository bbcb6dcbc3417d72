import { changeSection, sectionsOf, type Script, type Section } from '@samskriv/database'
import type { SectionKey, StudyId } from '@samskriv/domain'
import { ChangeSection } from '@samskriv/protocol'
import { Hono } from 'hono'
import { described } from '../http/described.ts'
import { jsonBody } from '../http/json-body.ts'
import { RequestProblem } from '../http/problem.ts'
import type { AppEnv, Services } from '../services.ts'
import { actorOfEvent } from './routes.ts'
import { studyAccess } from './study-access.ts'

/** Who writes in which section, for stewards to say. */
export function sectionRoutes({ store, rooms, log }: Services): Hono<AppEnv> {
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

  return app
}
