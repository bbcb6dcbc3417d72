import type { ThreadSummary } from '@samskriv/protocol/http-threads'
import { useEffect, useMemo } from 'react'

import { useLanguage, useSay } from '../../shell/use-say.ts'
import type { LiveAnchors } from '../anchors/live-anchors.ts'
import { stretchesOf } from '../anchors/section-places.ts'
import type { OpenCopy } from '../study-context.ts'
import type { CommentTarget } from './desk.ts'
import { threadName } from './sentences.ts'
import { type MarkedThread, pendingAnchor, ThreadMarks } from './thread-marks.ts'

interface MarkedNow {
  readonly threads: readonly ThreadSummary[]
  readonly opened: string | null
  readonly composing: CommentTarget | null
  readonly near: ReadonlySet<string>
  readonly isHidden: boolean
}

/** Marks in the open copy the words that threads are about, and those somebody is about to say something about. */
export function useThreadMarks(copy: OpenCopy, anchors: LiveAnchors | null, now: MarkedNow): ThreadMarks | null {
  const say = useSay()
  const language = useLanguage()
  const { threads, opened, composing, near, isHidden } = now
  const marks = useMemo(() => {
    if (anchors === null) return null
    return new ThreadMarks({
      onMoved: anchors.subscribe,
      positions: (section, page, chosen) => {
        const known = anchors.positions(section, page)
        if (chosen?.section !== section) return known
        const { start, end } = chosen
        const place = stretchesOf(copy.doc, section, page, [{ id: pendingAnchor, section, start, end }])
        return place === null ? known : new Map([...known, ...place])
      },
    })
  }, [anchors, copy])
  useEffect(() => {
    if (marks === null) return
    copy.threads.set(marks)
    return () => copy.threads.set(null)
  }, [copy, marks])
  const marked = useMemo(
    () =>
      threads.flatMap((thread): readonly MarkedThread[] => {
        const about = threadName(say, language, thread)
        const marked = (anchor: string, name: string): MarkedThread => ({
          thread: thread.id,
          anchor,
          name,
          begins: say('threads.mark.begins', { name }),
          ends: say('threads.mark.ends'),
        })
        return [
          ...(thread.anchor?.state === 'attached' ? [marked(thread.anchor.id, about)] : []),
          // Words of it that were put into the text lead back to it.
          ...thread.inText.map(({ anchor }) => marked(anchor, say('threads.inText.mark', { name: about }))),
        ]
      }),
    [threads, say, language],
  )
  const chosen = composing?.anchor ?? null
  useEffect(() => {
    marks?.show({ threads: isHidden ? [] : marked, chosen, active: opened, near })
  }, [marks, marked, isHidden, opened, chosen, near])
  return marks
}
