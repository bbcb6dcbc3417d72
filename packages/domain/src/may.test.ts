import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { actions, partnershipActions, refusalReasons, studyActions } from './action.ts'
import type { Action, Actor, Decision, StudyAction, StudySubject } from './action.ts'
import type { ParticipantId, PartnershipId, PersonId, SectionKey, StudyId } from './ids.ts'
import { may } from './may.ts'
import { agreesFor } from './suggestions.ts'
import {
  accountActions,
  archiveActions,
  exampleActions,
  ownWordsActions,
  partnershipTable,
  roleTable,
  speakingActions,
} from './role-table.ts'
import { partnershipRoles, roles, type PartnershipRole, type Role } from './role.ts'

const study = 'study-1' as StudyId
const otherStudy = 'study-2' as StudyId
const me = 'participant-1' as ParticipantId
const somebody = 'participant-2' as ParticipantId
const installation = { kind: 'installation' } as const

type Participant = NonNullable<Extract<Actor, { kind: 'person' }>['participant']>

function aGuest(participant: Partial<Participant>): Actor {
  return { ...aPerson(participant), guest: true } as Actor
}

function aPerson(participant: Partial<Participant> | null): Actor {
  const place: Participant = { id: me, study, role: 'editor', sector: 'community', sectorConfirmed: true, ended: false, suspended: false }
  return {
    kind: 'person',
    person: 'person-1' as PersonId,
    installationSteward: false,
    guest: false,
    participant: participant === null ? null : { ...place, ...participant },
  }
}

function aStudy(parts: Partial<Extract<StudySubject, { kind: 'study' }>> = {}): StudySubject {
  return { kind: 'study', id: study, partnership: 'partnership-1' as PartnershipId, state: 'live', example: false, ...parts }
}

function aSection(parts: Partial<Extract<StudySubject, { kind: 'section' }>> = {}): StudySubject {
  return { kind: 'section', study, key: 'summary' as SectionKey, editing: 'open', ...parts }
}

function aVoice(parts: Partial<Extract<StudySubject, { kind: 'voice' }>> = {}): StudySubject {
  return { kind: 'voice', study, by: me, scribes: [], ...parts }
}

function answer(decision: Decision): string {
  return decision.allowed ? 'yes' : decision.reason
}

/** What the table says about a role, `voice.speak` asked about the person's own voice. */
function ask(actor: Actor, action: (typeof studyActions)[number]): string {
  return answer(may(actor, action, action === 'voice.speak' ? aVoice() : aStudy()))
}

/** What a role is answered in a study of which no section is open to contributors. */
function inClosedStudy(role: Role, action: (typeof studyActions)[number]): string {
  const answered = roleTable[action][role]
  return answered === 'where-open' ? 'section-closed' : answered
}

const anonymous: Actor = { kind: 'anonymous' }

describe('may, in a live study', () => {
  for (const role of roles) {
    for (const action of studyActions) {
      test(`[D1] ${role}, ${action}: ${roleTable[action][role]}`, () => {
        expect(ask(aPerson({ role }), action)).toBe(inClosedStudy(role, action))
      })
    }
  }

  test('[D1] walks the whole table', () => {
    expect(Object.keys(roleTable).toSorted()).toEqual([...studyActions].toSorted())
    expect(roles.length * studyActions.length).toBe(215)
  })

  test('[D1] is the table that the README prints', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
    const rows = studyActions.map((action) => `| \`${action}\` | ${roles.map((role) => roleTable[action][role]).join(' | ')} |`)
    expect(readme).toContain(
      ['| action | reader | commenter | contributor | editor | steward |', '|---|---|---|---|---|---|', ...rows].join('\n'),
    )
  })

  test('[D1] each role may do all that the role before it may', () => {
    for (const action of studyActions) {
      const reach = roles.map((role) => ['where-open', 'yes'].indexOf(roleTable[action][role]))
      expect(reach, action).toEqual(reach.toSorted((a, b) => a - b))
    }
  })

  test('[D2] nobody who is signed out, takes part in another study or in none may do anything', () => {
    for (const action of studyActions) {
      expect(ask(anonymous, action), action).toBe('signed-out')
      expect(ask(aPerson(null), action), action).toBe('not-a-participant')
      expect(ask(aPerson({ role: 'steward', study: otherStudy }), action), action).toBe('not-a-participant')
    }
  })

  test('[D2] looking after the installation opens no study', () => {
    for (const action of studyActions) {
      expect(
        ask({ kind: 'person', person: 'person-1' as PersonId, installationSteward: true, guest: false, participant: null }, action),
      ).toBe('not-a-participant')
    }
  })

  test('[D2] [D30] an ended participant may do nothing, not even read, but keeps the say over their own words', () => {
    for (const role of roles)
      for (const action of studyActions)
        expect(ask(aPerson({ role, ended: true }), action), `${role}, ${action}`).toBe(ownWordsActions.has(action) ? 'yes' : 'ended')
  })

  test('[D11] [D30] a suspended participant may do nothing but leave, and keeps the say over their own words', () => {
    for (const role of roles)
      for (const action of studyActions)
        expect(ask(aPerson({ role, suspended: true }), action), `${role}, ${action}`).toBe(
          action === 'study.leave' ? 'yes' : ownWordsActions.has(action) ? 'yes' : 'suspended',
        )
  })

  test('[D10] a guest has the rights of their role, and looks after nothing', () => {
    for (const role of roles) {
      for (const action of studyActions) {
        const expected = accountActions.has(action) ? 'account-needed' : inClosedStudy(role, action)
        expect(ask(aGuest({ role }), action), `${role}, ${action}`).toBe(expected)
      }
    }
    expect(answer(may(aGuest({}), 'study.create', installation))).toBe('account-needed')
  })

  test('[D3] words wait until the person has said in which capacity they speak; all else does not', () => {
    for (const action of studyActions) {
      const expected = speakingActions.has(action) ? 'capacity-not-confirmed' : 'yes'
      expect(ask(aPerson({ role: 'steward', sectorConfirmed: false }), action), action).toBe(expected)
    }
    expect(speakingActions.size).toBe(9)
  })
})

describe('may, in the bin', () => {
  const trashed = aStudy({ state: 'trashed' })

  test('a steward may only bring the study back', () => {
    for (const action of studyActions) {
      expect(answer(may(aPerson({ role: 'steward' }), action, trashed)), action).toBe(action === 'study.restore' ? 'yes' : 'trashed')
    }
  })

  test('an editor may not bring it back', () => {
    expect(answer(may(aPerson({ role: 'editor' }), 'study.restore', trashed))).toBe('not-steward')
  })

  test('[D2] nobody else learns that it is there', () => {
    expect(answer(may(aPerson(null), 'study.read', trashed))).toBe('not-a-participant')
    expect(answer(may(aPerson({ study: otherStudy }), 'study.read', trashed))).toBe('not-a-participant')
  })

  test('holds for its sections, threads and voices', () => {
    expect(answer(may(aPerson({}), 'study.write', aSection({ state: 'trashed' })))).toBe('trashed')
    expect(answer(may(aPerson({}), 'voice.speak', aVoice({ state: 'trashed' })))).toBe('trashed')
    expect(answer(may(aPerson({}), 'thread.read', { kind: 'thread', study, audience: 'everyone', state: 'trashed' }))).toBe('trashed')
  })
})

describe('may, in an archived study', () => {
  test('[D11] it is read, taken along, put away and opened again, and not changed', () => {
    for (const action of studyActions) {
      const expected = archiveActions.has(action) ? 'yes' : 'archived'
      expect(answer(may(aPerson({ role: 'steward' }), action, aStudy({ state: 'archived' }))), action).toBe(expected)
    }
    expect(answer(may(aPerson({ role: 'editor' }), 'study.archive', aStudy({ state: 'archived' })))).toBe('not-steward')
    expect(answer(may(aPerson({}), 'study.write', aSection({ state: 'archived' })))).toBe('archived')
  })
})

describe('may, in an example', () => {
  const example = aStudy({ example: true })

  test('[D7] everyone who is signed in may read and export it, and nobody may change it', () => {
    const everyone = [aPerson(null), aPerson({ study: otherStudy }), aPerson({ ended: true }), ...roles.map((role) => aPerson({ role }))]
    for (const actor of everyone) {
      for (const action of studyActions) {
        expect(answer(may(actor, action, example)), action).toBe(exampleActions.has(action) ? 'yes' : 'read-only-example')
      }
    }
  })

  test('a person who is signed out may not', () => {
    expect(answer(may(anonymous, 'study.read', example))).toBe('signed-out')
  })

  test('in the bin it is gone for those who only read it, and a steward may bring it back, but not change it', () => {
    const trashed = aStudy({ example: true, state: 'trashed' })
    expect(answer(may(aPerson(null), 'study.read', trashed))).toBe('not-a-participant')
    expect(answer(may(aPerson({ role: 'steward' }), 'study.write', trashed))).toBe('trashed')
  })
})

describe('may, in a section', () => {
  test('an open one is open to whoever may write', () => {
    expect(answer(may(aPerson({}), 'study.write', aSection()))).toBe('yes')
    expect(answer(may(aPerson({ role: 'commenter' }), 'study.write', aSection()))).toBe('role-too-low')
  })

  test('one for suggestions takes no writing, but can be read', () => {
    expect(answer(may(aPerson({ role: 'steward' }), 'study.write', aSection({ editing: 'suggest' })))).toBe('section-closed')
    expect(answer(may(aPerson({ role: 'reader' }), 'study.read', aSection({ editing: 'suggest' })))).toBe('yes')
  })

  test('a lead-only one takes the words of its lead sector alone', () => {
    const led = aSection({ editing: 'lead-only', lead: 'community' })
    expect(answer(may(aPerson({ sector: 'community' }), 'study.write', led))).toBe('yes')
    expect(answer(may(aPerson({ sector: 'public', role: 'steward' }), 'study.write', led))).toBe('section-closed')
    expect(answer(may(aPerson({ sector: null }), 'study.write', led))).toBe('section-closed')
    expect(answer(may(aPerson({}), 'study.write', aSection({ editing: 'lead-only' })))).toBe('section-closed')
  })
})

describe('may, where contributors write', () => {
  const contributor = (place: Partial<Participant> = {}): Actor => aPerson({ role: 'contributor', ...place })
  const open = aSection({ openToContributors: true })

  test.each<[string, Actor, StudySubject, string]>([
    ['a section that is open to them', contributor(), open, 'yes'],
    ['a section that is not', contributor(), aSection({ openToContributors: false }), 'section-closed'],
    ['a section of which nothing is said', contributor(), aSection(), 'section-closed'],
    [
      'one that takes suggestions from everybody',
      contributor(),
      aSection({ openToContributors: true, editing: 'suggest' }),
      'section-closed',
    ],
    [
      'one that their own sector leads',
      contributor(),
      aSection({ openToContributors: true, editing: 'lead-only', lead: 'community' }),
      'yes',
    ],
    [
      'one that another sector leads',
      contributor(),
      aSection({ openToContributors: true, editing: 'lead-only', lead: 'public' }),
      'section-closed',
    ],
    ['one that their own sector leads, not opened', contributor(), aSection({ editing: 'lead-only', lead: 'community' }), 'section-closed'],
    ['the study, when a section is open', contributor(), aStudy({ openToContributors: true }), 'yes'],
    ['the study, when none is', contributor(), aStudy({ openToContributors: false }), 'section-closed'],
    ['a thread, which is nothing to write in', contributor(), { kind: 'thread', study, audience: 'everyone' }, 'section-closed'],
    ['an open one of a study that is archived', contributor(), aSection({ openToContributors: true, state: 'archived' }), 'archived'],
    ['an open one of a study in the bin', contributor(), aSection({ openToContributors: true, state: 'trashed' }), 'trashed'],
    ['an open one of an example', contributor(), aSection({ openToContributors: true, example: true }), 'read-only-example'],
    ['an open one before they have said who they are', contributor({ sectorConfirmed: false }), open, 'capacity-not-confirmed'],
    ['a closed one before they have said who they are', contributor({ sectorConfirmed: false }), aSection(), 'capacity-not-confirmed'],
    ['an open one while they are paused', contributor({ suspended: true }), open, 'suspended'],
    ['an open one after they have left', contributor({ ended: true }), open, 'ended'],
    ['an open one of another study', contributor({ study: otherStudy }), open, 'not-a-participant'],
    ['an open one, as a guest', aGuest({ role: 'contributor' }), open, 'yes'],
  ])('[D16] %s', (_, actor, subject, expected) => {
    expect(answer(may(actor, 'study.write', subject))).toBe(expected)
  })

  test('[D16] opening a section gives nothing to readers and commenters, and takes nothing from editors and stewards', () => {
    for (const subject of [open, aStudy({ openToContributors: true })]) {
      const given = roles.map((role) => answer(may(aPerson({ role }), 'study.write', subject)))
      expect(given).toEqual(['role-too-low', 'role-too-low', 'yes', 'yes', 'yes'])
    }
  })

  test('[D16] who writes where is for a steward with an account to say', () => {
    expect(roles.filter((role) => may(aPerson({ role }), 'study.settings', aStudy()).allowed)).toEqual(['steward'])
    expect(answer(may(aGuest({ role: 'steward' }), 'study.settings', aStudy()))).toBe('account-needed')
  })
})

describe('may, of how far a section has come', () => {
  const open = { openToContributors: true } as const

  test.each<[string, StudySubject, string]>([
    ['a section that is open to them', aSection(open), 'yes'],
    ['a section that is not', aSection(), 'section-closed'],
    ['one that another sector leads', aSection({ ...open, editing: 'lead-only', lead: 'public' }), 'section-closed'],
    ['one that takes suggestions from everybody', aSection({ ...open, editing: 'suggest' }), 'section-closed'],
    ['an open one of a study that is archived', aSection({ ...open, state: 'archived' }), 'archived'],
  ])('[D18] a contributor says it of %s: %s', (_, subject, expected) => {
    expect(answer(may(aPerson({ role: 'contributor' }), 'section.status', subject))).toBe(expected)
  })

  test('[D18] editors and stewards say it of every section, also where they don’t write', () => {
    for (const role of ['editor', 'steward'] as const)
      for (const editing of ['open', 'suggest', 'lead-only'] as const)
        expect(answer(may(aPerson({ role }), 'section.status', aSection({ editing })))).toBe('yes')
  })

  test('[D18] that nothing is left to do is for editors and stewards to say, wherever contributors write', () => {
    for (const subject of [aSection(open), aStudy(open)]) {
      const given = roles.map((role) => answer(may(aPerson({ role }), 'section.settle', subject)))
      expect(given).toEqual(['role-too-low', 'role-too-low', 'role-too-low', 'yes', 'yes'])
    }
  })
})

describe('may, as a voice', () => {
  test('[D4] a person speaks as themselves, and for those they write for, and for nobody else', () => {
    expect(answer(may(aPerson({}), 'voice.speak', aVoice()))).toBe('yes')
    expect(answer(may(aPerson({}), 'voice.speak', aVoice({ by: somebody, scribes: [me] })))).toBe('yes')
    expect(answer(may(aPerson({}), 'voice.speak', aVoice({ by: somebody })))).toBe('not-your-voice')
    expect(answer(may(aPerson({ role: 'steward' }), 'voice.speak', aVoice({ by: somebody, scribes: [somebody] })))).toBe('not-your-voice')
  })

  test('[D17] an editor writes down what those say whom they added, a steward what anybody without a device says', () => {
    const scribe = (role: Role, voice: StudySubject) => answer(may(aPerson({ role }), 'voice.scribe', voice))
    expect(scribe('editor', aVoice({ by: somebody, scribes: [me] }))).toBe('yes')
    expect(scribe('editor', aVoice({ by: somebody, scribes: [somebody] }))).toBe('not-your-voice')
    expect(scribe('steward', aVoice({ by: somebody, scribes: [somebody] }))).toBe('yes')
    expect(scribe('contributor', aVoice({ by: somebody, scribes: [me] }))).toBe('role-too-low')
  })

  test('[D17] nobody writes down what they say themselves, or in a part of the study that is no voice', () => {
    for (const role of ['editor', 'steward'] as const) {
      expect(answer(may(aPerson({ role }), 'voice.scribe', aVoice({ scribes: [me] })))).toBe('not-your-voice')
      expect(answer(may(aPerson({ role }), 'voice.scribe', aSection()))).toBe('not-your-voice')
    }
  })

  test('[D4] speaking without saying for whom is refused', () => {
    expect(answer(may(aPerson({}), 'voice.speak', aStudy()))).toBe('not-your-voice')
    expect(answer(may(aPerson({}), 'voice.speak', aSection()))).toBe('not-your-voice')
    expect(answer(may(aPerson({}), 'voice.speak', { kind: 'thread', study, audience: 'everyone' }))).toBe('not-your-voice')
  })
})

describe('may, in a thread', () => {
  test('one for the organisers is open to stewards only, to read and to write', () => {
    const organisers: StudySubject = { kind: 'thread', study, audience: 'organisers' }
    for (const role of roles) {
      const expected = role === 'steward' ? 'yes' : 'not-steward'
      expect(answer(may(aPerson({ role }), 'thread.read', organisers)), role).toBe(expected)
    }
    expect(answer(may(aPerson({ role: 'editor' }), 'thread.write', organisers))).toBe('not-steward')
    expect(answer(may(aPerson(null), 'thread.read', { ...organisers, example: true }))).toBe('not-steward')
  })

  test('[D20] a hidden one is answered by nobody, stewards included', () => {
    const hidden: StudySubject = { kind: 'thread', study, audience: 'everyone', hidden: true }
    for (const role of ['editor', 'steward'] as const) {
      expect(answer(may(aPerson({ role }), 'thread.answer', hidden)), role).toBe('thread-hidden')
      expect(answer(may(aPerson({ role }), 'thread.answer', { ...hidden, hidden: false })), role).toBe('yes')
    }
  })
})

describe('may, with a suggestion', () => {
  const clerk = 'participant-3' as ParticipantId
  const about = (parts: Partial<Extract<StudySubject, { kind: 'suggestion' }>> = {}): StudySubject => ({
    kind: 'suggestion',
    study,
    by: clerk,
    sector: 'public',
    authors: [{ participant: somebody, scribes: [] }],
    opened: false,
    led: false,
    writable: true,
    waited: false,
    ...parts,
  })
  const deciding = (participant: Partial<Participant>, parts: Parameters<typeof about>[0] = {}): string =>
    answer(may(aPerson(participant), 'suggestion.decide', about(parts)))

  test('[D26] on protected words their author decides, in any role that may speak, and whoever writes for them', () => {
    expect(deciding({ role: 'commenter' }, { authors: [{ participant: me, scribes: [] }] })).toBe('yes')
    expect(deciding({ sector: 'public' }, { authors: [{ participant: somebody, scribes: [me] }] })).toBe('yes')
    expect(deciding({ role: 'steward', sector: 'public' })).toBe('not-yours-to-decide')
    expect(deciding({ role: 'editor', sector: 'community' })).toBe('not-yours-to-decide')
  })

  test('[D26] so do community members where they lead, and nobody else', () => {
    expect(deciding({ sector: 'community' }, { led: true })).toBe('yes')
    expect(deciding({ sector: 'public' }, { led: true })).toBe('not-yours-to-decide')
  })

  test('[D26] a steward decides once nobody has answered for 14 days', () => {
    expect(deciding({ role: 'steward', sector: 'public' }, { waited: true })).toBe('yes')
    expect(deciding({ role: 'editor', sector: 'public' }, { waited: true })).toBe('not-yours-to-decide')
  })

  test('[D26] whoever made it never decides it, not as a steward after 14 days and not as who writes for its author', () => {
    const mine = { by: me, waited: true, led: true, authors: [{ participant: somebody, scribes: [me] }] }
    expect(deciding({ role: 'steward', sector: 'community' }, mine)).toBe('own-suggestion')
    expect(answer(may(aPerson({ role: 'reader' }), 'suggestion.withdraw', about({ by: me })))).toBe('yes')
    expect(answer(may(aPerson({ role: 'steward' }), 'suggestion.withdraw', about()))).toBe('not-your-words')
  })

  const settling = (participant: Partial<Participant>, parts: Parameters<typeof about>[0] = {}): string =>
    answer(may(aPerson(participant), 'suggestion.settle', about(parts)))
  const mine = { participant: me, scribes: [] }
  const theirs = { participant: somebody, scribes: [] }

  test('[D31] one of several authors settles it only where they could change the words of the others directly', () => {
    for (const role of ['commenter', 'contributor', 'editor', 'steward'] as const)
      for (const sector of ['community', 'public', 'third', 'other', null] as const)
        for (const writable of [false, true]) {
          const parts = { authors: [mine, theirs], writable }
          const who = `${role}, ${sector}, ${writable ? 'may write there' : 'may not'}`
          expect(deciding({ role, sector }, parts), who).toBe('yes')
          expect(settling({ role, sector }, parts), who).toBe(sector === 'community' && writable ? 'yes' : 'not-yours-to-decide')
          expect(settling({ role, sector }, { ...parts, authors: [mine] }), who).toBe('yes')
        }
    expect(settling({ role: 'reader' }, { authors: [mine] })).toBe('role-too-low')
    expect(settling({ role: 'editor', sector: 'public' }, { authors: [mine, theirs], opened: true })).toBe('yes')
  })

  test('[D31] the last of them settles it, and nobody says yes for words of another', () => {
    const commenter = { role: 'commenter', sector: 'community' } as const
    const closed = { writable: false }
    expect(settling(commenter, { ...closed, authors: [mine, { ...theirs, agreed: true }] })).toBe('yes')
    expect(settling(commenter, { ...closed, authors: [{ ...mine, agreed: true }, theirs] })).toBe('not-yours-to-decide')
    const third = { participant: clerk, scribes: [], agreed: true }
    expect(settling(commenter, { ...closed, by: somebody, authors: [mine, theirs, third] })).toBe('not-yours-to-decide')
    expect(settling(commenter, { ...closed, authors: [{ ...theirs, agreed: true }] })).toBe('not-yours-to-decide')
    expect(settling(commenter, { ...closed, by: me, authors: [{ ...theirs, agreed: true }] })).toBe('own-suggestion')
  })

  test('[D31] whoever speaks for some of them says yes for all of these at once', () => {
    const spoken = { participant: somebody, scribes: [me] }
    const scribe = { role: 'editor', sector: 'public' } as const
    expect(agreesFor({ id: me }, [mine, theirs, spoken])).toEqual([mine, spoken])
    expect(agreesFor(null, [mine])).toEqual([])
    expect(settling(scribe, { authors: [mine, spoken] })).toBe('yes')
    expect(settling(scribe, { authors: [spoken, { participant: clerk, scribes: [] }] })).toBe('not-yours-to-decide')
  })

  test('[D31] whoever leads, and a steward after 14 days, settles it as before', () => {
    const authors = [theirs, { participant: clerk, scribes: [] }]
    expect(settling({ role: 'commenter', sector: 'community' }, { authors, led: true, writable: false })).toBe('yes')
    expect(settling({ role: 'steward', sector: 'public' }, { authors, waited: true })).toBe('yes')
    expect(settling({ role: 'steward', sector: 'public' }, { authors })).toBe('not-yours-to-decide')
    expect(settling({ role: 'steward', sector: 'public' }, { authors: [...authors, mine] })).toBe('not-yours-to-decide')
    expect(settling({ role: 'steward', sector: 'public' }, { authors: [...authors, mine], waited: true })).toBe('yes')
  })

  test('[D27] the community’s words are opened by stewards of the community alone', () => {
    const opening = (participant: Partial<Participant>): string => answer(may(aPerson(participant), 'words.protection', aSection()))
    expect(opening({ role: 'steward', sector: 'community' })).toBe('yes')
    expect(opening({ role: 'steward', sector: 'public' })).toBe('not-yours-to-decide')
    expect(opening({ role: 'editor', sector: 'community' })).toBe('not-steward')
  })

  test('[D26] what community members suggest about each other’s words is also decided by those of the community who may write there', () => {
    const theirs = { sector: 'community' } as const
    expect(deciding({ role: 'editor', sector: 'community' }, theirs)).toBe('yes')
    expect(deciding({ role: 'commenter', sector: 'community' }, { ...theirs, writable: false })).toBe('not-yours-to-decide')
    for (const sector of ['public', 'third', 'other', null] as const)
      for (const role of ['editor', 'steward'] as const)
        expect(deciding({ role, sector }, theirs), `${role} ${sector}`).toBe('not-yours-to-decide')
    expect(deciding({ role: 'commenter', sector: 'community' }, { ...theirs, authors: [{ participant: me, scribes: [] }] })).toBe('yes')
    expect(deciding({ role: 'steward', sector: 'public' }, { ...theirs, waited: true })).toBe('yes')
  })

  test('[D26] [D27] where the community’s words are opened, whoever may write there decides about them too', () => {
    expect(deciding({ role: 'editor', sector: 'public' }, { opened: true })).toBe('yes')
    expect(deciding({ role: 'editor', sector: 'public' }, { opened: true, writable: false })).toBe('not-yours-to-decide')
  })

  test('[D26] on other words the role decides', () => {
    expect(deciding({ sector: 'public' }, { authors: [] })).toBe('yes')
    expect(deciding({ role: 'commenter' }, { authors: [], writable: false })).toBe('section-closed')
  })
})

describe('may, of what people say to each other', () => {
  const thread = (more: object = {}): StudySubject => ({ kind: 'thread', study, audience: 'everyone', commentsOpen: true, ...more })
  const commenter = aPerson({ role: 'commenter' })
  const own = { by: commenter.kind === 'person' ? commenter.participant?.id : undefined }

  test('[D28] what was said is put into the text by editors and stewards, as far as whoever said it lets it leave the writing group', () => {
    const given = thread({ by: somebody, use: 'case-study' })
    for (const [role, expected] of Object.entries({
      reader: 'role-too-low',
      commenter: 'role-too-low',
      contributor: 'role-too-low',
      editor: 'yes',
      steward: 'yes',
    }))
      expect(answer(may(aPerson({ role: role as Role }), 'thread.put-in', given)), role).toBe(expected)
    const editor = aPerson({ role: 'editor' })
    for (const use of ['writing-group', 'ask-first', undefined] as const)
      expect(answer(may(editor, 'thread.put-in', thread({ by: somebody, ...(use === undefined ? {} : { use }) }))), use).toBe(
        'use-not-given',
      )
    expect(answer(may(editor, 'thread.put-in', thread({ ...own, use: 'writing-group' })))).toBe('yes')
  })

  test('[D28] what is hidden or was said to the organisers alone is put there by nobody', () => {
    for (const role of ['editor', 'steward'] as const) {
      const hidden = thread({ hidden: true, use: 'case-study', ...(role === 'editor' ? own : {}) })
      expect(answer(may(aPerson({ role }), 'thread.put-in', hidden)), role).toBe('thread-hidden')
    }
    const organisers = thread({ audience: 'organisers', use: 'case-study', by: somebody })
    expect(answer(may(aPerson({ role: 'steward' }), 'thread.put-in', organisers))).toBe('only-for-organisers')
    expect(answer(may(aPerson({ role: 'editor' }), 'thread.put-in', organisers))).toBe('not-steward')
    expect(answer(may(aPerson({ role: 'editor' }), 'thread.put-in', thread({ use: 'case-study', by: somebody, state: 'archived' })))).toBe(
      'archived',
    )
    expect(
      answer(may(aPerson({ role: 'editor', sectorConfirmed: false }), 'thread.put-in', thread({ use: 'case-study', by: somebody }))),
    ).toBe('capacity-not-confirmed')
  })

  test('[D21] threads are begun and replied to while comments are open, and read and answered at any time', () => {
    expect(answer(may(commenter, 'thread.write', thread()))).toBe('yes')
    expect(answer(may(commenter, 'thread.write', thread({ commentsOpen: false })))).toBe('comments-closed')
    expect(answer(may(commenter, 'thread.read', thread({ commentsOpen: false })))).toBe('yes')
    expect(answer(may(aPerson({ role: 'editor' }), 'thread.answer', thread({ commentsOpen: false })))).toBe('yes')
    expect(answer(may(aPerson({ role: 'reader' }), 'thread.write', thread()))).toBe('role-too-low')
  })

  test('[D21] a hidden one is read by stewards and whoever wrote it, and nobody writes in it', () => {
    const hidden = thread({ hidden: true })
    expect(answer(may(aPerson({ role: 'editor' }), 'thread.read', hidden))).toBe('thread-hidden')
    expect(answer(may(commenter, 'thread.read', thread({ hidden: true, ...own })))).toBe('yes')
    for (const role of ['commenter', 'editor', 'steward'] as const)
      expect(answer(may(aPerson({ role }), 'thread.write', thread({ hidden: true, ...own }))), role).toBe('thread-hidden')
  })

  test('[D20] editors and stewards answer, and nobody else', () => {
    for (const role of roles) {
      const expected = role === 'editor' || role === 'steward' ? 'yes' : 'role-too-low'
      expect(answer(may(aPerson({ role }), 'thread.answer', thread())), role).toBe(expected)
    }
  })

  test('[D22] words are edited and taken back by whoever said them, and resolved by a commenter only where they began', () => {
    for (const action of ['thread.own', 'thread.take-back', 'thread.resolve'] as const) {
      expect(answer(may(commenter, action, thread(own))), action).toBe('yes')
      expect(answer(may(commenter, action, thread())), action).toBe('not-your-words')
    }
    expect(answer(may(aPerson({ role: 'steward' }), 'thread.take-back', thread()))).toBe('not-your-words')
    expect(answer(may(aPerson({ role: 'contributor' }), 'thread.resolve', thread()))).toBe('yes')
    expect(answer(may(aPerson({ role: 'reader' }), 'thread.take-back', thread({ ...own, state: 'archived' })))).toBe('yes')
  })
})

describe('may, of the words somebody said as a guest before they signed in', () => {
  const before = 'participant-0' as ParticipantId
  const person = (place: Partial<Participant> = {}): Actor => aPerson({ guestPlaces: [before], ...place })
  const thread = (more: object = {}): StudySubject => ({ kind: 'thread', study, audience: 'everyone', by: before, ...more })
  const suggestion = (more: object = {}): StudySubject => ({
    kind: 'suggestion',
    study,
    by: before,
    sector: 'community',
    authors: [],
    opened: false,
    led: false,
    writable: true,
    waited: false,
    ...more,
  })
  const protectedWords = { by: somebody, writable: false, authors: [{ participant: before, scribes: [] }] }

  test.each<[string, StudyAction, StudySubject, string]>([
    ['they take them back', 'thread.take-back', thread(), 'not-your-words'],
    ['they change them', 'thread.own', thread(), 'not-your-words'],
    ['they resolve what they began', 'thread.resolve', thread(), 'not-your-words'],
    ['they read what they said to the organisers', 'thread.read', thread({ audience: 'organisers' }), 'not-steward'],
    ['they read what is hidden', 'thread.read', thread({ hidden: true }), 'thread-hidden'],
    ['they take back what they suggested', 'suggestion.withdraw', suggestion(), 'not-your-words'],
    ['they decide what others suggest about them', 'suggestion.decide', suggestion(protectedWords), 'not-yours-to-decide'],
    ['they go on writing for whom they added', 'voice.speak', aVoice({ by: somebody, scribes: [before] }), 'not-your-voice'],
  ])('[D29] %s, and nobody else does', (_, action, subject, refused) => {
    expect(answer(may(person({ role: 'commenter' }), action, subject))).toBe('yes')
    expect(answer(may(aPerson({ role: 'commenter', sector: 'public' }), action, subject))).toBe(refused)
  })

  test('[D29] what holds for their own holds for these: they put them into the text, and don’t decide what they suggested', () => {
    expect(answer(may(person(), 'thread.put-in', thread()))).toBe('yes')
    expect(answer(may(aPerson({}), 'thread.put-in', thread()))).toBe('use-not-given')
    expect(answer(may(person(), 'suggestion.decide', suggestion()))).toBe('own-suggestion')
    expect(answer(may(person({ role: 'steward' }), 'voice.scribe', aVoice({ by: before, scribes: [before] })))).toBe('not-your-voice')
  })

  test('[D29] new words are said in the place they have now', () => {
    expect(answer(may(person(), 'voice.speak', aVoice({ by: before })))).toBe('not-your-voice')
  })
})

describe('may, once somebody has left, was removed or is suspended', () => {
  const before = 'participant-0' as ParticipantId
  const gone = [
    ['ended', { ended: true }],
    ['suspended', { suspended: true }],
  ] as const
  const own = ['everyone', 'organisers', 'those-concerned'] as const
  const threads = (by: ParticipantId, more: object = {}): StudySubject[] =>
    own.map((audience) => ({ kind: 'thread', study, audience, by, commentsOpen: true, use: 'case-study', ...more }))
  const suggestion = (by: ParticipantId): StudySubject => ({
    kind: 'suggestion',
    study,
    by,
    sector: 'community',
    authors: [{ participant: by, scribes: [] }],
    opened: true,
    led: true,
    writable: true,
    waited: true,
  })

  test.each(gone)('[D30] %s: of their own words they take back, and nothing else', (reason, place) => {
    for (const role of roles)
      for (const by of [me, before]) {
        const actor = aPerson({ role, guestPlaces: [before], ...place })
        for (const subject of [...threads(by), ...threads(by, { hidden: true }), ...threads(by, { state: 'archived' })])
          for (const action of studyActions.filter((one) => one.startsWith('thread.') || one === 'words.choose'))
            expect(answer(may(actor, action, subject)), `${role}, ${action}`).toBe(action === 'thread.take-back' ? 'yes' : reason)
        expect(answer(may(actor, 'suggestion.withdraw', suggestion(by)))).toBe('yes')
        expect(answer(may(actor, 'suggestion.decide', suggestion(somebody)))).toBe(reason)
      }
  })

  test.each(gone)('[D30] %s: words of others are out of reach, also of those they wrote for', (_, place) => {
    for (const role of roles) {
      const actor = aPerson({ role, ...place })
      for (const subject of [...threads(somebody), ...threads(somebody, { scribes: [me] })])
        expect(may(actor, 'thread.take-back', subject).allowed, role).toBe(false)
      expect(answer(may(actor, 'suggestion.withdraw', suggestion(somebody)))).toBe('not-your-words')
    }
  })

  test.each(gone)('[D30] %s: nothing of it holds in the bin or in another study', (_, place) => {
    for (const action of ownWordsActions) {
      expect(answer(may(aPerson(place), action, aStudy({ state: 'trashed' }))), action).toBe('trashed')
      expect(answer(may(aPerson({ ...place, study: otherStudy }), action, aStudy())), action).toBe('not-a-participant')
    }
  })
})

describe('may, in the installation', () => {
  test('[D9] everyone who is signed in may start a study and list their own', () => {
    for (const action of ['study.create', 'study.list'] as const) {
      expect(answer(may(aPerson(null), action, installation))).toBe('yes')
      expect(answer(may(anonymous, action, installation))).toBe('signed-out')
    }
  })

  test('[D8] the outbox, which holds sign-in codes, is open on this machine only, and there to everyone', () => {
    const steward: Actor = { kind: 'person', person: 'person-1' as PersonId, installationSteward: true, guest: false, participant: null }
    expect(answer(may(steward, 'outbox.read', installation))).toBe('only-on-this-machine')
    expect(answer(may(anonymous, 'outbox.read', { kind: 'installation', loopback: true }))).toBe('yes')
  })
})

describe('may, in a partnership', () => {
  const subject = { kind: 'partnership', id: 'partnership-1' as PartnershipId } as const
  const aMember = (role: PartnershipRole, id: PartnershipId = subject.id): Actor => {
    return { ...aPerson(null), partnership: { id, role } } as Actor
  }

  test('[D1] each place in it has its rights from the table', () => {
    expect(Object.keys(partnershipTable)).toEqual([...partnershipActions])
    for (const action of partnershipActions) {
      for (const role of partnershipRoles) expect(answer(may(aMember(role), action, subject)), role).toBe(partnershipTable[action][role])
      expect(answer(may(aPerson(null), action, subject))).toBe(partnershipTable[action].outsider)
      expect(answer(may(anonymous, action, subject))).toBe('signed-out')
    }
  })

  test('[D1] that table is the one that the README prints', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
    const rows = Object.entries(partnershipTable).map(
      ([action, { outsider, member, steward }]) => `| \`${action}\` | ${outsider} | ${member} | ${steward} |`,
    )
    expect(readme).toContain(['| action | outsider | member | steward |', '|---|---|---|---|', ...rows].join('\n'))
  })

  test('a steward of another one, of a study, or of the installation as such, is none of this one', () => {
    const elsewhere = aMember('steward', 'partnership-2' as PartnershipId)
    const ofStudy = aPerson({ role: 'steward' })
    const ofInstallation = { ...aPerson(null), installationSteward: true } as Actor
    for (const actor of [elsewhere, ofStudy, ofInstallation])
      expect(answer(may(actor, 'partnership.read', subject))).toBe('not-in-partnership')
  })

  test('being its steward opens no study of it', () => {
    expect(answer(may(aMember('steward'), 'study.read', aStudy()))).toBe('not-a-participant')
  })
})

describe('may', () => {
  test('throws when an action is asked about the wrong kind of subject', () => {
    const action: Action = actions.find((known) => known === 'study.create') ?? 'study.list'
    expect(() => may(aPerson({}), action, aStudy() as never)).toThrow(TypeError)
    expect(() => may(aPerson({}), 'study.read', installation as never)).toThrow(TypeError)
    expect(() => may(aPerson({}), 'study.read', { kind: 'partnership', id: 'p' } as never)).toThrow(TypeError)
    expect(() => may(aPerson({}), 'partnership.read', aStudy() as never)).toThrow(TypeError)
  })

  test('gives only reasons that have a text', () => {
    const actors = [anonymous, aPerson(null), ...roles.map((role: Role) => aPerson({ role, sectorConfirmed: false }))]
    const given = new Set(actors.flatMap((actor) => studyActions.map((action) => ask(actor, action))))
    for (const reason of given) expect(['yes', ...refusalReasons]).toContain(reason)
  })
})
