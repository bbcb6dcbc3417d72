import { type MarkJson, schema } from '@samskriv/document'
import type { SectionKey, VoiceId } from '@samskriv/domain'
import type * as Y from 'yjs'

import type { Authorship } from './authorship.ts'
import { isVoicedText, spansOfBlocks, type VoicedElement, type VoicedText } from './voiced-blocks.ts'

/** A stretch of text in one voice. */
export interface Span {
  readonly text: string
  readonly voice: VoiceId
  /**
   * Which line of the section it lies in, counted from 0: each paragraph or heading is one, and a hard break begins another.
   * Spans of one line adjoin; a word may reach over them.
   */
  readonly block: number
  readonly marks?: readonly MarkJson[]
  /** The id of the first character; a span joined from several edits has more, see `spansOfBlocks`. */
  readonly client: number
  readonly clock: number
}

/**
 * Who says what in a section, in document order; neighbours of one voice with equal marks are one span.
 *
 * @throws {@link UnattributedText} when a client is unbound
 */
export function spansOfSection(doc: Y.Doc, key: SectionKey, authorship: Authorship): readonly Span[] {
  const spans: Span[] = []
  let line = -1
  const visit = (element: VoicedElement): void => {
    if (schema.nodes[element.type]?.inlineContent === true) line++
    for (const node of element.content ?? []) {
      if (isVoicedText(node)) spans.push(spanOf(node, line))
      else if (node.type === 'hardBreak') line++
      else visit(node)
    }
  }
  for (const block of spansOfBlocks(doc, key, authorship)) visit(block)
  return spans
}

function spanOf({ text, voice, marks, ranges }: VoicedText, block: number): Span {
  const [first] = ranges
  if (first === undefined) throw new Error('section-text-without-ids')
  return { text, voice, block, ...(marks === undefined ? {} : { marks }), client: first.client, clock: first.clock }
}
