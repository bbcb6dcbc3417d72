import type { ParticipantId } from '@samskriv/domain'
import type { StudyView } from '@samskriv/protocol/http'
import type { StudySession } from '@samskriv/sync-client'
import { type ReactNode, useEffect, useRef, useState } from 'react'

import type { OpenCopy } from '../study-context.ts'

interface WordGuardPlaceProps {
  readonly study: StudyView
  readonly person: string
  readonly session: StudySession
  readonly copy: OpenCopy
}

/** Without a network whose words are whose is asked again so often; what is written meanwhile the server looks at. */
const againAfterMs = 10_000
/** Nobody waits longer to write, whatever does not come: the program, or the answer to whose words are whose. */
const longestWaitMs = 8_000

/** Fetches what keeps the community's words from the hand of another sector, before that hand can write. */
export function WordGuardPlace({ study, person, session, copy }: WordGuardPlaceProps) {
  const [forms, setForms] = useState<ReactNode>(null)
  const latest = useRef(study)
  useEffect(() => {
    latest.current = study
  }, [study])
  const isGuarded = mindsWords(study)
  const participant = study.me?.participantId
  const sector = study.me?.sector ?? null
  useEffect(() => {
    if (!isGuarded || participant === undefined) {
      copy.guard.set(null)
      return
    }
    // Whoever has just said who they are here may write since a moment ago.
    if (copy.guard.get() === null) copy.guard.set('coming')
    const stop = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const begin = async (): Promise<void> => {
      try {
        const { beginGuarding } = await import('./begin-guarding.tsx')
        const hand = { participant: participant as ParticipantId, sector }
        setForms(await beginGuarding({ study: () => latest.current, person, session, copy, hand, signal: stop.signal }))
      } catch {
        if (stop.signal.aborted) return
        copy.guard.set(null)
        timer = setTimeout(() => void begin(), againAfterMs)
      }
    }
    void begin()
    const patience = setTimeout(() => {
      if (copy.guard.get() === 'coming') copy.guard.set(null)
    }, longestWaitMs)
    return () => {
      stop.abort()
      clearTimeout(timer)
      clearTimeout(patience)
      setForms(null)
    }
  }, [session, copy, person, isGuarded, participant, sector])
  return forms
}

/** Whether whoever is here has to mind the words of others. */
export function mindsWords({ me, sections }: StudyView): boolean {
  return me !== null && me.canWrite && me.sector !== 'community' && sections.some(({ wordsProtected }) => wordsProtected)
}
