import {
  appendEvent,
  dropAnsweredNotices,
  eraseWords,
  noLongerOwed,
  owedIn,
  sectionsOf,
  stewardsOf,
  studiesInDebt,
  studyById,
  type Script,
  type Store,
} from '@samskriv/database'
import type { ParticipantId, Sector, StudyId, VoiceId } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { takeOutWords, type Rooms, type VoiceRequest } from '@samskriv/sync-server'
import type { Log } from '../log.ts'
import { tell } from '../notices/tell.ts'

interface Copies {
  readonly store: Store
  readonly rooms: Rooms<Script<unknown>>
  readonly log: Log
  readonly forgetDeleted: (study: StudyId) => Promise<void>
}

/**
 * Takes out of copies what its authors took back in the study that it was copied from: out of the text with what stands beside it, in one
 * transaction for each copy, and then out of its log. A copy in which nothing can be written now is cleared later: what is owed is in the
 * database, and is gone through every hour and when a study comes back from the bin.
 */
export async function clearCopies(copies: Copies): Promise<void> {
  for (const study of await copies.store.read(studiesInDebt()))
    await clearCopy(study, copies).catch((error: unknown) => copies.log.warn('words are in a copy still', { study, error }))
}

async function clearCopy(id: StudyId, { store, rooms, log, forgetDeleted }: Copies): Promise<void> {
  const { study, owed, keys } = await store.read(function* (ctx) {
    const found = yield* studyById(id)(ctx)
    return { study: found, owed: yield* owedIn(id)(ctx), keys: (yield* sectionsOf(id)(ctx)).map(({ key }) => key) }
  })
  const [first] = owed
  if (study === undefined || first === undefined) return
  const mark = translator(study.lang)('takeBackText.mark')
  const taken: { by: ParticipantId; voices: Set<VoiceId>; texts: readonly string[]; anchors: ReadonlySet<string> }[] = []
  await rooms.edit(id, {
    voice: asAuthor(first),
    change: (edit) => {
      for (const [by, theirs] of Map.groupBy(owed, (one) => one.by)) {
        const voices = new Set(theirs.map(({ voice }) => voice))
        const isTheirs = (voice: VoiceId): boolean => voices.has(voice)
        const anchors = edit.anchorsOn(isTheirs)
        // What stands in their place is said by whoever took them back.
        for (const one of theirs.slice(0, 1)) edit.as(asAuthor(one))
        taken.push({ by, voices, anchors, texts: takeOutWords(edit, keys, { isTheirs, mark }) })
      }
    },
    also: function* (ctx) {
      for (const { by, voices, texts, anchors } of taken) {
        yield* eraseWords({ study: id, participant: by, voices, texts, anchors, mark, wholly: false })(ctx)
        // They may have been cut there before, or have gone when the process ended in between.
        if (texts.length === 0) continue
        const about = { kind: 'words.taken-back-before', subjectKind: 'participant', subject: by }
        yield* appendEvent({ partnership: study.partnership, study: id, actor: 'system', ...about })(ctx)
        for (const to of yield* stewardsOf(id)(ctx))
          yield* tell(study, { participant: to, kind: 'taken-back-before', thread: null, by })(ctx)
      }
      yield* dropAnsweredNotices(id)(ctx)
    },
  })
  const voices = owed.map(({ voice }) => voice)
  const gone = new Set<VoiceId>(voices)
  await rooms.erase(id, ({ id: voice }) => gone.has(voice))
  await store.tx(noLongerOwed(id, voices))
  await forgetDeleted(id)
  rooms.announce(id, { kind: 'study' })
  log.info('words taken out of a copy', { study: id, voices: voices.length })
}

function asAuthor({ by, sector }: { readonly by: ParticipantId; readonly sector: Sector | null }): VoiceRequest {
  return { by, typedBy: null, sector, mode: 'typed_by_self' }
}
