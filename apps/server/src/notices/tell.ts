import {
  addNotice,
  answersIn,
  attentionOf,
  besideMessages,
  enqueue,
  isUntold,
  messagesOf,
  presentPlace,
  stewardsOf,
  threadById,
  type EventData,
  type NewNotice,
  type Participant,
  type Script,
  type Study,
  type Thread,
} from '@samskriv/database'
import { asksForAnswer, unaskedAttention, type NoticeKind, type ParticipantId } from '@samskriv/domain'
import type { StudyAccess } from '../studies/study-access.ts'
import { mayReadThread } from './may-read-thread.ts'
import { digestJob, mailJob, nextDigestAt } from './when.ts'

/** Several things that happen within this time are told in one mail. */
const togetherMs = 60_000

/** Tells those whom it concerns what happened to a thread, in the transaction in which it happens. Nobody is told what they did themselves. */
export const tellOfThread = (access: StudyAccess, kind: string, id: string, more: EventData): Script<void> =>
  function* (ctx) {
    const thread = yield* threadById(access.study.id, id)(ctx)
    if (thread === undefined) return
    const by = access.participant?.id ?? null
    for (const [to, as] of yield* concerned(access.study, kind, thread, more)(ctx)) {
      yield* tell(access.study, { participant: to, kind: as, thread: thread.id, by }, thread)(ctx)
    }
  }

/**
 * Tells somebody; or, of those without a device, whoever writes for them.
 *
 * @param thread - what it is about: only who may read it is told. What is about suggestions of one person, or about what they decided, is told
 *   once as long as it is not seen and no mail has told it
 * @returns whether somebody was told
 */
export const tell = (study: Study, notice: Omit<NewNotice, 'study'>, thread?: Thread): Script<boolean> =>
  function* (ctx) {
    const to = yield* withDevice(notice.participant)(ctx)
    if (to === undefined || to.id === notice.by || to.study !== study.id || to.endedAt !== null) return false
    if (thread !== undefined && !(yield* mayReadThread(study, thread, to)(ctx))) return false
    if (notice.suggestion !== undefined && (yield* isUntold({ ...notice, participant: to.id })(ctx))) return false
    if (!(yield* addNotice({ ...notice, study: study.id, participant: to.id })(ctx))) return false
    const mode = (yield* attentionOf(to.id)(ctx))?.mode ?? unaskedAttention
    const payload = { study: study.id, participant: to.id }
    if (mode === 'concerns') yield* enqueue(mailJob, to.id, ctx.clock() + togetherMs, payload)(ctx)
    if (mode === 'digest') yield* enqueue(digestJob, to.id, nextDigestAt(ctx.clock()), payload)(ctx)
    return true
  }

/** Whom it concerns, and as what. Who is spoken to by name is told that first. */
const concerned = (study: Study, kind: string, thread: Thread, more: EventData): Script<ReadonlyMap<ParticipantId, NoticeKind>> =>
  function* (ctx) {
    const { asker, owner, audience } = thread
    const told = new Map<ParticipantId, NoticeKind>()
    const add = (people: readonly (ParticipantId | null)[], as: NoticeKind): void => {
      for (const one of people) if (one !== null && !told.has(one)) told.set(one, as)
    }
    const answers = (): Script<readonly ParticipantId[]> => answerersOf(study, thread)
    switch (kind) {
      case 'thread.begun':
        add(yield* namedInLast(thread)(ctx), 'mention')
        if (audience === 'organisers') add(yield* stewardsOf(study.id)(ctx), 'to-organisers')
        else if (asksForAnswer(thread.kind)) add(yield* answers()(ctx), 'owned')
        break
      case 'thread.changed':
        // A comment that has become a question.
        if (more['asks'] === 1) add(yield* answers()(ctx), 'owned')
        break
      case 'thread.replied':
        add(yield* namedInLast(thread)(ctx), 'mention')
        add([asker], 'reply')
        // A comment that nobody sees to and that asks for nothing concerns those alone who talk in it.
        if (owner !== null || audience === 'organisers' || asksForAnswer(thread.kind)) add(yield* answers()(ctx), 'reply')
        add(yield* spokeIn(thread)(ctx), 'reply')
        break
      case 'thread.answered':
        add([asker], 'answer')
        break
      case 'thread.extended':
        add([asker], 'extended')
        break
      case 'thread.promise-kept':
        add([asker], 'promise-kept')
        break
      case 'thread.promise-broken':
        add([asker], 'promise-broken')
        break
      case 'thread.handed-over':
        add(more['to'] === null ? yield* stewardsOf(study.id)(ctx) : [owner], 'owned')
        break
      case 'thread.disputed':
        add(yield* answers()(ctx), 'disputed')
        break
      case 'thread.put-in':
        add([participantIn(more, 'of')], 'put-in')
        break
      case 'thread.use-asked':
        add([participantIn(more, 'of')], 'use-asked')
        break
      case 'thread.use-answered':
        add([participantIn(more, 'to')], more['given'] === 1 ? 'use-given' : 'use-refused')
        break
      case 'thread.hidden':
        add([asker], 'hidden')
        break
      case 'thread.reported':
        add(yield* stewardsOf(study.id)(ctx), 'reported')
        break
      default:
      // What happens to a thread beyond that concerns nobody so much that they are called.
    }
    return told
  }

/** The ids in what is noted of a thread are those of its study. */
function participantIn(more: EventData, name: string): ParticipantId | null {
  const id = more[name]
  return typeof id === 'string' ? (id as ParticipantId) : null
}

/** Whoever answers for a thread; the stewards where nobody does, or where whoever did can't be told any more. */
const answerersOf = (study: Study, thread: Thread): Script<readonly ParticipantId[]> =>
  function* (ctx) {
    const owner = thread.owner === null ? undefined : yield* withDevice(thread.owner)(ctx)
    const isThere = owner !== undefined && owner.endedAt === null && (yield* mayReadThread(study, thread, owner)(ctx))
    return isThere ? [owner.id] : yield* stewardsOf(study.id)(ctx)
  }

/** Who has said or answered something in a thread that still stands there. */
const spokeIn = ({ id }: Thread): Script<ParticipantId[]> =>
  function* (ctx) {
    const said = (yield* messagesOf(id)(ctx)).filter(({ deletedAt }) => deletedAt === null).map(({ participant }) => participant)
    const answered = (yield* answersIn(id)(ctx)).filter(({ state }) => state === 'given').map(({ by }) => by)
    return [...said, ...answered]
  }

const namedInLast = ({ id }: Thread): Script<ParticipantId[]> =>
  function* (ctx) {
    const last = (yield* messagesOf(id)(ctx)).at(-1)
    if (last === undefined) return []
    return (yield* besideMessages([last.id])(ctx)).mentions.map(({ participant }) => participant)
  }

/** Who is spoken to in the place of somebody: of those without a device, whoever writes for them. */
export const withDevice = (id: ParticipantId): Script<Participant | undefined> =>
  function* (ctx) {
    const one = yield* presentPlace(id)(ctx)
    if (one === undefined || one.person !== null) return one
    return one.managedBy === null ? undefined : yield* presentPlace(one.managedBy)(ctx)
  }
