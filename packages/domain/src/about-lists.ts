import about from '../data/about-lists.json' with { type: 'json' }
import sectors from '../data/sectors.json' with { type: 'json' }
import { type CodeItem, type CodeList, labelIn } from './code-list.ts'
import type { Language } from './language.ts'

export type { CodeItem, CodeList }

const lists = { ...sectors.lists, ...about.lists }

export type AboutListName = keyof typeof lists

/** What is told about a study is chosen from these. An entry of their own: of all code lists a browser needs only them. */
export const aboutLists: Readonly<Record<AboutListName, CodeList>> = lists

/** @see codeLabel */
export function aboutLabel(list: AboutListName, id: string, language: Language): string {
  return labelIn(aboutLists[list], id, language)
}
