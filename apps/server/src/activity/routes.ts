import { lastVisitOf } from '@samskriv/database'
import { ActivityView } from '@samskriv/protocol'
import { Hono } from 'hono'
import { described } from '../http/described.ts'
import { isKnownAs } from '../http/entity-tag.ts'
import type { AppEnv, Services } from '../services.ts'
import { readableStudy } from '../studies/readable-study.ts'
import { studyAccess } from '../studies/study-access.ts'
import { activityOf } from './activity.ts'

/** What others have done since somebody's last visit. */
export function activityRoutes({ store, rooms }: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.get(
    '/api/studies/:id/activity',
    described({
      tag: 'case studies',
      summary: 'Since you left it: who wrote and took out how many words of whom, section by section, and who joined; with ETag',
      answers: ActivityView,
      problems: ['signed-out', 'session-expired', 'unknown-study', 'suspended', 'study-unavailable'],
    }),
    async (c) => {
      const asked = studyAccess(c.get('visitor'), c.req.param('id') ?? '', 'study.read')
      const { study, visitor } = await store.read(asked)
      return await readableStudy(async () => {
        const { epoch, seq } = await rooms.read(study.id, (body) => ({ epoch: body.epoch, seq: body.seq }))
        await rooms.count(study.id)
        const isThere = rooms.isThere(study.id, visitor.person.id)
        const last = await store.read(lastVisitOf(study.id, visitor.person.id, isThere))
        // Which words, which people and their names, and since when.
        if (isKnownAs(c, epoch, seq, study.eventSeq, last?.at ?? 0)) return c.body(null, 304)
        return c.json(
          await store.read(function* (ctx) {
            return yield* activityOf(yield* asked(ctx), isThere)(ctx)
          }),
        )
      })
    },
  )

  return app
}
