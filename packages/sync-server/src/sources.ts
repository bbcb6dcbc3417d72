import { voicesOfCopy, type Override } from '@samskriv/attribution'
import type { AttributionMode, ParticipantId } from '@samskriv/domain'
import { limits, type SourceKind, type SourceNote, type SourceRange } from '@samskriv/protocol/frames'
import * as Y from 'yjs'

import type { StudyBody } from './body/study-body.ts'
import { claimOf } from './claims.ts'
import type { Connection } from './connection.ts'
import { Refused } from './refused.ts'

const modeOf: Readonly<Record<Exclude<SourceKind, 'study'>, AttributionMode>> = {
  outside: 'pasted',
  mine: 'typed_by_self',
  document: 'imported',
}

interface Ids {
  readonly client: number
  readonly clock: number
  readonly length: number
}

/**
 * What word about a source changes about whose words are whose. Whatever it says, it gives the sender's own words away at most, and
 * only to who has written the same in this study; nobody else's words are touched.
 *
 * @returns the overrides, apart from one another; none when it says nothing new
 * @throws Refused `not-own`, `gap`, `too-many` or `read-only`
 * @see rules PR38 to PR41 in packages/protocol/PROTOCOL.md
 */
export function overridesOfSource(body: StudyBody<unknown>, connection: Connection, note: SourceNote): readonly Override[] {
  const { participant, canWrite } = connection.admission
  if (!canWrite || participant === null) throw new Refused('read-only', 'a source')
  for (const [client, clock, length] of note.ranges) {
    if (claimOf(body, connection, client) !== 'own') throw new Refused('not-own', 'a source')
    if (clock + length > Y.getState(body.doc.store, client)) throw new Refused('gap', 'a source')
  }
  if (note.kind === 'study') {
    if (lengthOf(note.ranges) > limits.maxCopiedLength || lengthOf(note.from) > limits.maxCopiedLength)
      throw new Refused('too-many', 'a source')
    const copy = ownWords(body, participant, note.ranges, isOwnOrWrittenDown)
    return voicesOfCopy(body.doc, body.authorship, copy, note.from.map(idsOf))
  }
  return withMode(body, ownWords(body, participant, note.ranges, isOwn), modeOf[note.kind])
}

/** The ids that a copy was made of, as its sender says; none of what comes from elsewhere. */
export function originalOf(note: SourceNote): readonly Ids[] {
  return note.kind === 'study' ? note.from.map(idsOf) : []
}

type Voice = NonNullable<ReturnType<StudyBody<unknown>['voices']['get']>>

/** Of the ranges, those whose voice is the participant's to change. */
function ownWords(
  { authorship, voices }: StudyBody<unknown>,
  participant: ParticipantId,
  ranges: readonly SourceRange[],
  isTheirs: (voice: Voice, participant: ParticipantId) => boolean,
): readonly Ids[] {
  return apart(ranges).flatMap(({ client, clock, length }) =>
    authorship.segments(client, clock, length).flatMap((segment) => {
      const voice = voices.get(segment.voice)
      return voice !== undefined && isTheirs(voice, participant) ? [{ client, clock: segment.clock, length: segment.length }] : []
    }),
  )
}

/** Said by the one who wrote it, in a way that they answer for alone. */
function isOwn({ by, typedBy, mode }: Voice, participant: ParticipantId): boolean {
  return by === participant && typedBy === null && (mode === 'typed_by_self' || mode === 'pasted' || mode === 'imported')
}

/** A copy made while writing for somebody is not what they said, as long as they have not confirmed it. */
function isOwnOrWrittenDown(voice: Voice, participant: ParticipantId): boolean {
  return isOwn(voice, participant) || (voice.typedBy === participant && voice.mode === 'scribed_unconfirmed')
}

function withMode({ authorship, voices }: StudyBody<unknown>, words: readonly Ids[], mode: AttributionMode): readonly Override[] {
  return words.flatMap(({ client, clock, length }) => {
    const movedBy = authorship.voiceOf(client)
    return authorship.segments(client, clock, length).flatMap((segment) => {
      const voice = voices.get(segment.voice)
      if (voice === undefined || movedBy === undefined || voice.mode === mode) return []
      return [{ client, clock: segment.clock, length: segment.length, voice: voices.intern({ ...voice, mode }), movedBy }]
    })
  })
}

/** The same ids, each once. */
function apart(ranges: readonly SourceRange[]): readonly Ids[] {
  const sorted = ranges.map(idsOf).toSorted((a, b) => a.client - b.client || a.clock - b.clock)
  const joined: Ids[] = []
  for (const ids of sorted) {
    const last = joined.at(-1)
    if (last === undefined || last.client !== ids.client || last.clock + last.length < ids.clock) joined.push(ids)
    else joined[joined.length - 1] = { ...last, length: Math.max(last.length, ids.clock + ids.length - last.clock) }
  }
  return joined
}

function idsOf([client, clock, length]: SourceRange): Ids {
  return { client, clock, length }
}

function lengthOf(ranges: readonly SourceRange[]): number {
  return ranges.reduce((sum, [, , length]) => sum + length, 0)
}
