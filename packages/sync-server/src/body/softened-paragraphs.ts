import {
  softeningOf,
  spansOfSection,
  type Authorship,
  type IdRange,
  type PieceBefore,
  type Softening,
  type StandingWords,
  type VoicedElement,
} from '@samskriv/attribution'
import { sectionKeyOfRoot } from '@samskriv/document'
import { isCommunityVoice, type ParticipantId, type SectionKey, type VoiceId } from '@samskriv/domain'
import type * as Y from 'yjs'

import type { KeptBlock, ParagraphBefore } from '../update-store.ts'
import { textBlocksIn } from './text-blocks.ts'

/** A stretch of a text block in one voice; a line break is one of nobody. */
export interface BlockText {
  readonly text: string
  readonly voice: VoiceId | null
  /** None where it was kept without them. */
  readonly ids: readonly IdRange[]
}

export function textOf(block: KeptBlock | VoicedElement): readonly BlockText[] {
  return (block.content ?? []).flatMap((node): readonly BlockText[] => {
    if ('voice' in node) return [{ text: node.text, voice: node.voice, ids: isWithIds(node) ? node.ranges : [] }]
    return node.type === 'hardBreak' ? [{ text: '\n', voice: null, ids: [] }] : textOf(node)
  })
}

/** What stands in a study now, read as far as it is asked for and once. */
export class Reading {
  readonly #doc: Y.Doc
  readonly #authorship: Authorship
  readonly #blocks = new Map<SectionKey, readonly { readonly id: string; readonly said: readonly BlockText[] }[]>()
  #everywhere: Map<ParticipantId, string[][]> | null = null

  constructor(doc: Y.Doc, authorship: Authorship) {
    this.#doc = doc
    this.#authorship = authorship
  }

  /** @param isTaken - whether somebody took out all of these words */
  softeningOf(before: ParagraphBefore, isTaken: (ids: IdRange) => boolean): Softening | null {
    const pieces = this.#piecesOf(before, isTaken)
    if (!pieces.some(({ isGone }) => isGone)) return null
    const stands = before.section
    const found = softeningOf(pieces, (author) => ({ nearby: this.#nearby(before, author), everywhere: this.#of(author) }))
    // Short words that were put back are whoever's put them there; what stands there is what stood there.
    return found === null || this.#blocksOf(stands).some(({ said }) => plain(said) === plain(textOf(before.block))) ? null : found
  }

  #piecesOf({ block, ids }: ParagraphBefore, isTaken: (ids: IdRange) => boolean): readonly PieceBefore[] {
    const left = ids.map((range) => ({ ...range }))
    return textOf(block).flatMap(({ text, voice }): readonly PieceBefore[] => {
      const author = voice === null ? null : this.#authorOf(voice)
      if (voice === null) return [{ text, author, isGone: false }]
      const pieces: PieceBefore[] = []
      for (let at = 0; at < text.length;) {
        const [range] = left
        if (range === undefined) break
        const length = Math.min(range.length, text.length - at)
        // Character by character: what was taken begins and ends anywhere.
        for (let index = 0; index < length; index += 1) {
          const isGone = author !== null && isTaken({ client: range.client, clock: range.clock + index, length: 1 })
          const last = pieces.at(-1)
          const letter = text.slice(at + index, at + index + 1)
          if (last?.isGone === isGone) pieces[pieces.length - 1] = { ...last, text: last.text + letter }
          else pieces.push({ text: letter, author, isGone })
        }
        at += length
        if (length === range.length) left.shift()
        else left[0] = { client: range.client, clock: range.clock + length, length: range.length - length }
      }
      return pieces
    })
  }

  /** What stands in the paragraph itself, or, when it was made anew, in the one that has most of their words. */
  #nearby(before: ParagraphBefore, author: ParticipantId): readonly string[] {
    const blocks = this.#blocksOf(before.section)
    const itself = blocks.find(({ id }) => id === idOf(before))
    if (itself !== undefined) return this.#wordsIn(itself.said, author)
    const words = new Set(this.#wordsIn(textOf(before.block), author))
    const shared = (of: readonly string[]): number => of.filter((word) => words.has(word)).length
    return blocks.map(({ said }) => this.#wordsIn(said, author)).reduce((best, one) => (shared(one) > shared(best) ? one : best), [])
  }

  #wordsIn(said: readonly BlockText[], author: ParticipantId): readonly string[] {
    return said.flatMap(({ text, voice }) => (voice !== null && this.#authorOf(voice) === author ? (text.match(/\S+/g) ?? []) : []))
  }

  #of(author: ParticipantId): StandingWords['everywhere'] {
    this.#everywhere ??= this.#read()
    return this.#everywhere.get(author) ?? []
  }

  #read(): Map<ParticipantId, string[][]> {
    const found = new Map<ParticipantId, string[][]>()
    for (const root of this.#doc.share.keys()) {
      const section = sectionKeyOfRoot(root)
      if (section === null) continue
      let lastAuthor: ParticipantId | null = null
      let lastBlock = -1
      for (const { text, voice, block } of spansOfSection(this.#doc, section, this.#authorship)) {
        const author = this.#authorOf(voice)
        const words = text.match(/\S+/g) ?? []
        if (author !== null) {
          const runs = found.get(author) ?? []
          found.set(author, runs)
          const run = runs.at(-1)
          if (run !== undefined && lastAuthor === author && lastBlock === block) run.push(...words)
          else runs.push([...words])
        }
        lastAuthor = author
        lastBlock = block
      }
    }
    return found
  }

  #blocksOf(section: SectionKey): readonly { readonly id: string; readonly said: readonly BlockText[] }[] {
    const known = this.#blocks.get(section)
    if (known !== undefined) return known
    const blocks = textBlocksIn(this.#doc, section, this.#authorship).map((one) => ({ id: idOf(one), said: textOf(one.block) }))
    this.#blocks.set(section, blocks)
    return blocks
  }

  #authorOf(voice: VoiceId): ParticipantId | null {
    const known = this.#authorship.voices.get(voice)
    return known !== undefined && isCommunityVoice(known) ? known.by : null
  }
}

function isWithIds(node: object): node is { readonly ranges: readonly IdRange[] } {
  return 'ranges' in node
}

function idOf({ client, clock }: { readonly client: number; readonly clock: number }): string {
  return `${client}-${clock}`
}

function plain(said: readonly BlockText[]): string {
  return said.map(({ text }) => text).join('')
}
