import type { StudyView } from '@samskriv/protocol/http'
import type { ThreadSummary } from '@samskriv/protocol/http-threads'
import { useEffect, useRef } from 'react'

import { usePreferences } from '../../preferences/preferences.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useLanguage, useSay } from '../../shell/use-say.ts'
import { useCurrentSection } from '../outline/use-current-section.ts'
import { newsOfThreads } from './news-of-threads.ts'
import { threadName } from './sentences.ts'

interface ThreadsNewsProps {
  readonly study: StudyView
  readonly newest: readonly ThreadSummary[] | undefined
  /** The thread one is reading, in which one hears of everything. */
  readonly opened: string | null
}

/** Says aloud what others say beside the text: as much of it as one wants to hear of others at all. */
export function ThreadsNews({ study, newest, opened }: ThreadsNewsProps) {
  const say = useSay()
  const language = useLanguage()
  const announce = useAnnounce()
  const { announcements: wanted } = usePreferences()
  const current = useCurrentSection(study.template.sections)
  const before = useRef<readonly ThreadSummary[] | undefined>(undefined)
  useEffect(() => {
    const was = before.current
    before.current = newest
    if (was === undefined || newest === undefined || was === newest || wanted === 'off') return
    const isHeard = ({ id, section, mentionsMe }: ThreadSummary): boolean =>
      wanted === 'all' || id === opened || section === null || section === current || mentionsMe
    const { begun, repliedIn } = newsOfThreads(newest, was)
    const titleOf = ({ section }: ThreadSummary): string =>
      study.template.sections.find(({ id }) => id === section)?.title[study.language] ?? say('threads.wholeStudy')
    const news = [
      ...begun
        .filter(isHeard)
        .map((thread) => say('threads.news.begun', { name: threadName(say, language, thread), section: titleOf(thread) })),
      ...repliedIn.filter(isHeard).map((thread) => say('threads.news.replied', { name: threadName(say, language, thread) })),
    ]
    if (news.length > 0) announce(news.join(' '))
  }, [newest, wanted, current, opened, study, language, say, announce])
  return null
}
