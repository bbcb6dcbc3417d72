import { useId, useState } from 'react'

import { useSay } from '../../shell/use-say.ts'
import type { PasteAnswer } from './pastes.ts'
import './paste.css'

export interface PasteQuestionProps {
  readonly words: number
  readonly onAnswer: (answer: PasteAnswer, always: boolean) => void
  readonly onDismiss: () => void
}

/** Asks whose the pasted words are, beside the writing: nobody has to answer, and nothing waits for it. */
export function PasteQuestion({ words, onAnswer, onDismiss }: PasteQuestionProps) {
  const say = useSay()
  const [always, setAlways] = useState(false)
  const question = useId()
  return (
    <div className="paste-question" role="group" aria-labelledby={question}>
      <p id={question}>
        {say('paste.question', { words })} <span className="visually-hidden">{say('paste.keys')}</span>
      </p>
      <div className="paste-answers">
        <button type="button" className="button" data-kind="quiet" onClick={() => onAnswer('mine', always)}>
          {say('paste.mine')}
        </button>
        <button type="button" className="button" data-kind="quiet" onClick={() => onAnswer('document', always)}>
          {say('paste.document')}
        </button>
        <button type="button" className="button" data-kind="quiet" onClick={onDismiss}>
          {say('paste.later')}
        </button>
      </div>
      <label className="paste-same">
        <input type="checkbox" checked={always} onChange={({ target }) => setAlways(target.checked)} />
        <span>{say('paste.same')}</span>
      </label>
    </div>
  )
}
