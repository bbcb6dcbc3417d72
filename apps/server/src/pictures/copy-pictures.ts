import { copyFileRow, type Store, type Study, type StudyFiles } from '@samskriv/database'
import type { SectionBlock } from '@samskriv/document'
import type { StudyId } from '@samskriv/domain'

/**
 * The pictures that some blocks show, brought to another study, which then has them for itself: bytes first, rows after. Call it before
 * the blocks are written there.
 */
export async function copyPictures(
  from: StudyId,
  to: Pick<Study, 'id' | 'partnership'>,
  blocks: readonly SectionBlock[],
  { store, studyFiles }: { readonly store: Store; readonly studyFiles: StudyFiles },
): Promise<void> {
  const shown = new Set(blocks.flatMap((block) => (block.type === 'image' && block.hash !== '' ? [block.hash] : [])))
  for (const hash of shown) {
    // One that is lost here is lost there: its description stands in the text.
    if (await studyFiles.copy(from, to.id, hash)) await store.tx(copyFileRow(from, to, hash, 'system'))
  }
}
