import { listParticipants, type Participant, type ParticipantWithEmail, type Script, type Softening } from '@samskriv/database'
import { isOwnPlace, type StudyId } from '@samskriv/domain'
import type { SofteningView } from '@samskriv/protocol'

/** What somebody is in a softening; null for everybody whom it does not concern. */
export type Part = SofteningView['as'] | null

/** Tells what somebody is in each softening of a study. */
export const partsOf = (study: StudyId, reader: Participant | null): Script<(softening: Pick<Softening, 'author' | 'by'>) => Part> =>
  function* (ctx) {
    const people = new Map((yield* listParticipants(study)(ctx)).map((one) => [one.id, one]))
    return ({ author, by }) => partOf(reader, people.get(author), by)
  }

/**
 * Its author, or whoever writes for one without a device: who added them, and the stewards, so that somebody is always told. Whoever
 * changed it is never their voice.
 */
export function partOf(reader: Participant | null, author: ParticipantWithEmail | undefined, by: string | undefined): Part {
  if (reader === null) return null
  if (isOwnPlace(reader, by)) return 'changer'
  if (author !== undefined && speaksFor(reader, author)) return 'author'
  return reader.role === 'steward' ? 'steward' : null
}

function speaksFor(reader: Participant, author: ParticipantWithEmail): boolean {
  if (isOwnPlace(reader, author.id)) return true
  return author.person === null && author.managedBy !== null && (isOwnPlace(reader, author.managedBy) || reader.role === 'steward')
}
