import {
  beginThread,
  changeThread,
  chooseMessageUse,
  noteSent,
  participantsIn,
  sectionsOf,
  sentBefore,
  threadById,
  addMessage,
  type Participant,
  type Script,
} from '@samskriv/database'
import { answerDays, cleanWords, isOwed, may, type ParticipantId } from '@samskriv/domain'
import type { BeginThread, ReplyTo } from '@samskriv/protocol'
import type { z } from 'zod'
import type { Visitor } from '../auth/visitor.ts'
import { RequestProblem } from '../http/problem.ts'
import { speakerIn } from '../scribing/speaker-in.ts'
import { requireAllowed, studyAccess, type StudyAccess } from '../studies/study-access.ts'
import { guessLanguage } from './guess-language.ts'
import { noteThread } from './note-thread.ts'
import { heedForReply, sentAgain } from './sent-again.ts'
import { ownerFor } from './owners.ts'
import { newThreadSubject, threadAccess, type ThreadAccess, type ThreadAddress } from './thread-access.ts'

const dayMs = 24 * 60 * 60_000

export interface Beginning {
  readonly visitor: Visitor
  readonly study: string
  readonly asked: z.output<typeof BeginThread>
}

/** Begun now, or by the same form before. */
export interface Begun {
  readonly access: StudyAccess
  readonly thread: string
  readonly isNew: boolean
}

/**
 * Begins a thread: rights, words, rows and event in one transaction.
 *
 * @param anchor - of the words it is about, which stand in `section`; null for one about a section or the study
 * @throws {@link SentForOthers} when the same form has begun one for another audience, which is to be taken back first
 * @throws {@link RequestProblem} also `unknown-section`, `unknown-person` for a mention of nobody, `invalid-body` for words that are none
 */
export const beginning = ({ visitor, study: id, asked }: Beginning, anchor: string | null): Script<Begun> =>
  function* (now) {
    // One moment for all of it: the time to answer runs from when it was asked.
    const at = now.clock()
    const ctx = { ...now, clock: () => at }
    const { access, sent } = yield* mayBegin({ visitor, study: id, asked })(ctx)
    const { study, participant } = access
    if (participant === null) throw new RequestProblem('unknown-study')
    if (sent !== null && (yield* sentAgain(access, sent, asked)(ctx)) === 'heeded') return { access, thread: sent, isNew: false }
    const by = yield* speakerOf(access, participant, asked.speaker)(ctx)
    const key = asked.anchor?.section ?? asked.section ?? null
    const section = key === null ? null : (yield* sectionsOf(study.id)(ctx)).find((one) => one.key === key)
    if (section === undefined) throw new RequestProblem('unknown-section')
    const body = wordsOf(asked.text)
    const lang = asked.language ?? guessLanguage(body, study.lang)
    const mentions = yield* mentionedIn(access, asked.mentions)(ctx)
    const thread = yield* beginThread({
      study: study.id,
      section: section?.key ?? null,
      anchor,
      kind: asked.kind,
      audience: asked.audience,
      owner: asked.audience === 'everyone' ? yield* ownerFor(access, section?.owner ?? null, by.id)(ctx) : null,
      use: asked.use,
      said: { participant: by.id, typedBy: by.id === participant.id ? null : participant.id, sector: by.sector, lang, body, mentions },
    })(ctx)
    if (isOwed({ kind: asked.kind, sector: by.sector })) yield* changeThread(thread, { toldAt: at, dueAt: at + answerDays * dayMs })(ctx)
    yield* noteSent(study.id, access.visitor.person.id, asked.token, `thread:${thread}`)(ctx)
    yield* noteThread(access, 'thread.begun', thread, section?.key ?? null)(ctx)
    return { access, thread, isNew: true }
  }

/**
 * Asks the rules, before anything is looked up: who may not comment learns nothing from what is wrong with their comment. Of what the same
 * form has begun already they are not asked: it is there, whatever was closed since. For another audience it would be said anew.
 */
export const mayBegin = ({ visitor, study: id, asked }: Beginning): Script<{ access: StudyAccess; sent: string | null }> =>
  function* (ctx) {
    const seen = yield* studyAccess(visitor, id, 'thread.read')(ctx)
    const made = yield* sentBefore(seen.study.id, seen.visitor.person.id, asked.token)(ctx)
    const sent = made === undefined ? null : madeId(made)
    const thread = sent === null ? undefined : yield* threadById(seen.study.id, sent)(ctx)
    if (thread?.audience === asked.audience) return { access: seen, sent }
    const access = yield* studyAccess(visitor, id, 'thread.write')(ctx)
    const decision = may(access.actor, 'thread.write', newThreadSubject(access, asked.audience))
    // What is said to the organisers alone may come from everybody who may comment.
    if (decision.allowed || decision.reason !== 'not-steward') requireAllowed(decision)
    else requireAllowed(may(access.actor, 'thread.write', newThreadSubject(access, 'everyone')))
    return { access, sent }
  }

/** The same for a reply. */
export const mayReply = (address: ThreadAddress, token: string): Script<{ found: ThreadAccess; sent: string | null }> =>
  function* (ctx) {
    const { study, visitor } = yield* studyAccess(address.visitor, address.study, 'thread.read')(ctx)
    const made = yield* sentBefore(study.id, visitor.person.id, token)(ctx)
    if (made === undefined) return { found: yield* threadAccess(address, 'thread.write')(ctx), sent: null }
    return { found: yield* threadAccess(address, 'thread.read')(ctx), sent: madeId(made) }
  }

/** Replies in a thread. @returns the id of the message, which the same form may have made before */
export const replying = (
  address: ThreadAddress,
  said: z.output<typeof ReplyTo>,
): Script<{ found: ThreadAccess; message: string; isNew: boolean }> =>
  function* (ctx) {
    const { found, sent } = yield* mayReply(address, said.token)(ctx)
    const { access, participant, thread } = found
    const { study, visitor } = access
    if (sent !== null) {
      yield* heedForReply(found, sent, said)(ctx)
      return { found, message: sent, isNew: false }
    }
    const body = wordsOf(said.text)
    const message = yield* addMessage({
      thread: thread.id,
      participant: participant.id,
      typedBy: null,
      sector: participant.sector,
      lang: said.language ?? guessLanguage(body, study.lang),
      body,
      mentions: yield* mentionedIn(access, said.mentions)(ctx),
    })(ctx)
    if (said.use !== undefined) yield* chooseMessageUse(message, participant.id, said.use, participant.id)(ctx)
    yield* noteSent(study.id, visitor.person.id, said.token, `reply:${message}`)(ctx)
    yield* noteThread(access, 'thread.replied', thread.id, thread.section)(ctx)
    return { found, message, isNew: true }
  }

/** @throws {@link RequestProblem} `invalid-body` */
export function wordsOf(raw: string, path = 'text'): string {
  const clean = cleanWords(raw)
  if (!clean.ok) throw new RequestProblem('invalid-body', { errors: [{ path, code: clean.reason }] })
  return clean.words
}

const speakerOf = (access: StudyAccess, self: Participant, speaker: string | undefined): Script<Participant> =>
  function* (ctx) {
    if (speaker === undefined) return self
    return (yield* speakerIn(access.visitor, access.study.id, speaker)(ctx)).speaker
  }

const mentionedIn = ({ study }: StudyAccess, ids: readonly string[]): Script<ParticipantId[]> =>
  function* (ctx) {
    // Ids from outside get their kind here; whether they are of this study is what the query finds out.
    const people = yield* participantsIn(study.id, ids as readonly ParticipantId[])(ctx)
    const known = [...people.values()].filter(({ endedAt }) => endedAt === null).map(({ id }) => id)
    if (known.length < new Set(ids).size) throw new RequestProblem('unknown-person')
    return known
  }

/** The id in what a form is noted to have made. */
function madeId(made: string): string {
  return made.slice(made.indexOf(':') + 1)
}
