import { type ComponentType, useEffect, useState } from 'react'

import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'
import { useOpenCopy } from '../study-context.ts'
import { useObserved } from '../use-observed.ts'
import type { PasteQuestionProps } from './PasteQuestion.tsx'

/** By then the page is there, and the question too when the network goes. */
const fetchedAfterMs = 3_000

/** Where it is asked whose pasted words are. It is told politely, and leaves the caret where it is. */
export function PasteQuestionPlace() {
  const say = useSay()
  const announce = useAnnounce()
  const { pastes, active } = useOpenCopy()
  const question = useObserved(pastes.question)
  const fetched = useFetchedQuestion(question !== null)
  const close = (): void => {
    // The button that had the focus goes with the question.
    active.get()?.editor.commands.focus()
  }
  return (
    <div role="status">
      {question && fetched.Question && (
        <fetched.Question
          words={question.words}
          onAnswer={(answer, always) => {
            pastes.answer(answer, always)
            announce(say('paste.noted'))
            close()
          }}
          onDismiss={() => {
            pastes.dismiss()
            close()
          }}
        />
      )}
    </div>
  )
}

function useFetchedQuestion(isWanted: boolean): { readonly Question: ComponentType<PasteQuestionProps> | null } {
  const [Question, setQuestion] = useState<ComponentType<PasteQuestionProps> | null>(null)
  const isMissing = Question === null
  useEffect(() => {
    if (!isMissing) return
    const fetchIt = (): void =>
      void import('./PasteQuestion.tsx')
        .then((loaded) => setQuestion(() => loaded.PasteQuestion))
        .catch(() => window.addEventListener('online', fetchIt, { once: true }))
    const timer = setTimeout(fetchIt, isWanted ? 0 : fetchedAfterMs)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('online', fetchIt)
    }
  }, [isMissing, isWanted])
  return { Question }
}
