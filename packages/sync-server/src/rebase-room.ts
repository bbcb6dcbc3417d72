import { StudyUnavailable } from './errors.ts'
import { newEpoch, type NewEpoch } from './new-epoch.ts'
import type { Room } from './room.ts'
import type { UpdateStore } from './update-store.ts'

interface Ports {
  readonly store: Pick<UpdateStore, 'changeEpoch'>
  readonly clock: () => number
  readonly randomBytes: (size: number) => Uint8Array
}

/**
 * Gives a study new ids: one clientID for each voice instead of one for each page that was ever opened, because every keystroke
 * costs time for every clientID. Its sockets are told to load it again. With the old ids goes the log of the old epoch, and every word
 * that stands only there.
 */
export async function rebaseRoom<Also>(
  room: Room<Also>,
  { store, ...ports }: Ports,
  why: Omit<NewEpoch, 'to'> = { reason: 'client-ids' },
): Promise<void> {
  await room.hold(async () => {
    const { study, epoch, headHash, doc, authorship, batch, anchors } = room.body
    const committed = { study, epoch, headSeq: batch.headSeq, headHash, doc, authorship, anchors: [...anchors.kept] }
    const change = newEpoch(committed, { to: epoch + 1, ...why }, ports)
    await store.changeEpoch(change)
    room.ports.metrics.count('epochs')
    room.ports.log.info('epoch changed', { study, from: change.from, to: change.to, reason: why.reason })
    room.end('oldEpoch', new StudyUnavailable('reloaded', 'the study has a new epoch'))
  })
}
