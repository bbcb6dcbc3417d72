import { isVoicedText, spansOfBlocks, type Authorship, type IdRange, type Voice, type VoicedNode } from '@samskriv/attribution'
import type { ParticipantId, SectionKey } from '@samskriv/domain'
import type { Doc } from 'yjs'

/** What was written down for one speaker on end, within a paragraph, and nobody has confirmed yet. */
export interface Passage {
  /** The same for as long as its first character stands. */
  readonly id: string
  readonly section: SectionKey
  readonly by: ParticipantId
  readonly text: string
  /** In the order of the text. Neighbours differ in their voice: another hand, or another sector at that time. */
  readonly parts: readonly { readonly voice: Voice; readonly ranges: readonly IdRange[] }[]
}

/** In the order of the text. @throws UnattributedText */
export function unconfirmedPassages(
  { doc, authorship }: { readonly doc: Doc; readonly authorship: Authorship },
  sections: readonly SectionKey[],
): readonly Passage[] {
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
      if (voice?.mode !== 'scribed_unconfirmed' || first === undefined) {
        open = null
        return
      }
      const part = { voice, ranges: node.ranges }
      if (open?.by === voice.by) {
        passages.pop()
        open = { ...open, text: open.text + node.text, parts: [...open.parts, part] }
      } else open = { id: `${first.client}-${first.clock}`, section, by: voice.by, text: node.text, parts: [part] }
      passages.push(open)
    }
    spansOfBlocks(doc, section, authorship).forEach(visit)
    return passages
  })
}
