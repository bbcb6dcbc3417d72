import { describe, expect, test } from 'vitest'
import { searchText } from './search-text.ts'

describe('a text as it is looked for', () => {
  test('has no accents, no capitals and single spaces', () => {
    expect(searchText('  Ålesund \n og  Gällivare ')).toBe('alesund og gallivare')
    expect(searchText('RØROS')).toBe('røros')
    expect(searchText('Ⅳ ﬁne')).toBe('iv fine')
  })

  test('finds itself however it was composed', () => {
    expect(searchText('a\u030Ar')).toBe(searchText('\u00E5r'))
  })
})
