import { contentRules, isSectionKey } from '@samskriv/document'
import type { StudyView } from '@samskriv/protocol/http'
import { absolutePositionToRelativePosition, ySyncPluginKey } from '@tiptap/y-tiptap'
import type { Editor } from '@tiptap/core'
import { NodeSelection } from '@tiptap/pm/state'
import * as Y from 'yjs'

import type { Say } from '../../shell/use-say.ts'
import { backInText } from '../editor/back-in-text.ts'
import { positionOf } from '../editor/position-of.ts'
import type { OpenCopy } from '../study-context.ts'
import { type Direction, type Inside, isInside, moveBlock, type MovedTo, neighbourSpot } from './move-block.ts'

/** Moves the block that the caret is in, and the caret with it. @returns what is to be said of it; null when there is no caret */
export function moveAtCaret(say: Say, study: StudyView, copy: OpenCopy, direction: Direction): string | null {
  const active = copy.active.get()
  const caret = active === null ? null : caretOf(active.editor)
  if (active === null || caret === null) return null
  const found = neighbourSpot(copy.doc, openAround(study, active.key), caret.text, direction)
  const moved = found === null ? null : moveBlock(copy.doc, copy.undo, { ...found, caret })
  if (moved === null) return say('move.edge')
  void copy.editors.whenMounted(moved.section).then((target) => target !== null && putCaret(target, moved))
  if (moved.section === active.key) return say(direction === 'up' ? 'move.movedUp' : 'move.movedDown')
  return say('move.into', { section: study.template.sections.find(({ id }) => id === moved.section)?.title[study.language] ?? '' })
}

/** The sections without a gap around one that may be written in: a block does not jump over one that is closed. */
function openAround({ template, sections }: StudyView, key: string) {
  const isOpen = new Map(sections.map((section) => [section.key, section.canWrite]))
  const keys = template.sections.map(({ id }) => id).filter(isSectionKey)
  const at = keys.findIndex((one) => one === key)
  let [from, to] = [at, at + 1]
  while (from > 0 && isOpen.get(keys[from - 1] ?? '') === true) from -= 1
  while (to < keys.length && isOpen.get(keys[to] ?? '') === true) to += 1
  return at < 0 ? [] : keys.slice(from, to)
}

function caretOf({ state }: Editor): { readonly text: Inside; readonly offset: number } | null {
  const sync = ySyncPluginKey.getState(state)
  if (!sync?.binding) return null
  const { selection } = state
  if (selection instanceof NodeSelection && selection.$from.depth === 0) {
    const block: unknown = sync.type.get(selection.$from.index())
    return isInside(block) ? { text: block, offset: 0 } : null
  }
  const relative: Y.RelativePosition = absolutePositionToRelativePosition(state.selection.head, sync.type, sync.binding.mapping)
  const place = Y.createAbsolutePositionFromRelativePosition(relative, sync.doc)
  return place === null || !isInside(place.type) ? null : { text: place.type, offset: place.index }
}

function putCaret(editor: Editor, { text, offset }: MovedTo): void {
  const block = placeOfBlock(text)
  if (block !== null) {
    const at = editor.state.doc.content.content.slice(0, block).reduce((size, { nodeSize }) => size + nodeSize, 0)
    backInText(editor).setNodeSelection(at).run()
    return
  }
  const position = positionOf(editor.state, Y.createRelativePositionFromTypeIndex(text, offset))
  if (position !== null) backInText(editor).setTextSelection(position).run()
}

/** Which block of its section it is, when it is a whole one that has no words of its own; null for a text. */
function placeOfBlock(moved: Inside): number | null {
  if (!(moved instanceof Y.XmlElement) || contentRules.inlineText.has(moved.nodeName)) return null
  const place = moved.parent instanceof Y.XmlFragment ? moved.parent.toArray().indexOf(moved) : -1
  return place < 0 ? null : place
}
