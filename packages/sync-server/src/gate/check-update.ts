import type { RejectCode } from '@samskriv/protocol/frames'
import type { SectionKey } from '@samskriv/domain'
import * as Y from 'yjs'

import type { RemovedText } from '../body/handled-words.ts'
import { Refused } from '../refused.ts'
import type { WireDeletes, WireStruct, WireUpdate } from '../wire/wire-update.ts'
import { Arrivals } from './arrivals.ts'
import type { Containers } from './container.ts'
import { checkContent } from './content.ts'
import { findLiving } from './living.ts'
import { Geometry } from './geometry.ts'
import { Places } from './place.ts'

/** What the gate has to know about the sender. */
export interface Sender {
  readonly canWrite: boolean
  /** The answer to anything new when `canWrite` is false. */
  readonly readOnlyCode: RejectCode
  /** Whose a clientID is: the sender's own to use, nobody's yet, not the sender's, or of somebody they may not write for. */
  claim(client: number): 'own' | 'free' | 'foreign' | 'disowned'
  /** @returns null when the words of this section may be changed */
  refusalIn(section: SectionKey): RejectCode | null
  /** Whether `refusalIn` can ever refuse, so that deletions need not be looked up when it can't. */
  readonly hasClosedSections: boolean
}

export interface GatedStudy {
  readonly doc: Y.Doc
  readonly containers: Containers
  /** The hashes of the pictures it has. */
  readonly files: ReadonlySet<string>
}

export type Verdict =
  | { readonly kind: 'refused'; readonly code: RejectCode; readonly detail: string }
  /** Nothing that the document does not have. */
  | { readonly kind: 'known' }
  | {
      readonly kind: 'new'
      /** ClientIDs that become the sender's with this update. */
      readonly claims: readonly number[]
      /** Those that have new structs in it. */
      readonly clients: readonly number[]
      readonly structs: number
      /** Of each section it changes, how many characters go, less those that come. */
      readonly changes: ReadonlyMap<SectionKey, number>
      /** Living text that it deletes. */
      readonly removed: readonly RemovedText[]
      /** Only integrating it shows whether its order is right. */
      readonly isUncertain: boolean
    }

const known: Verdict = { kind: 'known' }
const noClaims: readonly number[] = []

/**
 * Decides about an update before it touches the document, without changing anything.
 *
 * @param update - {@link withoutKnown}
 *
 * @see rules SS8 to SS16 in packages/sync-server/README.md
 */
export function checkUpdate(study: GatedStudy, sender: Sender, update: WireUpdate): Verdict {
  try {
    return judge(study, sender, update)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const code = sender.canWrite ? error.code : sender.readOnlyCode
    return { kind: 'refused', code, detail: error.message }
  }
}

function judge({ doc, containers, files }: GatedStudy, sender: Sender, update: WireUpdate): Verdict {
  const arrivals = new Arrivals(doc, update)
  checkDeletesKnown(update.deletes, arrivals)
  const hasNews = arrivals.news.length > 0
  if (!hasNews && (update.deletes.length === 0 || !findLiving(doc.store, update.deletes))) return known
  if (!sender.canWrite) throw new Refused(sender.readOnlyCode, 'may not write')

  const claims = hasNews ? claimsOf(arrivals, sender) : noClaims
  const places = new Places(doc, arrivals, containers)
  const geometry = new Geometry(doc, arrivals)
  const changes = new Map<SectionKey, number>()
  let structs = 0
  for (const struct of arrivals.inOrder()) {
    structs += 1
    if (struct.kind === 'gc' || struct.kind === 'deleted') requireItsDeletion(struct, update.deletes)
    if (struct.kind === 'gc') {
      struct.placed = 'discarded'
      continue
    }
    const placed = places.of(struct)
    struct.placed = placed
    if (placed === 'discarded') continue
    struct.inside = checkContent(struct, placed.container, placed.key, files)
    geometry.check(struct)
    const { section } = placed.container
    if (sender.hasClosedSections) requireOpen(sender, section)
    changes.set(section, (changes.get(section) ?? 0) - (struct.kind === 'text' ? struct.length : 0))
  }
  const removed = removals(doc, containers, update.deletes)
  for (const { section, length } of removed) {
    if (sender.hasClosedSections) requireOpen(sender, section)
    changes.set(section, (changes.get(section) ?? 0) + length)
  }
  return { kind: 'new', claims, clients: arrivals.clients, structs, changes, removed, isUncertain: geometry.isUncertain }
}

function claimsOf(arrivals: Arrivals, sender: Sender): readonly number[] {
  let claims: number[] | null = null
  for (const section of arrivals.news) {
    const claim = sender.claim(section.client)
    if (claim === 'foreign') throw new Refused('foreign-client', 'a clientID of somebody else')
    if (claim === 'disowned') throw new Refused('not-your-voice', 'may not write for them')
    if (claim === 'free') (claims ??= []).push(section.client)
  }
  return claims ?? noClaims
}

function checkDeletesKnown(deletes: readonly WireDeletes[], arrivals: Arrivals): void {
  for (const { client, ranges } of deletes) {
    const end = arrivals.endOf(client)
    for (let index = 0; index < ranges.length; index += 2) {
      if ((ranges[index] ?? 0) + (ranges[index + 1] ?? 0) > end) throw new Refused('gap', 'deletes something missing')
    }
  }
}

/**
 * An editor that was offline sends words it has already dropped as bare lengths, always with their deletion. Without it a bare
 * length would be a hole that nobody can tell from lost words.
 */
function requireItsDeletion(struct: WireStruct, deletes: readonly WireDeletes[]): void {
  const ranges = deletes.find(({ client }) => client === struct.client)?.ranges ?? []
  const end = struct.clock + struct.length
  let covered = struct.clock
  for (let index = firstEndingAfter(ranges, covered); index < ranges.length && covered < end; index += 2) {
    const clock = ranges[index] ?? 0
    if (clock > covered) break
    covered = Math.max(covered, clock + (ranges[index + 1] ?? 0))
  }
  if (covered < end) throw new Refused('malformed', 'empty words without their deletion')
}

/** The index of the first range that ends after `clock`, in ranges sorted by clock, as Yjs writes them. */
function firstEndingAfter(ranges: readonly number[], clock: number): number {
  let from = 0
  let to = ranges.length / 2
  while (from < to) {
    const middle = (from + to) >> 1
    if ((ranges[2 * middle] ?? 0) + (ranges[2 * middle + 1] ?? 0) <= clock) from = middle + 1
    else to = middle
  }
  return 2 * from
}

function requireOpen(sender: Sender, section: SectionKey): void {
  const code = sender.refusalIn(section)
  if (code !== null) throw new Refused(code, 'closed section')
}

const noRemovals: readonly RemovedText[] = []

/** Everything living that is deleted, by its section; what is not text has no length. */
function removals(doc: Y.Doc, containers: Containers, deletes: readonly WireDeletes[]): readonly RemovedText[] {
  if (deletes.length === 0) return noRemovals
  const removed: RemovedText[] = []
  findLiving(doc.store, deletes, (item, from, to) => {
    const { section } = containers.around(item)
    const { client, clock } = item.id
    const first = Math.max(from, clock)
    const length = item.content instanceof Y.ContentString ? Math.min(to, clock + item.length) - first : 0
    removed.push({ section, client, clock: first, length })
    return false
  })
  return removed
}
