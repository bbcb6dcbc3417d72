import {
  attentionOf,
  listStudiesOf,
  mailAddressOf,
  practiceOf,
  studiesLeftBy,
  studyForPerson,
  type Script,
  type StudyAndPlace,
} from '@samskriv/database'
import { spansOfSection } from '@samskriv/attribution'
import { isOwnPlace, unaskedAttention, type Place, type StudyId } from '@samskriv/domain'
import { RequestProblem } from '../http/problem.ts'
import type { SignedIn } from '../auth/visitor.ts'
import { preferencesOf } from '../preferences/preferences-of.ts'
import type { Services } from '../services.ts'
import { readableStudy } from '../studies/readable-study.ts'
import { sectionKeysOf } from '../studies/study-template.ts'
import { accountOf } from './session-routes.ts'
import { sessionsOf } from './sessions.ts'

/** Everything that is kept about somebody, for themselves: who they are, where they are signed in, and in each case study their place and their words. */
export async function dataOf(visitor: SignedIn, { store, rooms, clock }: Pick<Services, 'store' | 'rooms' | 'clock'>) {
  const { person } = visitor
  const { id, name, language, guest } = person
  const sessions = await store.read(sessionsOf(accountOf(visitor)))
  const studies: unknown[] = []
  // One after the other: with many studies nobody else has to wait.
  for (const { study, participant } of await store.read(placesOf(visitor))) {
    if (participant === null) continue
    studies.push({
      id: study.id,
      title: study.title,
      practice: study.practiceOf !== null,
      role: participant.role,
      sector: participant.sector,
      subtype: participant.subtype,
      organisation: participant.organisationName,
      shownAs: { mode: participant.identityMode, label: participant.publicLabel },
      toldByMail: (await store.read(attentionOf(participant.id)))?.mode ?? unaskedAttention,
      since: timeOf(participant.createdAt),
      leftAt: participant.endedAt === null ? null : timeOf(participant.endedAt),
      suspended: participant.suspendedAt !== null,
      confirmedAt: participant.capacityConfirmedAt === null ? null : timeOf(participant.capacityConfirmedAt),
      words: await wordsOfMine(study.id, participant),
    })
  }
  return {
    person: {
      id,
      name,
      email: person.email,
      mailAddress: (await store.read(mailAddressOf(id))) ?? null,
      language,
      guest,
      preferences: preferencesOf(person),
    },
    sessions: sessions.map(({ startedAt, lastUsedAt, expiresAt }) => ({ startedAt, lastUsedAt, expiresAt })),
    studies,
    madeAt: timeOf(clock()),
  }

  /** Section by section; null when the study can't be read just now. */
  async function wordsOfMine(study: StudyId, place: Place) {
    const keys = await store.read(sectionKeysOf(study))
    try {
      return await readableStudy(() =>
        rooms.read(study, ({ doc, authorship, voices }) => {
          const mine = new Set(voices.filter(({ by }) => isOwnPlace(place, by)).map((voice) => voice.id))
          return keys.flatMap((section) => {
            const spans = spansOfSection(doc, section, authorship).filter(({ voice }) => mine.has(voice))
            return spans.length === 0 ? [] : [{ section, text: spans.map(({ text }) => text) }]
          })
        }),
      )
    } catch (error) {
      if (!(error instanceof RequestProblem)) throw error
      return null
    }
  }
}

const placesOf = ({ person }: SignedIn): Script<StudyAndPlace[]> =>
  function* (ctx) {
    const listed = yield* listStudiesOf(person.id)(ctx)
    const practice = yield* practiceOf(person.id)(ctx)
    const left = yield* studiesLeftBy(person.id)(ctx)
    const places: StudyAndPlace[] = []
    for (const id of [...listed.map((study) => study.id), ...left, ...(practice === undefined ? [] : [practice])]) {
      const found = yield* studyForPerson(id, person.id)(ctx)
      if (found !== undefined) places.push(found)
    }
    return places
  }

function timeOf(ms: number): string {
  return new Date(ms).toISOString()
}
