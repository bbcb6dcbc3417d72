import { isVoicedText, spansOfBlocks, type Authorship, type IdRange, type Voice, type VoicedNode } from '@samskriv/attribution'
import type { AttributionMode, ParticipantId, SectionKey } from '@samskriv/domain'
import type { Doc } from 'yjs'

/** What was written down for one speaker on end, within a paragraph: all of it unconfirmed, or confirmed at the same time. */
export interface Passage {
  /** The same for as long as its first character stands. */
  readonly id: string
  readonly section: SectionKey
  readonly by: ParticipantId
  readonly text: string
  /** In the order of the text. Neighbours differ in their voice: another hand, or another sector at that time. */
  readonly parts: readonly { readonly voice: Voice; readonly ranges: readonly IdRange[] }[]
}

interface Body {
  readonly doc: Doc
  readonly authorship: Authorship
}

/** What nobody has confirmed yet, in the order of the text. @throws UnattributedText */
export function unconfirmedPassages(body: Body, sections: readonly SectionKey[]): readonly Passage[] {
  return passagesIn(body, sections, 'scribed_unconfirmed')
}

/** What its speakers stand behind, in the order of the text. @throws UnattributedText */
export function confirmedPassages(body: Body, sections: readonly SectionKey[]): readonly Passage[] {
  return passagesIn(body, sections, 'scribed_confirmed')
}

/** What a file or a document brought and nobody stands behind yet, in the order of the text. @throws UnattributedText */
export function importedPassages(body: Body, sections: readonly SectionKey[]): readonly Passage[] {
  return passagesIn(body, sections, 'imported')
}

function passagesIn({ doc, authorship }: Body, sections: readonly SectionKey[], mode: AttributionMode): readonly Passage[] {
  return sections.flatMap((section) => {
    const passages: Passage[] = []
    let open: Passage | null = null
    const visit = (node: VoicedNode): void => {
      if (!isVoicedText(node)) {
        open = null
        node.content?.forEach(visit)
        open = null
        return
      }
      const voice = authorship.voices.get(node.voice)
      const [first] = node.ranges
      if (voice?.mode !== mode || first === undefined) {
        open = null
        return
      }
      const part = { voice, ranges: node.ranges }
      if (open?.by === voice.by && open.parts.at(-1)?.voice.confirmation === voice.confirmation) {
        passages.pop()
        open = { ...open, text: open.text + node.text, parts: [...open.parts, part] }
      } else open = { id: `${first.client}-${first.clock}`, section, by: voice.by, text: node.text, parts: [part] }
      passages.push(open)
    }
    spansOfBlocks(doc, section, authorship).forEach(visit)
    return passages
  })
}
