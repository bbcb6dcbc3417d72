import { sectionRoot } from '@samskriv/document'
import type { ParticipantId, SectionKey, VoiceId } from '@samskriv/domain'
import * as Y from 'yjs'

import { Authorship } from '../authorship.ts'
import { observeTransfer, type Transferred, type TransferObserver } from '../observe-transfer.ts'
import { spansOfSection } from '../spans.ts'
import type { DeletedRun, Override, Voice } from '../voice.ts'

export const section = 'summary' as SectionKey
export const amina = 'amina' as VoiceId
export const officer = 'officer' as VoiceId

export const aVoice = (voice: Partial<Voice> & Pick<Voice, 'id'>): Voice => ({
  by: `p-${voice.id}` as ParticipantId,
  typedBy: null,
  sector: 'community',
  mode: 'typed_by_self',
  confirmation: null,
  ...voice,
})

/** A document changed through Yjs directly, for rules that no single gesture shows. */
export class Study {
  readonly doc = new Y.Doc()
  readonly authorship: Authorship
  readonly now: { at: number } = { at: Date.UTC(2026, 0, 5) }
  readonly #transfer: TransferObserver
  readonly #clients = new Map<VoiceId, number>()

  constructor(stored: { overrides?: readonly Override[]; graveyard?: readonly DeletedRun[]; state?: Uint8Array } = {}) {
    this.authorship = new Authorship({ ...stored, voices: [aVoice({ id: amina }), aVoice({ id: officer, sector: 'public' })] })
    for (const voice of [amina, officer]) this.#client(voice)
    if (stored.state !== undefined) Y.applyUpdate(this.doc, stored.state)
    this.#transfer = observeTransfer(this.doc, this.authorship, {
      now: () => this.now.at,
      exempt: (transaction) => transaction.origin === 'import',
    })
  }

  /** One transaction by one voice. */
  as(voice: VoiceId, change: (doc: Y.Doc) => void, origin?: string): Transferred {
    this.doc.clientID = this.#client(voice)
    this.doc.transact(() => change(this.doc), origin)
    this.now.at += 1000
    return this.#transfer.take()
  }

  /** An update from elsewhere, whoever's structs it carries. */
  receive(update: Uint8Array): Transferred {
    this.doc.clientID = 1000
    Y.applyUpdate(this.doc, update)
    return this.#transfer.take()
  }

  root(key: SectionKey = section): Y.XmlFragment {
    return this.doc.getXmlFragment(sectionRoot(key))
  }

  paragraph(voice: VoiceId, words: string, { key = section, at }: { key?: SectionKey; at?: number } = {}): Y.XmlText {
    const text = new Y.XmlText()
    this.as(
      voice,
      () => {
        const element = new Y.XmlElement('paragraph')
        this.root(key).insert(at ?? this.root(key).length, [element])
        element.push([text])
        text.insert(0, words)
      },
      'import',
    )
    return text
  }

  /** `voice: words` for each span. */
  said(key: SectionKey = section): readonly string[] {
    return spansOfSection(this.doc, key, this.authorship).map(({ voice, text }) => `${voice}: ${text}`)
  }

  #client(voice: VoiceId): number {
    const known = this.#clients.get(voice)
    if (known !== undefined) return known
    const client = this.#clients.size + 1
    this.#clients.set(voice, client)
    this.authorship.bind(client, voice)
    return client
  }
}
