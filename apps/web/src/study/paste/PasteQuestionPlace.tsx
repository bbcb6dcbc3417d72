import { useOpenCopy } from '../study-context.ts'
import { useObserved } from '../use-observed.ts'
import { useFetchedPart } from './use-fetched-part.ts'

const loadNotes = async () => import('./PasteNotes.tsx').then(({ PasteNotes }) => PasteNotes)

/** Where it is told of what is pasted. It is told politely, and leaves the caret where it is. */
export function PasteQuestionPlace() {
  const { pastes } = useOpenCopy()
  const told = [useObserved(pastes.progress), useObserved(pastes.question), useObserved(pastes.leftOut)]
  const isTold = told.some((one) => one !== null)
  const { Part } = useFetchedPart(loadNotes, isTold)
  return <div role="status">{isTold && Part && <Part />}</div>
}
