import { speakersOf, writtenForIn, type ParticipantWithEmail, type Script } from '@samskriv/database'
import { templateById } from '@samskriv/document'
import { may, type ParticipantId, type SectionKey } from '@samskriv/domain'
import { ConfirmWords, SpeakerView } from '@samskriv/protocol'
import type { Speaker } from '@samskriv/sync-server'
import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { described } from '../http/described.ts'
import { jsonBody } from '../http/json-body.ts'
import { RequestProblem } from '../http/problem.ts'
import type { AppEnv, Services } from '../services.ts'
import { readableStudy } from '../studies/readable-study.ts'
import { requireAllowed, studyAccess, type StudyAccess } from '../studies/study-access.ts'
import { unnamedIn } from '../studies/study-view.ts'
import { confirmingEdit } from './confirming.ts'
import { unconfirmedPassages, type Passage } from './passages.ts'

const tag = 'people'
const refusals = ['signed-out', 'session-expired', 'unknown-study', 'suspended', 'archived', 'read-only-example'] as const
const dayMs = 24 * 60 * 60 * 1000

/** Writing down what somebody says who has no device: for whom one may, what nobody has confirmed yet, and confirming it with them. */
export function scribingRoutes({ store, rooms, clock, newId, log }: Services): Hono<AppEnv> {
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
      const { access, speakers, people } = await store.read(function* (ctx) {
        const found = yield* studyAccess(c.get('visitor'), c.req.param('id'), 'voice.scribe')(ctx)
        const all = yield* writtenForIn(found.study.id)(ctx)
        return {
          access: found,
          speakers: all.filter((speaker) => mayWriteFor(found, speaker)),
          people: yield* speakersOf(found.study.id)(ctx),
        }
      })
      const passages = await readableStudy(() => rooms.read(access.study.id, (body) => unconfirmedPassages(body, sectionsOf(access))))
      return c.json(speakers.map(({ participant }) => viewOf(access, participant, people, passages)))
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
      const { access, participant, speaker } = await store.read(speakerIn(c))
      const confirming = { access, participant, speaker, words, at: momentOf(words.on, clock()), sections: sectionsOf(access), newId }
      const { edit, hasChanged } = confirmingEdit(confirming, speakerIn(c))
      await readableStudy(() => rooms.edit(access.study.id, edit))
      if (hasChanged()) throw new RequestProblem('words-changed')
      rooms.announce(access.study.id, { kind: 'study' })
      log.info('words confirmed', { study: access.study.id, participant: speaker, passages: words.passages.length, method: words.method })
      return c.body(null, 204)
    },
  )

  return app
}

interface Writing {
  readonly access: StudyAccess
  readonly participant: ParticipantId
  readonly speaker: ParticipantId
}

/** @throws {@link RequestProblem} also `unknown-person` for whoever has a device or left, `not-your-voice` when others write for them */
const speakerIn = (c: Context<AppEnv>): Script<Writing> =>
  function* (ctx) {
    const access = yield* studyAccess(c.get('visitor'), c.req.param('id') ?? '', 'voice.scribe')(ctx)
    const speaker = (yield* writtenForIn(access.study.id)(ctx)).find(({ participant }) => participant === c.req.param('participantId'))
    if (speaker === undefined || access.participant === null) throw new RequestProblem('unknown-person')
    requireAllowed(may(access.actor, 'voice.scribe', voiceOf(access, speaker)))
    return { access, participant: access.participant.id, speaker: speaker.participant }
  }

function mayWriteFor(access: StudyAccess, speaker: Speaker): boolean {
  return may(access.actor, 'voice.scribe', voiceOf(access, speaker)).allowed
}

function voiceOf({ subject: { id, state, example } }: StudyAccess, { participant, managedBy }: Speaker) {
  return { kind: 'voice', study: id, state, example, by: participant, scribes: [managedBy] } as const
}

function sectionsOf({ study }: StudyAccess): readonly SectionKey[] {
  return templateById(study.template)?.sections.map(({ id }) => id) ?? []
}

function viewOf(
  { study }: StudyAccess,
  participantId: ParticipantId,
  people: readonly ParticipantWithEmail[],
  passages: readonly Passage[],
): SpeakerView {
  const person = people.find(({ id }) => id === participantId)
  const name = person?.name ?? ''
  return {
    participantId,
    name: name === '' ? unnamedIn(study.lang) : name,
    sector: person?.sector ?? null,
    groupSize: person?.groupSize ?? null,
    passages: passages.filter(({ by }) => by === participantId).map(({ id, section, text }) => ({ id, section, text })),
  }
}

/** Today is now, an earlier day its noon. @throws {@link RequestProblem} `invalid-body` for a day that is still to come anywhere */
function momentOf(day: string, now: number): number {
  const noon = Date.parse(`${day}T12:00:00Z`)
  if (noon - dayMs / 2 > now + dayMs) throw new RequestProblem('invalid-body', { errors: [{ path: 'on', code: 'future' }] })
  return Math.min(noon, now)
}
