import { type Authorship, saidInAttribute, voiceOfSaid } from '@samskriv/attribution'
import type { VoiceId } from '@samskriv/domain'
import * as Y from 'yjs'

import type { WireStruct } from '../wire/wire-update.ts'
import type { KeptSuggestion } from './attempts.ts'
import type { HarmedNote } from './harm.ts'
import type { Group } from './harmed-groups.ts'
import { itemAt } from './item-at.ts'
import { isElement, runsIn, type TreeElement, type TreeNode } from './section-tree.ts'
import { textLinesIn, trimmedLines } from './text-lines.ts'

/** Who had said what goes, when it is what a note says or a picture shows: another says it anew, or nobody any more. */
export function voiceOfGone({ id, parent, parentSub }: Y.Item, authorship: Authorship): VoiceId | null {
  if (parentSub === null || !(parent instanceof Y.XmlElement) || !(parent.nodeName in saidInAttribute)) return null
  return authorship.soleVoice(id.client, id.clock, 1) ?? null
}

/** Who has said what a note says, or a picture shows, that an arriving attribute is of. */
export function voiceOfChanged(
  { doc, authorship }: { readonly doc: Y.Doc; readonly authorship: Authorship },
  { originClient, originClock, parentClient, parentClock }: WireStruct,
): VoiceId | null {
  const before = itemAt(doc, originClient, originClock)
  const content = originClock < 0 ? itemAt(doc, parentClient, parentClock)?.content : null
  const element = before?.parent ?? (content instanceof Y.ContentType ? content.type : null)
  return element instanceof Y.XmlElement ? voiceOfSaid(element, authorship) : null
}

/** A note that came is told in its place, as a remark in brackets; one that changes, by what it says. */
export function wordsOfNote(
  { id, original, proposed }: HarmedNote,
  { before, after }: Group,
): Pick<KeptSuggestion, 'original' | 'proposed'> {
  if (original !== null) return { original: [original], proposed: [proposed ?? ''] }
  const told = (node: TreeNode): TreeNode => {
    if (!isElement(node)) return node
    const children = node.children.map((child, place, all) => {
      return isElement(child) && child.id === id
        ? remark(child, proposed ?? '', textOf(all[place - 1]), textOf(all[place + 1]))
        : told(child)
    })
    return { ...node, children }
  }
  return { original: trimmedLines(before.flatMap(textLinesIn)), proposed: trimmedLines(after.map(told).flatMap(textLinesIn)) }
}

/** With blanks around it where there are none, except before a sign that closes. */
function remark({ id, voice }: TreeElement, text: string, before: string, after: string): TreeNode {
  const [left, right] = [/\s$/u.test(before) ? '' : ' ', /^(?:[\s.,;:!?)\]”»…]|$)/u.test(after) ? '' : ' ']
  const words = `${left}(${text})${right}`
  const said = voice ?? ('' as VoiceId)
  return { id, runs: [{ client: 0, clock: 0, length: words.length, text: words, voice: said, marks: {} }] }
}

function textOf(node: TreeNode | undefined): string {
  return node === undefined
    ? ''
    : runsIn(node)
        .map(({ text }) => text)
        .join('')
}
