import { plainText, sectionRoot } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import { beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { SharedUndo } from '../editor/shared-undo.ts'
import { findIn, type Wanted } from './found.ts'
import { changeBetween, replaceAt } from './replace.ts'

const summary = 'summary' as SectionKey
const partners = 'partners' as SectionKey
const sections = [summary, partners]
const anyhow = (words: string): Wanted => ({ words, matchCase: false, wholeWords: false })

let doc: Y.Doc
let undo: SharedUndo
beforeEach(() => {
  doc = new Y.Doc()
  undo = new SharedUndo(sections.map((key) => doc.getXmlFragment(sectionRoot(key))))
})

function write(section: SectionKey, ...paragraphs: readonly string[]): readonly Y.XmlText[] {
  return paragraphs.map((words) => {
    const [paragraph, text] = [new Y.XmlElement('paragraph'), new Y.XmlText(words)]
    paragraph.insert(0, [text])
    doc.getXmlFragment(sectionRoot(section)).push([paragraph])
    return text
  })
}

const places = (wanted: Wanted) => findIn(doc, sections, wanted).map(({ section, block, offset }) => `${section} ${block}:${offset}`)

describe('finding words', () => {
  test('finds them in every section, in the order of the page', () => {
    write(partners, 'Walking helps. WALKING!')
    write(summary, 'Nothing here.', 'We like walking.')
    expect(places(anyhow('walking'))).toEqual(['summary 1:8', 'partners 0:0', 'partners 0:15'])
    expect(places({ ...anyhow('WALKING'), matchCase: true })).toEqual(['partners 0:15'])
    expect(places(anyhow('  '))).toEqual([])
  })

  test('knows whole words in every language, and takes signs for signs', () => {
    write(summary, 'Å gå på gåtur. 5 (five) + 3?')
    expect(places({ ...anyhow('gå'), wholeWords: true })).toEqual(['summary 0:2'])
    expect(places(anyhow('(five) +'))).toEqual(['summary 0:17'])
    expect(places(anyhow('.'))).toEqual(['summary 0:13'])
  })

  test('finds across bold letters, and not across paragraphs', () => {
    const [text] = write(summary, 'half bold', 'ly done')
    text?.format(5, 2, { bold: {} })
    expect(places(anyhow('bold'))).toEqual(['summary 0:5'])
    expect(places(anyhow('boldly'))).toEqual([])
  })
})

describe('replacing words', () => {
  test('changes only the letters that differ', () => {
    expect(changeBetween('walking', 'walked')).toEqual({ at: 4, out: 3, put: 'ed' })
    expect(changeBetween('group', 'groups')).toEqual({ at: 5, out: 0, put: 's' })
    expect(changeBetween('aaa', 'aa')).toEqual({ at: 2, out: 1, put: '' })
    expect(changeBetween('same', 'same')).toEqual({ at: 4, out: 0, put: '' })
    // Two emoji that begin with the same half.
    expect(changeBetween('😀', '😁')).toEqual({ at: 0, out: 2, put: '😁' })
  })

  test('leaves the ids of the letters that stay, with their authors', () => {
    const [text] = write(summary, 'The group meets.')
    const client = doc.clientID
    doc.clientID = client + 1
    replaceAt(doc, undo, { places: findIn(doc, sections, anyhow('group')), wanted: anyhow('group'), by: 'groups' })
    expect(plainText(doc, summary)).toBe('The groups meets.')
    const mine: string[] = []
    for (let item = text?._start ?? null; item !== null; item = item.right)
      if (!item.deleted && item.id.client === client && item.content instanceof Y.ContentString) mine.push(item.content.str)
    expect(mine.join('')).toBe('The group meets.')
  })

  test('replaces all in one step that undo takes back, also twice in one paragraph', () => {
    write(summary, 'red and red', 'Red')
    write(partners, 'red')
    const wanted = anyhow('red')
    expect(replaceAt(doc, undo, { places: findIn(doc, sections, wanted), wanted, by: 'blue-ish' })).toBe(4)
    expect([plainText(doc, summary), plainText(doc, partners)]).toEqual(['blue-ish and blue-ish\nblue-ish', 'blue-ish'])
    undo.undo()
    expect([plainText(doc, summary), plainText(doc, partners)]).toEqual(['red and red\nRed', 'red'])
  })

  test('keeps bold words bold', () => {
    const [text] = write(summary, 'a bold word')
    text?.format(2, 4, { bold: {} })
    replaceAt(doc, undo, { places: findIn(doc, sections, anyhow('bold')), wanted: anyhow('bold'), by: 'loud' })
    expect(text?.toDelta()).toEqual([{ insert: 'a ' }, { insert: 'loud', attributes: { bold: {} } }, { insert: ' word' }])
  })

  test('does nothing where somebody has written since', () => {
    const [text] = write(summary, 'one two')
    const found = findIn(doc, sections, anyhow('two'))
    text?.insert(0, 'before ')
    expect(replaceAt(doc, undo, { places: found, wanted: anyhow('two'), by: 'three' })).toBe(0)
    expect(plainText(doc, summary)).toBe('before one two')
  })
})
