// @vitest-environment jsdom
import { extensions, sectionRoot, type ProseMirrorJson, sectionJson } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import { Editor } from '@tiptap/core'
import { afterEach, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'

import { SectionSync } from './section-sync.ts'
import { SharedUndo } from './shared-undo.ts'

const summary = 'summary' as SectionKey
const partners = 'partners' as SectionKey
const editors: Editor[] = []

afterEach(() => {
  for (const editor of editors.splice(0)) editor.destroy()
})

/** One person's page: a document, its undo history, and an editor for each section asked for. */
class Page {
  readonly doc = new Y.Doc()
  readonly undo = new SharedUndo([summary, partners].map((key) => this.doc.getXmlFragment(sectionRoot(key))))

  edit(section: SectionKey): Editor {
    const editor = new Editor({
      element: document.createElement('div'),
      injectCSS: false,
      extensions: [...extensions, SectionSync.configure({ fragment: this.doc.getXmlFragment(sectionRoot(section)), undo: this.undo })],
    })
    editors.push(editor)
    return editor
  }

  words(section: SectionKey): string {
    return wordsOf(sectionJson(this.doc, section))
  }
}

function wordsOf(node: ProseMirrorJson): string {
  return (node.text ?? '') + (node.content ?? []).map(wordsOf).join('')
}

/** Two people whose pages follow each other, as over the server. */
function twoPages(): [Page, Page] {
  const amina = new Page()
  const bo = new Page()
  amina.doc.on('update', (update: Uint8Array, origin: unknown) => origin !== bo && Y.applyUpdate(bo.doc, update, amina))
  bo.doc.on('update', (update: Uint8Array, origin: unknown) => origin !== amina && Y.applyUpdate(amina.doc, update, bo))
  return [amina, bo]
}

describe('undo in a study of which not every section is open', () => {
  test('[WE16] leaves words alone in a section that was closed, and goes on in the others', () => {
    const page = new Page()
    const fragments = [summary, partners].map((key) => page.doc.getXmlFragment(sectionRoot(key)))
    page.edit(summary).commands.insertContent('stays open')
    page.undo.newStep()
    page.edit(partners).commands.insertContent('is closed')
    page.undo.limitTo(fragments.slice(0, 1))
    expect(page.undo.undo()).toBe(true)
    expect([page.words(summary), page.words(partners)]).toEqual(['', 'is closed'])
    expect(page.undo.undo()).toBe(false)
    expect(page.undo.redo()).toBe(true)
    expect([page.words(summary), page.words(partners)]).toEqual(['stays open', 'is closed'])
  })
})

describe('undo on a page where others write too', () => {
  test.each([
    ['a paragraph', (editor: Editor) => editor.commands.insertContent('mine')],
    ['a heading', (editor: Editor) => editor.chain().insertContent('mine').toggleNode('heading', 'paragraph', { level: 3 }).run()],
    ['a bullet list', (editor: Editor) => editor.chain().insertContent('mine').toggleList('bulletList', 'listItem').run()],
    ['a numbered list', (editor: Editor) => editor.chain().insertContent('mine').toggleList('orderedList', 'listItem').run()],
    ['a quote', (editor: Editor) => editor.chain().insertContent('mine').toggleWrap('blockquote').run()],
  ])('[WE1] never takes away the words another person put into %s', (_, make) => {
    const [amina, bo] = twoPages()
    const mine = amina.edit(summary)
    make(mine)
    const theirs = bo.edit(summary)
    theirs.commands.insertContentAt(endOfText(theirs), ' and theirs')
    expect(amina.words(summary)).toBe('mine and theirs')
    while (amina.undo.depth().canUndo) amina.undo.undo()
    expect(amina.words(summary)).toBe(' and theirs')
    expect(bo.words(summary)).toBe(' and theirs')
  })

  test('[WE1] never takes away what another person wrote, though the list it stood in is gone', async () => {
    const [amina, bo] = twoPages()
    await vi.dynamicImportSettled()
    const hers = amina.edit(summary)
    hers.chain().insertContent('Wet walls').toggleList('bulletList', 'listItem').run()
    hers.chain().setTextSelection(endOfText(hers)).splitListItem('listItem').insertContent('and no answer').run()
    const his = bo.edit(summary)
    his.chain().setTextSelection(endOfText(his)).liftListItem('listItem').run()
    bo.undo.newStep()
    hers.chain().setTextSelection(3).toggleList('bulletList', 'listItem').run()
    bo.undo.undo()
    expect(sectionJson(amina.doc, summary).content?.map(({ type }) => type)).toEqual(['paragraph', 'paragraph'])
    expect(amina.words(summary)).toBe('Wet wallsand no answer')
    expect(bo.words(summary)).toBe('Wet wallsand no answer')
  })

  test('[WE1] doubles nothing that another person has already taken back', async () => {
    const [amina, bo] = twoPages()
    await vi.dynamicImportSettled()
    const hers = amina.edit(summary)
    hers.chain().insertContent('Wet walls').run()
    const his = bo.edit(summary)
    his.chain().setTextSelection(2).toggleList('bulletList', 'listItem').run()
    hers.chain().setTextSelection(4).toggleList('bulletList', 'listItem').run()
    bo.undo.undo()
    expect(sectionJson(amina.doc, summary).content?.map(wordsOf)).toEqual(['Wet walls'])
  })

  test('[WE2] goes on after the editor of the section has been unmounted', () => {
    const page = new Page()
    const editor = page.edit(summary)
    editor.commands.insertContent('first')
    editor.destroy()
    expect(page.undo.depth()).toEqual({ canUndo: true, canRedo: false })
    page.edit(partners).commands.insertContent('second')
    page.undo.undo()
    page.undo.undo()
    expect([page.words(summary), page.words(partners)]).toEqual(['', ''])
    page.undo.redo()
    expect(page.words(summary)).toBe('first')
  })

  test('[WE2] still takes note of what is typed after an editor was unmounted', () => {
    const page = new Page()
    page.edit(partners).destroy()
    page.edit(summary).commands.insertContent('after')
    page.undo.undo()
    expect(page.words(summary)).toBe('')
  })

  test('[WE3] is one step per section, not one per half second', () => {
    const page = new Page()
    const one = page.edit(summary)
    const two = page.edit(partners)
    one.commands.insertContent('one')
    page.undo.newStep()
    two.commands.insertContent('two')
    page.undo.undo()
    expect([page.words(summary), page.words(partners)]).toEqual(['one', ''])
  })

  test('[WE4] has nothing of what was there when the study was opened', () => {
    const page = new Page()
    const earlier = new Page()
    earlier.edit(summary).commands.insertContent('from before')
    Y.applyUpdate(page.doc, Y.encodeStateAsUpdate(earlier.doc), 'server')
    page.undo.clear()
    page.edit(summary)
    expect(page.undo.undo()).toBe(false)
    expect(page.words(summary)).toBe('from before')
  })

  test('[WE5] opening a section writes nothing', () => {
    const page = new Page()
    let updates = 0
    page.doc.on('update', () => (updates += 1))
    page.edit(summary)
    page.edit(summary).destroy()
    expect(updates).toBe(0)
  })
})

function endOfText(editor: Editor): number {
  let end = 1
  editor.state.doc.descendants((node, position) => {
    if (node.isText) end = position + node.nodeSize
  })
  return end
}
