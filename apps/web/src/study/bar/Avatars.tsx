import { sectorLetter } from '@samskriv/domain'
import type { Awareness } from 'y-protocols/awareness'

import { useSay } from '../../shell/use-say.ts'
import type { Presence } from '../editor/presence.ts'
import { presenceName } from '../editor/presence-name.ts'
import { usePresences } from '../use-presences.ts'

const mostAvatars = 5

interface AvatarsProps {
  readonly awareness: Awareness
  /** Opens the list of people; null where it stands beside the text. */
  readonly onOpen: (() => void) | null
}

/** Who is here, at a glance; names and sectors stand as text in the people list. */
export function Avatars({ awareness, onOpen }: AvatarsProps) {
  const say = useSay()
  const people = usePresences(awareness)
  const others = Math.max(0, people.length - mostAvatars)
  const faces = (
    <>
      {people.slice(0, mostAvatars).map((person) => (
        <span key={person.participant} className="avatar" data-sector={person.sector} title={presenceName(say, person)}>
          {initials(person.name)}
          <span className="avatar-letter">{letterOf(person.sector)}</span>
        </span>
      ))}
      {others > 0 && <span className="avatar-more">+{others}</span>}
    </>
  )
  if (onOpen === null)
    return (
      <div className="avatars" aria-hidden="true">
        {faces}
      </div>
    )
  return (
    <button type="button" className="avatars bar-button" aria-haspopup="dialog" aria-label={say('study.panel.people')} onClick={onOpen}>
      <span aria-hidden="true" className="avatars">
        {faces}
        {people.length === 0 && say('study.panel.people')}
      </span>
    </button>
  )
}

function letterOf(sector: Presence['sector']): string {
  return sector === 'unknown' ? '?' : sectorLetter[sector]
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0]?.toLocaleUpperCase() ?? '').join('')
}
