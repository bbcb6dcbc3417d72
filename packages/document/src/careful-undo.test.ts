import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { makeCareful } from './careful-undo.ts'

/** One person's copy of a section, with an undo of their own. */
class Copy {
  readonly doc = new Y.Doc()
  readonly root = this.doc.getXmlFragment('s:summary')
  readonly undo = new Y.UndoManager(this.root, {
    trackedOrigins: new Set(['hand']),
    captureTimeout: 0,
    deleteFilter: ({ content }) => !(content instanceof Y.ContentType) || content.type._length === 0,
  })

  constructor() {
    makeCareful(this.undo)
  }

  step(change: (root: Y.XmlFragment) => void): void {
    this.doc.transact(() => change(this.root), 'hand')
    this.undo.stopCapturing()
  }

  get words(): readonly string[] {
    return textsIn(this.root).map((text) => text.toString())
  }

  text(words: string): Y.XmlText {
    const found = textsIn(this.root).find((text) => text.toString().includes(words))
    if (found === undefined) throw new Error(`nobody wrote "${words}"`)
    return found
  }
}

function textsIn(type: Y.XmlFragment): Y.XmlText[] {
  return type.toArray().flatMap((child) => (child instanceof Y.XmlText ? [child] : child instanceof Y.XmlElement ? textsIn(child) : []))
}

function blocksOf({ root }: Copy): readonly string[] {
  return root.toArray().map((block) => (block instanceof Y.XmlElement ? `${block.nodeName}: ${textsIn(block).join(' ')}` : ''))
}

function element(name: string, ...children: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
  const made = new Y.XmlElement(name)
  made.insert(0, children)
  return made
}

const paragraph = (words: string) => element('paragraph', new Y.XmlText(words))
const list = (...items: readonly string[]) => element('bulletList', ...items.map((words) => element('listItem', paragraph(words))))

function listAt(root: Y.XmlFragment, index: number): Y.XmlElement {
  const found = root.get(index)
  if (!(found instanceof Y.XmlElement)) throw new Error('no list')
  return found
}

/** Two people with the same list before them, who have what the other does at once. */
function together(...items: readonly string[]): { readonly officer: Copy; readonly amina: Copy } {
  const [officer, amina] = [new Copy(), new Copy()]
  for (const [from, to] of [
    [officer, amina],
    [amina, officer],
  ] as const) {
    from.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== to.doc) Y.applyUpdate(to.doc, update, from.doc)
    })
  }
  amina.step((root) => root.insert(0, [list(...items)]))
  return { officer, amina }
}

/** The second item of a list becomes a paragraph below it. */
const takeOut = (words: string) => (root: Y.XmlFragment) => {
  listAt(root, 0).delete(1, 1)
  root.insert(1, [paragraph(words)])
}
/** What is left of the list becomes a paragraph. */
const unlist = (root: Y.XmlFragment) => {
  const words = textsIn(listAt(root, 0)).map((text) => paragraph(text.toString()))
  root.delete(0, 1)
  root.insert(0, words)
}

describe('taking back a step that carried words to another place', () => {
  test('[D12] brings them back where they were', () => {
    const { officer, amina } = together('The walls were wet.', 'Nobody came.')
    officer.step(takeOut('Nobody came.'))
    officer.undo.undo()
    expect(amina.root.toJSON()).toBe(together('The walls were wet.', 'Nobody came.').amina.root.toJSON())
  })

  test('[D12] leaves them where they are when somebody has taken away what they stood in', () => {
    const { officer, amina } = together('The walls were wet.', 'Nobody came.')
    officer.step(takeOut('Nobody came.'))
    amina.step(unlist)
    officer.undo.undo()
    expect(amina.words).toEqual(['The walls were wet.', 'Nobody came.'])
  })

  test('[D12] takes away what the step wrote anew among them', () => {
    const { officer, amina } = together('The walls were wet.', 'Nobody came.')
    officer.step(takeOut('As they say: Nobody came. Noted.'))
    amina.step(unlist)
    officer.undo.undo()
    expect(amina.words).toEqual(['The walls were wet.', 'Nobody came.'])
  })

  test('[D12] leaves what others have written among them, and the words on either side of it', () => {
    const { officer, amina } = together('The walls were wet.', 'Jo')
    officer.step(takeOut('Jo'))
    amina.step(unlist)
    amina.step(() => amina.text('Jo').insert(1, 'o, no'))
    officer.undo.undo()
    expect(amina.words).toEqual(['The walls were wet.', 'Jo, noo'])
  })

  test('[D12] brings back those it can, and no second copy of them', () => {
    const { officer, amina } = together('The walls were wet.', 'Nobody came.')
    amina.step((root) => root.push([list('It was cold.', 'We asked them.')]))
    officer.step((root) => {
      listAt(root, 1).delete(1, 1)
      takeOut('Nobody came. We asked them.')(root)
    })
    amina.step(unlist)
    officer.undo.undo()
    expect(amina.words).toEqual(['The walls were wet.', 'Nobody came.', 'It was cold.', 'We asked them.'])
  })

  test('[D12] leaves one copy of them and not two', () => {
    const { officer, amina } = together('The walls were wet.', 'Nobody came.')
    officer.step((root) => {
      takeOut('Nobody came.')(root)
      root.push([paragraph('Nobody came.')])
    })
    amina.step(unlist)
    officer.undo.undo()
    expect(amina.words).toEqual(['The walls were wet.', 'Nobody came.'])
  })

  test('[D12] leaves nothing behind of what came back, though it has words in common with what did not', () => {
    const { officer, amina } = together('The walls were wet.', 'We asked the council.')
    amina.step((root) => root.push([list('It was cold.', 'Then the council came.')]))
    officer.step((root) => {
      listAt(root, 1).delete(1, 1)
      root.push([paragraph('Then the council came.')])
      takeOut('We asked the council.')(root)
    })
    amina.step(unlist)
    officer.undo.undo()
    expect(amina.words.filter((words) => words !== '')).toEqual([
      'The walls were wet.',
      'We asked the council.',
      'It was cold.',
      'Then the council came.',
    ])
  })

  test('[D12] cuts no sign in two', () => {
    const { officer, amina } = together('The walls were wet.', 'Nobody came \u{1F600}')
    officer.step(takeOut('Nobody came \u{1F601}'))
    amina.step(unlist)
    officer.undo.undo()
    expect(amina.words).toEqual(['The walls were wet.', 'Nobody came '])
  })

  test('[D12] is the same for doing it again', () => {
    const { officer, amina } = together('The walls were wet.')
    amina.step((root) => root.push([paragraph('Nobody came.')]))
    officer.step((root) => {
      root.delete(1, 1)
      listAt(root, 0).push([element('listItem', paragraph('Nobody came.'))])
    })
    officer.undo.undo()
    amina.step(unlist)
    officer.undo.redo()
    expect(amina.words).toEqual(['The walls were wet.', 'Nobody came.'])
  })

  test('[D12] loses none of them after another step was taken back and something else was written', () => {
    const { officer, amina } = together('The walls were wet.', 'Nobody came.')
    officer.step(takeOut('Nobody came.'))
    officer.step(() => officer.text('The walls').insert(0, 'So: '))
    officer.undo.undo()
    officer.step((root) => root.push([paragraph('Noted.')]))
    amina.step(unlist)
    officer.undo.undo()
    officer.undo.undo()
    expect(amina.words).toEqual(['The walls were wet.', 'Nobody came.'])
  })
})

/** Every block that is not one yet becomes a heading, as y-tiptap does it: another element with a copy of the words. */
const headings = (root: Y.XmlFragment) => {
  const words = textsIn(root).map((text) => element('heading', new Y.XmlText(text.toString())))
  root.delete(0, root.length)
  root.insert(0, words)
}
const listOfAll = (root: Y.XmlFragment) => {
  const words = textsIn(root).map((text) => text.toString())
  root.delete(0, root.length)
  root.insert(0, [list(...words)])
}
/** Two paragraphs of Amina's, which the officer makes a list of. */
function withList(...words: readonly string[]): ReturnType<typeof together> {
  const { officer, amina } = together()
  amina.step((root) => {
    root.delete(0, 1)
    root.insert(
      0,
      words.map((each) => paragraph(each)),
    )
  })
  officer.step(listOfAll)
  return { officer, amina }
}

describe('taking back a step of whose copy somebody has made something else', () => {
  const [walls, answer] = ['The walls were wet.', 'Nobody came.']

  test('[D12] brings its words back no second time', () => {
    const { officer, amina } = withList(walls, answer)
    amina.step(headings)
    const before = amina.root.toJSON()
    officer.undo.undo()
    expect(amina.root.toJSON()).toBe(before)
  })

  test('[D12] goes on to the step before', () => {
    const { officer, amina } = withList(walls, answer)
    officer.step((root) => root.push([paragraph('Noted by the office.')]))
    amina.step((root) => {
      root.delete(0, 1)
      root.insert(0, [paragraph(walls), paragraph(answer)])
    })
    officer.step((root) => {
      root.delete(1, 1)
      root.insert(1, [element('heading', new Y.XmlText(answer))])
    })
    amina.step((root) => {
      root.delete(1, 1)
      root.insert(1, [paragraph(answer)])
    })
    officer.undo.undo()
    expect(amina.words).toEqual([walls, answer])
  })

  test('[D12] takes back the rest of it', () => {
    const { officer, amina } = withList(walls, answer)
    amina.step((root) => {
      listAt(root, 0).delete(1, 1)
      root.push([element('heading', new Y.XmlText(answer))])
    })
    officer.undo.undo()
    expect(blocksOf(amina).toSorted()).toEqual([`heading: ${answer}`, `paragraph: ${walls}`])
  })

  test('[D12] brings back what somebody has deleted, and not what somebody has gone on writing', () => {
    const { officer, amina } = withList(walls, answer)
    amina.step(headings)
    amina.step(() => amina.text(answer).insert(0, 'But '))
    amina.step((root) => root.delete(0, 1))
    officer.undo.undo()
    expect(amina.words.toSorted()).toEqual(['But Nobody came.', walls])
  })

  test('[D12] brings back a block that stands twice by itself', () => {
    const { officer, amina } = together(walls, walls)
    officer.step((root) => listAt(root, 0).delete(1, 1))
    officer.undo.undo()
    expect(amina.words).toEqual([walls, walls])
    officer.step((root) => root.push([paragraph('Noted by the office.')]))
    officer.undo.undo()
    officer.undo.redo()
    expect(amina.words).toEqual([walls, walls, 'Noted by the office.'])
  })

  test('[D12] brings back what one had taken out of it oneself', () => {
    const { officer, amina } = withList(walls, walls)
    officer.step((root) => listAt(root, 0).delete(0, 2))
    officer.undo.undo()
    officer.undo.undo()
    expect(blocksOf(amina)).toEqual([`paragraph: ${walls}`, `paragraph: ${walls}`])
  })
})
