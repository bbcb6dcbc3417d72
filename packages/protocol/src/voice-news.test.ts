import { describe, expect, test } from 'vitest'
import { parseVoiceNews } from './voice-news.ts'

describe('news of voices', () => {
  const news = {
    kind: 'voices',
    seq: 4,
    voices: [{ id: 'v', by: 'p', typedBy: null, sector: null, mode: 'typed_by_self' }],
    clients: [[7, 'v']],
    overrides: [[7, 0, 3, 'v']],
  }

  test.each<[string, unknown]>([
    ['another kind', { ...news, kind: 'anchors' }],
    ['nothing', null],
    ['a list', []],
    ['no clients', { ...news, clients: undefined }],
    ['a client that is a word', { ...news, clients: [['x', 'v']] }],
    ['an override that is too short', { ...news, overrides: [[7, 0, 'v']] }],
    ['an override before the beginning', { ...news, overrides: [[7, -1, 3, 'v']] }],
    ['a voice of no sector there is', { ...news, voices: [{ ...news.voices[0], sector: 'royal' }] }],
    ['a voice without a speaker', { ...news, voices: [{ ...news.voices[0], by: undefined }] }],
  ])('are passed over when they are %s', (_, body) => {
    expect(parseVoiceNews(body)).toBeUndefined()
  })

  test('are taken when they are whole', () => {
    expect(parseVoiceNews(news)).toEqual(news)
  })
})
