/** The languages of the interface and of the built-in content. Words people write may be in any language. */
export const languages = ['en', 'nb', 'sv'] as const
export type Language = (typeof languages)[number]

/** The same text in every language we ship. */
export type LocalizedText = Readonly<Record<Language, string>>

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value)
}
