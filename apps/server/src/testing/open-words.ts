import type { StudyId } from '@samskriv/domain'
import { eq } from 'drizzle-orm'
import type { TestServer } from './a-server.ts'

/**
 * As a steward of the community opens its words, or protects them again: where they are open other sectors change them directly, and their
 * authors are told afterwards.
 */
export async function openWords(server: TestServer, study: string, isOpen = true): Promise<void> {
  await server.running.house.database.store.tx<void>(function* ({ db, s }) {
    yield db
      .update(s.section)
      .set({ wordsProtected: !isOpen })
      .where(eq(s.section.study, study as StudyId))
  })
}
