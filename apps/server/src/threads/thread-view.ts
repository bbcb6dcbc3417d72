import {
  anchorWords,
  besideMessages,
  firstMessages,
  messagesOf,
  participantsIn,
  placementsOf,
  reportsOf,
  threadsNaming,
  useQuestionsOf,
  type Message,
  type Script,
  type Thread,
} from '@samskriv/database'
import {
  asksForAnswer,
  isOwed,
  isOwnPlace,
  isWaiting,
  may,
  startOfDay,
  unaskedUse,
  type ParticipantId,
  type StudyAction,
} from '@samskriv/domain'
import type { MessageView, PlacementView, ReportView, ThreadSummary, ThreadView } from '@samskriv/protocol'
import type { StudyAccess } from '../studies/study-access.ts'
import { isJudgeOfOwnAnswer } from './answering.ts'
import { answersOf } from './answers.ts'
import { peopleOf, type People } from './people-of.ts'
import { usesIn } from './message-uses.ts'
import { subjectBy, subjectOf, takesOutAgain, type ThreadAccess, type ThreadSubject } from './thread-access.ts'

/** How much of the first message stands in a list, in UTF-16 units. */
const longestBeginning = 280

/** Threads as a list shows them, in the order given. */
export const threadSummaries = (access: StudyAccess, threads: readonly Thread[]): Script<ThreadSummary[]> =>
  function* (ctx) {
    const { participant } = access
    const ids = threads.map(({ id }) => id)
    const first = yield* firstMessages(ids)(ctx)
    const people = yield* peopleOf(access, threads.flatMap(peopleNamedIn))(ctx)
    // In one question: a list of a hundred is asked for by every page that is open, whenever somebody has said something.
    const askers = yield* participantsIn(
      access.study.id,
      threads.map(({ asker }) => asker),
    )(ctx)
    const anchors = yield* anchorWords(threads.flatMap(({ anchor }) => anchor ?? []))(ctx)
    const naming = participant === null ? new Set<string>() : yield* threadsNaming(ids, participant.id)(ctx)
    const placements = yield* placementsOf(ids)(ctx)
    const summaries: ThreadSummary[] = []
    for (const thread of threads) {
      const begun = first.get(thread.id)
      const subject = subjectOf(access, thread, { by: thread.asker, speaker: askers.get(thread.asker) })
      const isMine = may(access.actor, 'thread.take-back', subject).allowed
      const isReadable = isMine || may(access.actor, 'thread.read', subject).allowed
      const words = isReadable ? (begun?.first.body ?? '') : ''
      summaries.push({
        inText: placements.filter((one) => one.thread === thread.id).map(({ section, anchor: place }) => ({ section, anchor: place })),
        ...aboutThread(thread, people, ctx.clock()),
        anchor: isReadable && thread.anchor !== null ? (anchors.get(thread.anchor) ?? null) : null,
        begins: words.length > longestBeginning ? `${words.slice(0, longestBeginning).trimEnd()}…` : words,
        language: begun?.first.lang ?? thread.lang,
        replies: begun?.replies ?? 0,
        mine: isMine,
        mentionsMe: naming.has(thread.id),
      })
    }
    return summaries
  }

/** A whole thread, as whoever asks may see it. */
export const threadView = (found: ThreadAccess): Script<ThreadView> =>
  function* (ctx) {
    const { access, participant, thread, subject } = found
    const [summary] = yield* threadSummaries(access, [thread])(ctx)
    if (summary === undefined) throw new Error('thread-missing')
    const isAllowed = (action: StudyAction): boolean => may(access.actor, action, subject).allowed
    const isReadable = isAllowed('thread.read') || isAllowed('thread.take-back')
    const all = isReadable ? yield* messagesOf(thread.id)(ctx) : []
    // Whoever has left sees what they said themselves.
    const messages = isAllowed('thread.read') ? all : all.filter((message) => isOwnPlace(participant, message.participant))
    const { said } = yield* peopleOf(access, peopleNamedIn(thread))(ctx)
    const [first] = messages
    const use = first === undefined ? unaskedUse : (yield* usesIn([thread])(ctx))(first)
    const answers = isReadable ? yield* answersOf(found, first?.editedAt ?? null)(ctx) : []
    const isAnswered = thread.state === 'answered' || thread.state === 'accepted' || thread.state === 'disputed'
    return {
      ...summary,
      messages: yield* messageViews(found, messages)(ctx),
      answers,
      placements: yield* placementViews(found)(ctx),
      disagreement: isReadable ? thread.disagreement : null,
      settled:
        thread.settledBy === null || thread.settledAt === null
          ? null
          : { by: said(thread.settledBy), at: new Date(thread.settledAt).toISOString() },
      reports: isAllowed('thread.moderate') ? yield* reportViews(found)(ctx) : [],
      use,
      may: {
        reply: isAllowed('thread.write'),
        answer:
          isAllowed('thread.answer') && asksForAnswer(thread.kind) && thread.takenBackAt === null && !isOwnPlace(participant, thread.asker),
        resolve: isAllowed('thread.resolve'),
        moderate: isAllowed('thread.moderate'),
        takeBack: isAllowed('thread.take-back') && thread.takenBackAt === null,
        settle: isAllowed('thread.own') && isAnswered && !(yield* isJudgeOfOwnAnswer(found)(ctx)),
        chooseUse: isAllowed('thread.take-back') && thread.takenBackAt === null,
      },
    }
  }

/** By name: stewards are told who reports when it happens, and the form says so. */
const reportViews = ({ access, thread }: ThreadAccess): Script<ReportView[]> =>
  function* (ctx) {
    const reports = yield* reportsOf(thread.id)(ctx)
    const { said } = yield* peopleOf(
      access,
      reports.flatMap(({ by, settledBy }) => (settledBy === null ? [by] : [by, settledBy])),
    )(ctx)
    return reports.map(({ id, by, reason, at, settledBy, settledAt }) => ({
      id,
      by: said(by),
      at: iso(at),
      reason,
      settled: settledBy === null || settledAt === null ? null : { by: said(settledBy), at: iso(settledAt) },
    }))
  }

const messageViews = (found: ThreadAccess, messages: readonly Message[]): Script<MessageView[]> =>
  function* (ctx) {
    const { access, participant, thread, subject } = found
    const { translations, mentions } = yield* besideMessages(messages.map(({ id }) => id))(ctx)
    const useOf = yield* usesIn([thread])(ctx)
    const questions = yield* useQuestionsOf([thread.id])(ctx)
    const { said } = yield* peopleOf(access, [
      ...[...questions.values()].map(({ by }) => by),
      ...messages.flatMap(({ participant: by, typedBy }) => (typedBy === null ? [by] : [by, typedBy])),
      ...translations.map(({ by }) => by),
      ...mentions.map((one) => one.participant),
    ])(ctx)
    const speakers = new Map<string, ThreadSubject>()
    for (const { participant: by } of messages) if (!speakers.has(by)) speakers.set(by, yield* subjectBy(access, thread, by)(ctx))
    const putIn = (message: Message): MessageView['putIn'] => {
      if (message.deletedAt !== null) return 'no'
      const decision = may(access.actor, 'thread.put-in', { ...subject, by: message.participant, use: useOf(message) })
      if (decision.allowed) return 'yes'
      if (decision.reason !== 'use-not-given') return 'no'
      const question = questions.get(message.id)
      return question === undefined ? 'ask' : question.answeredAt === null ? 'asked' : 'refused'
    }
    const questionFor = (message: Message): MessageView['question'] => {
      const question = questions.get(message.id)
      const speaker = speakers.get(message.participant)
      if (question === undefined || question.answeredAt !== null || message.deletedAt !== null || speaker === undefined) return null
      const isAsked = may(access.actor, 'thread.take-back', speaker).allowed && may(access.actor, 'words.choose', access.subject).allowed
      return isAsked ? { by: said(question.by), at: iso(question.at) } : null
    }
    const ownUse = (message: Message): MessageView['use'] => {
      const speaker = speakers.get(message.participant)
      if (speaker === undefined || message.deletedAt !== null || thread.takenBackAt !== null) return null
      return may(access.actor, 'thread.take-back', speaker).allowed ? useOf(message) : null
    }
    return messages.map((message) => ({
      id: message.id,
      putIn: putIn(message),
      use: ownUse(message),
      question: questionFor(message),
      by: said(message.participant, message.sector),
      typedBy: message.typedBy === null ? null : said(message.typedBy),
      at: new Date(message.at).toISOString(),
      editedAt: message.editedAt === null ? null : new Date(message.editedAt).toISOString(),
      state:
        message.deletedAt === null
          ? 'said'
          : thread.takenBackAt !== null && message.participant === thread.asker
            ? 'taken-back'
            : 'deleted',
      language: message.lang,
      text: message.body,
      translations: translations
        .filter(({ reply }) => reply === message.id)
        .map(({ lang, body, by }) => ({ language: lang, text: body, by: said(by), own: isOwnPlace(participant, by) })),
      mentions: mentions.filter(({ reply }) => reply === message.id).map((one) => said(one.participant)),
      own: message.deletedAt === null && isOwnPlace(participant, message.participant),
    }))
  }

const placementViews = (found: ThreadAccess): Script<PlacementView[]> =>
  function* (ctx) {
    const { access, thread } = found
    const placements = yield* placementsOf([thread.id])(ctx)
    const anchors = yield* anchorWords(placements.map(({ anchor }) => anchor))(ctx)
    const { said } = yield* peopleOf(
      access,
      placements.map(({ by }) => by),
    )(ctx)
    const views: PlacementView[] = []
    for (const placement of placements) {
      const { id, reply: message, section, anchor, by, at } = placement
      const place = anchors.get(anchor)
      const mayTakeOut = (yield* takesOutAgain(found, placement)(ctx)).allowed
      views.push({
        id,
        message,
        section,
        anchor: place === undefined ? null : { id: anchor, state: place.state },
        by: said(by),
        at: iso(at),
        mayTakeOut,
      })
    }
    return views
  }

function aboutThread(thread: Thread, { said, organisation }: People, now: number) {
  const { id, kind, audience, section, at, changedAt, state, asker, sector, resolvedBy, resolvedAt, hiddenAt, hiddenReason } = thread
  if (audience === 'those-concerned') throw new Error('thread-between-two')
  const isHidden = hiddenAt !== null
  const waiting = isWaiting({ kind, state, hidden: isHidden }) && thread.takenBackAt === null
  return {
    id,
    kind,
    audience,
    section,
    at: iso(at),
    changedAt: iso(changedAt),
    state,
    waiting,
    owed: isOwed({ kind, sector })
      ? {
          owner: thread.owner === null ? null : said(thread.owner),
          organisation: thread.owner === null ? null : organisation(thread.owner),
          due: thread.dueAt === null ? null : iso(thread.dueAt),
          overdue: waiting && thread.dueAt !== null && thread.dueAt < startOfDay(now),
          extended: extensionOf(thread, said),
        }
      : null,
    asker: said(asker, sector),
    resolved: resolvedBy === null || resolvedAt === null ? null : { by: said(resolvedBy), at: iso(resolvedAt) },
    hidden: isHidden ? { at: iso(hiddenAt), reason: hiddenReason ?? '' } : null,
    takenBack: thread.takenBackAt !== null,
  }
}

function extensionOf({ extendedBy, extendedAt, extendedReason }: Thread, said: People['said']) {
  if (extendedBy === null || extendedAt === null) return null
  return { by: said(extendedBy), at: iso(extendedAt), reason: extendedReason ?? '' }
}

const iso = (at: number): string => new Date(at).toISOString()

function peopleNamedIn({ asker, owner, extendedBy, settledBy, resolvedBy }: Thread): ParticipantId[] {
  return [asker, owner, extendedBy, settledBy, resolvedBy].filter((id) => id !== null)
}
