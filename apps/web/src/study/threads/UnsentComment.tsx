import type { Draft } from '@samskriv/sync-client'
import { useEffect, useState } from 'react'

import { useSay } from '../../shell/use-say.ts'
import { useDesk } from './desk.ts'
import { ChosenForThread, newThreadPlace } from './new-thread.ts'

/** Leads back to a comment that was begun and not sent. */
export function UnsentComment() {
  const say = useSay()
  const { drafts, composing, compose } = useDesk()
  const [draft, setDraft] = useState<Draft | null>(null)
  useEffect(() => {
    let isHere = true
    void drafts.find(newThreadPlace).then((found) => {
      if (isHere) setDraft(found)
    })
    return () => {
      isHere = false
    }
  }, [drafts, composing])
  if (draft === null || composing !== null) return null
  return (
    <div className="notice small unsent-comment">
      <p>{say('threads.unsent')}</p>
      <p className="thread-begins" dir="auto">
        {draft.text}
      </p>
      <button type="button" className="text-button" onClick={() => compose(targetOf(draft))}>
        {say('threads.unsent.goOn')}
      </button>
    </div>
  )
}

function targetOf({ chosen }: Draft): ChosenForThread['target'] {
  const form = typeof chosen === 'object' && chosen !== null && 'form' in chosen ? chosen.form : null
  return ChosenForThread.safeParse(form).data?.target ?? { section: null, anchor: null }
}
