import { listParticipants, sectionsOf, type ParticipantWithEmail, type Script } from '@samskriv/database'
import { documentSchemaVersion, templateById } from '@samskriv/document'
import { may, type Language } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { TemplateView, type PersonInStudy, type StudyView } from '@samskriv/protocol'
import type { StudyAccess } from './study-access.ts'

/** A study as its page needs it; e-mail addresses only for those who look after it. */
export const studyView = (access: StudyAccess, language: Language): Script<StudyView> =>
  function* (ctx) {
    const { study, participant, actor, subject } = access
    const template = templateById(study.template)
    if (template === undefined) throw new Error('study-template-unknown')
    const sections = yield* sectionsOf(study.id)(ctx)
    const people = yield* listParticipants(study.id)(ctx)
    return {
      id: study.id,
      title: study.title,
      place: study.place,
      language: study.lang,
      status: study.status,
      example: study.example,
      epoch: study.epoch,
      documentSchemaVersion,
      template: TemplateView.parse(template),
      sections: sections.map(({ key, editing, status, words }) => ({ key, editing, status, words })),
      me:
        participant === null
          ? null
          : {
              participantId: participant.id,
              role: participant.role,
              sector: participant.sector,
              subtype: participant.subtype,
              sectorConfirmed: participant.capacityConfirmedAt !== null,
              canWrite: may(actor, 'study.write', subject).allowed,
            },
      participants: peopleView(people, { withEmail: seesAddresses(access), language }),
    }
  }

/** Those who take part now; who has left is not listed. */
export function peopleView(people: readonly ParticipantWithEmail[], reader: PeopleReader): PersonInStudy[] {
  return people.filter(({ endedAt }) => endedAt === null).map((person) => personView(person, reader))
}

export interface PeopleReader {
  readonly withEmail: boolean
  readonly language: Language
}

export function personView(person: ParticipantWithEmail, { withEmail, language }: PeopleReader): PersonInStudy {
  const unnamed = (withEmail ? person.email : null) ?? unnamedIn(language)
  return {
    participantId: person.id,
    name: person.name === '' ? unnamed : person.name,
    role: person.role,
    sector: person.sector,
    subtype: person.subtype,
    sectorConfirmed: person.capacityConfirmedAt !== null,
    state: person.joined ? 'joined' : 'waiting',
    ...(withEmail && person.email !== null ? { email: person.email } : {}),
  }
}

/** What stands where a name would, for those who have not said one. */
export function unnamedIn(language: Language): string {
  return translator(language)('export.said.unknownName')
}

export function seesAddresses({ actor, subject }: Pick<StudyAccess, 'actor' | 'subject'>): boolean {
  return may(actor, 'people.change', subject).allowed
}
