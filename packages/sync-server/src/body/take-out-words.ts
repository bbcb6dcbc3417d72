import { type Authorship, saidInAttribute, voiceOfSaid } from '@samskriv/attribution'
import { sectionRoot } from '@samskriv/document'
import type { SectionKey, VoiceId } from '@samskriv/domain'
import * as Y from 'yjs'

import { removeEmptied } from './remove-emptied.ts'
import type { Edit } from './study-body.ts'

interface TakingOut {
  readonly isTheirs: (voice: VoiceId) => boolean
  /** What stands in the place of each stretch of words, in the voice of the edit; null for nothing, as if they had never been there. */
  readonly mark: string | null
}

/**
 * Takes every word of some voices out of sections, within an edit: of paragraphs, lists and tables, of footnotes and of descriptions of
 * pictures. Words of others stay as they are.
 *
 * @returns what was taken out, in order
 */
export function takeOutWords(
  { doc, authorship }: Pick<Edit, 'doc' | 'authorship'>,
  sections: readonly SectionKey[],
  asked: TakingOut,
): readonly string[] {
  const taken: string[] = []
  for (const section of sections) takeOutOf(doc.getXmlFragment(sectionRoot(section)), authorship, asked, taken)
  return taken
}

function takeOutOf(parent: Y.XmlFragment, authorship: Authorship, asked: TakingOut, taken: string[]): void {
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText) takeOutOfText(child, authorship, asked, taken)
    else if (child instanceof Y.XmlElement) {
      takeOutOfAttribute(child, authorship, asked, taken)
      takeOutOf(child, authorship, asked, taken)
    }
  }
}

function takeOutOfText(text: Y.XmlText, authorship: Authorship, asked: TakingOut, taken: string[]): void {
  const { isTheirs, mark } = asked
  const before = taken.length
  // From the end, so that what comes before keeps its place.
  for (const { from, words } of stretchesOf(text, authorship, isTheirs).toReversed()) {
    if (words.trim() === '') continue
    taken.push(words)
    text.delete(from, words.length)
    if (mark === null) continue
    // White space at its ends holds the words of others apart.
    const [space = '', after = ''] = [/^\s+/.exec(words)?.[0], /\s+$/.exec(words)?.[0]]
    text.insert(from, `${space}${mark}${after}`, {})
  }
  if (mark === null && text.length === 0 && taken.length > before) removeEmptied(text, ({ _item }) => isWrittenAs(_item, authorship, asked))
}

/** Whether an element came with the words. */
function isWrittenAs(item: Y.Item | null, authorship: Authorship, { isTheirs }: TakingOut): boolean {
  const voice = item === null ? undefined : authorship.voiceOf(item.id.client)
  return voice !== undefined && isTheirs(voice)
}

/** Unbroken stretches of these voices, in order, by their place in the text. */
function stretchesOf(text: Y.XmlText, authorship: Authorship, isTheirs: (voice: VoiceId) => boolean): { from: number; words: string }[] {
  const stretches: { from: number; words: string }[] = []
  let at = 0
  for (let item = text._start; item !== null; item = item.right) {
    const { content, id, deleted, length } = item
    if (deleted || !(content instanceof Y.ContentString)) continue
    for (const segment of authorship.segments(id.client, id.clock, length)) {
      const words = content.str.slice(segment.clock - id.clock, segment.clock - id.clock + segment.length)
      const last = stretches.at(-1)
      if (isTheirs(segment.voice)) {
        if (last !== undefined && last.from + last.words.length === at) last.words += words
        else stretches.push({ from: at, words })
      }
      at += segment.length
    }
  }
  return stretches
}

function takeOutOfAttribute(element: Y.XmlElement, authorship: Authorship, { isTheirs, mark }: TakingOut, taken: string[]): void {
  const name = saidInAttribute[element.nodeName]
  const voice = voiceOfSaid(element, authorship)
  if (name === undefined || voice === null) return
  const words = element.getAttribute(name)
  if (!isTheirs(voice) || words === undefined || words.trim() === '') return
  taken.push(words)
  element.setAttribute(name, mark ?? '')
}
