import { describe, expect, test } from 'vitest'

import { parseAnchorNews } from './anchor-news.ts'

const news = { kind: 'anchors', seq: 7, anchors: [['a1', 'summary', 5, 0, 9, 3] as const, ['a2', null] as const] }

describe('news of anchors', () => {
  test('is read as it was written', () => {
    expect(parseAnchorNews(JSON.parse(JSON.stringify(news)))).toEqual(news)
  })

  test.each<[string, unknown]>([
    ['of another kind', { ...news, kind: 'voices' }],
    ['without a sequence', { ...news, seq: null }],
    ['with half an anchor', { ...news, anchors: [['a1', 'summary', 5, 0]] }],
    ['with a clock that is none', { ...news, anchors: [['a1', 'summary', 5, -1, 9, 3]] }],
    ['with something in the place of nowhere', { ...news, anchors: [['a1', 3]] }],
    ['that is none', null],
  ])('is passed over %s', (_, body) => {
    expect(parseAnchorNews(body)).toBeUndefined()
  })
})
