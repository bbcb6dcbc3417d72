import { Authorship } from '@samskriv/attribution'
import { sectionJson, sectionRoot, writeNodes } from '@samskriv/document'
import type { SectionKey, VoiceId } from '@samskriv/domain'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { takeOutWords } from './take-out-words.ts'

const key = 'summary' as SectionKey
const [mine, theirs] = ['mine' as VoiceId, 'theirs' as VoiceId]
const clients = new Map([
  [mine, 11],
  [theirs, 22],
])

/** A section of two voices, each with a clientID of its own. */
function aDoc(...blocks: Parameters<typeof writeNodes<VoiceId>>[2]): { doc: Y.Doc; authorship: Authorship } {
  const doc = new Y.Doc()
  doc.transact(() => {
    writeNodes(doc, key, blocks, (voice) => {
      doc.clientID = clients.get(voice) ?? 0
    })
  })
  doc.clientID = 33
  const bindings = [...clients].map(([voice, client]) => ({ client, voice }))
  return { doc, authorship: new Authorship({ bindings: [...bindings, { client: 33, voice: mine }] }) }
}

function takeOut({ doc, authorship }: ReturnType<typeof aDoc>, mark: string | null = '[gone]'): readonly string[] {
  let taken: readonly string[] = []
  doc.transact(() => {
    taken = takeOutWords({ doc, authorship }, [key], { isTheirs: (voice) => voice === mine, mark })
  })
  return taken
}

const text = (voice: VoiceId, words: string, marks?: { type: string }[]) =>
  ({ type: 'text', text: words, voice, ...(marks === undefined ? {} : { marks }) }) as const

describe('[SS56] taking somebody’s words out', () => {
  test('leaves those of others, with the space that held them apart', () => {
    const made = aDoc({
      type: 'paragraph',
      content: [text(theirs, 'We met'), text(mine, ' in the cold cellar '), text(theirs, 'in May.')],
    })
    expect(takeOut(made)).toEqual([' in the cold cellar '])
    expect(made.doc.getXmlFragment(sectionRoot(key)).toString()).toBe('<paragraph>We met [gone] in May.</paragraph>')
  })

  test('finds them in lists, in bold, in footnotes and in descriptions of pictures', () => {
    const made = aDoc(
      {
        type: 'bulletList',
        content: [
          { type: 'listItem', content: [{ type: 'paragraph', content: [text(mine, 'One'), text(mine, ' two', [{ type: 'bold' }])] }] },
        ],
      },
      { type: 'paragraph', content: [text(mine, 'Three'), { type: 'footnote', attrs: { text: 'Four' } }] },
    )
    expect(takeOut(made)).toEqual(['One two', 'Three', 'Four'])
    expect(JSON.stringify(sectionJson(made.doc, key))).not.toMatch(/One|two|Three|Four/)
    expect(JSON.stringify(sectionJson(made.doc, key)).match(/\[gone\]/g)).toHaveLength(3)
  })

  test('leaves nothing at all where nothing is to stand for them, neither their space nor a paragraph that came with them', () => {
    const made = aDoc(
      { type: 'paragraph', content: [text(theirs, 'We met'), text(mine, ' in the cold cellar'), text(theirs, ' in May.')] },
      { type: 'paragraph', content: [text(mine, 'All of this goes.')] },
    )
    takeOut(made, null)
    const left = made.doc.getXmlFragment(sectionRoot(key)).toString()
    expect(left.replace('<paragraph></paragraph>', '')).toBe('<paragraph>We met in May.</paragraph>')
  })

  test('changes nothing where there are none', () => {
    const made = aDoc({ type: 'paragraph', content: [text(theirs, 'All ours.')] })
    const before = Y.encodeStateVector(made.doc)
    expect(takeOut(made)).toEqual([])
    expect(Y.encodeStateVector(made.doc)).toEqual(before)
  })
})
