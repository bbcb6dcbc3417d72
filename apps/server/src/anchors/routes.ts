import { StudyAnchors } from '@samskriv/protocol'
import { Hono } from 'hono'
import { described } from '../http/described.ts'
import type { AppEnv, Services } from '../services.ts'
import { readableStudy } from '../studies/readable-study.ts'
import { studyAccess } from '../studies/study-access.ts'
import { visibleAnchors } from './visible-anchors.ts'

/** Where in the text of a study comments and answers point. */
export function anchorRoutes({ store, rooms }: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.get(
    '/api/studies/:id/anchors',
    described({
      tag: 'comments',
      summary: 'Where each comment and answer points in the text that the socket brings; the socket pushes what changes',
      answers: StudyAnchors,
      problems: ['signed-out', 'session-expired', 'unknown-study', 'suspended', 'study-unavailable'],
    }),
    async (c) => {
      const access = await store.read(studyAccess(c.get('visitor'), c.req.param('id'), 'thread.read'))
      return await readableStudy(async () => {
        const { epoch, seq, anchors } = await rooms.read(access.study.id, (body) => ({
          epoch: body.epoch,
          seq: body.seq,
          anchors: visibleAnchors(body.anchors, access),
        }))
        const answer: StudyAnchors = {
          epoch,
          seq,
          attached: anchors.flatMap(({ id, section, start, end }) =>
            start === null ? [] : [[id, section, start.client, start.clock, end.client, end.clock]],
          ),
          detached: anchors.flatMap(({ id, section, quote, state }) => (state === 'detached' ? [{ id, section, quote }] : [])),
        }
        return c.json(answer)
      })
    },
  )

  return app
}
