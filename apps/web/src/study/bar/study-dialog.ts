import type { StudyView } from '@samskriv/protocol/http'
import type { RefObject } from 'react'

/** What every dialog about a study is given. */
export interface StudyDialogProps {
  readonly study: StudyView
  readonly onClose: () => void
  /** The button the focus goes back to. */
  readonly returnTo: RefObject<HTMLElement | null>
}
