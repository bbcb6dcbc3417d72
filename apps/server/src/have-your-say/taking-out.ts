import {
  appendEvent,
  dropAnsweredNotices,
  endedPlacementsOf,
  endKeptExports,
  endPlacementsOf,
  eraseWords,
  oweToCopies,
  sectionsOf,
  unfinishedErasures,
  type Participant,
  type Script,
} from '@samskriv/database'
import type { Voice } from '@samskriv/attribution'
import { isOwnPlace, ownPlaces, type ParticipantId, type StudyId, type VoiceId } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import { takeOutWords } from '@samskriv/sync-server'
import type { Visitor } from '../auth/visitor.ts'
import type { House } from '../composition.ts'
import { RequestProblem } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { readableStudy } from '../studies/readable-study.ts'
import { actorOfEvent } from '../studies/routes.ts'
import { studyAccess, type StudyAccess } from '../studies/study-access.ts'
import { clearCopies } from './clear-copies.ts'

/** A study, and whoever takes their words out of it. */
export type TakingOut = StudyAccess & { readonly participant: Participant }

/** @throws {@link RequestProblem} */
export const mayTakeOut = (visitor: Visitor, study: string): Script<TakingOut> =>
  function* (ctx) {
    const access = yield* studyAccess(visitor, study, 'thread.take-back')(ctx)
    if (access.participant === null) throw new RequestProblem('unknown-study')
    return { ...access, participant: access.participant }
  }

/**
 * Takes all words of somebody out of the text, those that others wrote down for them too: first out of what everybody reads, with what
 * stands beside the text, in one transaction; then out of the log, by a new epoch. A section that somebody holds is no exception.
 *
 * @throws {@link RequestProblem}
 */
export async function takeOut(
  visitor: Visitor,
  id: string,
  services: Pick<Services, 'store' | 'rooms' | 'log' | 'forgetDeleted'>,
): Promise<void> {
  const { store, rooms, log, forgetDeleted } = services
  const { access, keys } = await store.read<{ access: TakingOut; keys: Parameters<typeof takeOutWords>[1] }>(function* (ctx) {
    const found = yield* mayTakeOut(visitor, id)(ctx)
    return { access: found, keys: (yield* sectionsOf(found.study.id)(ctx)).map(({ key }) => key) }
  })
  const { study, participant } = access
  const mark = translator(study.lang)('takeBackText.mark')
  const texts: string[] = []
  const voices = new Set<VoiceId>()
  let anchors: ReadonlySet<string> = new Set()
  await readableStudy(async () => {
    await rooms.edit(study.id, {
      voice: { by: participant.id, typedBy: null, sector: participant.sector, mode: 'typed_by_self' },
      change: (edit) => {
        for (const { id: voice, by } of edit.authorship.voices.values()) if (isOwnPlace(participant, by)) voices.add(voice)
        anchors = edit.anchorsOn((voice) => voices.has(voice))
        texts.push(...takeOutWords(edit, keys, { isTheirs: (voice) => voices.has(voice), mark }))
      },
      also: function* (ctx) {
        const { study: now, visitor: by } = yield* mayTakeOut(visitor, id)(ctx)
        yield* endPlacementsOf(ownPlaces(participant), participant.id)(ctx)
        for (const place of ownPlaces(participant)) {
          yield* eraseWords({ study: now.id, participant: place, voices, texts, anchors, mark, wholly: true })(ctx)
          yield* appendEvent({
            partnership: now.partnership,
            study: now.id,
            actor: actorOfEvent(by),
            kind: 'words.taken-back',
            subjectKind: 'participant',
            subject: place,
          })(ctx)
        }
        yield* dropAnsweredNotices(now.id)(ctx)
        yield* oweToCopies(voices)(ctx)
      },
    })
    await rooms.erase(study.id, ({ by }) => isOwnPlace(participant, by))
  })
  await forgetDeleted(study.id)
  await clearCopies(services)
  rooms.announce(study.id, { kind: 'study' })
  log.info('words taken out', { study: study.id, participant: participant.id })
}

/** Goes on with what a process was at when it ended: the words are out of the text, and not out of its log, or of copies. */
export async function finishErasures({
  database,
  rooms,
  log,
  exportFiles,
}: Pick<House, 'database' | 'rooms' | 'log' | 'exportFiles'>): Promise<void> {
  const left = Map.groupBy(await database.store.read(unfinishedErasures()), ({ study }) => study)
  for (const [study, taken] of left) {
    const theirs = new Set<ParticipantId>(taken.flatMap((one) => ('participant' in one ? one.participant : [])))
    const threads = taken.flatMap((one) => ('thread' in one ? one.thread : []))
    const placements = new Set((await database.store.read(endedPlacementsOf(threads))).map(({ id }) => id))
    const isGone = ({ by, placed }: Voice): boolean => theirs.has(by) || (placed !== undefined && placements.has(placed))
    await rooms.erase(study, isGone).catch((error: unknown) => log.warn('words are in the log still', { study, error }))
  }
  const forgetDeleted = async (study: StudyId): Promise<void> => {
    exportFiles.removeAll(study)
    await database.store.tx(endKeptExports({ study }))
    database.forgetDeleted()
  }
  await clearCopies({ store: database.store, rooms, log, forgetDeleted })
}
