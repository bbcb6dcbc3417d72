import { describe, expect, test } from 'vitest'
import { languages } from '@samskriv/domain'
import { translator } from './translator.ts'
import { formatDate, formatDateTime, formatNumber, localeOf } from './format.ts'
import { loadCatalogue, switchLanguage, webMessages } from './web.ts'

describe('translator', () => {
  test('finds a message in each language', () => {
    expect(languages.map((language) => translator(language)('nav.signIn'))).toEqual(['Sign in', 'Logg inn', 'Logga in'])
  })

  test('chooses the plural form and writes numbers as the language does', () => {
    expect(translator('en')('balance.people', { count: 1 })).toBe('1 person')
    expect(translator('en')('balance.people', { count: 12_000 })).toBe('12,000 people')
    expect(translator('nb')('balance.people', { count: 12_000 })).toBe('12\u00A0000 personer')
    expect(translator('sv')('balance.people', { count: 0 })).toBe('0 personer')
  })

  test('[I7] puts values in as they are, and looks for no messages in them', () => {
    const t = translator('en')
    expect(t('presence.joined', { name: '<b>Siân</b> & {{x}} $t(nav.home)' })).toBe('<b>Siân</b> & {{x}} $t(nav.home) is here.')
  })

  test('[I7] keeps languages apart', () => {
    const [nb, sv] = [translator('nb'), translator('sv')]
    expect([nb('action.download'), sv('action.download'), nb('action.download')]).toEqual(['Last ned', 'Ladda ner', 'Last ned'])
  })

  test('[I1] takes no unknown key and no missing value', () => {
    const t = translator('en')
    // @ts-expect-error there is no such message
    expect(t('nav.nowhere')).toBe('nav.nowhere')
    // @ts-expect-error this message needs a name
    t('presence.joined')
    // @ts-expect-error this message needs a number
    t('count.words', { count: '3' })
  })
})

describe('messages in the browser', () => {
  test('come one language at a time and can be switched', async () => {
    const messages = webMessages('sv', await loadCatalogue('sv'))
    expect(messages.t('save.saved')).toBe('Sparat')
    await switchLanguage(messages, 'en')
    expect(messages.t('save.saved')).toBe('Saved')
    expect(messages.t('find.found', { count: 2 })).toBe('2 found.')
  })

  test('hold none of the mails', async () => {
    for (const language of languages) {
      const keys = Object.keys(await loadCatalogue(language))
      expect(keys.filter((key) => key.startsWith('mail.'))).toEqual([])
      expect(keys.length).toBeGreaterThan(200)
    }
  })
})

describe('dates and numbers', () => {
  test('are written as the language does', () => {
    expect(languages.map((language) => formatDate(language, '2026-05-19'))).toEqual(['19 May 2026', '19. mai 2026', '19 maj 2026'])
    expect(formatDateTime('nb', new Date('2026-05-19T22:30:00Z'), 'Europe/Oslo')).toContain('20. mai 2026')
    expect(languages.map((language) => formatNumber(language, 1768.5))).toEqual(['1,768.5', '1\u00A0768,5', '1\u00A0768,5'])
    expect(localeOf('nb')).toBe('nb-NO')
  })
})
