import { type AttentionMode, attentionModes } from '@samskriv/domain'
import type { AttentionList } from '@samskriv/protocol/http-answers'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'

import { attentionQuery, useChooseAttention } from '../api/notices.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { useSay } from '../shell/use-say.ts'
import { ProblemText } from '../ui/ProblemText.tsx'

/** What one is told by mail, study by study. Each answer holds at once. */
export function Notices() {
  const say = useSay()
  const announce = useAnnounce()
  const { data, error } = useQuery(attentionQuery)
  const choose = useChooseAttention()
  if (data?.studies.length === 0) return null
  return (
    <section aria-labelledby="notices" className="account-part settings">
      <h2 id="notices">{say('settings.notices.title')}</h2>
      <p>{say('settings.notices.intro')}</p>
      <ProblemText error={error ?? choose.error} />
      {data?.studies.map((study) => (
        <OfStudy
          key={study.id}
          study={study}
          // What was pressed last, until the server has said what holds.
          mode={choose.isPending && choose.variables.study === study.id ? choose.variables.mode : study.mode}
          onChoose={(mode) => choose.mutate({ study: study.id, mode }, { onSuccess: () => announce(say('settings.kept')) })}
        />
      ))}
    </section>
  )
}

interface OfStudyProps {
  readonly study: AttentionList['studies'][number]
  readonly mode: AttentionMode
  readonly onChoose: (mode: AttentionMode) => void
}

function OfStudy({ study: { id, title, language }, mode, onChoose }: OfStudyProps) {
  const say = useSay()
  const field = useId()
  return (
    <div className="field">
      <label htmlFor={field} lang={language} dir="auto">
        {title}
      </label>
      <select
        id={field}
        className="select"
        value={mode}
        onChange={({ target }) => {
          const chosen = attentionModes.find((one) => one === target.value)
          if (chosen !== undefined) onChoose(chosen)
        }}
      >
        {attentionModes.map((one) => (
          <option key={one} value={one}>
            {say(`settings.notices.${one}`)}
          </option>
        ))}
      </select>
      <p className="small">
        <a href={`/studies/${id}/notices`}>{say('settings.notices.see')}</a>
      </p>
    </div>
  )
}
