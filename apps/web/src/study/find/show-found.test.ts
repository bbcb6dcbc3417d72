// @vitest-environment jsdom
import type { SectionKey } from '@samskriv/domain'
import { afterEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { rangeOf } from './show-found.ts'

const picture = '<figure class="picture"><img alt="Benches"><p class="picture-missing" hidden>Picture: Benches</p></figure>'

/** A section as it is drawn. */
function drawn(className: string, html: string): void {
  document.body.innerHTML = `<section id="section-summary"><div class="section-body"><div class="${className}">${html}</div></div></section>`
}
afterEach(() => document.body.replaceChildren())

/** What is marked for words found in a block, a note or a line break being one character. */
function marked(block: number, offset: number, length: number): string | undefined {
  return rangeOf({ section: 'summary' as SectionKey, text: new Y.XmlText(), index: 0, block, offset, length })?.toString()
}

describe('what was found is marked where it is drawn', () => {
  test('in the editor: also behind a picture, a note and a line break', () => {
    drawn('ProseMirror', `<p>First.</p>${picture}<p>One<span class="note-mark" role="button"></span> two<br>three</p>`)
    expect(marked(0, 0, 5)).toBe('First')
    expect(marked(1, 5, 3)).toBe('two')
    expect(marked(1, 9, 5)).toBe('three')
  })

  test('in a text that is only read, where notes show their numbers and lost pictures their words', () => {
    const note = '<sup><a href="#note-10" role="doc-noteref">10</a></sup>'
    drawn('section-text', `<p>First.</p><p class="picture-missing">Picture: Benches</p><p>One${note} <strong>two</strong><br>three</p>`)
    expect(marked(1, 5, 3)).toBe('two')
    expect(marked(1, 9, 5)).toBe('three')
    expect(marked(1, 0, 3)).toBe('One')
  })

  test('not at all where it is not drawn', () => {
    drawn('section-text', '<p>First.</p>')
    expect(marked(1, 0, 3)).toBeUndefined()
    expect(marked(0, 90, 3)).toBeUndefined()
  })
})
