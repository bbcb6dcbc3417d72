import type { StudyView } from '@samskriv/protocol/http'
import { useEffect, useRef } from 'react'

import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'

/** Says aloud when a section is held or open again while the study is open: where one may write has changed (CTAUR 5 and 18). */
export function useHoldAnnouncements({ sections, template, language, me }: StudyView): void {
  const say = useSay()
  const announce = useAnnounce()
  const before = useRef<ReadonlyMap<string, string> | null>(null)
  const mine = me?.participantId ?? null
  useEffect(() => {
    const was = before.current
    const now = new Map(sections.flatMap(({ key, held }) => (held === null ? [] : [[key, held.participantId]])))
    before.current = now
    if (was === null) return
    const news = template.sections.flatMap(({ id, title }) => {
      const holder = now.get(id)
      if (holder === was.get(id)) return []
      const section = title[language]
      if (holder === undefined) return [say('hold.announce.open', { section })]
      const name = sections.find(({ key }) => key === id)?.held?.name ?? ''
      return [holder === mine ? say('hold.announce.mine', { section }) : say('hold.announce.theirs', { name, section })]
    })
    if (news.length > 0) announce(news.join(' '))
  }, [sections, template, language, mine, say, announce])
}
