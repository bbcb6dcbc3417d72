import type { ParticipantId, PartnershipId, PersonId, SectionKey, StudyId } from '@samskriv/domain'
import { createPartnership, theOnlyPartnership } from '../repositories/partnerships.ts'
import { ensurePersonForEmail } from '../repositories/people.ts'
import { createStudy } from '../repositories/studies.ts'
import type { Script } from '../script.ts'

export interface StudyInPlace {
  readonly id: StudyId
  readonly partnership: PartnershipId
  readonly person: PersonId
  readonly participant: ParticipantId
}

/** A study with its steward. */
export const newStudy = (options: { title?: string; email?: string; sections?: string[] } = {}): Script<StudyInPlace> =>
  function* (ctx) {
    const { title = 'The Tuesday Door', email = 'amina@example.org', sections = ['summary', 'barriers'] } = options
    const partnership = (yield* theOnlyPartnership()(ctx))?.id ?? (yield* createPartnership('Harbour Rigs', 'system')(ctx))
    const person = yield* ensurePersonForEmail(email, 'Amina')(ctx)
    const study = yield* createStudy(
      {
        partnership,
        title,
        place: 'Port Ellisk',
        lang: 'en',
        template: 'cross-sector-collaboration',
        templateVersion: 1,
        sections: sections.map((key) => ({ key: sectionKey(key), lead: 'any' })),
        creator: person.id,
      },
      `person:${person.id}`,
    )(ctx)
    if (study.participant === null) throw new TypeError('a creator becomes a participant')
    return { id: study.id, partnership, person: person.id, participant: study.participant }
  }

export function sectionKey(key: string): SectionKey {
  return key as SectionKey
}
