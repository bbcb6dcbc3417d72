import { useSay } from '../../shell/use-say.ts'
import type { VoicesState } from './use-shown-voices.ts'

interface ShowVoicesProps {
  readonly isWanted: boolean
  readonly state: VoicesState
  readonly onChange: (isWanted: boolean) => void
}

/** Shows and hides in the text who said what. */
export function ShowVoices({ isWanted, state, onChange }: ShowVoicesProps) {
  const say = useSay()
  return (
    <div className="field" data-tour-place="voices">
      <label className="choice">
        <input type="checkbox" checked={isWanted} onChange={({ target }) => onChange(target.checked)} />
        <span>{say('voices.show')}</span>
      </label>
      {isWanted && (
        <details>
          <summary>{say('voices.help')}</summary>
          <p className="small">{say('voices.help.text')}</p>
        </details>
      )}
      {state === 'unreachable' && (
        <p className="small" role="alert">
          {say('voices.unreachable')}
        </p>
      )}
    </div>
  )
}
