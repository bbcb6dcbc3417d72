import { type Anchor, Authorship, rebase, withIdsOf, withoutForgottenWords } from '@samskriv/attribution'
import type { StudyId, VoiceId } from '@samskriv/domain'
import { epochAfterRestore, historySpread } from '@samskriv/protocol/frames'
import * as Y from 'yjs'

import { loadDoc } from './body/load-body.ts'
import { withoutReaders } from './body/study-anchors.ts'
import { nextEpochHash } from './chain.ts'
import type { EpochChange, StoredStudy } from './update-store.ts'

interface CommittedBody {
  readonly study: StudyId
  readonly epoch: number
  readonly headSeq: number
  readonly headHash: Uint8Array
  readonly doc: Y.Doc
  readonly authorship: Authorship
  readonly anchors: readonly Anchor[]
}

interface Ports {
  readonly clock: () => number
  readonly randomBytes: (size: number) => Uint8Array
}

export interface NewEpoch extends Pick<EpochChange, 'to' | 'reason'> {
  /** Voices whose deleted words nothing brings back any more. */
  readonly forgets?: (voice: VoiceId) => boolean
}

/** The same words in the same voices under new ids. The body is only read. */
export function newEpoch(
  { study, epoch, headSeq, headHash, doc, authorship, anchors }: CommittedBody,
  { to, reason, forgets = () => false }: NewEpoch,
  { clock, randomBytes }: Ports,
): EpochChange {
  const taken = new Set<number>()
  const newClient = (): number => {
    for (;;) {
      const client = Buffer.from(randomBytes(4)).readUInt32BE()
      if (authorship.voiceOf(client) !== undefined || taken.has(client)) continue
      taken.add(client)
      return client
    }
  }
  const { doc: renewed, bindings } = rebase(doc, authorship, { newClient })
  const link = { seq: headSeq + 1, at: clock(), to, reason }
  return {
    ...link,
    study,
    from: epoch,
    state: Y.encodeStateAsUpdate(renewed),
    bindings: bindings.map((binding) => ({
      ...binding,
      firstSeq: link.seq,
      lastClock: Y.getState(renewed.store, binding.client),
      server: true,
    })),
    overrides: [],
    graveyard: [...authorship.graveyard].filter(({ voices }) => !voices.some(({ voice }) => forgets(voice))),
    anchors: withIdsOf(renewed, reason === 'erasure' ? withoutForgottenWords(anchors, doc, authorship.graveyard, forgets) : anchors, doc),
    endHash: nextEpochHash(headHash, link),
  }
}

/**
 * What makes a study out of a backup another one than that which went on after it: browsers hold ids of both.
 *
 * @throws when the study does not load
 * @see rule PR26 in packages/protocol/PROTOCOL.md
 */
export function newEpochAfterRestore(study: StudyId, stored: StoredStudy, ports: Ports): EpochChange {
  const chance = Buffer.from(ports.randomBytes(4)).readUInt32BE() % historySpread
  const to = epochAfterRestore(stored.epoch, ports.clock(), chance)
  return newEpoch(
    { ...stored, study, doc: loadDoc(stored), authorship: new Authorship(stored), anchors: stored.anchors.map(withoutReaders) },
    { to, reason: 'restore' },
    ports,
  )
}
