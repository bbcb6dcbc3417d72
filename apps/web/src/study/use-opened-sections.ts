import type { StudyView } from '@samskriv/protocol/http'
import { useEffect, useRef, useState } from 'react'

import { useAnnounce } from '../shell/announcer.tsx'
import { useSay } from '../shell/use-say.ts'

const none: ReadonlySet<string> = new Set()

/**
 * Says aloud to a contributor when a section is opened to them, or closed, while they have the study open.
 *
 * @param hasUnsent - words were given back that the server could not take
 * @returns the keys of sections that were closed meanwhile, to be told where they stand
 */
export function useOpenedSections(study: StudyView, hasUnsent: boolean): ReadonlySet<string> {
  const say = useSay()
  const announce = useAnnounce()
  const { sections, template, language, me } = study
  const isContributor = me?.role === 'contributor'
  const open = sections.flatMap(({ key, openToContributors }) => (openToContributors ? [key] : [])).join(' ')
  const before = useRef<ReadonlySet<string> | null>(null)
  const [closed, setClosed] = useState(none)
  const isKept = hasUnsent && closed.size > 0
  useEffect(() => {
    const now = new Set(open.split(' '))
    const was = before.current
    before.current = isContributor ? now : null
    if (was === null || !isContributor) return
    const changed = template.sections.filter(({ id }) => was.has(id) !== now.has(id))
    if (changed.length === 0) return
    const news = changed.map(({ id, title }) =>
      say(now.has(id) ? 'section.contributors.nowOpen' : 'section.contributors.nowClosed', { section: title[language] }),
    )
    announce(news.join(' '))
    setClosed((known) => new Set([...known, ...was].filter((key) => key !== '' && !now.has(key))))
  }, [open, isContributor, template, language, say, announce])
  useEffect(() => {
    if (isKept) announce(say('section.contributors.kept'))
  }, [isKept, say, announce])
  return isContributor ? closed : none
}
