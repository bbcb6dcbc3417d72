import type { StudyView } from '@samskriv/protocol/http'
import type { StudySession } from '@samskriv/sync-client'
import { useContext, useEffect, useRef, useState } from 'react'

import { fetchVoices } from '../../api/voices.ts'
import { useSay } from '../../shell/use-say.ts'
import { type OpenCopy, SelfContext } from '../study-context.ts'

export type VoicesState = 'hidden' | 'loading' | 'shown' | 'unreachable'

/** Shows in the open copy whose words are whose, while it is wanted. Its program is fetched when it is first asked for. */
export function useShownVoices(study: StudyView, session: StudySession, copy: OpenCopy | null, isWanted: boolean): VoicesState {
  const self = useContext(SelfContext)
  const say = useSay()
  const [state, setState] = useState<VoicesState>('hidden')
  const names = useRef(study.participants)
  useEffect(() => {
    names.current = study.participants
  }, [study.participants])
  useEffect(() => {
    if (copy === null || !isWanted) {
      setState('hidden')
      return
    }
    const stop = new AbortController()
    const early: unknown[] = []
    let take = (pushed: unknown): void => void early.push(pushed)
    const unfollow = session.onPush((pushed) => take(pushed))
    const show = async (): Promise<void> => {
      const [{ LiveVoices }, voices] = await Promise.all([import('./live-voices.ts'), fetchVoices(study.id, stop.signal)])
      if (stop.signal.aborted) return
      const person = (id: string) => names.current.find(({ participantId }) => participantId === id)
      const live = new LiveVoices({
        doc: copy.doc,
        writerOf: copy.writerOf,
        self,
        nameOf: (id) => person(id)?.name,
        sectorOf: (id) => person(id)?.sector ?? null,
        pastedBy: (name) => say('voices.pastedBy', { name }),
      })
      live.begin(voices, early)
      take = (pushed) => live.take(pushed)
      copy.voices.set(live)
      setState('shown')
    }
    setState('loading')
    show().catch(() => {
      if (!stop.signal.aborted) setState('unreachable')
    })
    return () => {
      stop.abort()
      unfollow()
      copy.voices.set(null)
    }
  }, [study.id, session, copy, isWanted, self, say])
  return state
}
