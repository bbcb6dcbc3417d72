import type { PastedPicture } from '@samskriv/document/clipboard'
import { Fragment, type Node, type Slice } from '@tiptap/pm/model'
import { Selection, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import {
  createAbsolutePositionFromRelativePosition,
  createRelativePositionFromTypeIndex,
  type RelativePosition,
  type XmlFragment,
} from 'yjs'

import type { SharedUndo } from '../editor/shared-undo.ts'
import type { BroughtPicture } from '../pictures/picture-asked.ts'
import type { PasteQuestion, Pastes } from './pastes.ts'

export interface LongPasteOptions {
  readonly pastes: Pastes
  readonly fragment: XmlFragment
  readonly undo: SharedUndo
  /** In what is pasted, each there as a picture with its mark for a hash. */
  readonly pictures: readonly PastedPicture[]
  readonly onPictures: (pictures: readonly BroughtPicture[]) => void
}

/** More than that comes in parts: in one, nothing could be pressed or typed meanwhile. */
const [mostLetters, mostBlocks] = [20_000, 80]
/** Of one part, so that whoever types beside it does not notice. */
const [lettersAtOnce, blocksAtOnce] = [12_000, 40]

/**
 * Puts in part by part what is pasted, where that is much; between the parts the page is drawn and hears of keys. One step back takes all
 * of it out again, and stopping does.
 *
 * @returns false when it is little, or goes somewhere else than between the blocks of a section
 */
export function pasteLong(view: EditorView, slice: Slice, options: LongPasteOptions): boolean {
  const { content, openStart } = slice
  if (content.size < mostLetters && content.childCount < mostBlocks) return false
  const { blocks, pictures } = withoutMarks(content, options.pictures)
  const [first = [], ...parts] = partsOf(blocks)
  const begun = begin(view.state.tr, first, openStart > 0)
  if (begun === null) return false
  void putIn(view, begun, parts, { ...options, placed: pictures })
  return true
}

/** The browser has drawn what was changed, and the page has heard of what was pressed. */
export async function nextPaint(): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, 0)
  })
}

interface Begun {
  readonly tr: Transaction
  readonly count: number
  /** How many blocks of the section stand before those that follow. */
  readonly index: number
}

interface PlacedPicture {
  readonly picture: PastedPicture
  /** How many of the pasted blocks stand before it. */
  readonly behind: number
}

async function putIn(
  view: EditorView,
  { tr, count, index }: Begun,
  parts: readonly (readonly Node[])[],
  { pastes, fragment, undo, placed, onPictures }: LongPasteOptions & { readonly placed: readonly PlacedPicture[] },
): Promise<void> {
  let isStopped = false
  const stop = (): void => void (isStopped = true)
  const asked: PasteQuestion[] = []
  const unfollow = pastes.question.subscribe(() => {
    const question = pastes.question.get()
    if (question !== null) asked.push(question)
  })
  const release = undo.hold(stop)
  const places = new Map<number, RelativePosition>()
  let done = 0
  /** @returns where the blocks after those that are in go: others may write before it meanwhile */
  const put = (change: Transaction, count: number, end: number): RelativePosition => {
    view.dispatch(change.setMeta('paste', true).setMeta('uiEvent', 'paste'))
    done += count
    for (const { behind } of placed) if (!places.has(behind) && behind <= done) places.set(behind, placeAt(fragment, end - (done - behind)))
    return placeAt(fragment, end)
  }
  let place = put(tr, count, index)
  let caret = view.state.selection
  for (const [number, part] of parts.entries()) {
    pastes.tellProgress({ done: (number + 1) / (parts.length + 1), stop })
    await nextPaint()
    if (isStopped || view.isDestroyed) break
    const at = indexOf(fragment, place)
    const position = sizeOf(view.state.doc.content.content.slice(0, at))
    const next = view.state.tr.insert(position, Fragment.from(part))
    // Whoever has gone on writing somewhere else stays there.
    if (number === parts.length - 1 && view.state.selection.eq(caret))
      next.setSelection(Selection.near(next.doc.resolve(position + sizeOf(part)), -1)).scrollIntoView()
    place = put(next, part.length, at + part.length)
    caret = view.state.selection
  }
  release()
  unfollow()
  pastes.tellProgress(null)
  if (isStopped || view.isDestroyed) {
    undo.undo()
    return pastes.dismiss()
  }
  if (asked.length > 0)
    pastes.ask({ ranges: asked.flatMap(({ ranges }) => ranges), words: asked.reduce((sum, { words }) => sum + words, 0) })
  if (placed.length > 0) onPictures(placed.map(({ picture: { file, alt }, behind }) => ({ file, alt, place: places.get(behind) ?? place })))
}

function placeAt(fragment: XmlFragment, index: number): RelativePosition {
  return createRelativePositionFromTypeIndex(fragment, index, -1)
}

function indexOf(fragment: XmlFragment, place: RelativePosition): number {
  const { doc, length } = fragment
  return (doc === null ? null : createAbsolutePositionFromRelativePosition(place, doc)?.index) ?? length
}

/** What comes first: into the line that the caret is in when that goes on, in place of an empty one, or behind or before it. */
function begin(tr: Transaction, blocks: readonly Node[], isOpen: boolean): Begun | null {
  const count = blocks.length
  tr.deleteSelection()
  const { $from } = tr.selection
  if ($from.depth !== 1 || !$from.parent.isTextblock) return null
  const [size, place] = [$from.parent.content.size, $from.index(0)]
  if (size === 0) return { tr: tr.replaceWith($from.before(1), $from.after(1), blocks), count, index: place + count }
  if ($from.parentOffset === 0) return { tr: tr.insert($from.before(1), blocks), count, index: place + count }
  // The rest of the line stays a line of its own.
  if ($from.parentOffset < size) tr.split($from.pos)
  const [first, ...rest] = blocks
  const goesOn = isOpen && first !== undefined && first.type === $from.parent.type
  const below = goesOn ? rest : blocks
  const after = $from.pos + 1
  tr.insert(after, below)
  if (goesOn) tr.insert($from.pos, first.content)
  return { tr, count, index: place + 1 + below.length }
}

/** Pictures follow when it is said what they show. */
function withoutMarks(
  content: Fragment,
  pictures: readonly PastedPicture[],
): { readonly blocks: readonly Node[]; readonly pictures: readonly PlacedPicture[] } {
  const byMark = new Map(pictures.map((picture) => [picture.mark, picture]))
  const blocks: Node[] = []
  const placed: PlacedPicture[] = []
  for (const node of content.content) {
    const picture = byMark.get(String(node.attrs['hash']))
    if (picture === undefined) blocks.push(node)
    else placed.push({ picture, behind: blocks.length })
  }
  const rest = pictures.filter((picture) => !placed.some((one) => one.picture === picture))
  return { blocks, pictures: [...placed, ...rest.map((picture) => ({ picture, behind: blocks.length }))] }
}

function partsOf(blocks: readonly Node[]): readonly (readonly Node[])[] {
  const parts: Node[][] = []
  let letters = Infinity
  for (const block of blocks) {
    const last = parts.at(-1)
    if (last === undefined || letters + block.nodeSize > lettersAtOnce || last.length >= blocksAtOnce) {
      parts.push([block])
      letters = 0
    } else last.push(block)
    letters += block.nodeSize
  }
  return parts
}

function sizeOf(blocks: readonly Node[]): number {
  return blocks.reduce((size, { nodeSize }) => size + nodeSize, 0)
}
