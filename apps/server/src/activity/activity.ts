import type { Voice } from '@samskriv/attribution'
import {
  eventsOf,
  lastVisitOf,
  listParticipants,
  sectionsOf,
  voicesOf,
  wordChangesSince,
  type Participant,
  type ParticipantWithEmail,
  type Script,
  type Study,
  type StudyEvent,
  type WordChangeInSection,
} from '@samskriv/database'
import { isOwnPlace, type ParticipantId, type SectionKey, type Sector, type VoiceId } from '@samskriv/domain'
import type { ActivityView } from '@samskriv/protocol'
import { partOf } from '../softenings/concerned.ts'
import type { StudyAccess } from '../studies/study-access.ts'
import { unnamedIn } from '../studies/study-view.ts'

type SectionActivity = ActivityView['sections'][number]
type Change = SectionActivity['changes'][number]
type SectionEvent = SectionActivity['events'][number]
type Person = Change['by']

/** How many events are looked through; after more than that somebody is told of the newest. */
const maxEvents = 1_000

/** What others have done since somebody left the study; nothing for somebody who takes no part. */
export const activityOf = ({ study, visitor, participant }: StudyAccess, isThere: boolean): Script<ActivityView> =>
  function* (ctx) {
    const last = participant === null ? null : yield* lastVisitOf(study.id, visitor.person.id, isThere)(ctx)
    if (participant === null || last === null) return { since: null, people: 0, sections: [], joined: [] }
    const people = peopleOf(study, yield* listParticipants(study.id)(ctx))
    const voices = new Map((yield* voicesOf(study.id)(ctx)).map((voice) => [voice.id, voice]))
    const changes = togetherByPerson(yield* wordChangesSince(study.id, last.at)(ctx), voices).flatMap(({ section, hand, of, words }) =>
      isOwnPlace(participant, handOf(hand)) ? [] : [{ section, change: changeOf(words, hand, of, people) }],
    )
    const newest = Math.max(last.seq, study.eventSeq - maxEvents)
    const events = (yield* eventsOf(study.id, newest, maxEvents)(ctx)).filter(
      ({ actor }) => !isBy(actor, participant.id, visitor.person.id),
    )
    const sections = (yield* sectionsOf(study.id)(ctx)).map(({ key }) => ({
      key,
      changes: changes.flatMap(({ section, change }) => (section === key ? [change] : [])),
      events: events.flatMap((event) => (event.subject === key ? sectionEventOf(event, people, participant) : [])),
    }))
    return {
      since: new Date(last.at).toISOString(),
      people: new Set(changes.map(({ change }) => change.by.participantId)).size,
      sections: sections.filter((section) => section.changes.length > 0 || section.events.length > 0),
      joined: joinedIn(events, people),
    }
  }

interface People {
  /** By the names they are shown with, in a sector that is theirs now unless another is given. */
  named(id: ParticipantId, sector?: Sector | null): Person
  actor(actor: StudyEvent['actor']): Person | null
  /** When somebody first said who they are; null for somebody who has not, or is not there. */
  find(id: string): ParticipantWithEmail | undefined
}

function peopleOf(study: Study, participants: readonly ParticipantWithEmail[]): People {
  const known = new Map<string, ParticipantWithEmail>(participants.map((one) => [one.id, one]))
  const byActor = new Map<string, ParticipantWithEmail>()
  for (const one of participants) {
    byActor.set(`participant:${one.id}`, one)
    if (one.person !== null) byActor.set(`person:${one.person}`, one)
  }
  const named = (id: ParticipantId, sector?: Sector | null): Person => {
    const one = known.get(id)
    return { participantId: id, name: one?.name || unnamedIn(study.lang), sector: sector === undefined ? (one?.sector ?? null) : sector }
  }
  return {
    named,
    actor: (actor) => {
      const one = byActor.get(actor)
      return one === undefined ? null : named(one.id)
    },
    find: (id) => known.get(id),
  }
}

const handOf = ({ by, typedBy }: Voice): ParticipantId => typedBy ?? by

interface PersonsChange {
  readonly section: SectionKey
  readonly hand: Voice
  readonly of: Voice
  readonly words: number
}

/** Words that somebody gave another voice to, such as those that a speaker has confirmed, are neither gone nor new. */
function togetherByPerson(changes: readonly WordChangeInSection[], voices: ReadonlyMap<VoiceId, Voice>): readonly PersonsChange[] {
  const together = new Map<string, PersonsChange>()
  for (const { section, words, ...change } of changes) {
    const [hand, of] = [voices.get(change.hand), voices.get(change.of)]
    if (hand === undefined || of === undefined) throw new Error('voice-unknown')
    const key = JSON.stringify([section, handOf(hand), hand.sector, of.by, of.typedBy, of.sector])
    const known = together.get(key)
    together.set(key, { section, hand: known?.hand ?? hand, of: known?.of ?? of, words: words + (known?.words ?? 0) })
  }
  return [...together.values()].filter(({ words }) => words !== 0)
}

function changeOf(words: number, hand: Voice, of: Voice, people: People): Change {
  const by = handOf(hand)
  // Whoever types for somebody else speaks in a voice whose sector is not theirs.
  const change = {
    by: people.named(by, hand.typedBy === null ? hand.sector : undefined),
    whose: people.named(of.by, of.sector),
    words: Math.abs(words),
  }
  if (words < 0) return { kind: 'took-out', ...change }
  if (by !== handOf(of)) return { kind: 'put-back', ...change }
  return { kind: of.by === by ? 'wrote' : 'wrote-down', ...change }
}

const sectionKinds: Readonly<Record<string, SectionEvent['kind']>> = {
  'section.opened': 'opened',
  'section.closed': 'closed',
  'section.restored': 'restored',
  'words.softened': 'softened',
  'words.brought-back': 'brought-back',
}

function sectionEventOf({ kind, at, actor, subjectKind, data }: StudyEvent, people: People, reader: Participant): SectionEvent[] {
  const told = sectionKinds[kind]
  if (told === undefined || subjectKind !== 'section') return []
  const by = people.actor(actor)
  const author = typeof data.author === 'string' ? people.find(data.author) : undefined
  // What went of whose words is for those whom it concerns.
  if (kind === 'words.softened' && (author === undefined || partOf(reader, author, by?.participantId) === null)) return []
  return [{ kind: told, at: new Date(at).toISOString(), by, whose: author === undefined ? null : people.named(author.id) }]
}

/** Whoever said for the first time who they are. */
function joinedIn(events: readonly StudyEvent[], people: People): ActivityView['joined'] {
  return events.flatMap(({ kind, subject, at, data }) => {
    const one = kind === 'participant.capacity-confirmed' && data.first === true ? people.find(subject) : undefined
    return one === undefined || one.endedAt !== null ? [] : [{ at: new Date(at).toISOString(), who: people.named(one.id) }]
  })
}

function isBy(actor: StudyEvent['actor'], participant: string, person: string): boolean {
  return actor === `participant:${participant}` || actor === `person:${person}`
}
