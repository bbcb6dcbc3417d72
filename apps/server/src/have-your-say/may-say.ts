import type { Section } from '@samskriv/database'
import { may, type Actor, type Decision } from '@samskriv/domain'
import type { Sayable } from '../pages/reading-page.ts'
import { newThreadSubject } from '../threads/thread-access.ts'
import { mayWriteIn, type StudyAccess } from '../studies/study-access.ts'

/** What somebody may do on the forms. Who they are here as is asked there, so that it need not be known yet. */
export interface MaySay {
  readonly comment: Decision
  /** Puts words of their own at the end of a section. */
  readonly add: (section: Section) => boolean
}

export function maySay(access: StudyAccess): MaySay {
  const known = { ...access, actor: onceKnown(access.actor) }
  return {
    comment: may(known.actor, 'thread.write', newThreadSubject(access, 'everyone')),
    add: (section) => mayWriteIn(known, section),
  }
}

/** What a page of the study offers its reader; null for who takes no part in it. */
export function sayableIn(access: StudyAccess, sections: readonly Section[]): Sayable | null {
  if (access.participant === null) return null
  const { comment, add } = maySay(access)
  return { comment: comment.allowed, add: new Set(sections.filter(add).map(({ key }) => key)) }
}

function onceKnown(actor: Actor): Actor {
  if (actor.kind === 'anonymous' || actor.participant === null) return actor
  return { ...actor, participant: { ...actor.participant, sectorConfirmed: true } }
}
