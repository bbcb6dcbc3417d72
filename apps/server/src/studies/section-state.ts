import { participantById, type Script, type Section } from '@samskriv/database'
import type { Language, ParticipantId } from '@samskriv/domain'
import type { SectionStateView } from '@samskriv/protocol'
import { unnamedIn } from './unnamed-in.ts'

/** What is said about each section, with the names of those who see to them and who said it. */
export const sectionStates = (sections: readonly Section[], language: Language): Script<ReadonlyMap<string, SectionStateView>> =>
  function* (ctx) {
    const names = yield* namesOf(
      sections.flatMap(({ owner, statusBy }) => [owner, statusBy]).filter((id) => id !== null),
      language,
    )(ctx)
    return new Map(
      sections.map(({ key, status, statusReason, owner, due, statusBy, statusAt, version }) => [
        key,
        {
          status,
          reason: statusReason,
          owner: owner === null ? null : { participantId: owner, name: names.get(owner) ?? unnamedIn(language) },
          due,
          setBy: statusBy === null ? null : (names.get(statusBy) ?? unnamedIn(language)),
          setAt: statusAt === null ? null : new Date(statusAt).toISOString(),
          version,
        },
      ]),
    )
  }

/** By which name each is shown in the study, whether they still take part or not. */
export const namesOf = (people: readonly ParticipantId[], language: Language): Script<ReadonlyMap<ParticipantId, string>> =>
  function* (ctx) {
    const names = new Map<ParticipantId, string>()
    for (const id of new Set(people)) {
      const person = yield* participantById(id)(ctx)
      names.set(id, person === undefined || person.name === '' ? unnamedIn(language) : person.name)
    }
    return names
  }
