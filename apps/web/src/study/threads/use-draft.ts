import { useCallback, useEffect, useRef, useState } from 'react'

import { useDesk } from './desk.ts'
import { newToken } from './token.ts'

interface DraftForm<Chosen> {
  readonly text: string
  readonly chosen: Chosen
}

interface SentDraft {
  /** Sent again, it adds nothing. */
  readonly token: string
  /** What was sent before with this token, with no answer: the server may have it. */
  readonly triedText: string | null
}

export interface DraftInHand<Chosen> extends DraftForm<Chosen> {
  /** It was begun earlier. */
  readonly isFound: boolean
  readonly change: (change: Partial<DraftForm<Chosen>>) => void
  /** Notes that it goes out now. */
  readonly going: () => SentDraft
  /** It has arrived, or is thrown away. */
  readonly done: () => void
}

/**
 * A form whose half-written words stay on this device until they are sent: through a closed panel, a reload and a lost network.
 *
 * @param place - which one of the study
 * @param initial - before anything is written
 * @param read - reads what an earlier version may have kept; null for nothing it knows
 */
export function useDraft<Chosen>(place: string, initial: DraftForm<Chosen>, read: (kept: unknown) => Chosen | null): DraftInHand<Chosen> {
  const { drafts } = useDesk()
  const [form, setForm] = useState(initial)
  const [isFound, setIsFound] = useState(false)
  const sending = useRef<SentDraft>({ token: newToken(), triedText: null })
  const latest = useRef(form)
  const isTouched = useRef(false)
  const readKept = useRef(read)

  const show = useCallback((next: DraftForm<Chosen>) => {
    latest.current = next
    setForm(next)
  }, [])
  const keep = useCallback(
    () => void drafts.keep(place, { text: latest.current.text, chosen: { ...sending.current, form: latest.current.chosen } }),
    [drafts, place],
  )

  useEffect(() => {
    let isHere = true
    void drafts.find(place).then((kept) => {
      if (!isHere || kept === null || isTouched.current) return
      const { token, triedText, form: chosen } = keptParts(kept.chosen)
      if (token !== null) sending.current = { token, triedText }
      show({ text: kept.text, chosen: readKept.current(chosen) ?? latest.current.chosen })
      setIsFound(true)
    })
    return () => {
      isHere = false
    }
  }, [drafts, place, show])

  return {
    ...form,
    isFound,
    change: (change) => {
      isTouched.current = true
      show({ ...latest.current, ...change })
      keep()
    },
    going: () => {
      const before = sending.current
      sending.current = { ...before, triedText: before.triedText ?? latest.current.text }
      keep()
      return before
    },
    done: () => {
      sending.current = { token: newToken(), triedText: null }
      isTouched.current = false
      setIsFound(false)
      show(initial)
      void drafts.forget(place)
    },
  }
}

function keptParts(chosen: unknown): { token: string | null; triedText: string | null; form: unknown } {
  const { token, triedText, form } = { token: null, triedText: null, form: null, ...(typeof chosen === 'object' ? chosen : {}) }
  return { token: typeof token === 'string' ? token : null, triedText: typeof triedText === 'string' ? triedText : null, form }
}
