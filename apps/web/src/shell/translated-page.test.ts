// @vitest-environment jsdom
import { createElement, Fragment } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { bearTranslators } from './translated-page.ts'

// Put back as they were, and never called from here.
// oxlint-disable-next-line typescript/unbound-method
const untouched = { removeChild: Node.prototype.removeChild, insertBefore: Node.prototype.insertBefore }

/** Each text goes into an element of the translator's, and the old one away. */
function translate(element: Element): void {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const found: Text[] = []
  while (texts.nextNode() !== null) if (texts.currentNode instanceof Text) found.push(texts.currentNode)
  for (const text of found) {
    const outer = document.createElement('font')
    outer.textContent = `«${text.data}»`
    text.replaceWith(outer)
  }
}

describe('a page that a browser has translated', () => {
  beforeEach(() => bearTranslators())
  afterEach(() => {
    Object.assign(Node.prototype, untouched)
  })

  const drawn = (has: { first: boolean; second: boolean }) =>
    createElement(
      'p',
      {},
      createElement(Fragment, {}, has.first ? 'Kept. ' : null, has.second ? createElement('strong', {}, 'New.') : null, 'Last.'),
    )

  test('goes on when words it lost are to go, and when something is to stand before them', () => {
    const place = document.createElement('div')
    const root = createRoot(place)
    flushSync(() => root.render(drawn({ first: true, second: false })))
    translate(place)
    flushSync(() => root.render(drawn({ first: false, second: true })))
    expect(place.querySelector('strong')?.textContent).toBe('New.')
    flushSync(() => root.render(drawn({ first: true, second: false })))
    expect(place.querySelector('strong')).toBeNull()
    flushSync(() => root.unmount())
    expect(place.textContent).toBe('')
  })

  test('leaves alone what stands elsewhere', () => {
    const [one, other] = [document.createElement('p'), document.createElement('p')]
    const word = other.appendChild(document.createTextNode('there'))
    expect(one.removeChild(word)).toBe(word)
    expect(other.textContent).toBe('there')
  })
})
