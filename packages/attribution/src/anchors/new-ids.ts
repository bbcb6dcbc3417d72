import type { SectionKey } from '@samskriv/domain'
import type * as Y from 'yjs'

import type { Anchor } from './anchor.ts'
import { SectionText } from './section-text.ts'

/**
 * The same anchors in a document that holds the same text under other ids.
 *
 * @param before - the document that their ids are of
 */
export function withIdsOf(doc: Y.Doc, anchors: readonly Anchor[], before: Y.Doc): readonly Anchor[] {
  const texts = new Map<SectionKey, readonly [before: SectionText, now: SectionText]>()
  return anchors.map((anchor) => {
    if (anchor.state === 'detached') return anchor
    const { id, section, quote, prefix, suffix } = anchor
    const [old, now] = texts.get(section) ?? [SectionText.of(before, section), SectionText.of(doc, section)]
    texts.set(section, [old, now])
    const [from, to] = [old.offsetOf(anchor.start), old.offsetOf(anchor.end)]
    const start = from === undefined ? null : now.idAt(from)
    const end = to === undefined ? null : now.idAt(to)
    const words = { id, section, quote, prefix, suffix }
    return start === null || end === null
      ? { ...words, state: 'detached', start: null, end: null }
      : { ...words, state: 'attached', start, end }
  })
}
