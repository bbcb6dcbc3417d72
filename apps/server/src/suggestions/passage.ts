import { isVoicedText } from '@samskriv/attribution'
import type { VoiceId } from '@samskriv/domain'
import type { TextBlock } from '@samskriv/sync-server'
import { paragraphBreak } from './word-diff.ts'
import { contentOf } from './words-at.ts'

/** Where something stands: in which paragraph, counted from 0, and how far in its flat text. */
export interface Place {
  readonly block: number
  readonly at: number
}

interface Letter extends Place {
  /** Of a line break null. */
  readonly voice: VoiceId | null
}

/**
 * Paragraphs as one text with a break between each two. What is no text, such as a note, has no letter of its own there: it goes with the
 * letter before it, or the one after where it begins its paragraph.
 */
export class Passage {
  readonly blocks: readonly TextBlock[]
  readonly text: string
  /** Of each letter; null for a break between paragraphs. */
  readonly #places: readonly (Letter | null)[]
  /** Where each paragraph begins. */
  readonly #begins: readonly number[]
  readonly #notesBefore = new Map<number, Place[]>()
  readonly #notesAfter = new Map<number, Place[]>()

  constructor(blocks: readonly TextBlock[]) {
    const places: (Letter | null)[] = []
    const beginnings: number[] = []
    let text = ''
    for (const [block, one] of blocks.entries()) {
      if (block > 0) {
        text += paragraphBreak
        places.push(null)
      }
      const begins = text.length
      beginnings.push(begins)
      let at = 0
      for (const node of contentOf(one)) {
        if (isVoicedText(node)) {
          // Somebody may have pasted one.
          text += node.text.replaceAll(paragraphBreak, ' ')
          for (const end = at + node.text.length; at < end; at += 1) places.push({ block, at, voice: node.voice })
        } else if (node.type === 'hardBreak') {
          text += '\n'
          places.push({ block, at, voice: null })
          at += 1
        } else {
          const [notes, letter] = text.length > begins ? [this.#notesAfter, text.length - 1] : [this.#notesBefore, begins]
          notes.set(letter, [...(notes.get(letter) ?? []), { block, at }])
          at += 1
        }
      }
    }
    this.blocks = blocks
    this.text = text
    this.#places = places
    this.#begins = beginnings
  }

  placeOf(letter: number): Letter | null {
    return this.#places[letter] ?? null
  }

  /** The notes that begin its paragraph; of the letter behind the last those of a paragraph without letters. */
  notesBefore(letter: number): readonly Place[] {
    return this.#notesBefore.get(letter) ?? []
  }

  notesAfter(letter: number): readonly Place[] {
    return this.#notesAfter.get(letter) ?? []
  }

  /** The letter that stands at a place or is the next in its paragraph; behind its last letter what follows that. */
  letterAt({ block, at }: Place): number {
    let letter = this.#begins[block] ?? this.text.length
    for (let place = this.placeOf(letter); place?.block === block && place.at < at; place = this.placeOf(letter)) letter += 1
    return letter
  }
}
