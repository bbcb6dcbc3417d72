import { participantById, type Participant, type Script, type Study, type Thread } from '@samskriv/database'
import { isOwnPlace, may } from '@samskriv/domain'
import { actorFor, stateOf } from '../studies/study-access.ts'

/** Whether somebody else than whoever asks may read a thread now. */
export const mayReadThread = (study: Study, thread: Thread, reader: Participant): Script<boolean> =>
  function* (ctx) {
    const actor = actorFor(reader)
    if (actor === undefined) return false
    const asker = yield* participantById(thread.asker)(ctx)
    const writesFor = asker !== undefined && asker.person === null && isOwnPlace(reader, asker.managedBy)
    const { id, example } = study
    return may(actor, 'thread.read', {
      kind: 'thread',
      study: id,
      state: stateOf(study),
      example,
      audience: thread.audience,
      by: thread.asker,
      scribes: writesFor ? [reader.id] : [],
      hidden: thread.hiddenAt !== null,
    }).allowed
  }
