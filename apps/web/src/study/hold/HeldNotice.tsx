import { formatTime } from '@samskriv/i18n/web'
import type { SectionHold, StudyView } from '@samskriv/protocol/http'
import { useContext, useEffect, useRef } from 'react'

import { useHold } from '../../api/sections.ts'
import { localTimeZone } from '../../shell/local-time-zone.ts'
import { useLanguage, useSay } from '../../shell/use-say.ts'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { StudyContext, useOpenCopyOrNull } from '../study-context.ts'

/** Whoever holds a section and writes nothing in it for so long holds it no longer; the server says so. */
const idleMinutes = 10

/** Who edits a section alone now, and until when (CTAUR 5). Nothing while nobody does. */
export function HeldNotice({ section }: { readonly section: string }) {
  const study = useContext(StudyContext)
  const held = study?.sections.find(({ key }) => key === section)?.held ?? null
  return study === null || held === null ? null : <Held study={study} section={section} held={held} />
}

interface HeldProps {
  readonly study: StudyView
  readonly section: string
  readonly held: SectionHold
}

function Held({ study: { id, me }, section, held }: HeldProps) {
  const say = useSay()
  const language = useLanguage()
  const hold = useHold(id, section)
  const isMine = held.participantId === me?.participantId
  const notice = useRef<HTMLDivElement>(null)
  const copy = useOpenCopyOrNull()
  const wasHere = !isMine && copy?.awareness.getLocalState()?.['section'] === section
  useEffect(() => {
    // Whoever was writing here has lost the text box with the focus in it.
    if (wasHere && document.activeElement === document.body) notice.current?.focus({ preventScroll: true })
  }, [wasHere])
  const { name, since, until } = held
  const timeOf = (at: string): string => formatTime(language, at, localTimeZone)
  return (
    <div ref={notice} className="notice held" tabIndex={-1}>
      <p>
        {isMine ? say('hold.mine', { minutes: idleMinutes }) : say('hold.theirs', { name, since: timeOf(since), until: timeOf(until) })}
      </p>
      {(isMine || me?.role === 'steward') && (
        <button type="button" className="button" data-kind="quiet" disabled={hold.isPending} onClick={() => hold.mutate(false)}>
          {say('hold.give')}
        </button>
      )}
      <ProblemNotice error={hold.error} />
    </div>
  )
}
