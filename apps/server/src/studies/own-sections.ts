import { removeOwnSection, sectionsOf, type Section } from '@samskriv/database'
import { sectionRoot } from '@samskriv/document'
import type { SectionKey, StudyId } from '@samskriv/domain'
import { RequestProblem } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { actorOfEvent } from './routes.ts'
import { readableStudy } from './readable-study.ts'
import type { StudyAccess } from './study-access.ts'

/** Distinct from every section of a template, those of later versions too. */
export function newSectionKey(newId: () => string): SectionKey {
  // The latter half of an id of this installation is random. It is made of what keys are made of.
  return `own-${newId().slice(-17)}` as SectionKey
}

/**
 * Takes a section away in which nothing was ever written. First nobody can write in it any more, then everything that has arrived is
 * looked at: so nobody's first words can slip in between.
 *
 * @throws {@link RequestProblem} `section-has-words`, and then it stays as it was
 */
export async function removeSection(
  { study, visitor }: StudyAccess,
  key: SectionKey,
  { store, rooms }: Pick<Services, 'store' | 'rooms'>,
): Promise<void> {
  const before = await store.read(sectionsOf(study.id))
  if (!before.some((section) => section.key === key && section.own !== null)) throw new RequestProblem('unknown-section')
  await close(
    study.id,
    before.filter((section) => section.key !== key),
    rooms,
  )
  try {
    const isUntouched = await readableStudy(() => rooms.read(study.id, ({ doc }) => doc.getXmlFragment(sectionRoot(key))._start === null))
    if (!isUntouched) throw new RequestProblem('section-has-words')
    const outcome = await store.tx(removeOwnSection(study, key, actorOfEvent(visitor)))
    if (outcome === 'words') throw new RequestProblem('section-has-words')
  } finally {
    // As it is stored now: without it, or with it as before.
    rooms.sectionsChanged(study.id, await store.read(sectionsOf(study.id)))
  }
}

/** Once the study is open, so that the change is not read over. */
async function close(study: StudyId, sections: readonly Section[], rooms: Services['rooms']): Promise<void> {
  await readableStudy(() => rooms.read(study, () => {}))
  rooms.sectionsChanged(study, sections)
}
