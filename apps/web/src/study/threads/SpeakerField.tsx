import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'

import { speakersQuery } from '../../api/scribing.ts'
import { useSay } from '../../shell/use-say.ts'
import { useDesk } from './desk.ts'

interface SpeakerFieldProps {
  /** Null for oneself. */
  readonly value: string | null
  readonly onChange: (speaker: string | null) => void
}

/** Who says it: oneself, or somebody without a device for whom one writes it down. Stands there for whoever writes for others. */
export function SpeakerField({ value, onChange }: SpeakerFieldProps) {
  const say = useSay()
  const { study } = useDesk()
  const id = useId()
  const { data = [] } = useQuery({ ...speakersQuery(study.id), enabled: study.me?.canWrite === true })
  if (data.length === 0) return null
  return (
    <div className="field">
      <label htmlFor={id}>{say('threads.speaker.label')}</label>
      <select id={id} className="select" value={value ?? ''} onChange={({ target }) => onChange(target.value || null)}>
        <option value="">{say('threads.speaker.me')}</option>
        {data.map(({ participantId, name }) => (
          <option key={participantId} value={participantId}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}
