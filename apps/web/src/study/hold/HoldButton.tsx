import { useContext } from 'react'

import { useHold } from '../../api/sections.ts'
import { useSay } from '../../shell/use-say.ts'
import { ProblemText } from '../../ui/ProblemText.tsx'
import { StudyContext } from '../study-context.ts'

interface HoldButtonProps {
  readonly section: string
  readonly title: string
}

/** Takes a section for oneself for a while. Only for who may write in it, while nobody holds it. */
export function HoldButton({ section, title }: HoldButtonProps) {
  const study = useContext(StudyContext)
  const isFree = study?.sections.find(({ key }) => key === section)?.held === null
  return study !== null && isFree ? <Take study={study.id} section={section} title={title} /> : null
}

function Take({ study, section, title }: HoldButtonProps & { readonly study: string }) {
  const say = useSay()
  const hold = useHold(study, section)
  return (
    <>
      <button
        type="button"
        className="text-button"
        aria-label={`${say('hold.take')}: ${title}`}
        disabled={hold.isPending}
        onClick={() => hold.mutate(true)}
      >
        {say('hold.take')}
      </button>
      <ProblemText error={hold.error} />
    </>
  )
}
