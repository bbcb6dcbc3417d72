import type { VoicedElement } from '@samskriv/attribution'
import type { Softening } from '@samskriv/database'
import type { VoiceId } from '@samskriv/domain'
import { textBlocksIn, type Committed, type KeptBlock, type TextBlock } from '@samskriv/sync-server'

/** A stretch of a paragraph in one voice, in one of its lines. */
export interface ParagraphSpan {
  readonly line: number
  readonly voice: VoiceId
  readonly text: string
}

/** So much of the words has to be there for a paragraph to be known again by them. */
const knownShare = 0.3

/**
 * What became of a softened paragraph: its element, or, when that was made anew (a list, a move, a new epoch), what has most of its
 * words. Undefined when neither is in the section.
 */
export function paragraphNow(
  { doc, authorship, epoch }: Pick<Committed, 'doc' | 'authorship' | 'epoch'>,
  { section, was, client, clock, epoch: itsEpoch }: Pick<Softening, 'section' | 'was' | 'client' | 'clock' | 'epoch'>,
): TextBlock | undefined {
  const blocks = textBlocksIn(doc, section, authorship)
  const itself = itsEpoch === epoch ? blocks.find((block) => block.client === client && block.clock === clock) : undefined
  if (itself !== undefined) return itself
  const words = new Set(wordsOf(was))
  const shared = ({ block }: TextBlock): number => new Set(wordsOf(block)).intersection(words).size
  const [likest] = blocks.toSorted((a, b) => shared(b) - shared(a))
  return likest !== undefined && shared(likest) > knownShare * words.size ? likest : undefined
}

/** In order; the texts of one line adjoin. */
export function spansOf(block: KeptBlock | VoicedElement): readonly ParagraphSpan[] {
  const spans: ParagraphSpan[] = []
  let line = 0
  for (const node of block.content ?? []) {
    if ('voice' in node) spans.push({ line, voice: node.voice, text: node.text })
    else if (node.type === 'hardBreak') line += 1
  }
  return spans
}

/** The same, cut where words are gone. @param gone - offset and length, a line break counting as one */
export function spansWithGone(block: KeptBlock, gone: Softening['gone']): readonly (ParagraphSpan & { readonly gone: boolean })[] {
  const isGone = (at: number): boolean => gone.some(([from, length]) => from <= at && at < from + length)
  const spans: (ParagraphSpan & { readonly gone: boolean })[] = []
  let line = 0
  let at = 0
  for (const node of block.content ?? []) {
    if (!('voice' in node)) {
      if (node.type === 'hardBreak') {
        line += 1
        at += 1
      }
      continue
    }
    for (const letter of node.text.split('')) {
      // The space between two words that are gone went with them.
      const isOut = isGone(at) || (letter.trim() === '' && isGone(at - 1) && isGone(at + 1))
      const last = spans.at(-1)
      if (last !== undefined && last.gone === isOut && last.voice === node.voice && last.line === line)
        spans[spans.length - 1] = { ...last, text: last.text + letter }
      else spans.push({ line, voice: node.voice, text: letter, gone: isOut })
      at += 1
    }
  }
  return spans
}

function wordsOf(block: KeptBlock | VoicedElement): readonly string[] {
  return spansOf(block).flatMap(({ text }) => text.match(/\S+/g) ?? [])
}
