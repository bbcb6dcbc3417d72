import { partnershipsOf, searchExamples, searchStudiesOf, type Script, type StudyFilter } from '@samskriv/database'
import { may, studyStatuses, type PartnershipId } from '@samskriv/domain'
import { StudySearch } from '@samskriv/protocol'
import { Hono } from 'hono'
import { requirePerson, type SignedIn } from '../auth/visitor.ts'
import { described } from '../http/described.ts'
import type { AppEnv, Services } from '../services.ts'
import { listItem, personActor } from './routes.ts'
import { requireAllowed } from './study-access.ts'

/** How many case studies stand on a page of the list. */
const pageSize = 24

/** Finding case studies among many. */
export function searchRoutes({ store }: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.get(
    '/api/studies/search',
    described({
      tag: 'case studies',
      summary: 'My case studies and the examples that fit: ?q= words of title and place; a page at a time, newest change first',
      query: { q: [], place: [], template: [], status: studyStatuses, partnership: [], page: [] },
      answers: StudySearch,
      problems: ['signed-out', 'session-expired'],
    }),
    async (c) => {
      const visitor = requirePerson(c.get('visitor'))
      requireAllowed(may(personActor(visitor), 'study.list', { kind: 'installation' }))
      return c.json(await store.read(found(visitor, filterOf(c.req.query()), pageOf(c.req.query('page')))))
    },
  )

  return app
}

const found = (visitor: SignedIn, filter: StudyFilter, page: number): Script<StudySearch> =>
  function* (ctx) {
    const { person } = visitor
    const mine = yield* searchStudiesOf(person.id, filter, { limit: pageSize, offset: (page - 1) * pageSize })(ctx)
    const own = new Set(mine.studies.map(({ id }) => id))
    const examples = (yield* searchExamples(filter)(ctx)).filter(({ id }) => !own.has(id))
    return {
      found: mine.found + examples.length,
      page,
      pages: Math.max(1, Math.ceil(mine.found / pageSize)),
      studies: mine.studies.map((study) => listItem(study, study.role)),
      examples: page === 1 ? examples.map((study) => listItem(study, null)) : [],
      partnerships: yield* partnershipsOf(person.id)(ctx),
    }
  }

/** What is asked for and can't be is not asked for: an address somebody kept goes on showing something. */
function filterOf(query: Readonly<Record<string, string>>): StudyFilter {
  const { q = '', place = '', template = '', partnership = '' } = query
  const status = studyStatuses.find((known) => known === query['status'])
  return {
    words: q.slice(0, 200),
    place: place.slice(0, 200),
    ...(template === '' ? {} : { template }),
    ...(status === undefined ? {} : { status }),
    ...(partnership === '' ? {} : { partnership: partnership as PartnershipId }),
  }
}

function pageOf(text: string | undefined): number {
  const page = Number(text)
  return Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1
}
