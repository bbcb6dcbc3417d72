import { rebase } from '@samskriv/attribution'
import * as Y from 'yjs'

import { nextEpochHash } from './chain.ts'
import { StudyUnavailable } from './errors.ts'
import type { Room } from './room.ts'
import type { EpochChange, UpdateStore } from './update-store.ts'

interface Ports {
  readonly store: Pick<UpdateStore, 'changeEpoch'>
  readonly clock: () => number
  readonly randomBytes: (size: number) => Uint8Array
}

/**
 * Gives a study new ids: one clientID for each voice instead of one for each page that was ever opened, because every keystroke
 * costs time for every clientID. Its sockets are told to load it again.
 */
export async function rebaseRoom<Also>(room: Room<Also>, { store, clock, randomBytes }: Ports): Promise<void> {
  await room.hold(async () => {
    const { body, ports } = room
    const taken = new Set<number>()
    const newClient = (): number => {
      for (;;) {
        const client = Buffer.from(randomBytes(4)).readUInt32BE()
        if (body.authorship.voiceOf(client) !== undefined || taken.has(client)) continue
        taken.add(client)
        return client
      }
    }
    const { doc, bindings } = rebase(body.doc, body.authorship, { newClient })
    const link = { seq: body.batch.headSeq + 1, at: clock(), to: body.epoch + 1, reason: 'client-ids' } as const
    const change: EpochChange = {
      ...link,
      study: body.study,
      from: body.epoch,
      state: Y.encodeStateAsUpdate(doc),
      bindings: bindings.map((binding) => ({
        ...binding,
        firstSeq: link.seq,
        lastClock: Y.getState(doc.store, binding.client),
        server: true,
      })),
      overrides: [],
      graveyard: [...body.authorship.graveyard],
      endHash: nextEpochHash(body.headHash, link),
    }
    await store.changeEpoch(change)
    ports.metrics.count('epochs')
    ports.log.info('epoch changed', { study: body.study, from: change.from, to: change.to })
    room.end('oldEpoch', new StudyUnavailable('reloaded', 'the study has a new epoch'))
  })
}
