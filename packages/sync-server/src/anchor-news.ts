import type { Anchor } from '@samskriv/attribution'
import type { AnchorEntry, AnchorNews } from '@samskriv/protocol/frames'

import type { Admission } from './admission.ts'
import type { StudyBody } from './body/study-body.ts'

/** An anchor's id, and it as it is now; null when nothing stands for it any more. */
export type AnchorChange = readonly [id: string, anchor: Anchor | null]

interface Listener {
  readonly admission: Pick<Admission, 'participant' | 'role'>
}

/** What each of the connections is told of these changes; those who hear the same, together. Whoever may hear of none is not told. */
export function anchorNewsFor<Connection extends Listener>(
  connections: Iterable<Connection>,
  changes: readonly AnchorChange[],
  { anchors, batch }: Pick<StudyBody<unknown>, 'anchors' | 'batch'>,
): readonly (readonly [AnchorNews, readonly Connection[]])[] {
  if (changes.length === 0) return []
  const entries = changes.map(([id, anchor]) => ({ entry: entryOf(id, anchor), onlyFor: anchors.onlyFor(id) }))
  const isConfidential = entries.some(({ onlyFor }) => onlyFor !== null)
  const ears = Map.groupBy(connections, ({ admission: { role, participant } }) => {
    if (!isConfidential || role === 'steward') return 'all'
    return entries.some(({ onlyFor }) => onlyFor !== null && onlyFor === participant) ? participant : null
  })
  return [...ears].flatMap(([ear, group]) => {
    const heard = entries.filter(({ onlyFor }) => ear === 'all' || onlyFor === null || onlyFor === ear).map(({ entry }) => entry)
    return heard.length === 0 ? [] : [[{ kind: 'anchors', seq: batch.headSeq, anchors: heard }, group]]
  })
}

function entryOf(id: string, anchor: Anchor | null): AnchorEntry {
  if (anchor === null || anchor.state === 'detached') return [id, null]
  const { section, start, end } = anchor
  return [id, section, start.client, start.clock, end.client, end.clock]
}
