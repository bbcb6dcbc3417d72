import { useSay } from '../../shell/use-say.ts'
import './paste.css'

interface PasteProgressBarProps {
  /** From 0 to 1. */
  readonly done: number
  readonly onStop: () => void
}

/** A long paste on its way into the text, beside the writing. */
export function PasteProgressBar({ done, onStop }: PasteProgressBarProps) {
  const say = useSay()
  return (
    <div className="paste-question" role="group" aria-labelledby="paste-long">
      <label id="paste-long" htmlFor="paste-long-progress">
        {say('paste.long')}
      </label>
      <progress id="paste-long-progress" max={1} value={done} />
      <button type="button" className="button" data-kind="quiet" onClick={onStop}>
        {say('paste.long.stop')}
      </button>
    </div>
  )
}
