import { asc, eq } from 'drizzle-orm'
import type { Voice } from '@samskriv/attribution'
import type { StudyId } from '@samskriv/domain'
import { q, type Script } from '../script.ts'

/** The voices of a study, oldest first. */
export const voicesOf = (study: StudyId): Script<Voice[]> =>
  function* ({ db, s }) {
    const rows = yield* q(
      db
        .select({
          id: s.voice.id,
          by: s.voice.by,
          typedBy: s.voice.typedBy,
          sector: s.voice.sector,
          mode: s.voice.mode,
          confirmation: s.voice.confirmation,
          placed: s.voice.placed,
          copied: s.voice.copied,
        })
        .from(s.voice)
        .where(eq(s.voice.study, study))
        .orderBy(asc(s.voice.id)),
    )
    return rows.map(({ placed, copied, ...voice }) => ({
      ...voice,
      ...(placed === null ? {} : { placed }),
      ...(copied === null ? {} : { copied }),
    }))
  }
