// @vitest-environment jsdom
import { describe, expect, test } from 'vitest'

import { copiedFrom, copyOf, saidAt } from './copied-words.ts'

const place = { study: 'study-1', thread: 'thread-1', message: 'message-1' }

/** Selects from the first to the last of some elements. */
function select(first: Element | null, last: Element | null): Selection | null {
  const selection = document.getSelection()
  if (first?.firstChild && last?.firstChild)
    selection?.setBaseAndExtent(first.firstChild, 0, last.firstChild, last.textContent?.length ?? 0)
  return selection
}

describe('words that are copied from what somebody said', () => {
  test('say where, and only in the study it was said in', () => {
    document.body.innerHTML = `<p id="one" data-said="${saidAt(place)}">Cold &amp; dark</p>`
    const copy = copyOf(select(document.querySelector('#one'), document.querySelector('#one')))
    expect(copy?.text).toBe('Cold & dark')
    expect(copiedFrom(copy?.html ?? '', 'study-1')).toEqual(place)
    expect(copiedFrom(copy?.html ?? '', 'study-2')).toBeNull()
  })

  test('are like any others when they are those of two messages, or of nobody', () => {
    document.body.innerHTML = `<p id="one" data-said="${saidAt(place)}">Cold</p><p id="two" data-said="study-1/thread-1/message-2">Dark</p><p id="three">Wet</p>`
    const [one, two, three] = ['#one', '#two', '#three'].map((id) => document.querySelector(id))
    expect(copyOf(select(one ?? null, two ?? null))).toBeNull()
    expect(copyOf(select(three ?? null, three ?? null))).toBeNull()
    for (const html of ['<p>Wet</p>', '<p data-said="study-1">Wet</p>', '<p data-said="study-1/../x">Wet</p>'])
      expect(copiedFrom(html, 'study-1')).toBeNull()
  })
})
