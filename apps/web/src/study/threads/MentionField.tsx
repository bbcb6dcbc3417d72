import { useQuery } from '@tanstack/react-query'
import { useId, useRef, useState } from 'react'

import { peopleQuery } from '../../api/people.ts'
import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'
import { useDesk } from './desk.ts'

interface Mentioned {
  readonly id: string
  readonly name: string
}

interface MentionFieldProps {
  readonly chosen: readonly Mentioned[]
  readonly onChange: (chosen: Mentioned[]) => void
}

/** As many as the server takes. */
const mostMentions = 20

/** Whom it speaks to by name: chosen from a list, one after the other. */
export function MentionField({ chosen, onChange }: MentionFieldProps) {
  const say = useSay()
  const announce = useAnnounce()
  const { study } = useDesk()
  const id = useId()
  const [next, setNext] = useState('')
  const select = useRef<HTMLSelectElement>(null)
  const people = useQuery({ ...peopleQuery(study.id), placeholderData: study.participants })
  const me = study.me?.participantId
  const others = (people.data ?? []).filter(
    ({ participantId, state, managed }) =>
      state === 'joined' && !managed && participantId !== me && !chosen.some((one) => one.id === participantId),
  )
  if (others.length === 0 && chosen.length === 0) return null
  const add = (): void => {
    const person = others.find(({ participantId }) => participantId === next)
    if (person === undefined) return select.current?.focus()
    onChange([...chosen, { id: person.participantId, name: person.name }])
    announce(say('threads.mention.added', { name: person.name }))
    setNext('')
  }
  return (
    <div className="field mentions">
      <label htmlFor={id}>{say('threads.mention.label')}</label>
      {chosen.length > 0 && (
        <ul className="mentioned">
          {chosen.map((one) => (
            <li key={one.id}>
              {one.name}{' '}
              <button
                type="button"
                className="text-button"
                aria-label={say('threads.mention.remove', { name: one.name })}
                onClick={() => {
                  onChange(chosen.filter((other) => other !== one))
                  select.current?.focus()
                }}
              >
                {say('threads.mention.take')}
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="mention-line">
        <select ref={select} id={id} className="select" value={next} onChange={({ target }) => setNext(target.value)}>
          <option value="">{say('threads.mention.none')}</option>
          {others.map(({ participantId, name }) => (
            <option key={participantId} value={participantId}>
              {name}
            </option>
          ))}
        </select>
        <button type="button" className="button" data-kind="quiet" disabled={chosen.length >= mostMentions} onClick={add}>
          {say('threads.mention.add')}
        </button>
      </div>
    </div>
  )
}
