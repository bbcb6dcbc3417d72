import about from '../data/about-lists.json' with { type: 'json' }
import rest from '../data/code-lists.json' with { type: 'json' }
import sectors from '../data/sectors.json' with { type: 'json' }
import { type CodeList, labelIn } from './code-list.ts'
import type { Language } from './language.ts'

const lists = { ...sectors.lists, ...about.lists, ...rest.lists }

export type CodeListName = Exclude<keyof typeof lists, 'themeSource'>

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
  return labelIn(codeLists[list], id, language)
}
