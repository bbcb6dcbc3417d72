import {
  attentionOf,
  enqueue,
  mailAddressOf,
  markMailed,
  newsSince,
  noteDigest,
  participantById,
  personById,
  queueMail,
  studyById,
  suggestionById,
  threadById,
  unmailedNotices,
  type Notice,
  type Participant,
  type Person,
  type Script,
  type Study,
} from '@samskriv/database'
import { ownPlaces, unaskedAttention, type ParticipantId, type StudyId } from '@samskriv/domain'
import { z } from 'zod'
import type { MailPayload } from '../mail/mail.ts'
import { isoDay } from '../threads/days.ts'
import { peopleOf } from '../threads/people-of.ts'
import { mayReadThread } from './may-read-thread.ts'
import { offToken } from './off-link.ts'
import { digestJob, nextDigestAt } from './when.ts'
import { aboutOf } from './where-to.ts'

/** More than these are told by their number. */
const longestList = 12

const ofWhom = z.object({
  study: z.string().transform((id) => id as StudyId),
  participant: z.string().transform((id) => id as ParticipantId),
})

/**
 * Tells by mail what concerns somebody and was told by none yet: the mail, and that it was made, in one transaction. What they have seen
 * in the meantime, or may not read any more, is not told.
 *
 * @returns whether a mail waits to be sent
 */
export const mailingNotices = (payload: unknown, secret: string): Script<boolean> =>
  function* (ctx) {
    const to = yield* recipient(payload)(ctx)
    if (to === undefined || to.mode !== 'concerns') return false
    const notices = yield* toldNow(to)(ctx)
    if (notices.length === 0 || !to.isReachable) return false
    yield* queueMail({ to: `person:${to.person.id}`, kind: 'notices', payload: yield* mailOf(to, notices, null, secret)(ctx) })(ctx)
    return true
  }

/**
 * The same once a day, with how much else is new; a day without anything new has no mail. It asks for the next day's, also on days on which
 * somebody is suspended or out of the study, or the study is in the bin: nobody has to choose daily mails again when that is over.
 */
export const mailingDigest = (payload: unknown, secret: string): Script<boolean> =>
  function* (ctx) {
    const now = ctx.clock()
    const day = isoDay(now)
    const place = yield* placeOf(payload)(ctx)
    if (place === undefined || (yield* attentionOf(place.participant.id)(ctx))?.mode !== 'digest') return false
    yield* enqueue(digestJob, place.participant.id, nextDigestAt(now), payload)(ctx)
    const to = yield* recipient(payload)(ctx)
    if (to === undefined || to.digestDay === day) return false
    const { participant, study } = to
    const reader = { places: ownPlaces(participant), steward: participant.role === 'steward' }
    const news = yield* newsSince(study.id, reader, to.digestAt ?? participant.createdAt)(ctx)
    yield* noteDigest(participant.id, day)(ctx)
    const notices = yield* toldNow(to)(ctx)
    if ((notices.length === 0 && news.threads + news.answers === 0) || !to.isReachable) return false
    yield* queueMail({ to: `person:${to.person.id}`, kind: 'digest', payload: yield* mailOf(to, notices, news, secret)(ctx) })(ctx)
    return true
  }

interface Recipient {
  readonly study: Study
  readonly participant: Participant
  readonly person: Person
  readonly mode: 'none' | 'concerns' | 'digest'
  readonly digestDay: string | null
  readonly digestAt: number | null
  /** Whether there is an address that is known to be theirs. */
  readonly isReachable: boolean
}

/** Undefined when there is no such place any more. */
const placeOf = (payload: unknown): Script<Pick<Recipient, 'study' | 'participant'> | undefined> =>
  function* (ctx) {
    const ids = ofWhom.parse(payload)
    const study = yield* studyById(ids.study)(ctx)
    const participant = yield* participantById(ids.participant)(ctx)
    return study === undefined || participant?.study !== ids.study ? undefined : { study, participant }
  }

/** Undefined for whoever takes part no more, and for a study that does not go on. */
const recipient = (payload: unknown): Script<Recipient | undefined> =>
  function* (ctx) {
    const { study, participant } = (yield* placeOf(payload)(ctx)) ?? {}
    if (study === undefined || study.deletedAt !== null || participant === undefined || participant.person === null) return undefined
    if (participant.endedAt !== null || participant.suspendedAt !== null) return undefined
    const person = yield* personById(participant.person)(ctx)
    if (person === undefined) return undefined
    const attention = yield* attentionOf(participant.id)(ctx)
    const { mode = unaskedAttention, digestDay = null, digestAt = null } = attention ?? {}
    const isReachable = person.email !== null || (yield* mailAddressOf(person.id)(ctx))?.confirmed === true
    return { study, participant, person, mode, digestDay, digestAt, isReachable }
  }

/** What is told in this mail, of all that no mail has told of; the rest need not be told by one any more. */
const toldNow = ({ study, participant }: Recipient): Script<Notice[]> =>
  function* (ctx) {
    const waiting = yield* unmailedNotices(participant.id)(ctx)
    yield* markMailed(waiting.map(({ id }) => id))(ctx)
    const told: Notice[] = []
    for (const notice of waiting) {
      if (notice.seenAt === null && (yield* isStillTrue(study, participant, notice)(ctx))) told.push(notice)
    }
    return told
  }

/** Of what is hidden nothing is told but that it is, and of what was taken back nothing. */
const isStillTrue = (study: Study, reader: Participant, { thread: id, suggestion, kind }: Notice): Script<boolean> =>
  function* (ctx) {
    if (kind === 'suggestion-asked' && suggestion !== null) return (yield* suggestionById(study.id, suggestion)(ctx))?.state === 'proposed'
    if (id === null) return true
    const thread = yield* threadById(study.id, id)(ctx)
    if (thread === undefined || thread.takenBackAt !== null) return false
    if ((thread.hiddenAt !== null) !== (kind === 'hidden')) return false
    return yield* mayReadThread(study, thread, reader)(ctx)
  }

const mailOf = (
  { study, participant, person }: Recipient,
  notices: readonly Notice[],
  news: { readonly threads: number; readonly answers: number } | null,
  secret: string,
): Script<MailPayload<'notices'>> =>
  function* (ctx) {
    const shown = notices.slice(0, longestList)
    const people = yield* peopleOf(
      { study },
      shown.flatMap(({ by }) => by ?? []),
    )(ctx)
    const places = new Map(notices.map((one) => [`${one.thread ?? ''} ${one.suggestion ?? ''}`, aboutOf(one)]))
    const [about] = places.values()
    return {
      study: study.id,
      participant: participant.id,
      title: study.title,
      language: person.language,
      lines: shown.map(({ kind, by }) => ({ kind, by: by === null ? '' : people.said(by).name })),
      more: notices.length - shown.length,
      about: places.size === 1 && about !== undefined ? about : null,
      news,
      off: offToken(participant.id, secret),
    }
  }
