import {
  auditOf,
  formerGuestsOf,
  invitationsOf,
  listParticipants,
  personById,
  requestersOf,
  type AuditFilter,
  type Script,
  type Study,
  type StudyEvent,
} from '@samskriv/database'
import type { Language, PersonId } from '@samskriv/domain'
import type { AuditEntry } from '@samskriv/protocol'
import { templateOf } from '../studies/study-template.ts'
import { unnamedIn } from '../studies/study-view.ts'

/** The log of a study with the names by which its people are shown in it, newest first. */
export const auditEntries = (study: Study, filter: AuditFilter, limit: number, language: Language): Script<AuditEntry[]> =>
  function* (ctx) {
    const events = yield* auditOf(study.id, filter, limit)(ctx)
    const names = yield* namesOf(study, events, language)(ctx)
    return events.map((event) => ({
      seq: event.seq,
      at: new Date(event.at).toISOString(),
      actor: event.actor === 'system' ? null : (names.get(event.actor) ?? unnamedIn(language)),
      kind: event.kind,
      subject: names.get(`${event.subjectKind}:${event.subject}`) ?? '',
      data: event.data,
    }))
  }

/** By `person:<id>`, `participant:<id>`, `invitation:<id>` and so on. */
const namesOf = (study: Study, events: readonly StudyEvent[], language: Language): Script<ReadonlyMap<string, string>> =>
  function* (ctx) {
    const names = new Map<string, string>([[`study:${study.id}`, study.title]])
    for (const { id, title } of (yield* templateOf(study)(ctx)).sections) names.set(`section:${id}`, title[language])
    const people: PersonId[] = []
    for (const { id, person, name } of yield* listParticipants(study.id)(ctx)) {
      const shown = name === '' ? unnamedIn(language) : name
      names.set(`participant:${id}`, shown)
      if (person === null) continue
      names.set(`person:${person}`, shown)
      people.push(person)
    }
    for (const { id, now } of yield* formerGuestsOf(people)(ctx)) names.set(`person:${id}`, names.get(`person:${now}`) ?? '')
    for (const { id, participant } of yield* invitationsOf(study.id)(ctx)) {
      if (participant !== null) names.set(`invitation:${id}`, names.get(`participant:${participant}`) ?? '')
    }
    for (const { id, name } of yield* requestersOf(study.id)(ctx)) names.set(`access-request:${id}`, name)
    for (const { actor } of events) {
      if (!actor.startsWith('person:') || names.has(actor)) continue
      // Somebody who never had a place here, such as whoever asked for one.
      const person = yield* personById(actor.slice('person:'.length) as PersonId)(ctx)
      names.set(actor, person === undefined || person.name === '' ? unnamedIn(language) : person.name)
    }
    return names
  }
