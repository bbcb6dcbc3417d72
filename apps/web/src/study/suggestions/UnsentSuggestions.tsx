import { useEffect, useState } from 'react'

import { useSay } from '../../shell/use-say.ts'
import { useDesk } from '../threads/desk.ts'
import { type BegunSuggestion, begunSuggestions } from './suggestion-drafts.ts'

/** Leads back to what was begun to be suggested and not sent. */
export function UnsentSuggestions() {
  const say = useSay()
  const { study, drafts, composing, compose } = useDesk()
  const [begun, setBegun] = useState<readonly BegunSuggestion[]>([])
  useEffect(() => {
    let isHere = true
    void begunSuggestions(drafts).then((found) => {
      if (isHere) setBegun(found)
    })
    return () => {
      isHere = false
    }
  }, [drafts, composing])
  if (composing !== null) return null
  return begun.map(({ target, asked, reason }) => (
    <div key={JSON.stringify(target)} className="notice small unsent-comment">
      <p>{say('threads.unsent.suggestion')}</p>
      <p className="thread-begins" dir="auto" lang={asked.words.trim() === '' ? undefined : study.language}>
        {asked.words.trim() === '' ? reason : asked.words}
      </p>
      <button type="button" className="text-button" onClick={() => compose(target)}>
        {say('threads.unsent.goOn')}
      </button>
    </div>
  ))
}
