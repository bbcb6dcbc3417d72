import { forgetStudy, listExamples, markPractice, practiceOf, type Script } from '@samskriv/database'
import { may, type PersonId, type StudyId } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { closeCodes, PracticeView, StudyCreated } from '@samskriv/protocol'
import { Hono } from 'hono'
import { requirePerson, type SignedIn } from '../auth/visitor.ts'
import { described } from '../http/described.ts'
import { RequestProblem } from '../http/problem.ts'
import type { AppEnv, Services } from '../services.ts'
import { copyPictures } from '../pictures/copy-pictures.ts'
import { blocksIn, duplicateStudy, wordsOf, type Copy } from '../studies/duplicate.ts'
import { readableStudy } from '../studies/readable-study.ts'
import { requireAllowed, studyAccess } from '../studies/study-access.ts'
import { sectionKeysOf } from '../studies/study-template.ts'

const refusals = ['signed-out', 'session-expired', 'foreign-origin', 'account-needed'] as const

/** A copy of the example that somebody tries things out in: nobody else is in it, and it is thrown away without a trace. */
export function practiceRoutes({ store, rooms, studyFiles, log }: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const making = new Map<PersonId, Promise<StudyId>>()

  app.get(
    '/api/me/practice',
    described({ tag: 'person', summary: 'My copy to practise in', answers: PracticeView, problems: ['signed-out', 'session-expired'] }),
    async (c) => {
      const { person } = requirePerson(c.get('visitor'))
      const study: PracticeView['study'] = (await store.read(practiceOf(person.id))) ?? null
      return c.json({ study })
    },
  )

  app.post(
    '/api/me/practice',
    described({
      tag: 'person',
      summary: 'Make my copy to practise in, or make it anew: what was in it is gone',
      answers: StudyCreated,
      status: 201,
      problems: [...refusals, 'not-found', 'study-unavailable'],
    }),
    async (c) => {
      const visitor = practising(c.get('visitor'))
      const { id } = visitor.person
      // Two clicks make one copy, and the second throws nothing away.
      const copy = making.get(id) ?? make(visitor).finally(() => making.delete(id))
      making.set(id, copy)
      return c.json({ id: await copy }, 201)
    },
  )

  app.delete(
    '/api/me/practice',
    described({ tag: 'person', summary: 'Throw my copy to practise in away, for good', status: 204, problems: refusals }),
    async (c) => {
      await throwAway(practising(c.get('visitor')))
      return c.body(null, 204)
    },
  )

  async function make(visitor: SignedIn): Promise<StudyId> {
    const [example] = await store.read(listExamples())
    if (example === undefined) throw new RequestProblem('not-found')
    const { study } = await store.read(studyAccess(visitor, example.id, 'study.read'))
    const words = await readableStudy(async () => wordsOf(study, await store.read(sectionKeysOf(study.id)), rooms))
    await throwAway(visitor)
    const title = translator(study.lang)('practice.name', { title: study.title })
    const copy = await store.tx<Copy>(function* (ctx) {
      const access = yield* studyAccess(visitor, example.id, 'study.read')(ctx)
      // Or one that was made elsewhere meanwhile.
      const other = yield* practiceOf(visitor.person.id)(ctx)
      if (other !== undefined) return { study: other, text: null }
      const made = yield* duplicateStudy(access, title, words)(ctx)
      yield* markPractice(made.study, visitor.person.id)(ctx)
      return made
    })
    if (copy.text !== null) {
      try {
        await copyPictures(study.id, { id: copy.study, partnership: study.partnership }, blocksIn(words), { store, studyFiles })
        await rooms.edit(copy.study, copy.text)
      } catch (error) {
        await forget(copy.study)
        throw error
      }
    }
    log.info('practice copy made', { study: copy.study })
    return copy.study
  }

  async function throwAway(visitor: SignedIn): Promise<void> {
    const study = await store.read(practiceOf(visitor.person.id))
    if (study !== undefined) await forget(study)
  }

  async function forget(study: StudyId): Promise<void> {
    rooms.close(study, closeCodes.unknownStudy)
    await studyFiles.removeAll(study)
    const forgetNow: Script<void> = forgetStudy(study)
    await store.tx(forgetNow)
  }

  return app
}

/** Whoever may start a study may practise. */
function practising(visitor: Parameters<typeof requirePerson>[0]): SignedIn {
  const signedIn = requirePerson(visitor)
  const { person, installationSteward } = signedIn
  const actor = { kind: 'person', person: person.id, installationSteward, guest: person.guest, participant: null } as const
  requireAllowed(may(actor, 'study.create', { kind: 'installation' }))
  return signedIn
}
