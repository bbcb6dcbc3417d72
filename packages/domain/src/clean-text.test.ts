import { describe, expect, test } from 'vitest'
import { cleanName, cleanTitle, maxNameLength, maxTitleLength } from './clean-text.ts'

function title(raw: string): string {
  const cleaned = cleanTitle(raw)
  return cleaned.ok ? cleaned.title : `refused: ${cleaned.reason}`
}

describe('a title', () => {
  test('[D6] is trimmed, and its white space becomes single spaces', () => {
    expect(title('  The \t Tuesday\r\n\n Door\u00A0 \u2028today ')).toBe('The Tuesday Door today')
  })

  test('[D6] is composed, so that the same title is the same text', () => {
    expect(title('Ha\u0308lsa')).toBe('H\u00E4lsa')
  })

  test('[D6] may have any script, joined emoji and flags', () => {
    for (const fine of [
      'Jämlik hälsa i Älvsbyn',
      'Слава Ґалини',
      'العربية لغة',
      '👩🏽‍👩🏽‍👧🏽‍👦🏽 family',
      '🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F} Scotland',
      '日本',
      'क्षि',
      '“–”',
    ]) {
      expect(title(fine)).toBe(fine)
    }
  })

  test('[D6] loses direction overrides and isolates, so that it cannot turn its neighbours around', () => {
    expect(title('safe\u202Egnp.exe\u202C and \u2066hidden\u2069 \u2067more\u2069\u202A\u202B\u202D')).toBe('safegnp.exe and hidden more')
  })

  test('[D6] keeps the direction marks that right-to-left text needs', () => {
    expect(title('א\u200F!')).toBe('א\u200F!')
  })

  test('[D6] is refused with a control character in it', () => {
    for (const control of ['\u0000', '\u0007', '\u001B[31m', '\u007F', '\u0085', '\uFFFE', '\u{1FFFF}']) {
      expect(title(`before${control}after`), JSON.stringify(control)).toBe('refused: control-characters')
    }
  })

  test('[D6] is refused with half a character in it', () => {
    expect(title('a\uD83D')).toBe('refused: control-characters')
    expect(title('\uDE00b')).toBe('refused: control-characters')
  })

  test('[D6] is refused when nothing of it can be seen', () => {
    for (const nothing of ['', '   ', '\u200B\uFEFF', '\u202E\u202C', '\u200D\u200D', '\u0301', '\u00AD']) {
      expect(title(nothing), JSON.stringify(nothing)).toBe('refused: empty')
    }
  })

  test('[D6] is counted in characters, not in bytes or halves', () => {
    expect(title('😀'.repeat(maxTitleLength))).toBe('😀'.repeat(maxTitleLength))
    expect(title('😀'.repeat(maxTitleLength + 1))).toBe('refused: too-long')
  })

  test('[D6] is counted after cleaning', () => {
    expect(title(`${' '.repeat(5000)}short`)).toBe('short')
    expect(title('e\u0301'.repeat(maxTitleLength))).toBe('é'.repeat(maxTitleLength))
  })

  test('[D6] of 10,000 characters or of 10 million is refused, soon', () => {
    expect(title('x'.repeat(10_000))).toBe('refused: too-long')
    expect(title('e\u0323\u0301'.repeat(5_000))).toBe('refused: too-long')
    const start = performance.now()
    expect(title('\u0344'.repeat(10_000_000))).toBe('refused: too-long')
    expect(performance.now() - start).toBeLessThan(100)
  })

  test('[D6] that is clean stays as it is', () => {
    for (const raw of ['  a  b ', 'x\u202Ey', 'e\u0301', '\uFB2C\u05C1 \u1E9B\u0323', 'ａ\u3000b']) {
      const once = title(raw)
      expect(title(once)).toBe(once)
    }
  })
})

describe('a name', () => {
  test('[D6] is cleaned like a title, and shorter', () => {
    expect(cleanName('  Siân\u202E  Ó  Dónaill ')).toEqual({ ok: true, name: 'Siân Ó Dónaill' })
    expect(cleanName('n'.repeat(maxNameLength)).ok).toBe(true)
    expect(cleanName('n'.repeat(maxNameLength + 1))).toEqual({ ok: false, reason: 'too-long' })
    expect(cleanName('\u0000')).toEqual({ ok: false, reason: 'control-characters' })
  })

  test('[D6] may look like HTML; whoever renders escapes it', () => {
    expect(cleanName('<b>Ann</b>')).toEqual({ ok: true, name: '<b>Ann</b>' })
  })
})
