// @vitest-environment jsdom
import { beforeEach, describe, expect, test } from 'vitest'

import { lettersBefore } from './where-to-comment.ts'

let text: Element
beforeEach(() => {
  document.body.innerHTML = `<div><h3>The lift</h3><p>It <strong>stands</strong> still<sup><a>1</a></sup> here.</p>
    <figure><figcaption>A lift</figcaption></figure><section class="footnotes"><li>A note</li></section></div>`
  text = document.body.firstElementChild as Element
})

const place = (words: string): Text => {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT)
  while (walker.nextNode() !== null) if (walker.currentNode.textContent?.includes(words)) return walker.currentNode as Text
  throw new Error(words)
}

describe('letters before a place in a section that is read', () => {
  test('are those of its words, whatever elements they are in', () => {
    expect(lettersBefore(text, place('stands'), 3)).toBe('The liftIt sta'.length)
  })

  test('are not those of a note’s number', () => {
    expect(lettersBefore(text, place(' here.'), 5)).toBe('The liftIt stands still here'.length)
  })

  test('are counted to an element that is selected as a whole', () => {
    expect(lettersBefore(text, text, 1)).toBe('The lift'.length)
  })
})
