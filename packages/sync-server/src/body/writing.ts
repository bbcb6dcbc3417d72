import { writeNodes } from '@samskriv/document'
import type { SectionKey, VoiceId } from '@samskriv/domain'
import * as Y from 'yjs'

import type { KeptBlock } from '../update-store.ts'

/** What an edit of the server's own brings into a section. */
export interface Writing {
  readonly section: SectionKey
  readonly blocks: readonly KeptBlock[]
  /** Whether what is there now goes. */
  readonly replaces: boolean
}

export interface Size {
  readonly structs: number
  readonly bytes: number
  /** Whose words there are. */
  readonly voices: ReadonlySet<VoiceId>
}

/** No clientID takes more bytes. */
const largestClient = 0xffff_ffff

/** What blocks take in a document, as they are when they have just been written. */
export function sizeOf(section: SectionKey, blocks: readonly KeptBlock[]): Size {
  const doc = new Y.Doc()
  const clients = new Map<VoiceId, number>()
  doc.transact(() => {
    writeNodes(doc, section, blocks, (voice) => {
      const client = clients.get(voice) ?? largestClient - clients.size
      clients.set(voice, client)
      doc.clientID = client
    })
  })
  const structs = [...doc.store.clients.values()].reduce((sum, { length }) => sum + length, 0)
  const size = { structs, bytes: Y.encodeStateAsUpdate(doc).length, voices: new Set(clients.keys()) }
  doc.destroy()
  return size
}
