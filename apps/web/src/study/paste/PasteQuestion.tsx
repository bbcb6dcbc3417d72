import { useContext, useId, useState } from 'react'

import { useSay } from '../../shell/use-say.ts'
import { StudyContext } from '../study-context.ts'
import './paste.css'
import type { PasteAnswer } from './pastes.ts'
import { ToldBy } from './ToldBy.tsx'

export interface PasteQuestionProps {
  readonly words: number
  readonly onAnswer: (answer: PasteAnswer, always: boolean) => void
  /** It is noted whose words they are. */
  readonly onTold: () => void
  readonly onDismiss: () => void
}

/** Asks whose the pasted words are, beside the writing: nobody has to answer, and nothing waits for it. */
export function PasteQuestion({ words, onAnswer, onTold, onDismiss }: PasteQuestionProps) {
  const say = useSay()
  const [always, setAlways] = useState(false)
  const [isTold, setIsTold] = useState(false)
  const study = useContext(StudyContext)
  const question = useId()
  if (isTold && study !== null) return <ToldBy study={study} onTold={onTold} onBack={() => setIsTold(false)} />
  return (
    <div className="paste-question" role="group" aria-labelledby={question}>
      <p id={question}>
        {say('paste.question', { words })} <span className="visually-hidden">{say('paste.keys')}</span>
      </p>
      <div className="paste-answers">
        <button type="button" className="button" data-kind="quiet" onClick={() => onAnswer('mine', always)}>
          {say('paste.mine')}
        </button>
        <button type="button" className="button" data-kind="quiet" onClick={() => setIsTold(true)}>
          {say('paste.told')}
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
