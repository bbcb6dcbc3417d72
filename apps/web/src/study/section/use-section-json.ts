import { type ProseMirrorJson, sectionJson, sectionRoot } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import { useEffect, useState } from 'react'
import type { Doc } from 'yjs'

/** A section nobody edits here may show others' words this much later: reading it anew costs more than a keystroke. */
const settleMs = 250

/** The words of a section, read again shortly after they changed. */
export function useSectionJson(doc: Doc, key: SectionKey): ProseMirrorJson {
  const [json, setJson] = useState(() => sectionJson(doc, key))
  useEffect(() => {
    const fragment = doc.getXmlFragment(sectionRoot(key))
    let timer: ReturnType<typeof setTimeout> | null = null
    const read = (): void => {
      timer = null
      setJson(sectionJson(doc, key))
    }
    const onChange = (): void => {
      timer ??= setTimeout(read, settleMs)
    }
    read()
    fragment.observeDeep(onChange)
    return () => {
      fragment.unobserveDeep(onChange)
      if (timer !== null) clearTimeout(timer)
    }
  }, [doc, key])
  return json
}
