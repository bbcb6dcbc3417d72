import {
  attentionOf,
  countUnseen,
  dropWaitingMail,
  enqueue,
  mailAddressOf,
  noticesFor,
  setAttention,
  threadById,
  unmailedNotices,
  type Notice,
  type Participant,
  type Script,
} from '@samskriv/database'
import { unaskedAttention, type AttentionMode } from '@samskriv/domain'
import type { NoticeList } from '@samskriv/protocol'
import type { Visitor } from '../auth/visitor.ts'
import { RequestProblem } from '../http/problem.ts'
import { studyAccess, type StudyAccess } from '../studies/study-access.ts'
import { peopleOf } from '../threads/people-of.ts'
import { mayReadThread } from './may-read-thread.ts'
import { digestJob, mailJob, nextDigestAt } from './when.ts'

/** As many as anybody reads through. */
const listed = 100

export interface Attentive extends StudyAccess {
  readonly participant: Participant
}

/** Whoever is told something of a study: who takes part in it. @throws {@link RequestProblem} `unknown-study` */
export const attentiveIn = (visitor: Visitor, study: string): Script<Attentive> =>
  function* (ctx) {
    const access = yield* studyAccess(visitor, study, 'study.read')(ctx)
    const { participant } = access
    if (participant === null) throw new RequestProblem('unknown-study')
    return { ...access, participant }
  }

/** What concerns somebody in a study, newest first, and what they want to be told by mail. */
export const noticeList = ({ study, visitor, participant }: Attentive): Script<NoticeList> =>
  function* (ctx) {
    const notices: Notice[] = []
    for (const notice of yield* noticesFor(participant.id, listed)(ctx)) {
      const thread = notice.thread === null ? undefined : yield* threadById(study.id, notice.thread)(ctx)
      if (notice.thread !== null && (thread === undefined || !(yield* mayReadThread(study, thread, participant)(ctx)))) continue
      notices.push(notice)
    }
    const people = yield* peopleOf(
      { study },
      notices.flatMap(({ by }) => by ?? []),
    )(ctx)
    const left = visitor.person.email === null ? yield* mailAddressOf(visitor.person.id)(ctx) : undefined
    return {
      notices: notices.map(({ id, kind, thread, suggestion, by, at, seenAt }) => ({
        id,
        kind,
        thread,
        suggestion,
        by: by === null ? null : people.said(by),
        at: new Date(at).toISOString(),
        seen: seenAt !== null,
      })),
      unseen: yield* countUnseen(participant.id)(ctx),
      mode: (yield* attentionOf(participant.id)(ctx))?.mode ?? unaskedAttention,
      address: visitor.person.email === null ? (left ?? null) : { email: visitor.person.email, confirmed: true },
    }
  }

/** What somebody is told by mail from now on; what waits to be told is told in the new way, or not at all. */
export const choosingMode = ({ id, study }: Pick<Participant, 'id' | 'study'>, mode: AttentionMode): Script<void> =>
  function* (ctx) {
    yield* setAttention(id, mode)(ctx)
    const now = ctx.clock()
    const payload = { study, participant: id }
    switch (mode) {
      case 'none':
        for (const kind of ['notices', 'digest']) yield* dropWaitingMail(kind, id)(ctx)
        break
      case 'concerns':
        if ((yield* unmailedNotices(id)(ctx)).length > 0) yield* enqueue(mailJob, id, now, payload)(ctx)
        break
      case 'digest':
        yield* enqueue(digestJob, id, nextDigestAt(now), payload)(ctx)
        break
    }
  }
