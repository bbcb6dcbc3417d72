import { createContext, type ReactNode, useContext } from 'react'
import type { Doc } from 'yjs'

import { useSectionWords } from './use-section-words.ts'

const Counted = createContext<ReadonlyMap<string, number> | null>(null)

/** Counts the words of all sections once, for everything on the page that shows how many there are. */
export function SectionWords({ doc, children }: { readonly doc: Doc | null; readonly children: ReactNode }) {
  return <Counted value={useSectionWords(doc)}>{children}</Counted>
}

/** Words of each section as they stand on this page; null while no copy is open. */
export function useCountedWords(): ReadonlyMap<string, number> | null {
  return useContext(Counted)
}
