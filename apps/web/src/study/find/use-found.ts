import type { SectionKey } from '@samskriv/domain'
import { useEffect, useState } from 'react'
import type { Doc } from 'yjs'

import { type Found, findIn, type Wanted } from './found.ts'
import { markFound, unmarkFound } from './show-found.ts'

/** What others write while one looks is looked through this much later, and drawn by then. */
const settleMs = 300
const none: readonly Found[] = []

/** What is found now, marked on the page; looked for again when somebody writes. @param at - which of them one is at, from 0; -1 for none */
export function useFound(doc: Doc, sections: readonly SectionKey[], wanted: Wanted, at: number): readonly Found[] {
  const [found, setFound] = useState(none)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null
    const look = (): void => {
      timer = null
      setFound(findIn(doc, sections, wanted))
    }
    const onChange = (): void => {
      timer ??= setTimeout(look, settleMs)
    }
    look()
    doc.on('update', onChange)
    return () => {
      doc.off('update', onChange)
      if (timer !== null) clearTimeout(timer)
    }
  }, [doc, sections, wanted])
  useEffect(() => {
    const mark = (): void => markFound(found, found[Math.min(at, found.length - 1)] ?? null)
    mark()
    // Sections get and lose their editors while one goes from place to place.
    const again = setInterval(mark, settleMs)
    return () => clearInterval(again)
  }, [found, at])
  useEffect(() => unmarkFound, [])
  return found
}
