import type { Authorship } from '@samskriv/attribution'
import { schema } from '@samskriv/document'
import { isProtectedFrom, type SectionKey, type VoiceId } from '@samskriv/domain'
import * as Y from 'yjs'

import type { SectionPolicy } from '../update-store.ts'
import type { WireStruct, WireUpdate } from '../wire/wire-update.ts'
import type { RemovedText } from './handled-words.ts'
import { voiceOfChanged, voiceOfGone } from './harmed-notes.ts'
import { itemAt } from './item-at.ts'
import type { Hand } from './softenings.ts'

/** A place is looked for over so many deleted neighbours. */
const mostSteps = 10_000

interface Body {
  readonly doc: Y.Doc
  readonly authorship: Authorship
  readonly policies: ReadonlyMap<SectionKey, SectionPolicy>
}

/**
 * Says before an update whether it may harm protected words, and has to be looked at: for nearly all of them that costs a look at whose
 * words stand beside.
 */
export class WordGuard {
  readonly #body: Body

  constructor(body: Body) {
    this.#body = body
  }

  /** Whether an update has to be applied by itself, and looked at afterwards. */
  concerns(
    hand: Hand,
    { changes, removed }: { readonly changes: ReadonlyMap<SectionKey, number>; readonly removed: readonly RemovedText[] },
    { sections }: WireUpdate,
  ): boolean {
    if (hand.sector === 'community' || hand.participant === null) return false
    if (![...changes.keys()].some((section) => this.isGuarded(section))) return false
    for (const one of removed) if (this.#takesOut(one, hand)) return true
    for (const { structs } of sections)
      for (const struct of structs) if (struct.kind === 'attribute' && this.#changesNote(struct, hand)) return true
    for (const { structs } of sections)
      for (const struct of structs) if (isOfLine(struct) && this.#isBeforeProtected(struct, hand)) return true
    return false
  }

  isGuarded(section: SectionKey): boolean {
    return this.#body.policies.get(section)?.wordsProtected !== false
  }

  isProtected(voice: VoiceId, hand: Hand): boolean {
    const known = this.#body.authorship.voices.get(voice)
    return known !== undefined && isProtectedFrom(known, hand)
  }

  #takesOut({ client, clock, length }: RemovedText, hand: Hand): boolean {
    const { doc, authorship } = this.#body
    if (length > 0) return authorship.segments(client, clock, length).some(({ voice }) => this.isProtected(voice, hand))
    const item = itemAt(doc, client, clock)
    if (item === null) return false
    // With a block goes what others have written in it meanwhile.
    if (item.content instanceof Y.ContentType) return true
    const voice = voiceOfGone(item, authorship)
    return voice !== null && this.isProtected(voice, hand)
  }

  #changesNote(struct: WireStruct, hand: Hand): boolean {
    const voice = voiceOfChanged(this.#body, struct)
    return voice !== null && this.isProtected(voice, hand)
  }

  /** Whether the next letter of the line that something new comes into is protected, also one behind a note. */
  #isBeforeProtected({ originClient, originClock, rightClient, rightClock, parentClient, parentClock }: WireStruct, hand: Hand): boolean {
    const { doc } = this.#body
    const [right, left] = [itemAt(doc, rightClient, rightClock), itemAt(doc, originClient, originClock)]
    if (right !== null) return this.#isLetterProtected(right, rightClock - right.id.clock, hand)
    // What it stands beside arrives with it, and is looked at by itself.
    if (rightClock >= 0) return false
    if (left !== null) {
      const at = originClock + 1 - left.id.clock
      return at < left.length ? this.#isLetterProtected(left, at, hand) : this.#isLetterProtected(nextInLine(left), 0, hand)
    }
    const parent = originClock >= 0 ? null : itemAt(doc, parentClient, parentClock)
    if (!(parent?.content instanceof Y.ContentType)) return false
    return this.#isLetterProtected(parent.content.type._start ?? nextInLine(parent), 0, hand)
  }

  /** @param at - from which of its letters on the first item counts */
  #isLetterProtected(first: Y.Item | null, at: number, hand: Hand): boolean {
    let item = first
    for (let steps = 0; item !== null && steps < mostSteps; steps += 1) {
      const { content, deleted, id } = item
      if (!deleted && content instanceof Y.ContentString) {
        const voice = this.#body.authorship.soleVoice(id.client, id.clock + (item === first ? at : 0), 1)
        return voice !== undefined && this.isProtected(voice, hand)
      }
      if (!deleted && content instanceof Y.ContentType) {
        if (content.type instanceof Y.XmlText) {
          item = content.type._start ?? nextInLine(item)
          continue
        }
        if (!(content.type instanceof Y.XmlElement) || !isBesideWords(content.type.nodeName)) return false
      }
      item = nextInLine(item)
    }
    return false
  }
}

/** Whether it stands in a line: words, or what holds them beside a note, or a note. */
function isOfLine({ kind, name }: WireStruct): boolean {
  return kind === 'text' || kind === 'text-node' || (kind === 'element' && isBesideWords(name))
}

/** Whether an element stands among the words of a line. A hard break begins another one. */
function isBesideWords(name: string): boolean {
  return schema.nodes[name]?.isInline === true && name !== 'hardBreak'
}

/** What stands after an item in its text, or after the text. */
function nextInLine(item: Y.Item): Y.Item | null {
  if (item.right !== null) return item.right
  const { parent } = item
  return parent instanceof Y.XmlText ? (parent._item?.right ?? null) : null
}
