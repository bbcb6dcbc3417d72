import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { Ledger } from './ledger.ts'
import { lostText } from './lost-text.ts'
import { write } from './testing/a-session.ts'

/** Paragraphs in which each part was typed by one hand: `mine`, or `theirs`. */
type Part = readonly [whose: 'mine' | 'theirs', text: string]

function aCopy(...paragraphs: readonly (readonly Part[])[]) {
  const doc = new Y.Doc()
  const hands = { mine: 1, theirs: 2 }
  for (const parts of paragraphs) {
    write(doc, '')
    const fragment = doc.getXmlFragment('s:summary')
    const paragraph = fragment.get(fragment.length - 1)
    const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
    if (!(text instanceof Y.XmlText)) throw new Error('no text')
    for (const [whose, words] of parts) {
      doc.clientID = hands[whose]
      text.insert(text.length, words)
    }
  }
  return { doc, ledger: new Ledger([[hands.mine, Y.getState(doc.store, hands.mine)]]) }
}

function aText(...paragraphs: string[]): Y.Doc {
  const doc = new Y.Doc()
  for (const words of paragraphs) write(doc, words)
  return doc
}

const lost = (copy: ReturnType<typeof aCopy>, now: Y.Doc | null) => lostText(copy, now).map(({ text }) => text)

describe('[SC18] what a restored text lacks', () => {
  test('is nothing when all words are there, under whichever ids, split into other blocks or joined', () => {
    const copy = aCopy([['mine', 'The walls were wet when we came.']], [['mine', 'Nobody had been there since the autumn.']])
    const joined = 'The walls were wet when we came. Nobody had been there since the autumn.'
    expect(lost(copy, aText('The walls were wet when we came.', 'Nobody had been there since the autumn.'))).toEqual([])
    expect(lost(copy, aText(joined))).toEqual([])
    expect(lost(aCopy([['mine', joined]]), aText(joined))).toEqual([])
  })

  test('is the whole of a block in which one word is missing, so that it can be understood', () => {
    const copy = aCopy([['mine', 'We will not come.']])
    expect(lost(copy, aText('We will come.', 'It is not so.'))).toEqual(['We will not come.'])
  })

  test('is a word that others have written elsewhere too', () => {
    expect(lost(aCopy([['mine', 'Yes']]), aText('They said Yes to it', 'No'))).toEqual(['Yes'])
    expect(lost(aCopy([['mine', 'Yes']]), aText('Yes'))).toEqual([])
  })

  test('is of one’s own words alone, whole ones, also in the middle of those of others', () => {
    const copy = aCopy([
      ['theirs', 'The walls we'],
      ['mine', 're not'],
      ['theirs', ' dry.'],
    ])
    expect(lost(copy, aText('The walls we dry.'))).toEqual(['were not'])
    expect(lost(copy, aText('The walls were not dry.'))).toEqual([])
  })

  test('does not count what others have lost', () => {
    const copy = aCopy([['theirs', 'We went to look.']], [['mine', 'The walls were wet.']])
    expect(lost(copy, aText('The walls were wet.'))).toEqual([])
  })

  test('is everything of one’s own where there is no text', () => {
    const copy = aCopy([['mine', 'The walls were wet.']], [['theirs', 'We went to look.']])
    expect(lost(copy, null)).toEqual(['The walls were wet.'])
    expect(lost(copy, new Y.Doc())).toEqual(['The walls were wet.'])
  })
})
