import type { Anchor } from '@samskriv/attribution'

import type { WantedAnchor } from './body/study-anchors.ts'
import { StudyUnavailable } from './errors.ts'
import type { Room } from './room.ts'
import { StoreUnavailable, type StudyCommit, type UpdateStore } from './update-store.ts'

/** What stands for the words from now on. */
export interface PlacedWords {
  readonly anchor: string
  /** The words as they stand in the text, shortened when they are long. */
  readonly quote: string
}

/**
 * Points at words, in one transaction with the rows of `also`. Nothing changes in the room meanwhile. When it fails, whatever `also`
 * throws included, nothing has happened: the room goes on as before.
 *
 * @throws WordsGone when the words stand nowhere
 * @throws StudyUnavailable when nothing can be stored now
 */
export async function pointAtWords<Also>(
  room: Room<Also>,
  store: UpdateStore<Also>,
  wanted: WantedAnchor,
  also: (placed: PlacedWords) => Also,
): Promise<void> {
  await room.hold(async () => {
    const { anchors, epoch } = room.body
    const anchor = anchors.place(wanted, epoch)
    await commitAlone(room, store, [anchor.id, anchor], also({ anchor: anchor.id, quote: anchor.quote }))
    anchors.know(anchor, wanted.onlyFor ?? null)
    room.audience.tellOfAnchors([[anchor.id, anchor]], room.body)
  })
}

/** The same for an anchor that nothing stands for any more. */
export async function forgetWords<Also>(room: Room<Also>, store: UpdateStore<Also>, id: string, also?: Also): Promise<void> {
  await room.hold(async () => {
    await commitAlone(room, store, [id, null], also)
    room.body.anchors.forget(id)
    room.audience.tellOfAnchors([[id, null]], room.body)
  })
}

async function commitAlone<Also>(
  { body, quarantinedBy }: Room<Also>,
  store: UpdateStore<Also>,
  anchor: readonly [string, Anchor | null],
  also?: Also,
): Promise<void> {
  if (quarantinedBy !== null) throw new StudyUnavailable('quarantined', 'the study is open for reading only')
  const commit: StudyCommit<Also> = {
    study: body.study,
    epoch: body.epoch,
    voices: [],
    updates: [],
    bindings: [],
    overrides: [],
    graveyard: [],
    digests: [],
    restorePoints: [],
    wordCounts: [],
    spells: { before: [], taken: [], told: [], dropped: [], ended: [] },
    anchors: new Map([anchor]),
    snapshot: null,
    first: [],
    also: also === undefined ? [] : [also],
  }
  try {
    await store.commit([commit])
  } catch (error) {
    if (error instanceof StoreUnavailable) throw new StudyUnavailable('storage', 'nothing can be stored now', { cause: error })
    throw error
  }
}
