import { organisationsOf, sectionsOf, type Organisation, type Participant, type Script, type Section } from '@samskriv/database'
import type { Visitor } from '../auth/visitor.ts'
import { RequestProblem } from '../http/problem.ts'
import { studyAccess, type StudyAccess } from '../studies/study-access.ts'
import { templateWith } from '../studies/study-template.ts'
import { maySay, type MaySay } from './may-say.ts'
import type { WhoIsAsked } from './say-form.ts'

/** What somebody is about to say something about, and who they are there. */
export interface SayPlace {
  readonly access: StudyAccess
  readonly participant: Participant
  readonly section: Section | null
  /** Of the part or of the study, in the study's language. */
  readonly title: string
  /** What is asked there, in the study's language. */
  readonly questions: readonly string[]
  readonly may: MaySay
  readonly asks: WhoIsAsked
  /** Which of them somebody can say they are of; none when that is known. */
  readonly organisations: readonly Organisation[]
}

/** @throws {@link RequestProblem} also `unknown-section` */
export const sayPlace = (visitor: Visitor, study: string, key: string | null): Script<SayPlace> =>
  function* (ctx) {
    const access = yield* studyAccess(visitor, study, 'thread.read')(ctx)
    const { participant } = access
    // Somebody who reads an example takes no part in it.
    if (participant === null) throw new RequestProblem('read-only-example')
    const sections = yield* sectionsOf(access.study.id)(ctx)
    const section = key === null ? null : sections.find((one) => one.key === key)
    const told = templateWith(access.study, sections).sections.find(({ id }) => id === key)
    if (section === undefined || (key !== null && told === undefined)) throw new RequestProblem('unknown-section')
    const { lang } = access.study
    const isNew = participant.capacityConfirmedAt === null
    return {
      access,
      participant,
      section,
      title: told?.title[lang] ?? access.study.title,
      questions: told?.questions.map(({ text }) => text[lang]) ?? [],
      may: maySay(access),
      asks: { who: isNew, name: isNew && access.visitor.person.guest },
      organisations: isNew ? (yield* organisationsOf(access.study.partnership)(ctx)).filter(({ endedAt }) => endedAt === null) : [],
    }
  }
