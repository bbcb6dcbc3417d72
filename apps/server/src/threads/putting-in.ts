import { addPlacement, changeThread, noteSent, sectionsOf, sentBefore, type Message, type Script, type Section } from '@samskriv/database'
import { may, type Decision } from '@samskriv/domain'
import type { PutIn } from '@samskriv/protocol'
import type { Committed, Edit, EditRequest } from '@samskriv/sync-server'
import { RequestProblem } from '../http/problem.ts'
import { mayWriteIn, requireAllowed } from '../studies/study-access.ts'
import { usesIn } from './message-uses.ts'
import { noteThread } from './note-thread.ts'
import { placeInText, takesSentenceApart } from './place-in-text.ts'
import { messageAccess, type ThreadAccess, type ThreadAddress } from './thread-access.ts'
import { writeWords, type WrittenWords } from './write-words.ts'

export type MessageAddress = ThreadAddress & { readonly message: string }

/** A message, and whether whoever asks may put it into the text. */
export interface Sayable extends ThreadAccess {
  readonly message: Message
  readonly decision: Decision
}

/** @throws {@link RequestProblem} when whoever asks may not put anything into the text, or not read the message */
export const sayable = (address: MessageAddress): Script<Sayable> =>
  function* (ctx) {
    // The role first: whoever may put in nothing learns nothing of what there is.
    const found = yield* messageAccess(address, 'thread.put-in')(ctx)
    const use = (yield* usesIn([found.thread])(ctx))(found.message)
    return { ...found, decision: may(found.access.actor, 'thread.put-in', { ...found.subject, by: found.message.participant, use }) }
  }

/** What words go into the text. */
export interface Putting extends Sayable {
  readonly section: Section
  readonly words: string
  /** What the same form made before; undefined when it was not sent. */
  readonly sent: string | undefined
}

/** @throws {@link RequestProblem} also `unknown-section`, `section-closed`, and `invalid-body` for words that nobody said there */
export const mayPutIn = (address: MessageAddress, asked: PutIn): Script<Putting> =>
  function* (ctx) {
    const found = yield* sayable(address)(ctx)
    const { access, message, decision } = found
    requireAllowed(decision)
    const section = (yield* sectionsOf(access.study.id)(ctx)).find(({ key }) => key === asked.section)
    if (section === undefined) throw new RequestProblem('unknown-section')
    if (!mayWriteIn(access, section)) throw new RequestProblem('section-closed')
    const words = (asked.words ?? message.body).normalize('NFC').trim()
    if (words === '' || !message.body.normalize('NFC').includes(words))
      throw new RequestProblem('invalid-body', { errors: [{ path: 'words', code: 'not-said' }] })
    return { ...found, section, words, sent: yield* sentBefore(access.study.id, access.visitor.person.id, asked.token)(ctx) }
  }

/** Where words of it are now. */
export interface Placed {
  readonly id: string
  readonly section: string
  readonly anchor: string
}

/** @throws {@link RequestProblem} `place-gone`, or `inside-a-sentence` that is kept from whoever asks */
export function requirePlace(body: Pick<Committed, 'doc' | 'authorship' | 'epoch'>, asked: PutIn, { participant }: Putting): void {
  const place = placeInText(body, asked, asked.epoch === body.epoch)
  if (place === null) throw new RequestProblem('place-gone')
  const hand = { participant: participant.id, sector: participant.sector }
  if (takesSentenceApart(body.authorship, place, hand)) throw new RequestProblem('inside-a-sentence')
}

/**
 * The edit that puts words somebody said into the text: as theirs, in the sector they spoke in then, in a voice of this placement alone,
 * by which they are known wherever they are moved. Its rows are written with it; when the place is gone meanwhile, neither is.
 *
 * @param allow - asks the rules again in the transaction that stores it
 */
export function puttingIn(
  { access, participant, thread, message, section, words }: Putting,
  asked: PutIn,
  { id, epoch, allow }: { readonly id: string; readonly epoch: number; readonly allow: Script<Putting> },
): { readonly request: EditRequest<Script<unknown>>; readonly placed: () => Placed | null } {
  let placed: Placed | null = null
  const hand = { participant: participant.id, sector: participant.sector }
  const { participant: by, typedBy, sector } = message
  const change = (edit: Edit): void => {
    const place = placeInText(edit, asked, asked.epoch === epoch)
    if (place === null || takesSentenceApart(edit.authorship, place, hand)) return
    edit.as({ by, typedBy, sector, mode: typedBy === null ? 'typed_by_self' : 'scribed_unconfirmed', placed: id })
    const written: WrittenWords = writeWords(edit, section.key, place, words)
    placed = { id, section: section.key, anchor: edit.pointAt({ section: section.key, ...written, quote: words }) }
  }
  return {
    placed: () => placed,
    request: {
      voice: { by: participant.id, typedBy: null, sector: participant.sector, mode: 'typed_by_self' },
      change,
      also: function* (ctx) {
        if (placed === null) return
        yield* allow(ctx)
        const { study, visitor } = access
        yield* addPlacement({
          id,
          study: study.id,
          thread: thread.id,
          reply: message.id,
          section: section.key,
          anchor: placed.anchor,
          by: participant.id,
        })(ctx)
        yield* noteSent(study.id, visitor.person.id, asked.token, `placement:${id}`)(ctx)
        yield* changeThread(thread.id, {})(ctx)
        yield* noteThread(access, 'thread.put-in', thread.id, section.key, { message: message.id, of: by, placement: id })(ctx)
      },
    },
  }
}
