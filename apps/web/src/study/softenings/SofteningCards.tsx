import type { SofteningView, StudyView } from '@samskriv/protocol/http'
import { useEffect, useId, useRef } from 'react'

import { useAnnounce } from '../../shell/announcer.tsx'
import { useLanguage, useSay } from '../../shell/use-say.ts'
import { personNamed } from '../activity/sentences.ts'
import { whatWent } from './sentences.ts'
import { SofteningCard } from './SofteningCard.tsx'
import { hasCard, newsIn } from './shown.ts'
import './softenings.css'

interface SofteningCardsProps {
  readonly study: StudyView
  readonly all: readonly SofteningView[]
  /** Those that were there when the page came: one that comes later is closed at first, so that it pushes no text away. */
  readonly first: ReadonlySet<string>
}

/** A card for each. */
export function SofteningCards({ study, all, first }: SofteningCardsProps) {
  const say = useSay()
  const heading = useRef<HTMLHeadingElement>(null)
  const titleId = useId()
  const titles = new Map(study.template.sections.map(({ id, title }) => [id, title[study.language]]))
  const sectionOf = ({ section }: SofteningView): string => titles.get(section) ?? section
  useAnnounced(all, study.me?.participantId ?? null, sectionOf)
  const shown = all.filter(hasCard)
  if (shown.length === 0) return null
  return (
    <section className="softenings" aria-labelledby={titleId}>
      <h2 id={titleId} ref={heading} tabIndex={-1}>
        {say('softening.title')}
      </h2>
      {shown.map((softening) => (
        <SofteningCard
          key={softening.id}
          study={study}
          softening={softening}
          section={sectionOf(softening)}
          isOpenAtFirst={first.has(softening.id) && softening.as !== 'steward'}
          onGone={() => (shown.length > 1 ? heading.current : document.getElementById('main'))?.focus()}
        />
      ))}
    </section>
  )
}

/** Says aloud what is new. */
function useAnnounced(now: readonly SofteningView[], me: string | null, sectionOf: (softening: SofteningView) => string): void {
  const say = useSay()
  const language = useLanguage()
  const announce = useAnnounce()
  const before = useRef<readonly SofteningView[]>([])
  useEffect(() => {
    if (now === before.current) return
    const { cards, said } = newsIn(now, before.current, me)
    before.current = now
    const news = [
      ...cards.map((card) => whatWent(say, language, card, sectionOf(card), me)),
      ...said.map((card) =>
        say('softening.written', { who: personNamed(say, language, card.messages.at(-1)?.by ?? card.by), section: sectionOf(card) }),
      ),
    ]
    if (news.length > 0) announce(news.join(' '))
  })
}
