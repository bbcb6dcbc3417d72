/** An anchor's id, its section, and the ids of its first and its last character; null in their place when it points nowhere now. */
export type AnchorEntry =
  | readonly [id: string, section: string, startClient: number, startClock: number, endClient: number, endClock: number]
  | readonly [id: string, nowhere: null]

/**
 * What a commit changed about the places in the text that something points at. Together with the state that
 * `GET /api/studies/{id}/anchors` gives, it tells where each of them is. Said again it changes nothing.
 */
export interface AnchorNews {
  readonly kind: 'anchors'
  /** The newest update of the commit. */
  readonly seq: number
  readonly anchors: readonly AnchorEntry[]
}

/** @returns undefined for a push of another kind, and for one that can't be understood: a client fetches the state instead */
export function parseAnchorNews(body: unknown): AnchorNews | undefined {
  if (typeof body !== 'object' || body === null || !('kind' in body) || body.kind !== 'anchors') return undefined
  if (!('seq' in body) || !isCount(body.seq) || !('anchors' in body) || !Array.isArray(body.anchors)) return undefined
  const entries: unknown[] = body.anchors
  return entries.every(isEntry) ? { kind: 'anchors', seq: body.seq, anchors: entries } : undefined
}

function isEntry(value: unknown): value is AnchorEntry {
  if (!Array.isArray(value) || typeof value[0] !== 'string') return false
  if (value.length === 2) return value[1] === null
  return value.length === 6 && typeof value[1] === 'string' && value.slice(2).every(isCount)
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}
