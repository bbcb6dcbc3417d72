import type { SectionKey } from '@samskriv/domain'

import type { Anchor } from '../anchors/anchor.ts'
import { type AnchorChanges, KeptAnchors } from '../anchors/kept-anchors.ts'
import { placeOfWords } from '../anchors/place-of-words.ts'
import { SectionText } from '../anchors/section-text.ts'
import { summary, WritingRoom } from './writing-room.ts'

const nowhere = { client: 0, clock: 0 }

/** A room in which words are pointed at. */
export class AnchoredRoom extends WritingRoom {
  readonly anchors: KeptAnchors
  readonly changes: AnchorChanges = new Map()

  constructor() {
    const changes: AnchorChanges = new Map()
    let kept: KeptAnchors | undefined
    super((doc) => (kept = new KeptAnchors(doc, [], () => changes)))
    if (kept === undefined) throw new Error('nobody follows')
    this.anchors = kept
    this.changes = changes
  }

  /** Points at words that stand once in a section. */
  pointAt(words: string, section: SectionKey = summary): string {
    const place = placeOfWords(this.doc, { section, start: nowhere, end: nowhere, quote: words }, false)
    if (place === null) throw new Error(`nobody wrote "${words}"`)
    const id = words
    this.anchors.know({ id, state: 'attached', ...place })
    return id
  }

  anchor(id: string): Anchor {
    const anchor = this.anchors.get(id)
    if (anchor === undefined) throw new Error('nothing points there')
    return anchor
  }

  /** The section and the words that an anchor is on; null when it is on none. */
  on(id: string): { readonly section: SectionKey; readonly words: string } | null {
    const anchor = this.anchor(id)
    if (anchor.state === 'detached') return null
    const { text, ...section } = { text: SectionText.of(this.doc, anchor.section), section: anchor.section }
    const from = text.offsetOf(anchor.start)
    const last = text.offsetOf(anchor.end)
    if (from === undefined || last === undefined) throw new Error('an anchor on ids that are gone')
    return { ...section, words: text.text.slice(from, last + 1) }
  }

  /** As now and then. */
  look(): void {
    this.anchors.look()
  }
}
