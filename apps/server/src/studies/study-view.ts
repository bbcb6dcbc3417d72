import { listParticipants, sectionsOf, type ParticipantWithEmail, type Script } from '@samskriv/database'
import { documentSchemaVersion, templateById } from '@samskriv/document'
import { may } from '@samskriv/domain'
import { TemplateView, type PersonInStudy, type StudyView } from '@samskriv/protocol'
import type { StudyAccess } from './study-access.ts'

/** A study as its page needs it; e-mail addresses only for those who look after it. */
export const studyView = (access: StudyAccess): Script<StudyView> =>
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
      participants: peopleView(people, seesAddresses(access)),
    }
  }

/** Those who take part now; who has left is not listed. */
export function peopleView(people: readonly ParticipantWithEmail[], withEmail: boolean): PersonInStudy[] {
  return people.filter(({ endedAt }) => endedAt === null).map((person) => personView(person, withEmail))
}

export function personView(person: ParticipantWithEmail, withEmail: boolean): PersonInStudy {
  return {
    participantId: person.id,
    name: person.name,
    role: person.role,
    sector: person.sector,
    subtype: person.subtype,
    sectorConfirmed: person.capacityConfirmedAt !== null,
    // Who came with an import has no account to join with.
    state: person.signedIn || person.person === null ? 'joined' : 'waiting',
    ...(withEmail && person.email !== null ? { email: person.email } : {}),
  }
}

export function seesAddresses({ actor, subject }: Pick<StudyAccess, 'actor' | 'subject'>): boolean {
  return may(actor, 'people.change', subject).allowed
}
