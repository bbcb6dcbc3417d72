import { plainText } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import { hash } from 'node:crypto'
import type * as Y from 'yjs'

import type { SectionDigest } from './update-store.ts'

/** Words (text split on white space) and a hash of the text, for progress and for sign-off. */
export function digestsOf(doc: Y.Doc, sections: Iterable<SectionKey>, seq: number): readonly SectionDigest[] {
  return Array.from(sections, (key) => {
    const text = plainText(doc, key)
    return { key, words: text.match(/\S+/g)?.length ?? 0, textHash: hash('sha256', text, 'buffer'), seq }
  })
}
