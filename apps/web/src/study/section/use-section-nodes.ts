import { sectionJson, sectionRoot } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import { useEffect, useState } from 'react'

import { useOpenCopy } from '../study-context.ts'
import { useObserved } from '../use-observed.ts'
import type { SaidNode } from '../voices/shown-voices.ts'

/** A section nobody edits here may show others' words this much later: reading it anew costs more than a keystroke. */
const settleMs = 250

/** The blocks of a section, read again shortly after they changed; with whose words they are and what was said about them, when
 * that is known. */
export function useSectionNodes(key: SectionKey): readonly SaidNode[] {
  const { doc, voices: shown, threads: drawn } = useOpenCopy()
  const voices = useObserved(shown)
  const threads = useObserved(drawn)
  const [nodes, setNodes] = useState<readonly SaidNode[]>(() => sectionJson(doc, key).content ?? [])
  useEffect(() => {
    const fragment = doc.getXmlFragment(sectionRoot(key))
    let timer: ReturnType<typeof setTimeout> | null = null
    const read = (): void => {
      timer = null
      const plain = voices === null ? (sectionJson(doc, key).content ?? []) : voices.nodes(key)
      setNodes(threads === null ? plain : threads.nodes(key, plain))
    }
    const onChange = (): void => {
      timer ??= setTimeout(read, settleMs)
    }
    read()
    fragment.observeDeep(onChange)
    const unfollow = [voices?.subscribe(onChange), threads?.subscribe(key, onChange)]
    return () => {
      fragment.unobserveDeep(onChange)
      for (const end of unfollow) end?.()
      if (timer !== null) clearTimeout(timer)
    }
  }, [doc, key, voices, threads])
  return nodes
}
