import { sectionJson, sectionRoot } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import { useEffect, useState } from 'react'

import { useOpenCopy } from '../study-context.ts'
import { useObserved } from '../use-observed.ts'
import type { SaidNode } from '../voices/shown-voices.ts'

/** A section nobody edits here may show others' words this much later: reading it anew costs more than a keystroke. */
const settleMs = 250

/** The blocks of a section, read again shortly after they changed; with whose words they are, when that is asked for. */
export function useSectionNodes(key: SectionKey): readonly SaidNode[] {
  const { doc, voices: shown } = useOpenCopy()
  const voices = useObserved(shown)
  const [nodes, setNodes] = useState<readonly SaidNode[]>(() => sectionJson(doc, key).content ?? [])
  useEffect(() => {
    const fragment = doc.getXmlFragment(sectionRoot(key))
    let timer: ReturnType<typeof setTimeout> | null = null
    const read = (): void => {
      timer = null
      setNodes(voices === null ? (sectionJson(doc, key).content ?? []) : voices.nodes(key))
    }
    const onChange = (): void => {
      timer ??= setTimeout(read, settleMs)
    }
    read()
    fragment.observeDeep(onChange)
    const unfollow = voices?.subscribe(onChange)
    return () => {
      fragment.unobserveDeep(onChange)
      unfollow?.()
      if (timer !== null) clearTimeout(timer)
    }
  }, [doc, key, voices])
  return nodes
}
