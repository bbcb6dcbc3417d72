import {
  changeThread,
  copiesWith,
  dropAnsweredNotices,
  dropReports,
  emptyMessages,
  endPlacements,
  eraseReports,
  eraseWords,
  messagesOf,
  oweToCopies,
  placementsFrom,
  sectionsOf,
  voicesPlacedBy,
  withoutQuotesOf,
  type Message,
  type Placement,
  type Script,
} from '@samskriv/database'
import { isOwnPlace, isWaiting, type SectionKey, type StudyId, type VoiceId } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { takeOutWords } from '@samskriv/sync-server'
import { clearCopies } from '../have-your-say/clear-copies.ts'
import type { Services } from '../services.ts'
import { readableStudy } from '../studies/readable-study.ts'
import { noteThread } from './note-thread.ts'
import { isPlacedBy } from './placed-words.ts'
import { messageAccess, threadAccess, type ThreadAccess, type ThreadAddress } from './thread-access.ts'

/** All that whoever began a thread said in it, or one message of somebody's. */
export interface ToTakeBack extends ThreadAddress {
  readonly message?: string
}

/** What goes. */
export interface Going extends ThreadAccess {
  readonly messages: readonly Message[]
  /** Whether nothing is left that whoever began it said. */
  readonly isWhole: boolean
}

/**
 * What is asked and waits for an answer goes whole with its first words: without them there is nothing to answer.
 *
 * @throws {@link RequestProblem} `not-your-words`, `unknown-message`
 */
export const goingWith = ({ message, ...address }: ToTakeBack): Script<Going> =>
  function* (ctx) {
    if (message !== undefined) {
      const found = yield* messageAccess({ ...address, message }, 'thread.take-back')(ctx)
      const { kind, state } = found.thread
      const all = yield* messagesOf(found.thread.id)(ctx)
      const isWhole = all[0]?.id === message && isWaiting({ kind, state, hidden: false })
      return { ...found, isWhole, messages: isWhole ? all.filter(isOfAsker(found)) : [found.message] }
    }
    const found = yield* threadAccess(address, 'thread.take-back')(ctx)
    const messages = yield* messagesOf(found.thread.id)(ctx)
    return { ...found, isWhole: true, messages: messages.filter(isOfAsker(found)) }
  }

/** Whoever began it as a guest has replied in it with their account. */
const isOfAsker =
  ({ participant: me, thread: { asker } }: ThreadAccess) =>
  ({ participant, deletedAt }: Message): boolean =>
    (participant === asker || (isOwnPlace(me, asker) && isOwnPlace(me, participant))) && deletedAt === null

/** Whether words of it stand in the text, or once did. */
export const isInText = ({ messages }: Going): Script<boolean> =>
  function* (ctx) {
    return (yield* placementsFrom(messages.map(({ id }) => id))(ctx)).length > 0
  }

/** The case studies that were copied from this one with words of it in their text. */
export const copiesHolding = ({ access, messages }: Going): Script<StudyId[]> =>
  function* (ctx) {
    const placements = yield* placementsFrom(messages.map(({ id }) => id))(ctx)
    const ids = placements.map(({ id }) => id)
    return yield* copiesWith(yield* voicesPlacedBy(access.study.id, ids)(ctx))(ctx)
  }

/**
 * Takes back what somebody said, at once and for good; what others said stays, and so does that something was said, by whom and when.
 * Where words of it were put into the text, they go from there with it in one transaction, and then from the log by a new epoch.
 *
 * @throws {@link RequestProblem} `study-unavailable` when words of it stand in a text that can't be changed now: nothing has happened then
 */
export async function takeBack(
  asked: ToTakeBack,
  services: Pick<Services, 'store' | 'rooms' | 'log' | 'forgetDeleted'>,
): Promise<ThreadAccess> {
  const { store, forgetDeleted } = services
  const { going, placements, sections } = await store.read(whatIsWhere(asked))
  const ids = going.messages.map(({ id }) => id)
  if (placements.length === 0) {
    const found = await store.tx(function* (ctx) {
      return (yield* placementsFrom(ids)(ctx)).length > 0 ? null : yield* takingBack(asked, 0)(ctx)
    })
    // Somebody has just put words of it into the text.
    if (found === null) return await takeBack(asked, services)
    await forgetDeleted(found.access.study.id)
    return found
  }
  await takeOut(going, placements, sections, takingBack(asked, placements.length), services)
  const late = (await store.read(placementsFrom(ids))).filter(({ endedAt }) => endedAt === null)
  if (late.length > 0) await takeOut(going, late, sections, noting(going, late.length), services)
  await clearCopies(services)
  return going
}

const whatIsWhere = (
  asked: ToTakeBack,
): Script<{ readonly going: Going; readonly placements: readonly Placement[]; readonly sections: readonly SectionKey[] }> =>
  function* (ctx) {
    const going = yield* goingWith(asked)(ctx)
    const placements = yield* placementsFrom(going.messages.map(({ id }) => id))(ctx)
    return { going, placements, sections: (yield* sectionsOf(going.access.study.id)(ctx)).map(({ key }) => key) }
  }

/** @param inText - how often words of it were put into the text */
const takingBack = (asked: ToTakeBack, inText: number): Script<ThreadAccess> =>
  function* (ctx) {
    const going = yield* goingWith(asked)(ctx)
    const { thread, messages, isWhole } = going
    yield* emptyMessages(messages.map(({ id }) => id))(ctx)
    const mark = translator(going.access.study.lang)('takeBackText.mark')
    yield* eraseReports(
      going.access.study.id,
      null,
      withoutQuotesOf(
        messages.map(({ body }) => body),
        mark,
      ),
    )(ctx)
    if (isWhole) yield* dropReports(thread.id)(ctx)
    yield* changeThread(thread.id, isWhole ? { takenBackAt: ctx.clock(), state: 'withdrawn', disagreement: null } : {})(ctx)
    yield* noting(going, inText)(ctx)
    return going
  }

const noting = ({ access, thread, isWhole }: Going, inText: number): Script<void> =>
  function* (ctx) {
    const kind = isWhole ? 'thread.taken-back' : 'thread.message-deleted'
    yield* noteThread(access, kind, thread.id, thread.section, inText === 0 ? {} : { inText })(ctx)
  }

async function takeOut(
  { access, participant, messages }: Going,
  placements: readonly Placement[],
  sections: readonly SectionKey[],
  also: Script<unknown>,
  { rooms, forgetDeleted }: Pick<Services, 'rooms' | 'forgetDeleted'>,
): Promise<void> {
  const { study } = access
  const [said] = messages
  if (said === undefined) throw new Error('nothing-said')
  const ids = new Set(placements.map(({ id }) => id))
  const mark = translator(study.lang)('takeBackText.mark')
  const texts = messages.map(({ body }) => body)
  const voices = new Set<VoiceId>()
  let anchors: ReadonlySet<string> = new Set()
  await readableStudy(async () => {
    await rooms.edit(study.id, {
      voice: { by: said.participant, typedBy: null, sector: said.sector, mode: 'typed_by_self' },
      change: (edit) => {
        const isTheirs = isPlacedBy(edit, ids)
        for (const voice of edit.authorship.voices.keys()) if (isTheirs(voice)) voices.add(voice)
        anchors = edit.anchorsOn(isTheirs)
        texts.push(...takeOutWords(edit, sections, { isTheirs, mark }))
      },
      also: function* (ctx) {
        yield* also(ctx)
        yield* endPlacements([...ids], participant.id)(ctx)
        for (const speaker of new Set(messages.map((one) => one.participant)))
          yield* eraseWords({ study: study.id, participant: speaker, voices, texts, anchors, mark, wholly: false })(ctx)
        yield* dropAnsweredNotices(study.id)(ctx)
        yield* oweToCopies(voices)(ctx)
      },
    })
    for (const { anchor, endedAt } of placements) if (endedAt === null) await rooms.forgetAnchor(study.id, anchor)
    await rooms.erase(study.id, ({ placed }) => placed !== undefined && ids.has(placed))
  })
  await forgetDeleted(study.id)
}
