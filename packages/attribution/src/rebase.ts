import { sectionKeyOfRoot } from '@samskriv/document'
import type { VoiceId } from '@samskriv/domain'
import * as Y from 'yjs'

import type { Authorship } from './authorship.ts'
import { saidInAttribute, voiceOfSaid } from './said-in-attribute.ts'
import { UnattributedText } from './unattributed-text.ts'

export interface Rebased {
  readonly doc: Y.Doc
  /** One client for each voice that holds something; there are no overrides. */
  readonly bindings: readonly { readonly client: number; readonly voice: VoiceId }[]
}

/**
 * The same sections with new ids: every block, attribute and mark, every character with its voice, and nothing that was deleted.
 * Roots that are not sections are left behind. The source is only read.
 *
 * @throws {@link UnattributedText} when a client is unbound
 */
export function rebase(doc: Y.Doc, authorship: Authorship, { newClient }: { readonly newClient: () => number }): Rebased {
  const target = new Y.Doc({ gc: true })
  const itsOwnClient = target.clientID
  const clients = new Map<VoiceId, number>()
  const speakAs = (voice: VoiceId): void => {
    let client = clients.get(voice)
    if (client === undefined) {
      client = newClient()
      clients.set(voice, client)
    }
    target.clientID = client
  }
  target.transact(() => {
    for (const root of doc.share.keys()) {
      if (sectionKeyOfRoot(root) !== null) copyChildren(doc.getXmlFragment(root), target.getXmlFragment(root), authorship, speakAs)
    }
  })
  target.clientID = itsOwnClient
  return { doc: target, bindings: [...clients].map(([voice, client]) => ({ client, voice })) }
}

type SpeakAs = (voice: VoiceId) => void

function copyChildren(from: Y.XmlFragment, to: Y.XmlFragment, authorship: Authorship, speakAs: SpeakAs): void {
  for (let item = from._start; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentType)) continue
    const child = item.content.type
    speakAs(voiceOfElement(item, authorship))
    if (child instanceof Y.XmlText) {
      const text = new Y.XmlText()
      to.push([text])
      copyText(child, text, authorship, speakAs)
    } else if (child instanceof Y.XmlElement) {
      const element = new Y.XmlElement(child.nodeName)
      to.push([element])
      // Yjs stores any JSON value; its types know only strings here.
      for (const [name, value] of Object.entries(child.getAttributes())) {
        const said = name === saidInAttribute[child.nodeName] ? voiceOfSaid(child, authorship) : null
        speakAs(said ?? voiceOfElement(item, authorship))
        element.setAttribute(name, value as string)
      }
      copyChildren(child, element, authorship, speakAs)
    }
  }
}

function voiceOfElement(item: Y.Item, authorship: Authorship): VoiceId {
  const voice = authorship.voiceOf(item.id.client)
  if (voice === undefined) throw new UnattributedText(item.id.client)
  return voice
}

function copyText(from: Y.XmlText, to: Y.XmlText, authorship: Authorship, speakAs: SpeakAs): void {
  const formatting = new Map<string, unknown>()
  for (let item = from._start; item !== null; item = item.right) {
    if (item.deleted) continue
    const { content } = item
    if (content instanceof Y.ContentFormat) {
      if (content.value === null) formatting.delete(content.key)
      else formatting.set(content.key, content.value)
    } else if (content instanceof Y.ContentString) {
      for (const { clock, length, voice } of authorship.segments(item.id.client, item.id.clock, item.length)) {
        speakAs(voice)
        const at = clock - item.id.clock
        to.insert(to.length, content.str.slice(at, at + length), Object.fromEntries(formatting))
      }
    }
  }
}
