// @vitest-environment jsdom
import { Editor } from '@tiptap/core'
import { afterEach, describe, expect, test } from 'vitest'

import { extensions } from './schema.ts'

Object.assign(globalThis, { ClipboardEvent: class ClipboardEvent extends Event {} })

const address = 'https://example.org/winters'
const link = (words: string, href = address): string => `<a rel="noopener noreferrer nofollow" href="${href}">${words}</a>`

const open: Editor[] = []

// One that is left open looks for changes when the next file has no page any more.
afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy()
})

function anEditor(content: string): Editor {
  const editor = new Editor({ element: document.createElement('div'), injectCSS: false, extensions, content })
  open.push(editor)
  return editor
}

/** Each letter is a step of its own, as when somebody types. */
function typed(words: string, content = '<p></p>'): string {
  const editor = anEditor(content)
  editor.commands.focus('end')
  for (const letter of words) {
    if (letter === '\n') editor.commands.splitBlock()
    else editor.view.dispatch(editor.state.tr.insertText(letter))
  }
  return editor.getHTML()
}

function pasted(text: string, content: string, { over = '' } = {}): string {
  const editor = anEditor(content)
  const from = editor.getText().indexOf(over) + 1
  editor.commands.setTextSelection(over === '' ? editor.state.doc.content.size - 1 : { from, to: from + over.length })
  editor.view.pasteText(text)
  return editor.getHTML()
}

describe('a link', () => {
  test('[D14] comes of an address that is typed, once a space or a new line ends it', () => {
    expect(typed(`See ${address}`)).toBe(`<p>See ${address}</p>`)
    expect(typed(`See ${address} and (${address}). `)).toBe(`<p>See ${link(address)} and (${link(address)}). </p>`)
    expect(typed(`See ${address}\nmore`)).toBe(`<p>See ${link(address)}</p><p>more</p>`)
  })

  test('[D14] comes of no name and of no other word', () => {
    expect(typed('minutes.docx e.g. amina@example.org javascript:alert(1) ')).toBe(
      '<p>minutes.docx e.g. amina@example.org javascript:alert(1) </p>',
    )
  })

  test('[D14] that leads elsewhere than its words say stays as it is', () => {
    const other = `<p>${link(address, 'https://example.org/summers')}</p>`
    expect(typed('x ', other)).toContain('href="https://example.org/summers"')
    expect(typed('x ', other)).not.toContain(`href="${address}"`)
  })

  test('[D14] comes of addresses in a text that is pasted', () => {
    expect(pasted(`See ${address}, twice: ${address}`, '<p>So:</p>')).toBe(`<p>So:See ${link(address)}, twice: ${link(address)}</p>`)
  })

  test('[D14] is made of words that an address is pasted over, and they stay', () => {
    expect(pasted(address, '<p>three winters</p>', { over: 'winters' })).toBe(`<p>three ${link('winters')}</p>`)
    expect(pasted('www.example.org', '<p>three winters</p>', { over: 'winters' })).toBe(
      `<p>three ${link('winters', 'https://www.example.org')}</p>`,
    )
    expect(pasted('summers', '<p>three winters</p>', { over: 'winters' })).toBe('<p>three summers</p>')
  })

  test('[D8] of a forbidden address in pasted HTML is plain words', () => {
    const editor = anEditor(`<p><a href="javascript:alert(1)">one</a> <a href="${address}" target="_blank" class="x" title="t">two</a></p>`)
    expect(editor.getHTML()).toBe(`<p>one ${link('two')}</p>`)
  })
})
