import { speakersOf, useChoicesIn, writtenForIn, type ParticipantWithEmail } from '@samskriv/database'
import type { ParticipantId, UseChoice } from '@samskriv/domain'
import { ConfirmWords, SpeakerView, SpeakerWishes, ToldWords } from '@samskriv/protocol'
import { Hono } from 'hono'
import { z } from 'zod'
import { described } from '../http/described.ts'
import { jsonBody } from '../http/json-body.ts'
import { RequestProblem } from '../http/problem.ts'
import type { AppEnv, Services } from '../services.ts'
import { readableStudy } from '../studies/readable-study.ts'
import { studyAccess, type StudyAccess } from '../studies/study-access.ts'
import { unnamedIn } from '../studies/study-view.ts'
import { confirmingEdit } from './confirming.ts'
import { confirmedPassages, unconfirmedPassages, type Passage } from './passages.ts'
import { sectionKeysOf } from '../studies/study-template.ts'
import { lookAgainAtAll } from '../suggestions/look-again.ts'
import { calledBy, mayWriteFor, speakerIn, type Writing } from './speaker-in.ts'
import { tellingEdit } from './telling.ts'
import { noteWishes } from './wishes.ts'

const tag = 'people'
const refusals = ['signed-out', 'session-expired', 'unknown-study', 'suspended', 'archived', 'read-only-example'] as const
const dayMs = 24 * 60 * 60 * 1000

/** Writing down what somebody says who has no device: for whom one may, what nobody has confirmed yet, and confirming it with them. */
export function scribingRoutes(services: Services): Hono<AppEnv> {
  const { store, rooms, clock, newId, secret, log } = services
  const app = new Hono<AppEnv>()

  app.get(
    '/api/studies/:id/speakers',
    described({
      tag,
      summary: 'Those for whom I may write, with what was written down for them and is not confirmed yet',
      answers: z.array(SpeakerView),
      problems: [...refusals, 'role-too-low', 'capacity-not-confirmed', 'study-unavailable'],
    }),
    async (c) => {
      const { access, sections, speakers, people, uses } = await store.read(function* (ctx) {
        const found = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'voice.scribe')(ctx)
        const all = yield* writtenForIn(found.study.id)(ctx)
        return {
          access: found,
          sections: yield* sectionKeysOf(found.study.id)(ctx),
          speakers: all.filter((speaker) => mayWriteFor(found, speaker)),
          people: yield* speakersOf(found.study.id)(ctx),
          uses: yield* useChoicesIn(found.study.id)(ctx),
        }
      })
      const words = await readableStudy(() =>
        rooms.read(access.study.id, (body) => ({
          unconfirmed: unconfirmedPassages(body, sections),
          confirmed: confirmedPassages(body, sections),
        })),
      )
      return c.json(speakers.map(({ participant }) => viewOf(access, participant, { people, uses, ...words })))
    },
  )

  app.post(
    '/api/studies/:id/speakers/:participantId/confirmations',
    described({
      tag,
      summary: 'Words were read back to the one who said them, who stands behind them; they count as that voice from now on',
      body: ConfirmWords,
      status: 204,
      problems: [...refusals, 'role-too-low', 'not-your-voice', 'unknown-person', 'words-changed', 'study-unavailable'],
    }),
    async (c) => {
      await store.read(studyAccess(c.get('visitor'), c.req.param('id'), 'voice.scribe'))
      const words = await jsonBody(c, ConfirmWords)
      const asking = speakerIn(c.get('visitor'), c.req.param('id'), c.req.param('participantId'))
      const { access, participant, speaker } = await store.read(asking)
      const sections = await store.read(sectionKeysOf(access.study.id))
      const at = momentOf(words.on, clock())
      const confirming = { access, participant, speaker: speaker.id, words, at, sections, newId }
      const { edit, hasChanged } = confirmingEdit(confirming, asking)
      await readableStudy(() => rooms.edit(access.study.id, edit))
      if (hasChanged()) throw new RequestProblem('words-changed')
      rooms.announce(access.study.id, { kind: 'study' })
      await lookAgainAtAll(services, access.study.id)
      log.info('words confirmed', {
        study: access.study.id,
        participant: speaker.id,
        passages: words.passages.length,
        method: words.method,
      })
      return c.body(null, 204)
    },
  )

  app.post(
    '/api/studies/:id/speakers/:participantId/words',
    described({
      tag,
      summary: 'Words that I pasted are what this speaker told me: theirs from now on, not confirmed yet',
      body: ToldWords,
      status: 204,
      problems: [...refusals, 'role-too-low', 'not-your-voice', 'unknown-person', 'words-changed', 'study-unavailable'],
    }),
    async (c) => {
      await store.read(studyAccess(c.get('visitor'), c.req.param('id'), 'voice.scribe'))
      const words = await jsonBody(c, ToldWords)
      const asking = speakerIn(c.get('visitor'), c.req.param('id'), c.req.param('participantId'))
      const writing = await store.read(asking)
      const { study } = writing.access
      const { edit, hasChanged } = tellingEdit(writing, words, { isOpen: (epoch) => epoch === study.epoch, allow: asking })
      await readableStudy(() => rooms.edit(study.id, edit))
      if (hasChanged()) throw new RequestProblem('words-changed')
      await lookAgainAtAll(services, study.id)
      log.info('words told', { study: study.id, participant: writing.speaker.id })
      return c.body(null, 204)
    },
  )

  app.put(
    '/api/studies/:id/speakers/:participantId/wishes',
    described({
      tag,
      summary: 'How a speaker wants to be shown and what may be done with their words; keeps a way in for them, which their receipt says',
      body: SpeakerWishes,
      status: 204,
      problems: [...refusals, 'role-too-low', 'not-your-voice', 'unknown-person'],
    }),
    async (c) => {
      await store.read(studyAccess(c.get('visitor'), c.req.param('id'), 'voice.scribe'))
      const wishes = await jsonBody(c, SpeakerWishes)
      const { access, speaker } = await store.tx<Writing>(function* (ctx) {
        const writing = yield* speakerIn(c.get('visitor'), c.req.param('id'), c.req.param('participantId'))(ctx)
        yield* noteWishes(writing, wishes, secret)(ctx)
        return writing
      })
      rooms.announce(access.study.id, { kind: 'people' })
      log.info('wishes noted', { study: access.study.id, participant: speaker.id, mode: wishes.identity.mode, use: wishes.use })
      return c.body(null, 204)
    },
  )

  return app
}

interface Known {
  readonly people: readonly ParticipantWithEmail[]
  readonly uses: ReadonlyMap<ParticipantId, UseChoice>
  readonly unconfirmed: readonly Passage[]
  readonly confirmed: readonly Passage[]
}

function viewOf({ study }: StudyAccess, participantId: ParticipantId, { people, uses, unconfirmed, confirmed }: Known): SpeakerView {
  const person = people.find(({ id }) => id === participantId)
  const name = person === undefined ? '' : calledBy(person)
  return {
    participantId,
    name: name === '' ? unnamedIn(study.lang) : name,
    sector: person?.sector ?? null,
    subtype: person?.subtype ?? null,
    groupSize: person?.groupSize ?? null,
    passages: unconfirmed.filter(({ by }) => by === participantId).map(({ id, section, text }) => ({ id, section, text })),
    confirmed: confirmed.filter(({ by }) => by === participantId).length,
    identity: { mode: person?.identityMode ?? 'pseudonym', label: person?.name ?? '' },
    use: uses.get(participantId) ?? null,
  }
}

/** Today is now, an earlier day its noon. @throws {@link RequestProblem} `invalid-body` for a day that is still to come anywhere */
function momentOf(day: string, now: number): number {
  const noon = Date.parse(`${day}T12:00:00Z`)
  if (noon - dayMs / 2 > now + dayMs) throw new RequestProblem('invalid-body', { errors: [{ path: 'on', code: 'future' }] })
  return Math.min(noon, now)
}
