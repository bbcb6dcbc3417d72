import type { ThreadSummary } from '@samskriv/protocol/http-threads'
import { useEffect, useMemo } from 'react'

import { useLanguage, useSay } from '../../shell/use-say.ts'
import type { LiveAnchors } from '../anchors/live-anchors.ts'
import { stretchesOf } from '../anchors/section-places.ts'
import type { OpenCopy } from '../study-context.ts'
import type { CommentTarget } from './desk.ts'
import { threadName } from './sentences.ts'
import { type MarkedThread, pendingAnchor, ThreadMarks } from './thread-marks.ts'
import type { ChangedPassage } from './use-changed-passages.ts'

interface MarkedNow {
  readonly threads: readonly ThreadSummary[]
  readonly opened: string | null
  /** The passages that were changed for the one that is open. */
  readonly changed: readonly ChangedPassage[]
  readonly composing: CommentTarget | null
  readonly near: ReadonlySet<string>
  readonly isHidden: boolean
}

/** Marks in the open copy the words that threads are about, and those somebody is about to say something about. */
export function useThreadMarks(copy: OpenCopy, anchors: LiveAnchors | null, now: MarkedNow): ThreadMarks | null {
  const say = useSay()
  const language = useLanguage()
  const { threads, opened, changed, composing, near, isHidden } = now
  const marks = useMemo(() => {
    if (anchors === null) return null
    return new ThreadMarks({
      onMoved: anchors.subscribe,
      sectionOf: (anchor) => anchors.get(anchor)?.section,
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
  const marksOf = useMemo(() => {
    const marked = (thread: string, anchor: string, name: string): MarkedThread => ({
      thread,
      anchor,
      name,
      begins: say('threads.mark.begins', { name }),
      ends: say('threads.mark.ends'),
    })
    const known = new WeakMap<ThreadSummary, readonly MarkedThread[]>()
    const ofThread = (thread: ThreadSummary): readonly MarkedThread[] => {
      const about = threadName(say, language, thread)
      return [
        ...(thread.anchor?.state === 'attached' ? [marked(thread.id, thread.anchor.id, about)] : []),
        // Words of it that were put into the text lead back to it.
        ...thread.inText.map(({ anchor }) => marked(thread.id, anchor, say('threads.inText.mark', { name: about }))),
      ]
    }
    return {
      // A section of which no thread is another is not drawn anew.
      thread: (thread: ThreadSummary): readonly MarkedThread[] => {
        const marks = known.get(thread) ?? ofThread(thread)
        known.set(thread, marks)
        return marks
      },
      changed: ({ thread, anchor }: ChangedPassage) =>
        marked(thread.id, anchor, say('threads.changed.mark', { name: threadName(say, language, thread) })),
    }
  }, [say, language])
  const marked = useMemo(() => [...threads.flatMap(marksOf.thread), ...changed.map(marksOf.changed)], [threads, changed, marksOf])
  const chosen = composing?.anchor ?? null
  useEffect(() => {
    marks?.show({ threads: isHidden ? [] : marked, chosen, active: opened, near })
  }, [marks, marked, isHidden, opened, chosen, near])
  return marks
}
