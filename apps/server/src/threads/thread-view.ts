import {
  anchorWords,
  besideMessages,
  firstMessages,
  messagesOf,
  threadsNaming,
  threadUses,
  type Message,
  type Script,
  type Thread,
} from '@samskriv/database'
import { asksForAnswer, isOwed, isWaiting, may, unaskedUse, type ParticipantId, type StudyAction } from '@samskriv/domain'
import type { MessageView, ThreadSummary, ThreadView } from '@samskriv/protocol'
import type { StudyAccess } from '../studies/study-access.ts'
import { isJudgeOfOwnAnswer } from './answering.ts'
import { answersOf } from './answers.ts'
import { peopleOf, type People } from './people-of.ts'
import { threadSubject, type ThreadAccess } from './thread-access.ts'

/** How much of the first message stands in a list, in UTF-16 units. */
const longestBeginning = 280

/** Threads as a list shows them, in the order given. */
export const threadSummaries = (access: StudyAccess, threads: readonly Thread[]): Script<ThreadSummary[]> =>
  function* (ctx) {
    const { participant } = access
    const ids = threads.map(({ id }) => id)
    const first = yield* firstMessages(ids)(ctx)
    const people = yield* peopleOf(access, threads.flatMap(peopleNamedIn))(ctx)
    const anchors = yield* anchorWords(threads.flatMap(({ anchor }) => anchor ?? []))(ctx)
    const naming = participant === null ? new Set<string>() : yield* threadsNaming(ids, participant.id)(ctx)
    const summaries: ThreadSummary[] = []
    for (const thread of threads) {
      const begun = first.get(thread.id)
      const subject = yield* threadSubject(access, thread)(ctx)
      const isReadable = may(access.actor, 'thread.read', subject).allowed
      const isMine = may(access.actor, 'thread.take-back', subject).allowed
      const words = isReadable ? (begun?.first.body ?? '') : ''
      summaries.push({
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
    const isReadable = isAllowed('thread.read')
    const messages = isReadable ? yield* messagesOf(thread.id)(ctx) : []
    const { said } = yield* peopleOf(access, peopleNamedIn(thread))(ctx)
    const uses = yield* threadUses([thread.id])(ctx)
    const answers = isReadable ? yield* answersOf(found)(ctx) : []
    const isAnswered = thread.state === 'answered' || thread.state === 'accepted' || thread.state === 'disputed'
    return {
      ...summary,
      messages: yield* messageViews(found, messages)(ctx),
      answers,
      disagreement: isReadable ? thread.disagreement : null,
      settled:
        thread.settledBy === null || thread.settledAt === null
          ? null
          : { by: said(thread.settledBy), at: new Date(thread.settledAt).toISOString() },
      use: uses.get(thread.id) ?? unaskedUse,
      may: {
        reply: isAllowed('thread.write'),
        answer: isAllowed('thread.answer') && asksForAnswer(thread.kind) && thread.takenBackAt === null && thread.asker !== participant.id,
        resolve: isAllowed('thread.resolve'),
        moderate: isAllowed('thread.moderate'),
        takeBack: isAllowed('thread.take-back') && thread.takenBackAt === null,
        settle: isAllowed('thread.own') && isAnswered && !(yield* isJudgeOfOwnAnswer(found)(ctx)),
        chooseUse: isAllowed('thread.take-back') && thread.takenBackAt === null,
      },
    }
  }

const messageViews = (found: ThreadAccess, messages: readonly Message[]): Script<MessageView[]> =>
  function* (ctx) {
    const { access, participant, thread } = found
    const { translations, mentions } = yield* besideMessages(messages.map(({ id }) => id))(ctx)
    const { said } = yield* peopleOf(access, [
      ...messages.flatMap(({ participant: by, typedBy }) => (typedBy === null ? [by] : [by, typedBy])),
      ...translations.map(({ by }) => by),
      ...mentions.map((one) => one.participant),
    ])(ctx)
    return messages.map((message) => ({
      id: message.id,
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
        .map(({ lang, body, by }) => ({ language: lang, text: body, by: said(by) })),
      mentions: mentions.filter(({ reply }) => reply === message.id).map((one) => said(one.participant)),
      own: message.deletedAt === null && message.participant === participant.id,
    }))
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
          overdue: waiting && thread.dueAt !== null && thread.dueAt < now,
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
