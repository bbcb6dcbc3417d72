import { useAnnounce } from '../../shell/announcer.tsx'
import { useSay } from '../../shell/use-say.ts'
import { backInText } from '../editor/back-in-text.ts'
import { useOpenCopy } from '../study-context.ts'
import { useObserved } from '../use-observed.ts'
import { LeftOutNotice } from './LeftOutNotice.tsx'
import { PasteProgressBar } from './PasteProgressBar.tsx'
import { PasteQuestion } from './PasteQuestion.tsx'

/** How far a long paste has come; and then whose the pasted words are, and what was left out of them. */
export function PasteNotes() {
  const say = useSay()
  const announce = useAnnounce()
  const { pastes, active } = useOpenCopy()
  const progress = useObserved(pastes.progress)
  const question = useObserved(pastes.question)
  const leftOut = useObserved(pastes.leftOut)
  const close = (): void => {
    // The button that had the focus goes with the question.
    const editor = active.get()?.editor
    if (editor !== undefined) backInText(editor).run()
  }
  if (progress !== null)
    return (
      <PasteProgressBar
        done={progress.done}
        onStop={() => {
          progress.stop()
          announce(say('paste.long.stopped'))
          close()
        }}
      />
    )
  return (
    <>
      {question && (
        <PasteQuestion
          words={question.words}
          onAnswer={(answer, always) => {
            pastes.answer(answer, always)
            announce(say('paste.noted'))
            close()
          }}
          onTold={() => {
            pastes.dismiss()
            announce(say('paste.noted'))
            close()
          }}
          onDismiss={() => {
            pastes.dismiss()
            close()
          }}
        />
      )}
      {leftOut && (
        <LeftOutNotice
          left={leftOut}
          onSeen={() => {
            pastes.tellLeftOut(null)
            close()
          }}
        />
      )}
    </>
  )
}
