import { suggestionsOf, suggestionUses, type Script, type Study, type Suggestion } from '@samskriv/database'
import { unaskedUse, type SectionKey } from '@samskriv/domain'
import type { CharacterEdge, ExportSuggestion, SuggestedChange } from '@samskriv/export'
import { textBlocksIn, type Committed, type PlacedAnchor, type TextBlock } from '@samskriv/sync-server'
import { peopleOf } from '../threads/people-of.ts'
import { isAsItWas } from './accepting.ts'
import { changedText, isNew, type ChangedPart } from './changed-text.ts'
import type { Passage } from './passage.ts'
import { contentOf, flatText, stretchIn, characterAt, type Stretch } from './words-at.ts'

/** As many as a file takes along. */
const most = 10_000

/** One that waits to be decided about, and how it may leave the house. */
export interface OpenSuggestion {
  readonly suggestion: Suggestion
  readonly said: Pick<ExportSuggestion, 'id' | 'author' | 'at' | 'use'>
}

/** What is suggested in a study while nobody has decided, oldest first. What of it may leave the house is decided later. */
export const openSuggestions = (study: Study): Script<OpenSuggestion[]> =>
  function* (ctx) {
    const open = (yield* suggestionsOf(study.id, { state: 'proposed', limit: most })(ctx)).toReversed()
    const uses = yield* suggestionUses(open.map(({ id }) => id))(ctx)
    const people = yield* peopleOf({ study }, [...new Set(open.map(({ participant }) => participant))])(ctx)
    return open.map((suggestion) => {
      const { id, participant, sector, at } = suggestion
      const author = { name: people.said(participant, sector).name, sector }
      return { suggestion, said: { id, author, at: new Date(at).toISOString(), use: uses.get(id) ?? unaskedUse } }
    })
  }

/** Where the words stand that suggestions are about, and what would go and come there, in one committed state of the text. */
export function suggestedChanges(
  { doc, authorship, anchors }: Pick<Committed, 'doc' | 'authorship' | 'anchors'>,
  open: readonly OpenSuggestion[],
): ExportSuggestion[] {
  const placed = new Map(anchors.map((anchor) => [anchor.id, anchor]))
  const sections = new Map<SectionKey, readonly TextBlock[]>()
  const blocksIn = (section: SectionKey): readonly TextBlock[] => {
    const blocks = sections.get(section) ?? textBlocksIn(doc, section, authorship)
    sections.set(section, blocks)
    return blocks
  }
  return open.map(({ suggestion, said }) => {
    const anchor = placed.get(suggestion.anchor ?? '')
    const about = placeOf(anchor)
    const stretch = anchor === undefined || about === null ? null : stretchIn(blocksIn(anchor.section), about)
    const isThere = stretch !== null && isAsItWas(stretch, suggestion)
    return { ...said, about, changes: isThere ? changesOf(stretch, suggestion) : null }
  })
}

function placeOf(anchor: PlacedAnchor | undefined): ExportSuggestion['about'] {
  return anchor === undefined || anchor.state === 'detached' ? null : { start: anchor.start, end: anchor.end }
}

/** Word by word, as it would be put in. Null where it is more than other words in paragraphs that stay. */
function changesOf(stretch: Stretch, suggestion: Suggestion): SuggestedChange[] | null {
  if (suggestion.place === 'end' || suggestion.proposed.some(({ form }) => form !== undefined)) return null
  const { passage, paragraphs, gone } = changedText(stretch, suggestion)
  const isElsewhere = paragraphs.some(({ host, parts }) => parts.some((part) => !isNew(part) && part.stays && part.block !== host))
  if (passage.blocks.length !== paragraphs.length + gone.length || isElsewhere) return null
  // Of a paragraph that would go the words are shown as gone; accepted in another program, an empty one is left.
  const changes = passage.blocks.map((block, index) => {
    const parts = paragraphs.find(({ host }) => host === index)?.parts ?? []
    return changesIn(block, parts, passage)
  })
  return changes.every((each) => each !== null) ? changes.flat() : null
}

/** What comes of one paragraph. Null where it is no words alone that go or come. */
function changesIn(block: TextBlock, parts: readonly ChangedPart[], passage: Passage): SuggestedChange[] | null {
  const changes: SuggestedChange[] = []
  const flat = flatText(contentOf(block))
  let at = 0
  let proposed = ''
  const until = (to: number): boolean => {
    if (to === at && proposed === '') return true
    const edges = edgesOf(block, at, to)
    if (edges === null || /[\n\uFFFC]/u.test(flat.slice(at, to) + proposed)) return false
    changes.push({ ...edges, proposed })
    proposed = ''
    return true
  }
  for (const part of parts) {
    if (isNew(part)) proposed += part.text
    else if (part.stays) {
      if (!until(part.at)) return null
      at = part.to
    } else proposed += flatText(contentOf(passage.blocks[part.block] ?? block)).slice(part.at, part.to)
  }
  return until(flat.length) ? changes : null
}

/** New words stand by the character before them, or at the beginning of their paragraph by the one after. */
function edgesOf(block: TextBlock, from: number, to: number): Pick<SuggestedChange, 'from' | 'to'> | null {
  if (from === to) {
    const edge = edgeAt(block, from - 1, 'after') ?? edgeAt(block, from, 'before')
    return edge === null ? null : { from: edge, to: edge }
  }
  const [begins, ends] = [edgeAt(block, from, 'before'), edgeAt(block, to - 1, 'after')]
  return begins === null || ends === null ? null : { from: begins, to: ends }
}

function edgeAt(block: TextBlock, offset: number, side: CharacterEdge['side']): CharacterEdge | null {
  const character = characterAt(block, offset)
  return character === null ? null : { character, side }
}
