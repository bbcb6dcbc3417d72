import { useContext, useEffect, useState } from 'react'
import type { Awareness } from 'y-protocols/awareness'

import { type Presence, readPresence } from './editor/presence.ts'
import { type Self, SelfContext } from './study-context.ts'

export interface PersonHere extends Presence {
  /** This browser's own person; perhaps in another tab. */
  readonly isMe: boolean
}

/** Everybody who has the study open, each person once, oneself first. */
export function usePresences(awareness: Awareness): readonly PersonHere[] {
  const self = useContext(SelfContext)
  const [people, setPeople] = useState<readonly PersonHere[]>(() => peopleIn(awareness, self))
  useEffect(() => {
    const read = (): void =>
      setPeople((before) => {
        const now = peopleIn(awareness, self)
        return isSame(before, now) ? before : now
      })
    read()
    awareness.on('change', read)
    return () => awareness.off('change', read)
  }, [awareness, self])
  return people
}

function peopleIn(awareness: Awareness, self: Self | null): readonly PersonHere[] {
  const people = new Map<string, PersonHere>()
  for (const [client, state] of awareness.getStates()) {
    const isMe = client === awareness.clientID
    // Who oneself is one knows without the server, which may say it late.
    const presence = readPresence(client, isMe && self ? { ...state, user: self } : state)
    if (presence === null) continue
    const known = people.get(presence.participant)
    // Of several tabs of one person the one where they write counts.
    if (!known || (presence.cursor !== null && known.cursor === null))
      people.set(presence.participant, { ...presence, isMe: isMe || known?.isMe === true })
  }
  return [...people.values()].toSorted((a, b) => Number(b.isMe) - Number(a.isMe) || a.name.localeCompare(b.name))
}

// Carets move all the time; the lists only say who is here and in which section.
function isSame(a: readonly PersonHere[], b: readonly PersonHere[]): boolean {
  return a.length === b.length && a.every((person, index) => summary(person) === summary(b[index]))
}

function summary(person: PersonHere | undefined): string {
  return person ? [person.participant, person.name, person.sector, person.section, person.speaker?.name, person.isMe].join('\n') : ''
}
