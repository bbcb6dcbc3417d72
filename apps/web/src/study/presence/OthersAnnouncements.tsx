import type { StudyView } from '@samskriv/protocol/http'
import { useEffect, useRef } from 'react'

import { usePreferences } from '../../preferences/preferences.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'
import { presenceName } from '../editor/presence-name.ts'
import { useOpenCopy } from '../study-context.ts'
import { type PersonHere, usePresences } from '../use-presences.ts'
import { onOthersEdits } from './others-edits.ts'

/**
 * Says aloud what others do: who comes, goes and begins to write, and what they have changed. As much of it as one wants; unless one
 * says otherwise only what is done in the section that one is in oneself (CTAUR 1 to 3). The lists on the page show it all.
 */
export function OthersAnnouncements({ study }: { readonly study: StudyView }) {
  const say = useSay()
  const announce = useAnnounce()
  const { doc, awareness } = useOpenCopy()
  const people = usePresences(awareness)
  const { announcements: wanted } = usePreferences()
  const mine = people.find(({ isMe }) => isMe)?.section ?? null
  const before = useRef<ReadonlyMap<string, PersonHere> | null>(null)
  // Read when something happens, so that nothing is told of it twice.
  const now = useRef({ wanted, mine, study })
  useEffect(() => {
    now.current = { wanted, mine, study }
  })

  useEffect(() => {
    const was = before.current
    before.current = new Map(people.map((person) => [person.participant, person]))
    // Those who were here before oneself stand in the list.
    if (was === null || wanted === 'off') return
    const news: string[] = []
    for (const person of people) {
      if (person.isMe) continue
      const name = presenceName(say, person)
      const known = was.get(person.participant)
      if (known === undefined && wanted === 'all') news.push(say('presence.joined', { name }))
      const isNew = person.section !== null && known?.section !== person.section
      const section = titleIn(study, person.section)
      if (isNew && section !== null && (wanted === 'all' || person.section === mine))
        news.push(say('presence.writingIn', { name, section }))
    }
    for (const person of was.values())
      if (wanted === 'all' && !person.isMe && !before.current.has(person.participant))
        news.push(say('presence.left', { name: presenceName(say, person) }))
    if (news.length > 0) announce(news.join(' '))
  }, [people, wanted, mine, study, say, announce])

  useEffect(
    () =>
      onOthersEdits(doc, awareness, ({ by, section }) => {
        const { wanted, mine, study } = now.current
        const title = titleIn(study, section)
        if (title === null || wanted === 'off' || (wanted === 'mine' && section !== mine)) return
        announce(say('presence.changed', { name: presenceName(say, by), section: title }))
      }),
    [doc, awareness, say, announce],
  )
  return null
}

function titleIn({ template, language }: StudyView, section: string | null): string | null {
  return template.sections.find(({ id }) => id === section)?.title[language] ?? null
}
