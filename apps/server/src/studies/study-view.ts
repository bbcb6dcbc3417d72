import {
  countParticipants,
  firstParticipants,
  sectionsOf,
  organisationByAddress,
  type Participant,
  type ParticipantWithEmail,
  type Script,
} from '@samskriv/database'
import { documentSchemaVersion } from '@samskriv/document'
import { may, showsOrganisation, type Language } from '@samskriv/domain'
import { TemplateView, type PersonInStudy, type StudyView } from '@samskriv/protocol'
import { newThreadSubject } from '../threads/thread-access.ts'
import { sectionStates } from './section-state.ts'
import { maySay, mayWriteIn, type StudyAccess } from './study-access.ts'
import { templateWith } from './study-template.ts'
import { unnamedIn } from './unnamed-in.ts'

export { unnamedIn } from './unnamed-in.ts'

/** How many people come with a study; the list of all has an address of its own. */
const shownAtOnce = 50

/** A study as its page needs it; e-mail addresses only for those who look after it. */
export const studyView = (access: StudyAccess, language: Language): Script<StudyView> =>
  function* (ctx) {
    const { study, participant, actor, subject } = access
    const sections = yield* sectionsOf(study.id)(ctx)
    const states = yield* sectionStates(sections, language)(ctx)
    const people = yield* firstParticipants(study.id, shownAtOnce)(ctx)
    return {
      id: study.id,
      title: study.title,
      place: study.place,
      language: study.lang,
      status: study.status,
      example: study.example,
      practice: study.practiceOf !== null,
      archived: study.archivedAt !== null,
      contact: study.contactName === null ? null : { name: study.contactName, reach: study.contactReach ?? '' },
      commentsOpen: study.commentsOpen,
      epoch: study.epoch,
      documentSchemaVersion,
      template: TemplateView.parse(templateWith(study, sections)),
      sections: sections.flatMap((section) => {
        const { key, editing, openToContributors, own, words, wordsProtected } = section
        const state = states.get(key)
        if (state === undefined) return []
        const may = { canWrite: mayWriteIn(access, section), canSetStatus: maySay(access, section, section).allowed }
        return [{ key, editing, openToContributors, wordsProtected, ...may, held: null, state, own: own !== null, words }]
      }),
      me:
        participant === null
          ? null
          : {
              participantId: participant.id,
              role: participant.role,
              sector: participant.sector,
              subtype: participant.subtype,
              sectorConfirmed: participant.capacityConfirmedAt !== null,
              sectorCorrectableUntil: correctableUntil(participant, ctx.clock()),
              canWrite: may(actor, 'study.write', subject).allowed,
              canComment: may(actor, 'thread.write', newThreadSubject(access, 'everyone')).allowed,
              canSuggest: may(actor, 'suggestion.make', subject).allowed,
              canOpenWords: may(actor, 'words.protection', subject).allowed,
              canDescribe: may(actor, 'about.change', subject).allowed,
              canSettle: may(actor, 'section.settle', subject).allowed,
              identity: { mode: participant.identityMode, label: participant.publicLabel },
              organisation: organisationOf(participant),
              proposedOrganisation: yield* proposedTo(access, participant)(ctx),
              disclosureVersion: participant.disclosureVersion,
            },
      participantCount: yield* countParticipants(study.id)(ctx),
      participants: peopleView(people, { withEmail: seesAddresses(access), language }),
    }
  }

/**
 * Those who take part now; who has left is not listed, nor a guest who came by a link and has not said who they are: they only read,
 * and a link that is passed around would fill the list with nobody.
 */
export function peopleView(people: readonly ParticipantWithEmail[], reader: PeopleReader): PersonInStudy[] {
  return people
    .filter(({ endedAt, guest, capacityConfirmedAt }) => endedAt === null && !(guest && capacityConfirmedAt === null))
    .map((person) => personView(person, reader))
}

export interface PeopleReader {
  /** Whether it is a steward, who may know addresses and what accounts are called. */
  readonly withEmail: boolean
  readonly language: Language
}

export function personView(person: ParticipantWithEmail, { withEmail, language }: PeopleReader): PersonInStudy {
  const unnamed = (withEmail ? person.email : null) ?? unnamedIn(language)
  // Not before they have come: whether an address has an account, and what it is called, is told to nobody.
  const isKnown = withEmail && person.joined && person.accountName !== '' && person.accountName !== person.name
  const account = isKnown ? { accountName: person.accountName } : {}
  return {
    participantId: person.id,
    name: person.name === '' ? unnamed : person.name,
    role: person.role,
    sector: person.sector,
    subtype: person.subtype,
    sectorConfirmed: person.capacityConfirmedAt !== null,
    sectorKnownBy: person.sectorKnownBy,
    organisation: seenOrganisation(person, withEmail),
    state: person.suspendedAt !== null ? 'suspended' : person.joined ? 'joined' : 'waiting',
    guest: person.guest,
    managed: person.managedBy !== null && person.person === null,
    groupSize: person.groupSize,
    ...(withEmail && person.email !== null ? { email: person.email } : {}),
    ...account,
  }
}

function organisationOf({ organisation, organisationName }: Participant): NonNullable<StudyView['me']>['organisation'] {
  return organisation === null || organisationName === null ? null : { id: organisation, name: organisationName }
}

type Proposal = NonNullable<StudyView['me']>['proposedOrganisation']

/** What one's own address says, until one has said oneself who one is here as. A guest has no address that says anything. */
const proposedTo = ({ study, visitor }: StudyAccess, { capacityConfirmedAt }: Participant): Script<Proposal> =>
  function* (ctx) {
    if (capacityConfirmedAt !== null || visitor.person.guest) return null
    const found = yield* organisationByAddress(study.partnership, visitor.person.id)(ctx)
    if (found === undefined) return null
    const { id, name, sector, subtype } = found.organisation
    return { id, name, sector, subtype, domain: found.domain }
  }

/** What somebody has said here: to stewards in any case, to others only where it can't unmask. */
function seenOrganisation({ organisationName, identityMode, capacityConfirmedAt }: Participant, toSteward: boolean): string | null {
  return capacityConfirmedAt !== null && (toSteward || showsOrganisation(identityMode)) ? organisationName : null
}

/** A slip of the finger can be put right for a day; after that words have been read as coming from that sector. */
const correctionMs = 24 * 60 * 60_000

export function isCorrectable(confirmedAt: number | null, now: number): boolean {
  return confirmedAt !== null && now - confirmedAt < correctionMs
}

function correctableUntil({ capacityConfirmedAt, sectorKnownBy }: Participant, now: number): string | null {
  if (capacityConfirmedAt === null || sectorKnownBy === 'steward' || !isCorrectable(capacityConfirmedAt, now)) return null
  return new Date(capacityConfirmedAt + correctionMs).toISOString()
}

export function seesAddresses({ actor, subject }: Pick<StudyAccess, 'actor' | 'subject'>): boolean {
  return may(actor, 'people.change', subject).allowed
}
