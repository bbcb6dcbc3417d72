import {
  answerById,
  answersIn,
  changeThread,
  dropDraft,
  notePromise,
  participantById,
  sectionsOf,
  threadsLeftWith,
  writeAnswer,
  threadById,
  type Answer,
  type NewAnswer,
  type Script,
  type Thread,
} from '@samskriv/database'
import {
  asksForAnswer,
  isOwnPlace,
  longestExtensionDays,
  needsDate,
  needsReason,
  ownPlaces,
  statusAfter,
  type AnswerStep,
  type CommentStatus,
  type ParticipantId,
} from '@samskriv/domain'
import type { ExtendAnswer, GiveAnswer, HandedOver, HandOver, KeepPromise, SettleThread } from '@samskriv/protocol'
import type { Visitor } from '../auth/visitor.ts'
import { RequestProblem } from '../http/problem.ts'
import { studyAccess, type StudyAccess } from '../studies/study-access.ts'
import { wordsOf } from './begin-thread.ts'
import { endOfDay, isoDay } from './days.ts'
import { isOfTheirOrganisation } from './colleagues.ts'
import { noteThread } from './note-thread.ts'
import { giveTo, mayAnswer, mayAnswerThread } from './owners.ts'
import { threadAccess, threadSubject, type ThreadAccess, type ThreadAddress } from './thread-access.ts'

const dayMs = 24 * 60 * 60_000

/** A thread that was acted on, and the answer it was about. */
export interface Answering extends ThreadAccess {
  readonly answer: string
}

/** Asks the rules, before anything is looked at: who may not answer learns nothing from what is wrong with their answer. */
export const mayAnswerIn = (address: ThreadAddress): Script<ThreadAccess> =>
  function* (ctx) {
    const found = yield* threadAccess(address, 'thread.answer')(ctx)
    const { thread, participant } = found
    if (!asksForAnswer(thread.kind) || thread.takenBackAt !== null) throw new RequestProblem('nothing-to-answer')
    // Nobody pays back a debt to themselves; whoever wrote a question down for somebody else may well answer it.
    if (isOwnPlace(participant, thread.asker)) throw new RequestProblem('own-question')
    return found
  }

/**
 * Gives an answer, or keeps one as a draft in the place of the draft before it.
 *
 * @param changedAnchor - of the words that were changed, which stand in the section that `asked.changed` names; null for the section as a whole
 * @throws {@link RequestProblem} `invalid-body` for a no without its reason and for a promise without its day, `unknown-section`
 */
export const answering = (address: ThreadAddress, asked: GiveAnswer, changedAnchor: string | null): Script<Answering> =>
  function* (ctx) {
    const found = yield* mayAnswerIn(address)(ctx)
    const { access, participant, thread } = found
    const written = yield* writtenIn(found, asked, changedAnchor)(ctx)
    const { id: by, sector, organisation } = participant
    const answer = yield* writeAnswer({ ...written, thread: thread.id, by, sector, organisation })(ctx)
    if (written.state === 'given') {
      yield* step(thread, 'answered')(ctx)
      yield* noteThread(access, 'thread.answered', thread.id, thread.section, { answer, outcome: written.outcome })(ctx)
    }
    return { ...found, answer }
  }

/** Takes one's own draft away. @throws {@link RequestProblem} `unknown-answer` */
export const droppingDraft = (address: ThreadAddress): Script<ThreadAccess> =>
  function* (ctx) {
    const found = yield* threadAccess(address, 'thread.answer')(ctx)
    if (!(yield* dropDraft(found.thread.id, ownPlaces(found.participant))(ctx))) throw new RequestProblem('unknown-answer')
    return found
  }

/**
 * "Seen, answer by … because …": once, for everybody to read.
 *
 * @throws {@link RequestProblem} `extended-already`; `invalid-body` for a day that has passed, is not later than it was, or is too far away
 */
export const extending = (address: ThreadAddress, asked: ExtendAnswer): Script<ThreadAccess> =>
  function* (ctx) {
    const found = yield* mayAnswerIn(address)(ctx)
    const { access, participant, thread } = found
    if (thread.extendedAt !== null) throw new RequestProblem('extended-already')
    const now = ctx.clock()
    const dueAt = endOfDay(asked.until)
    if (dueAt <= Math.max(now, thread.dueAt ?? 0)) throw wrong('until', 'too-early')
    if (asked.until > isoDay(now + longestExtensionDays * dayMs)) throw wrong('until', 'too-late')
    const reason = wordsOf(asked.reason, 'reason')
    yield* step(thread, 'seen', { dueAt, extendedAt: now, extendedBy: participant.id, extendedReason: reason })(ctx)
    yield* noteThread(access, 'thread.extended', thread.id, thread.section, { until: asked.until })(ctx)
    return found
  }

/**
 * Gives a question to somebody else to answer for: by whoever answers for it and by stewards; whoever may answer can take it on.
 *
 * @throws {@link RequestProblem} `unknown-person` for somebody who can't answer it, `own-question` for whoever asked it, `not-steward` for somebody else's question
 */
export const handingOver = (address: ThreadAddress, { to }: HandOver): Script<ThreadAccess> =>
  function* (ctx) {
    const found = yield* threadAccess(address, 'thread.answer')(ctx)
    const { access, participant, thread } = found
    if (!asksForAnswer(thread.kind) || thread.takenBackAt !== null) throw new RequestProblem('nothing-to-answer')
    if (participant.role !== 'steward' && participant.id !== thread.owner && participant.id !== to) throw new RequestProblem('not-steward')
    const next = yield* answererIn(access, to, thread)(ctx)
    yield* handOver(access, thread, next)(ctx)
    return found
  }

/**
 * Leave cover: everything in the study that I answer for, and that is not done yet, in one step. What they may not answer, because they asked
 * it themselves or can't read it, waits for the stewards.
 *
 * @returns how many questions went where
 * @throws {@link RequestProblem} `unknown-person` for somebody who may answer nothing here, also with nothing to hand over
 */
export const handingOverAll = (visitor: Visitor, study: string, { to }: HandOver): Script<HandedOver & { access: StudyAccess }> =>
  function* (ctx) {
    const access = yield* studyAccess(visitor, study, 'thread.answer')(ctx)
    if (access.participant === null) throw new RequestProblem('unknown-study')
    const cover = yield* answererIn(access, to)(ctx)
    let [handedOver, leftToStewards] = [0, 0]
    for (const id of yield* threadsLeftWith(access.study.id, access.participant.id)(ctx)) {
      const thread = yield* threadById(access.study.id, id)(ctx)
      if (thread === undefined) continue
      const next = (yield* mayAnswerThread(access.study, cover, thread)(ctx)) ? cover : null
      yield* handOver(access, thread, next)(ctx)
      if (next === null) leftToStewards += 1
      else handedOver += 1
    }
    return { access, handedOver, leftToStewards }
  }

/**
 * What became of a promise, said by whoever made it, those of the organisation it was made for, whoever answers for the question, or a steward.
 *
 * @throws {@link RequestProblem} `unknown-answer` also for one that promises nothing, `not-your-words`, `conflict` when it was said before
 */
export const keeping = (address: ThreadAddress, id: string, said: KeepPromise): Script<Answering> =>
  function* (ctx) {
    const found = yield* threadAccess(address, 'thread.answer')(ctx)
    const { access, participant, thread } = found
    const answer = yield* answerById(thread.id, id)(ctx)
    if (answer === undefined || answer.state === 'draft' || answer.promisedFor === null) throw new RequestProblem('unknown-answer')
    if (!answersFor(found, answer)) throw new RequestProblem('not-your-words')
    if (answer.kept !== null) throw new RequestProblem('conflict')
    const reason = said.reason === undefined ? null : wordsOf(said.reason, 'reason')
    if (said.kept === 'not-done' && reason === null) throw wrong('reason', 'required')
    yield* notePromise(answer.id, { kept: said.kept, by: participant.id, reason })(ctx)
    if (said.kept === 'not-done') yield* step(thread, 'broken')(ctx)
    else yield* changeThread(thread.id, {})(ctx)
    const kind = said.kept === 'done' ? 'thread.promise-kept' : 'thread.promise-broken'
    yield* noteThread(access, kind, thread.id, thread.section, { answer: answer.id })(ctx)
    return { ...found, answer: answer.id }
  }

/**
 * Whoever asked says whether the last answer settles it, which they name: what they have not read they neither accept nor refuse. What they
 * have against it stays beside the answer, also when a later one settles it.
 *
 * @throws {@link RequestProblem} `not-your-words` for everybody else, and for whoever gave the answer in the name of the asker;
 * `not-answered-yet`, `answered-meanwhile`
 */
export const settling = (address: ThreadAddress, { settled, disagreement, answer }: SettleThread): Script<ThreadAccess> =>
  function* (ctx) {
    const found = yield* threadAccess(address, 'thread.own')(ctx)
    const { access, participant, thread } = found
    if (yield* isJudgeOfOwnAnswer(found)(ctx)) throw new RequestProblem('not-your-words')
    yield* requireLastAnswer(thread, answer)(ctx)
    if (settled && disagreement !== undefined) throw wrong('disagreement', 'unexpected')
    const note = disagreement === undefined ? thread.disagreement : noteBeside(thread.disagreement, wordsOf(disagreement, 'disagreement'))
    const by = { settledBy: participant.id, settledAt: ctx.clock() }
    yield* step(thread, settled ? 'settled' : 'disputed', { ...by, disagreement: note })(ctx)
    // What was answered stays with who answered until somebody has something against it: then it is for somebody who is there.
    if (!settled && thread.owner !== null && !(yield* mayAnswerThread(access.study, thread.owner, thread)(ctx)))
      yield* changeThread(thread.id, { owner: null })(ctx)
    yield* noteThread(access, settled ? 'thread.settled' : 'thread.disputed', thread.id, thread.section)(ctx)
    return found
  }

/** A program of before does not say which: then there has to be one alone. @throws {@link RequestProblem} `answered-meanwhile` */
const requireLastAnswer = (thread: Thread, named: string | undefined): Script<void> =>
  function* (ctx) {
    const given = (yield* answersIn(thread.id)(ctx)).filter(({ state }) => state === 'given')
    const isRead = named === undefined ? given.length <= 1 : given.at(-1)?.id === named
    if (given.length > 0 && !isRead) throw new RequestProblem('answered-meanwhile')
  }

/** Whoever writes for somebody does not say in their name that their own answer settles it. */
export const isJudgeOfOwnAnswer = ({ thread, participant }: ThreadAccess): Script<boolean> =>
  function* (ctx) {
    if (isOwnPlace(participant, thread.asker)) return false
    return (yield* answersIn(thread.id)(ctx)).some(({ state, by }) => state === 'given' && isOwnPlace(participant, by))
  }

type Written = Omit<NewAnswer, 'thread' | 'by' | 'sector' | 'organisation'>

const writtenIn = ({ access }: ThreadAccess, asked: GiveAnswer, changedAnchor: string | null): Script<Written> =>
  function* (ctx) {
    const { state, outcome, changed, promisedFor } = asked
    const body = wordsOf(asked.text)
    const reason = asked.reason === undefined ? null : wordsOf(asked.reason, 'reason')
    const isGiven = state === 'given'
    if (isGiven && needsReason(outcome) && reason === null) throw wrong('reason', 'required')
    if (isGiven && needsDate(outcome) && promisedFor === undefined) throw wrong('promisedFor', 'required')
    if (!needsDate(outcome) && promisedFor !== undefined) throw wrong('promisedFor', 'unexpected')
    if (isGiven && promisedFor !== undefined && promisedFor < isoDay(ctx.clock())) throw wrong('promisedFor', 'too-early')
    const section = changed === undefined ? null : (yield* sectionsOf(access.study.id)(ctx)).find(({ key }) => key === changed.section)
    if (section === undefined) throw new RequestProblem('unknown-section')
    return { state, outcome, body, reason, changedSection: section?.key ?? null, changedAnchor, promisedFor: promisedFor ?? null }
  }

/** @throws {@link RequestProblem} `not-answered-yet`, `nothing-to-answer` */
const step = (thread: Thread, taken: AnswerStep, more: Parameters<typeof changeThread>[1] = {}): Script<CommentStatus> =>
  function* (ctx) {
    const state = statusAfter(thread.state, taken)
    if (state === null) throw new RequestProblem(taken === 'settled' || taken === 'disputed' ? 'not-answered-yet' : 'nothing-to-answer')
    // What was said of the answer before is not said of this one; what somebody had against it stays.
    const asksAnew = taken === 'answered' || (taken === 'broken' && thread.state === 'accepted')
    yield* changeThread(thread.id, { ...(asksAnew ? { settledBy: null, settledAt: null } : {}), state, ...more })(ctx)
    return state
  }

const handOver = (access: StudyAccess, thread: Thread, to: ParticipantId | null): Script<void> =>
  function* (ctx) {
    // What the stewards are left with may be a promise in a thread of theirs.
    if (thread.owner === to && to !== null) return
    yield* giveTo(access.study.id, thread.id, to)(ctx)
    yield* noteThread(access, 'thread.handed-over', thread.id, thread.section, { to })(ctx)
  }

/** @throws {@link RequestProblem} `unknown-person` */
const answererIn = (access: StudyAccess, id: string, thread?: Thread): Script<ParticipantId> =>
  function* (ctx) {
    // An id from outside gets its kind here; whether there is such a participant is what the query finds out.
    const next = yield* participantById(id as ParticipantId)(ctx)
    const subject = thread === undefined ? undefined : yield* threadSubject(access, thread)(ctx)
    if (next === undefined || !mayAnswer(access, next, subject)) throw new RequestProblem('unknown-person')
    if (thread !== undefined && isOwnPlace(next, thread.asker)) throw new RequestProblem('own-question')
    return next.id
  }

function answersFor({ participant, thread }: ThreadAccess, answer: Answer): boolean {
  if (participant.role === 'steward' || isOwnPlace(participant, answer.by) || participant.id === thread.owner) return true
  return isOfTheirOrganisation(participant, answer)
}

function noteBeside(before: string | null, note: string): string {
  return before === null ? note : `${before}\n\n${note}`
}

function wrong(path: string, code: 'required' | 'unexpected' | 'too-early' | 'too-late'): RequestProblem {
  return new RequestProblem('invalid-body', { errors: [{ path, code }] })
}
