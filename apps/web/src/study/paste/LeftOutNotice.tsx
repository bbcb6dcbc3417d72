import type { LeftOut } from '@samskriv/document/clipboard'
import { useId } from 'react'

import { useSay } from '../../shell/use-say.ts'
import './paste.css'

interface LeftOutNoticeProps {
  readonly left: LeftOut
  readonly onSeen: () => void
}

/** What was in a clipboard and is not in what was pasted, beside the writing. */
export function LeftOutNotice({ left, onSeen }: LeftOutNoticeProps) {
  const say = useSay()
  const title = useId()
  const kinds = ['deletions', 'comments', 'images', 'links', 'programs'] as const
  const told = kinds.filter((kind) => left[kind] > 0).map((kind) => say(`paste.left.${kind}`, { count: left[kind] }))
  return (
    <div className="paste-question" role="group" aria-labelledby={title}>
      <p id={title}>
        {say('paste.left.title')} {told.join(', ')}.
      </p>
      <button type="button" className="button" data-kind="quiet" onClick={onSeen}>
        {say('paste.left.ok')}
      </button>
    </div>
  )
}
