import type { EpochChange, UpdateStore } from '@samskriv/sync-server'
import { changeEpoch } from './change-epoch.ts'
import type { SqliteConnection } from './connection.ts'
import { RowRefused } from './errors.ts'
import { loadStudy } from './load-study.ts'
import { packState, type Packed } from './packed-state.ts'
import { quarantineStudy } from './repositories/studies.ts'
import { runNow, type Ctx, type Script } from './script.ts'
import { sealSegment } from './seal-segment.ts'
import type { Sign } from './signing-keys.ts'
import { inTransaction, type Store } from './store.ts'
import { prepareRowWriter } from './update-statements.ts'

/** Where rooms keep their words, on SQLite. A script given as `first` runs before the rows of its study, and one given as `also` after them, in the same transaction. */
export function sqliteUpdateStore(connection: SqliteConnection, ctx: Ctx, store: Store, sign: Sign): UpdateStore<Script<unknown>> {
  const rows = prepareRowWriter(connection, (study, epoch, upto) => runNow(sealSegment(study, epoch, upto, sign), ctx))
  return {
    load: (study) => store.read(loadStudy(study)),

    async commit(commits) {
      const packed = new Map<object, Packed>()
      for (const commit of commits) if (commit.snapshot !== null) packed.set(commit, await packState(commit.snapshot.state))
      // No await from here on: the commits of all rooms are one transaction in one turn.
      try {
        inTransaction(connection, 'BEGIN IMMEDIATE', () => {
          for (const commit of commits) {
            for (const script of commit.first) runNow(script, ctx)
            rows.write(commit, packed.get(commit) ?? null)
            for (const script of commit.also) runNow(script, ctx)
          }
        })
      } catch (error) {
        rows.forgetHeads()
        throw error
      }
    },

    async changeEpoch(change: EpochChange) {
      rows.forgetHeads()
      await store.tx(changeEpoch(change, sign))
      rows.forgetHeads()
    },

    async quarantine(study, reason) {
      const known = await store.tx(quarantineStudy(study, reason))
      if (!known) throw new RowRefused('unknown-study')
    },
  }
}
