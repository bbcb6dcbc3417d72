import { isVoicedText, type Authorship } from '@samskriv/attribution'
import { isProtectedFrom, splitsSentence, type ChangingHand, type SectionKey, type VoiceId } from '@samskriv/domain'
import type { PutIn } from '@samskriv/protocol'
import { textBlocksIn, type TextBlock } from '@samskriv/sync-server'
import type * as Y from 'yjs'
import { contentOf, flatText, slice, wordsAt } from '../suggestions/words-at.ts'

/** Where words go: at a place in a paragraph, counted as in `flatText`, or to the end of the section. */
export type PlaceInText = { readonly block: TextBlock; readonly at: number } | 'end'

interface Body {
  readonly doc: Y.Doc
  readonly authorship: Authorship
}

/** @returns null when the place is not there any more */
export function placeInText({ doc, authorship }: Body, { after, before, block, ...wanted }: PutIn, isOpen: boolean): PlaceInText | null {
  if (after === undefined && before === undefined && block === undefined) return 'end'
  if (!isOpen) return null
  const section = wanted.section as SectionKey
  const letter = (id: NonNullable<PutIn['after']>, side: 'from' | 'to'): PlaceInText | null => {
    const found = wordsAt(doc, authorship, { section, start: id, end: id })
    const [first] = found?.blocks ?? []
    return found === null || first === undefined ? null : { block: first, at: found[side] }
  }
  const paragraph = (id: NonNullable<PutIn['block']>): PlaceInText | null => {
    const found = textBlocksIn(doc, section, authorship).find(({ client, clock }) => client === id.client && clock === id.clock)
    return found === undefined ? null : { block: found, at: flatText(contentOf(found)).length }
  }
  return (
    (after === undefined ? null : letter(after, 'to')) ??
    (before === undefined ? null : letter(before, 'from')) ??
    (block === undefined ? null : paragraph(block))
  )
}

/**
 * Whether words at a place would take apart a sentence that is kept from whoever puts them there.
 *
 * @see rule D24 in packages/domain/README.md
 */
export function takesSentenceApart(authorship: Authorship, place: PlaceInText, hand: ChangingHand): boolean {
  if (place === 'end') return false
  const { block, at } = place
  const content = contentOf(block)
  const flat = flatText(content)
  const lineBegins = flat.lastIndexOf('\n', at - 1) + 1
  const lineEnds = flat.indexOf('\n', at)
  const [left, right] = [flat.slice(lineBegins, at), flat.slice(at, lineEnds < 0 ? undefined : lineEnds)]
  if (!splitsSentence(left, right)) return false
  const isKept = (from: number, to: number): boolean =>
    slice(content, from, to).some((node) => isVoicedText(node) && isProtected(node.voice))
  const isProtected = (id: VoiceId): boolean => {
    const voice = authorship.voices.get(id)
    return voice !== undefined && isProtectedFrom(voice, hand)
  }
  const last = lineBegins + left.trimEnd().length
  const first = at + right.length - right.trimStart().length
  return isKept(last - 1, last) && isKept(first, first + 1)
}
