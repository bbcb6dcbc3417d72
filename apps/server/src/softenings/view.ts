import {
  listParticipants,
  repliesIn,
  sectionsOf,
  softeningsOf,
  voicesOf,
  type Script,
  type Softening,
  type SofteningReply,
} from '@samskriv/database'
import type { ParticipantId, Sector, VoiceId } from '@samskriv/domain'
import type { SofteningView } from '@samskriv/protocol'
import type { Committed } from '@samskriv/sync-server'
import { mayWriteIn, type StudyAccess } from '../studies/study-access.ts'
import { unnamedIn } from '../studies/study-view.ts'
import { namedVoices } from '../voices/named-voices.ts'
import { partOf, type Part } from './concerned.ts'
import { paragraphNow, spansOf, spansWithGone, type ParagraphSpan } from './paragraph-now.ts'

/** How many are listed; more than that are for the log. */
const mostListed = 50

export interface Concerning {
  readonly softening: Softening
  readonly as: NonNullable<Part>
}

/** Those that concern whoever asks and that its author has not found fine, newest first. */
export const concerning = ({ study, participant }: StudyAccess): Script<readonly Concerning[]> =>
  function* (ctx) {
    if (participant === null) return []
    const people = new Map((yield* listParticipants(study.id)(ctx)).map((one) => [one.id, one]))
    return (yield* softeningsOf(study.id)(ctx))
      .flatMap((softening) => {
        const as = partOf(participant, people.get(softening.author), softening.by)
        return as === null ? [] : [{ softening, as }]
      })
      .slice(0, mostListed)
  }

/** What the paragraphs are now, of a study as it is on disk. */
export function paragraphsNow(committed: Committed, all: readonly Concerning[]): readonly (readonly ParagraphSpan[] | null)[] {
  return all.map(({ softening }) => {
    const block = paragraphNow(committed, softening)?.block
    return block === undefined ? null : spansOf(block)
  })
}

/** @param now - of each, what its paragraph is */
export const softeningViews = (
  access: StudyAccess,
  all: readonly Concerning[],
  now: readonly (readonly ParagraphSpan[] | null)[],
): Script<SofteningView[]> =>
  function* (ctx) {
    const { study } = access
    const people = new Map((yield* listParticipants(study.id)(ctx)).map((one) => [one.id, one]))
    const named = (id: ParticipantId, sector?: Sector | null): SofteningView['by'] => {
      const one = people.get(id)
      return { participantId: id, name: one?.name || unnamedIn(study.lang), sector: sector === undefined ? (one?.sector ?? null) : sector }
    }
    const sections = new Map((yield* sectionsOf(study.id)(ctx)).map((section) => [section.key, section]))
    const replies = Map.groupBy(
      yield* repliesIn(all.flatMap(({ softening: { thread } }) => thread ?? []))(ctx),
      ({ thread }: SofteningReply) => thread,
    )
    const voices = yield* voicesOf(study.id)(ctx)
    const views: SofteningView[] = []
    for (const [index, { softening, as }] of all.entries()) {
      const { id, section, at, by, bySector, author, state, lost, words, was, gone, thread } = softening
      const spans = spansWithGone(was, gone)
      const here = now[index] ?? null
      const heard = [...new Set([...spans, ...(here ?? [])].map(({ voice }) => voice))]
      const place = (voice: VoiceId): number => heard.indexOf(voice)
      const found = sections.get(section)
      const said = thread === null ? [] : (replies.get(thread) ?? [])
      views.push({
        id,
        section,
        at: new Date(at).toISOString(),
        by: named(by, bySector),
        author: named(author),
        as,
        state: state === 'restored' ? 'restored' : 'open',
        lost,
        words,
        voices: yield* namedVoices(study, heard, voices)(ctx),
        was: spans.map((span) => ({ ...span, voice: place(span.voice) })),
        now: here === null ? null : here.map((span) => ({ ...span, voice: place(span.voice) })),
        canRestore: as !== 'changer' && state === 'open' && found !== undefined && mayWriteIn(access, found),
        canTalk: mayTalk(access, as, said.length > 0),
        messages: said.map((one) => ({
          id: one.id,
          by: named(one.participant, one.sector),
          at: new Date(one.at).toISOString(),
          body: one.body,
        })),
      })
    }
    return views
  }

/** Its author begins; whoever changed it answers. */
export function mayTalk({ participant, subject }: StudyAccess, as: Part, hasBegun: boolean): boolean {
  if (participant === null || participant.role === 'reader' || subject.state !== 'live') return false
  return as === 'author' || (as === 'changer' && hasBegun)
}
