// @vitest-environment jsdom
import { isOwnCopy } from '@samskriv/document/clipboard'
import { everyNode } from '@samskriv/document/every-node'
import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { NodeSelection, TextSelection } from '@tiptap/pm/state'
import { describe, expect, test, vi } from 'vitest'

import { aSection, copyOf, paste } from './a-section.fixture.ts'
import { copyMark } from './copied-from.ts'

/** What reads a paste is fetched first. */
const slowly = { timeout: 10_000 }

const foreignHeading = (mark = '') =>
  `<h1 data-pm-slice="1 1 []"${mark} style="color:red" class="theirs" onclick="x()">Their title</h1><p>See <del>this</del> <b>page</b>.</p>`

describe('a copy of ours', () => {
  test('[D13] is known by all that it may hold, and by its parts', () => {
    const editor = aSection(everyNode).editor
    editor.commands.selectAll()
    expect(isOwnCopy(copyOf(editor), copyMark)).toBe(true)
    const places: { readonly node: Node; readonly at: number }[] = []
    editor.state.doc.descendants((node, at) => void places.push({ node, at }))
    let tried = 0
    for (const { node, at } of places) {
      const { doc, tr } = editor.state
      if (node.isTextblock) editor.view.dispatch(tr.setSelection(TextSelection.create(doc, at + 1, at + 1 + node.content.size)))
      else if (NodeSelection.isSelectable(node) && !node.isText) editor.view.dispatch(tr.setSelection(NodeSelection.create(doc, at)))
      else continue
      if (editor.state.selection.empty) continue
      tried += 1
      const html = copyOf(editor)
      expect(isOwnCopy(html, copyMark), html).toBe(true)
    }
    expect(tried).toBeGreaterThan(30)
  })

  test('goes in as it is, wherever it is pasted', async () => {
    const from = aSection(everyNode).editor
    from.commands.selectAll()
    const to = aSection().editor
    to.commands.selectAll()
    paste(to, copyOf(from))
    await vi.waitFor(() => expect(to.getJSON().content?.length).toBeGreaterThan(5), slowly)
    const blocks = (of: Editor) => of.getJSON().content?.map(({ type, attrs }) => [type, attrs])
    expect(blocks(to)).toEqual(blocks(from))
  })

  test.each([
    ['its slice alone', foreignHeading()],
    ['our mark, and attributes of its own', foreignHeading(` ${copyMark}="study/1 7.0.3"`)],
    ['our mark twice', `<p data-pm-slice="1 1 []" ${copyMark}="study/1">a</p><p ${copyMark}="study/1">b</p>`],
    ['a style', `<style>p{}</style><p data-pm-slice="1 1 []" ${copyMark}="study/1">a</p>`],
    ['an element that we do not write', `<p data-pm-slice="1 1 []" ${copyMark}="study/1"><img src="https://example.org/a.png"></p>`],
    ['a node that we do not have', `<div data-node="iframe" data-pm-slice="0 0 []" ${copyMark}="study/1"></div>`],
    [
      'around it what our text cannot hold',
      `<li data-pm-slice="2 2 [&quot;orderedList&quot;,{&quot;start&quot;:100000}]" ${copyMark}="study/1"><p>a</p></li>`,
    ],
    ['a slice that is none', `<p data-pm-slice="1 1 {" ${copyMark}="study/1">a</p>`],
  ])('is none of another program with %s', (_what, html) => {
    expect(isOwnCopy(html, copyMark)).toBe(false)
  })
})

describe('what a page made with the same editor has copied', () => {
  test('is cleaned as of any other program', async () => {
    const editor = aSection().editor
    paste(editor, foreignHeading())
    await vi.waitFor(() => expect(editor.getText()).toContain('Their title'), slowly)
    expect(editor.getJSON().content).toEqual([
      { type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text: 'Their title' }] },
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'See ' },
          { type: 'text', text: 'page', marks: [{ type: 'bold' }] },
          { type: 'text', text: '.' },
        ],
      },
    ])
  })

  test('brings no list in that starts where none of ours may', async () => {
    const editor = aSection().editor
    paste(editor, '<li data-pm-slice="2 2 [&quot;orderedList&quot;,{&quot;start&quot;:100000}]"><p>One</p></li><li><p>Two</p></li>')
    await vi.waitFor(() => expect(editor.getText()).toContain('Two'), slowly)
    expect(JSON.stringify(editor.getJSON())).not.toContain('100000')
    editor.state.doc.check()
  })
})
