import type { StudyView } from '@samskriv/protocol/http'
import { createPortal } from 'react-dom'

import { sectionId } from '../section/SectionView.tsx'
import type { OpenCopy } from '../study-context.ts'
import { useObserved } from '../use-observed.ts'
import type { OpenAttempts } from './open-attempts.ts'
import { RewordForm } from './RewordForm.tsx'

interface RewordFormsProps {
  readonly study: () => StudyView
  readonly copy: OpenCopy
  readonly attempts: OpenAttempts
}

/** A form over each paragraph in which somebody was about to change what others have said. */
export function RewordForms({ study, copy, attempts }: RewordFormsProps) {
  const open = useObserved(attempts.open)
  return open.map((attempt) => {
    const text = document.getElementById(sectionId(attempt.section))?.querySelector<HTMLElement>('.section-body') ?? null
    if (text === null) return null
    return createPortal(<RewordForm study={study()} copy={copy} attempts={attempts} attempt={attempt} text={text} />, text, attempt.id)
  })
}
