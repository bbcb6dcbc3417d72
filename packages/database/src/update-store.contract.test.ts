import { updateStoreContract } from '@samskriv/sync-server/contract'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from './data-directory.ts'
import { newStudy, sectionKey } from './testing/new-study.ts'

updateStoreContract('SQLite on disk', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'samskriv-contract-'))
  const sources = { clock: Date.now, newId: randomUUID }
  let database = openDatabase({ dir, ...sources })
  const first = await database.store.tx(newStudy())
  const second = await database.store.tx(newStudy())
  return {
    store: database.updates,
    studies: [first.id, second.id],
    sections: [sectionKey('summary'), sectionKey('barriers')],
    participants: [first.participant, second.participant],
    neighbour: second.participant,
    async reopen() {
      database.close()
      database = openDatabase({ dir, ...sources })
      return database.updates
    },
    async close() {
      database.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
})
