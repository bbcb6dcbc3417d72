import { addSoftening, appendEvent, studyById, type Script } from '@samskriv/database'
import type { StudyId } from '@samskriv/domain'
import type { Softened } from '@samskriv/sync-server'

/** Notes what authors are to be told, each with its event, in the transaction that ends the watch on their paragraph. */
export const tellAuthors = (id: StudyId, softened: readonly Softened[]): Script<void> =>
  function* (ctx) {
    const study = yield* studyById(id)(ctx)
    if (study === undefined) return
    for (const one of softened) {
      const softening = yield* addSoftening(id, one)(ctx)
      const { section, author, by, lost, words } = one
      yield* appendEvent({
        partnership: study.partnership,
        study: id,
        actor: `participant:${by}`,
        kind: 'words.softened',
        subjectKind: 'section',
        subject: section,
        data: { softening, author, lost, words },
      })(ctx)
    }
  }
