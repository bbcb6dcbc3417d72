import { filesOf, noteUnusedFiles, q, removeFiles, studyById, type Script } from '@samskriv/database'
import { sectionJson, sectionKeyOfRoot } from '@samskriv/document'
import type { StudyId } from '@samskriv/domain'
import { eq } from 'drizzle-orm'
import type { House } from '../composition.ts'

/** So long a picture is kept that was taken out of the text, or was never put in: whoever takes a step back still finds it. */
export const unusedPictureMs = 30 * 24 * 60 * 60_000

/**
 * Forgets pictures that have stood in no text for so long, neither in the one that is there nor in one that can be brought back. Rows go
 * first and bytes after: should this be interrupted, nothing points at what is not there.
 */
export async function forgetUnusedPictures(house: Pick<House, 'database' | 'rooms' | 'studyFiles' | 'clock' | 'log'>): Promise<void> {
  const { database, rooms, studyFiles, clock, log } = house
  const { store } = database
  for (const study of await store.read(studiesWithPictures())) {
    let inText: Set<string>
    try {
      inText = await rooms.read(study, ({ doc }) => picturesIn(doc))
    } catch {
      // In the bin, or damaged: what is not read is not taken to be unused.
      continue
    }
    const gone = await store.tx<string[]>(function* (ctx) {
      const found = yield* studyById(study)(ctx)
      if (found === undefined) return []
      const used = new Set([...inText, ...(yield* picturesInEarlierTexts(study)(ctx))])
      const unused = yield* noteUnusedFiles(study, used, clock(), clock() - unusedPictureMs)(ctx)
      yield* removeFiles(found, unused, 'system')(ctx)
      return unused
    })
    if (gone.length === 0) continue
    const left = await store.read(filesOf(study))
    rooms.filesChanged(
      study,
      left.map(({ hash }) => hash),
    )
    for (const hash of gone) await studyFiles.remove(study, hash)
    log.info('pictures forgotten', { study, pictures: gone.length })
  }
}

const studiesWithPictures = (): Script<StudyId[]> =>
  function* ({ db, s }) {
    const rows = yield* q(db.selectDistinct({ study: s.file.study }).from(s.file))
    return rows.map(({ study }) => study)
  }

/** Read from the JSON they are kept as: a hash is a hash wherever it stands. */
const picturesInEarlierTexts = (study: StudyId): Script<string[]> =>
  function* ({ db, s }) {
    const rows = yield* q(db.select({ blocks: s.restorePoint.blocks }).from(s.restorePoint).where(eq(s.restorePoint.study, study)))
    return rows.flatMap(({ blocks }) => JSON.stringify(blocks).match(/\b[0-9a-f]{64}\b/g) ?? [])
  }

function picturesIn(doc: Parameters<typeof sectionJson>[0]): Set<string> {
  const sections = [...doc.share.keys()].flatMap((root) => sectionKeyOfRoot(root) ?? [])
  const hashes = sections.flatMap((key) => (sectionJson(doc, key).content ?? []).map(({ attrs }) => attrs?.['hash']))
  return new Set(hashes.filter((hash) => typeof hash === 'string'))
}
