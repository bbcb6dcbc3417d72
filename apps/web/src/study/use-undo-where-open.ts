import { isSectionKey, sectionRoot } from '@samskriv/document'
import type { StudyView } from '@samskriv/protocol/http'
import { useEffect } from 'react'

import type { OpenCopy } from './study-context.ts'

/** Keeps undo out of sections that one may not write in any more: the server would take nothing of what it does there. */
export function useUndoWhereOpen(copy: OpenCopy | null, { sections }: StudyView): void {
  const open = sections.flatMap(({ key, canWrite }) => (canWrite ? [key] : [])).join(' ')
  useEffect(() => {
    copy?.undo.limitTo(
      open
        .split(' ')
        .filter(isSectionKey)
        .map((key) => copy.doc.getXmlFragment(sectionRoot(key))),
    )
  }, [copy, open])
}
