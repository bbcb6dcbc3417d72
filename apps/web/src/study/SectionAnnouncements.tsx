import type { StudyView } from '@samskriv/protocol/http'
import { useEffect, useRef } from 'react'

import { useAnnounce } from '../shell/announcer.tsx'
import { useSay } from '../shell/use-say.ts'
import { useOpenCopy } from './study-context.ts'
import { usePresences } from './use-presences.ts'

/** Says aloud who begins to write in the section that one is in oneself; others are only listed (CTAUR 1–3, “only my section”). */
export function SectionAnnouncements({ study }: { readonly study: StudyView }) {
  const say = useSay()
  const announce = useAnnounce()
  const people = usePresences(useOpenCopy().awareness)
  const before = useRef(new Map<string, string | null>())
  useEffect(() => {
    const mine = people.find(({ isMe }) => isMe)?.section ?? null
    const title = study.template.sections.find(({ id }) => id === mine)?.title[study.language]
    for (const { participant, name, section, isMe } of people)
      if (!isMe && title !== undefined && section === mine && before.current.get(participant) !== mine)
        announce(say('presence.writingIn', { name, section: title }))
    before.current = new Map(people.map(({ participant, section }) => [participant, section]))
  }, [people, study, say, announce])
  return null
}
