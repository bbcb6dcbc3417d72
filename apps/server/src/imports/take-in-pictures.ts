import { addFile, filesOf } from '@samskriv/database'
import type { ImportedPicture } from '@samskriv/import'
import { RequestProblem } from '../http/problem.ts'
import { requireRoom } from '../pictures/routes.ts'
import { takeIn } from '../pictures/take-in.ts'
import type { Services } from '../services.ts'
import { actorOfEvent } from '../studies/routes.ts'
import { studyAccess, type StudyAccess } from '../studies/study-access.ts'

/**
 * Takes the pictures of a file in through the door of all pictures: drawn anew, without what a camera wrote into them. One that nobody puts
 * into the text goes like every picture that stands nowhere.
 *
 * @returns the hash of each; null for one that can't be read, or for which the study has no room
 * @see rule PI6
 */
export async function takeInPictures(
  pictures: readonly ImportedPicture[],
  { study, visitor }: StudyAccess,
  { store, rooms, studyFiles: files, workshop, newId }: Pick<Services, 'store' | 'rooms' | 'studyFiles' | 'workshop' | 'newId'>,
  signal: AbortSignal,
): Promise<readonly (string | null)[]> {
  const one = async ({ bytes }: ImportedPicture): Promise<string | null> => {
    if (signal.aborted) return null
    try {
      const { stilled: _, ...file } = await takeIn([bytes], { files, workshop, name: newId(), study: study.id })
      await store.tx(function* (ctx) {
        const access = yield* studyAccess(visitor, study.id, 'study.write')(ctx)
        yield* requireRoom(study.id, file.length)(ctx)
        yield* addFile(access.study, file, access.participant?.id ?? null, actorOfEvent(visitor))(ctx)
      })
      return file.hash
    } catch (error) {
      // What is wrong with a picture does not keep the words out.
      if (error instanceof RequestProblem) return null
      throw error
    }
  }
  const hashes: (string | null)[] = []
  // Two at a time: the rest of the machine is for words.
  for (let at = 0; at < pictures.length; at += 2) hashes.push(...(await Promise.all(pictures.slice(at, at + 2).map(one))))
  if (hashes.some((hash) => hash !== null)) {
    const all = await store.read(filesOf(study.id))
    rooms.filesChanged(
      study.id,
      all.map(({ hash }) => hash),
    )
  }
  return hashes
}
