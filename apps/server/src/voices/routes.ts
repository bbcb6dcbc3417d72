import type { Study } from '@samskriv/database'
import type { SectionKey } from '@samskriv/domain'
import { BalanceView, SectionVoices, StudyVoices } from '@samskriv/protocol'
import { Hono, type Context } from 'hono'
import { described } from '../http/described.ts'
import { isKnownAs } from '../http/entity-tag.ts'
import { RequestProblem } from '../http/problem.ts'
import type { AppEnv, Services } from '../services.ts'
import type { Sources } from '../studies/export-tree.ts'
import { readableStudy } from '../studies/readable-study.ts'
import { studyAccess } from '../studies/study-access.ts'
import { sectionKeysOf } from '../studies/study-template.ts'
import { balanceOf } from './balance.ts'
import { voicesOfSection } from './section-voices.ts'
import { voicesOfStudy } from './study-voices.ts'

const tag = 'case studies'
const refusals = ['signed-out', 'session-expired', 'unknown-study', 'suspended', 'study-unavailable'] as const

/** Whose words a study is made of. Every answer has a tag of the state it is of, so that asking again costs little. */
export function voiceRoutes({ store, rooms, clock, config }: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const sources: Sources = { store, rooms, clock, publicUrl: config.publicUrls[0] }

  app.get(
    '/api/studies/:id/balance',
    described({
      tag,
      summary: 'Words and people by sector, for each section and in all; with ETag',
      answers: BalanceView,
      problems: refusals,
    }),
    async (c) => {
      const study = await readable(c)
      return await answered(c, study, async () => await balanceOf(study, sources))
    },
  )

  app.get(
    '/api/studies/:id/voices',
    described({
      tag,
      summary: 'What tells the voice of every character of the text that the socket brings; with ETag',
      answers: StudyVoices,
      problems: refusals,
    }),
    async (c) => {
      const study = await readable(c)
      return await answered(c, study, async () => await voicesOfStudy(study, sources))
    },
  )

  app.get(
    '/api/studies/:id/sections/:sectionKey/voices',
    described({
      tag,
      summary: 'Who says what in a section, in the order of its text; with ETag',
      answers: SectionVoices,
      problems: [...refusals, 'not-found'],
    }),
    async (c) => {
      const study = await readable(c)
      const key = await sectionOf(study, c.req.param('sectionKey'))
      return await answered(c, study, async () => await voicesOfSection(study, key, sources))
    },
  )

  return app

  async function readable(c: Context<AppEnv>): Promise<Study> {
    const { study } = await store.read(studyAccess(c.get('visitor'), c.req.param('id') ?? '', 'study.read'))
    return study
  }

  /** @throws {@link RequestProblem} `not-found` */
  async function sectionOf({ id }: Study, wanted: string): Promise<SectionKey> {
    const key = (await store.read(sectionKeysOf(id))).find((known) => known === wanted)
    if (key === undefined) throw new RequestProblem('not-found')
    return key
  }

  /** The words, the people and their names, and the day: consents end with one. */
  async function answered(
    c: Context<AppEnv>,
    study: Study,
    work: () => Promise<BalanceView | SectionVoices | StudyVoices>,
  ): Promise<Response> {
    return await readableStudy(async () => {
      const { epoch, seq } = await rooms.read(study.id, (body) => ({ epoch: body.epoch, seq: body.seq }))
      const day = new Date(clock()).toISOString().slice(0, 10)
      if (isKnownAs(c, epoch, seq, study.eventSeq, day)) return c.body(null, 304)
      return c.json(await work())
    })
  }
}
