import { describe, expect, test } from 'vitest'

import { DetachedNews } from './detached-news.ts'
import { aThread } from './testing/a-thread.ts'

const about = (state: 'attached' | 'detached') => [
  aThread({ id: 'whole' }),
  aThread({ id: 'words', anchor: { id: 'a', quote: 'The gate is locked.', state } }),
]

describe('news that words of a comment are not in the text', () => {
  test('come when they go and when they are back, once each', () => {
    const news = new DetachedNews()
    const inText = new Set(['a'])
    const isInText = (anchor: string): boolean => inText.has(anchor)
    expect(news.isThere(about('attached'), isInText)).toBe(false)
    inText.delete('a')
    expect(news.isThere(about('attached'), isInText)).toBe(true)
    expect(news.isThere(about('attached'), isInText), 'it was asked for already').toBe(false)
    expect(news.isThere(about('detached'), isInText)).toBe(false)
    inText.add('a')
    expect(news.isThere(about('detached'), isInText)).toBe(true)
    expect(news.isThere(about('attached'), isInText)).toBe(false)
    inText.delete('a')
    expect(news.isThere(about('attached'), isInText), 'gone once more').toBe(true)
  })
})
