import type { VoiceId } from '@samskriv/domain'
import * as Y from 'yjs'

import type { Authorship } from './authorship.ts'

/** Attributes of nodes in which words stand, by the node: what a note says, and what a picture shows. */
export const saidInAttribute: Readonly<Record<string, string>> = { footnote: 'text', image: 'alt' }

/** Whose words an element says in its attribute: those of whoever set it last, or of who had said the same where it was before. */
export function voiceOfSaid({ nodeName, _map }: Y.XmlElement, authorship: Authorship): VoiceId | null {
  const item = _map.get(saidInAttribute[nodeName] ?? '')
  return item === undefined || item.deleted ? null : (authorship.soleVoice(item.id.client, item.id.clock, 1) ?? null)
}

/** @returns the words that an item holds as such an attribute; null for any other, and for none */
export function saidIn({ parent, parentSub, content }: Y.Item): string | null {
  if (parentSub === null || !(parent instanceof Y.XmlElement) || saidInAttribute[parent.nodeName] !== parentSub) return null
  const [text] = content instanceof Y.ContentAny ? content.arr : []
  return typeof text === 'string' && text !== '' ? text : null
}
