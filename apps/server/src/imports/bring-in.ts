import { importsOf, type Script } from '@samskriv/database'
import type { ImportedComment } from '@samskriv/import'
import type { CarryOutImport, ImportDone } from '@samskriv/protocol'
import type { Services } from '../services.ts'
import { readableStudy } from '../studies/readable-study.ts'
import { studyAccess, type StudyAccess } from '../studies/study-access.ts'
import { carryingOut } from './carrying-out.ts'
import type { KeptImport } from './kept-imports.ts'
import type { PlacedSection } from './placing.ts'
import { sourcesOf } from './sources.ts'

export interface BringingIn {
  readonly access: StudyAccess
  readonly kept: KeptImport
  readonly asked: CarryOutImport
  readonly placed: readonly PlacedSection[]
  readonly comments: readonly ImportedComment[]
  readonly dated: (at: string) => string
}

/**
 * Brings a file into a study: places for those in whose name it comes, text, remarks and rows are one edit, through the one door. Should it fail,
 * none of it is there.
 */
export async function bringIn(
  { access, kept, asked, placed, comments, dated }: BringingIn,
  { store, rooms, newId }: Pick<Services, 'store' | 'rooms' | 'newId'>,
): Promise<ImportDone> {
  const { study, visitor } = access
  const id = newId()
  const allow: Script<StudyAccess> = studyAccess(visitor, study.id, 'study.write')
  const { sources, undone } = await store.read(function* (ctx) {
    const before = yield* importsOf(study.id)(ctx)
    return {
      sources: yield* sourcesOf(allow, asked, comments)(ctx),
      undone: new Set(before.flatMap((made) => (made.undoneAt === null ? [] : [made.id]))),
    }
  })
  const edit = carryingOut({ id, access, kept, sections: placed, sources, comments, dated, undone }, allow)
  await readableStudy(() => rooms.edit(study.id, edit.request))
  if (undone.size > 0) await readableStudy(() => rooms.edit(study.id, edit.again))
  for (const kind of ['threads', 'people', 'study'] as const) rooms.announce(study.id, { kind })
  return {
    id,
    sections: placed.map(({ key, words }) => ({ section: key, words })),
    pictures: placed.reduce((sum, { pictures }) => sum + pictures, 0),
    comments: edit.threads(),
  }
}
