import type { IdRange } from '@samskriv/attribution'
import * as Y from 'yjs'

import { BodyBroken } from '../errors.ts'
import { eachText } from './each-text.ts'
import { removeEmptied } from './remove-emptied.ts'

/** Takes words out of their texts, and with them the blocks among these ids that hold nothing any more. */
export function takeOutWholly(doc: Y.Doc, all: readonly IdRange[]): void {
  const emptied = new Set<Y.XmlText>()
  for (const ids of all) {
    const found: { text: Y.XmlText; client: number; clock: number; length: number }[] = []
    eachText(doc, ids, (item, from, to) => {
      if (item.parent instanceof Y.XmlText)
        found.push({ text: item.parent, client: item.id.client, clock: item.id.clock + from, length: to - from })
    })
    for (const { text, client, clock, length } of found) {
      text.delete(indexOf(text, client, clock), length)
      emptied.add(text)
    }
  }
  const isAmongThem = ({ _item: item }: Y.XmlElement): boolean =>
    item !== null &&
    all.some(({ client, clock, length }) => client === item.id.client && clock <= item.id.clock && item.id.clock < clock + length)
  for (const text of emptied) removeEmptied(text, isAmongThem)
}

function indexOf(text: Y.XmlText, client: number, clock: number): number {
  let at = 0
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue
    if (item.id.client === client && clock >= item.id.clock && clock < item.id.clock + item.length) return at + clock - item.id.clock
    at += item.length
  }
  throw new BodyBroken('words that do not stand in their text')
}
