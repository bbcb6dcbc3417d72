import { quoteOf, type SectionKey, type VoiceId } from '@samskriv/domain'
import type * as Y from 'yjs'

import type { DeletedRun } from '../voice.ts'
import type { Anchor } from './anchor.ts'
import { lettersOf } from './blank.ts'
import { contextLength } from './context-length.ts'
import { SectionText } from './section-text.ts'

/**
 * Anchors that hold no words of forgotten voices: quotes are of what stands in the text, or of deleted words that are known to be others'.
 * Of what nobody can tell whose it was, nothing is kept.
 *
 * @param doc - in which no word of the forgotten stands any more
 */
export function withoutForgottenWords(
  anchors: readonly Anchor[],
  doc: Y.Doc,
  graveyard: Iterable<DeletedRun>,
  isForgotten: (voice: VoiceId) => boolean,
): readonly Anchor[] {
  const others = [...graveyard].filter(({ voices }) => !voices.some(({ voice }) => isForgotten(voice))).map(({ text }) => lettersOf(text))
  const texts = new Map<SectionKey, SectionText>()
  return anchors.map((anchor) => {
    const letters = lettersOf(anchor.quote)
    if (anchor.state === 'detached') {
      const isOthers = others.some((text) => text.includes(letters))
      return { ...anchor, quote: isOthers ? anchor.quote : '', prefix: '', suffix: '' }
    }
    const { text, offsetOf } = textFor(doc, anchor.section, texts)
    const [from, last] = [offsetOf(anchor.start), offsetOf(anchor.end)]
    if (from === undefined || last === undefined) return { ...anchor, quote: '', prefix: '', suffix: '' }
    const stands = text.slice(from, last + 1)
    return {
      ...anchor,
      quote: lettersOf(stands) === letters ? anchor.quote : quoteOf(stands),
      prefix: text.slice(Math.max(0, from - contextLength), from),
      suffix: text.slice(last + 1, last + 1 + contextLength),
    }
  })
}

function textFor(doc: Y.Doc, section: SectionKey, texts: Map<SectionKey, SectionText>) {
  const known = texts.get(section) ?? SectionText.of(doc, section)
  texts.set(section, known)
  return { text: known.text, offsetOf: (id: { readonly client: number; readonly clock: number }) => known.offsetOf(id) }
}
