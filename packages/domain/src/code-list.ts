import type { Language, LocalizedText } from './language.ts'

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

/** The label of a code, sub-codes included; the code itself when it is unknown, so that foreign data stays readable. */
export function labelIn(list: CodeList, id: string, language: Language): string {
  const items = list.items.flatMap((item) => [item, ...(item.children ?? [])])
  return items.find((item) => item.id === id)?.label[language] ?? id
}
