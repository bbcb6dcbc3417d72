import { plainText, sectionKeyOfRoot } from '@samskriv/document'
import { useEffect, useState } from 'react'
import type { Doc, Transaction } from 'yjs'

/** Counting goes through all words, so it waits until nobody has typed for this long. */
const quietMs = 800

/** Words of each section as they stand on this page: white space separates them. Null while no copy is open. */
export function useSectionWords(doc: Doc | null): ReadonlyMap<string, number> | null {
  const [words, setWords] = useState<ReadonlyMap<string, number> | null>(null)
  useEffect(() => {
    if (doc === null) return setWords(null)
    let timer: ReturnType<typeof setTimeout> | null = null
    const changed = new Set<string>(doc.share.keys())
    const count = (): void => {
      timer = null
      const counted = [...changed].flatMap((root): [string, number][] => {
        const key = sectionKeyOfRoot(root)
        return key === null ? [] : [[key, wordsIn(plainText(doc, key))]]
      })
      changed.clear()
      setWords((before) => new Map([...(before ?? []), ...counted]))
    }
    const onTransaction = ({ changedParentTypes }: Transaction): void => {
      for (const [root, type] of doc.share) if (changedParentTypes.has(type)) changed.add(root)
      if (changed.size === 0) return
      if (timer !== null) clearTimeout(timer)
      timer = setTimeout(count, quietMs)
    }
    if (doc.store.clients.size > 0) count()
    doc.on('afterTransaction', onTransaction)
    return () => {
      doc.off('afterTransaction', onTransaction)
      if (timer !== null) clearTimeout(timer)
    }
  }, [doc])
  return words
}

function wordsIn(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length
}
