import { unaskedUse, type UseChoice } from '@samskriv/domain'
import { useEffect, useRef, useState } from 'react'

import { type CommentTarget, useDesk } from '../threads/desk.ts'
import type { AskedChange } from './asked-change.ts'
import { begunSuggestions, forgetBegun, isSameTarget, keepBegun } from './suggestion-drafts.ts'

interface SuggestionInHand {
  readonly asked: AskedChange
  readonly reason: string
  /** What may be done with the words. */
  readonly use: UseChoice
}

interface BegunInHand extends SuggestionInHand {
  /** It was begun earlier. */
  readonly isFound: boolean
  /** Something was written in it. */
  readonly isWritten: boolean
  readonly change: (change: Partial<SuggestionInHand>) => void
  /** It is sent, or thrown away. */
  readonly done: () => void
}

/** A form for a suggestion, whose half-written words stay on this device until they are sent: through a closed panel, a reload and a lost network. */
export function useBegunSuggestion(target: CommentTarget, initial: AskedChange): BegunInHand {
  const { drafts } = useDesk()
  const [inHand, setInHand] = useState<SuggestionInHand>({ asked: initial, reason: '', use: unaskedUse })
  const [isFound, setIsFound] = useState(false)
  const [first] = useState({ target, initial })
  const isTouched = useRef(false)
  const isWritten = isWrittenIn(inHand, first.initial)

  useEffect(() => {
    let isHere = true
    void begunSuggestions(drafts).then((begun) => {
      const known = begun.find((one) => isSameTarget(one.target, first.target))
      if (!isHere || known === undefined || isTouched.current) return
      setInHand({ asked: known.asked, reason: known.reason, use: known.use })
      setIsFound(true)
    })
    return () => {
      isHere = false
    }
  }, [drafts, first])

  return {
    ...inHand,
    isFound,
    isWritten,
    change: (change) => {
      isTouched.current = true
      const next = { ...inHand, ...change }
      setInHand(next)
      const { suggests = { place: 'instead' as const }, section, anchor, paragraphs } = first.target
      const about = { section, anchor, suggests, ...(paragraphs === undefined ? {} : { paragraphs: [...paragraphs] }) }
      if (isWrittenIn(next, first.initial)) void keepBegun(drafts, { target: about, ...next })
      else void forgetBegun(drafts, first.target)
    },
    done: () => {
      isTouched.current = true
      void forgetBegun(drafts, first.target)
    },
  }
}

function isWrittenIn({ asked, reason }: SuggestionInHand, initial: AskedChange): boolean {
  return reason.trim() !== '' || ![initial.words.trim(), ''].includes(asked.words.trim())
}
