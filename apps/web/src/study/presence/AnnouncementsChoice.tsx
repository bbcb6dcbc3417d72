import { useId } from 'react'

import { usePreferenceChoice } from '../../preferences/preferences.ts'
import { useSay } from '../../shell/use-say.ts'
import { ProblemText } from '../../ui/ProblemText.tsx'

const choices = ['mine', 'all', 'off'] as const

/** Of whose doings one wants to be told aloud. */
export function AnnouncementsChoice() {
  const say = useSay()
  const { preferences, choose, error } = usePreferenceChoice()
  const id = useId()
  return (
    <div className="field announcements">
      <label htmlFor={id}>{say('announce.label')}</label>
      <p className="soft small" id={`${id}-hint`}>
        {say('announce.hint')}
      </p>
      <select
        id={id}
        className="select"
        aria-describedby={`${id}-hint`}
        value={preferences.announcements}
        onChange={({ target }) => {
          const wanted = choices.find((one) => one === target.value)
          if (wanted !== undefined) choose({ announcements: wanted })
        }}
      >
        {choices.map((one) => (
          <option key={one} value={one}>
            {say(`announce.${one}`)}
          </option>
        ))}
      </select>
      <ProblemText error={error} />
    </div>
  )
}
