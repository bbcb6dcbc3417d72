import rest from '../data/code-lists.json' with { type: 'json' }
import sectors from '../data/sectors.json' with { type: 'json' }
import type { Language, LocalizedText } from './language.ts'

const lists = { ...sectors.lists, ...rest.lists }

export type CodeListName = Exclude<keyof typeof lists, 'themeSource'>

/** One choice of a code list; some have sub-choices. */
export interface CodeItem {
  readonly id: string
  readonly label: LocalizedText
  readonly children?: readonly { readonly id: string; readonly label: LocalizedText }[]
}

export interface CodeList {
  readonly note?: string | LocalizedText
  readonly items: readonly CodeItem[]
}

/** Every code list, items in the order they are offered. */
export const codeLists: Readonly<Record<CodeListName, CodeList>> = lists

/** A document that raised themes of the theme list. */
export interface ThemeSource {
  readonly id: string
  readonly organisation: string | null
  readonly title: string
}

export const themeSources: readonly ThemeSource[] = rest.lists.themeSource.items

/** The label of a code, sub-codes included; the code itself when it is unknown, so that foreign data stays readable. */
export function codeLabel(list: CodeListName, id: string, language: Language): string {
  const items = codeLists[list].items.flatMap((item) => [item, ...(item.children ?? [])])
  return items.find((item) => item.id === id)?.label[language] ?? id
}
