import { describe, expect, test } from 'vitest'
import { csv, csvCell } from './csv.ts'

describe('a table for a spreadsheet', () => {
  test.each(['=1+1', '+47 22', '-1', '@SUM(A1)', '\tx', '\rx', '＝1', '=HYPERLINK("http://evil.example")'])(
    '[AU1] takes %j for words and never for a formula',
    (text) => {
      expect(csvCell(text).replace(/^"/, '').startsWith("'")).toBe(true)
    },
  )

  test('[AU2] keeps commas, quotation marks and line ends within their cell', () => {
    expect(csv([['a', 'b,c', 'd"e', 'f\r\ng', 'æøå']])).toBe('\uFEFFa,"b,c","d""e","f\r\ng",æøå\r\n')
  })
})
