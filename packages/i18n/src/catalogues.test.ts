import { describe, expect, test } from 'vitest'
import { languages, refusalReasons, roles, studyStatuses, type Language } from '@samskriv/domain'
import { codeLabel } from '@samskriv/domain/code-lists'
import { glossaryTerm } from '@samskriv/domain/glossary'
import { catalogues } from './translator.ts'
import * as en from './en/namespaces.ts'
import * as nb from './nb/namespaces.ts'
import * as sv from './sv/namespaces.ts'

const namespaces = { en, nb, sv }
const others = ['nb', 'sv'] as const

describe('the catalogues', () => {
  test('[I1] have the same keys in every language', () => {
    const keys = Object.keys(catalogues.en)
    expect(keys.length).toBeGreaterThan(400)
    for (const language of others) expect(Object.keys(catalogues[language]).toSorted()).toEqual(keys.toSorted())
  })

  test('[I1] have every key in one file only', () => {
    for (const language of languages) {
      const keys = Object.values(namespaces[language]).flatMap((messages) => Object.keys(messages))
      expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
      expect(keys.toSorted()).toEqual(Object.keys(catalogues[language]).toSorted())
    }
  })

  test('[I2] ask for the same values in every language', () => {
    for (const language of others) {
      for (const [key, text] of entries(language)) {
        const wanted = placeholders(textOf('en', key))
        // "One word" may leave its number out; a language may need to say it.
        expect(new Set([...placeholders(text), ...countOf(key)]), `${language} ${key}`).toEqual(new Set([...wanted, ...countOf(key)]))
      }
    }
  })

  test('[I2] have every plural form that the language needs, and no other', () => {
    const plural = new Set(
      Object.keys(catalogues.en)
        .filter(isPlural)
        .map((key) => key.replace(/_(one|other)$/, '')),
    )
    expect(plural.size).toBeGreaterThan(5)
    for (const language of languages) {
      const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted()
      for (const key of plural) {
        const forms = Object.keys(catalogues[language]).filter((other) => other.startsWith(`${key}_`))
        expect(forms.map((form) => form.slice(key.length + 1)).toSorted(), `${language} ${key}`).toEqual(needed)
      }
    }
  })

  test('hold no empty text, no stray space and no broken placeholder', () => {
    for (const language of languages) {
      for (const [key, text] of entries(language)) {
        expect(text, key).toBe(text.trim())
        expect(text, key).not.toBe('')
        expect(text.replace(/\{\{\w+(, number)?\}\}/g, '…'), `${language} ${key}`).not.toMatch(/[{}]|\s{2}/)
      }
    }
  })
})

describe('the words', () => {
  test('[I3] never shout', () => {
    // One is a name.
    for (const language of languages) {
      for (const [key, text] of entries(language))
        expect(text.replaceAll('GRIPP2', ''), `${language} ${key}`).not.toMatch(/!|[A-ZÅÄÖØÆ]{5,}/)
    }
  })

  test('[I3] come in sentences short enough to read aloud', () => {
    for (const language of languages) {
      for (const [key, text] of entries(language)) {
        const longest = Math.max(...text.split(/[.:?]\s/).map((sentence) => sentence.split(/\s+/).length))
        expect(longest, `${language} ${key}`).toBeLessThanOrEqual(28)
      }
    }
  })

  test('[I3] before one’s first words are 60 at most', () => {
    for (const language of languages) {
      const messages = catalogues[language]
      const shown = [messages['disclosure.text'], messages['disclosure.contact'], messages['disclosure.watch']].join(' ')
      // The contact’s name and telephone number, and where it is kept.
      expect(shown.split(/\s+/).length + 4, language).toBeLessThanOrEqual(60)
    }
  })

  test('[I4] are those of the glossary, not their false friends', () => {
    const banned: Record<Language, RegExp> = {
      en: /\battribution\b|\bmetadata\b|\bsync(ing|ed)?\b/i,
      nb: /casestud|attribusjon|\bpartnerskap\b|\bbevis\b|\bvedtak\b|\boffline\b/i,
      sv: /fallstud|casestud|attribution|\bpartnerskap\b|\bbevis\b/i,
    }
    for (const language of languages) {
      for (const [key, text] of entries(language)) expect(text, `${language} ${key}`).not.toMatch(banned[language])
      expect(catalogues[language]['export.kind'].toLowerCase()).toBe(glossaryTerm('case_study')?.term[language])
      expect(catalogues[language]['balance.title']).toBe({ en: 'Whose voice?', nb: 'Hvem sin stemme?', sv: 'Vems röst?' }[language])
      expect(catalogues[language]['export.decisions.title']).toBe(glossaryTerm('you_said_we_did')?.term[language])
      expect(catalogues[language]['export.balance.title'].toLowerCase()).toBe(glossaryTerm('voice_balance')?.term[language])
    }
  })

  test('[I5] for the save state are exactly these', () => {
    const states = (language: Language): string[] => {
      const messages = catalogues[language]
      return [messages['save.saved'], messages['save.saving'], messages['save.onDevice'], messages['save.notSaved']]
    }
    expect(states('en')).toEqual(['Saved', 'Saving…', 'Saved on this device, not sent yet', 'Not saved: {{reason}}'])
    expect(states('nb')).toEqual(['Lagret', 'Lagrer …', 'Lagret på denne enheten, ikke sendt ennå', 'Ikke lagret: {{reason}}'])
    expect(states('sv')).toEqual(['Sparat', 'Sparar …', 'Sparat på den här enheten, inte skickat än', 'Inte sparat: {{reason}}'])
  })

  test('[I6] exist for every refusal, role and status of the domain', () => {
    for (const language of languages) {
      const has = new Map(entries(language))
      for (const reason of refusalReasons) expect(has.has(`refusal.${reason}`), reason).toBe(true)
      for (const role of roles) expect(has.has(`role.${role}`) && has.has(`role.${role}.help`), role).toBe(true)
      for (const status of studyStatuses) expect(has.get(`status.${status}`), status).toBe(codeLabel('studyStatus', status, language))
    }
  })
})

function entries(language: Language): [string, string][] {
  return Object.entries(catalogues[language])
}

function textOf(language: Language, key: string): string {
  return new Map(entries(language)).get(key) ?? ''
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)/g)].map(([, name]) => name ?? '')
}

function isPlural(key: string): boolean {
  return /_(one|other)$/.test(key)
}

function countOf(key: string): string[] {
  return isPlural(key) ? ['count'] : []
}
