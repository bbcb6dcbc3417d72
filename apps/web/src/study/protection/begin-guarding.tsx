import type { ParticipantId, Sector, VoiceId } from '@samskriv/domain'
import type { StudyView } from '@samskriv/protocol/http'
import { Drafts, type StudySession } from '@samskriv/sync-client'
import type { ReactNode } from 'react'

import { fetchVoices } from '../../api/voices.ts'
import { deviceStorage } from '../../shell/shared-computer.ts'
import type { OpenCopy } from '../study-context.ts'
import { HeardVoices } from '../voices/heard-voices.ts'
import { DraggedAway } from './dragged-away.ts'
import { OpenAttempts } from './open-attempts.ts'
import { RewordForms } from './RewordForms.tsx'
import { GuardOfVoices } from './word-guard.ts'

interface Guarded {
  readonly study: () => StudyView
  readonly person: string
  readonly session: StudySession
  readonly copy: OpenCopy
  readonly hand: { readonly participant: ParticipantId; readonly sector: Sector | null }
  readonly signal: AbortSignal
}

const unheard = 'unheard' as VoiceId

/** Then it is asked again. */
const patienceMs = 8_000

/**
 * Puts a guard on an open copy.
 *
 * @returns the forms in which what somebody was about to change becomes a suggestion
 */
export async function beginGuarding({ study, person, session, copy, hand, signal }: Guarded): Promise<ReactNode> {
  const early: unknown[] = []
  let take = (pushed: unknown): void => void early.push(pushed)
  const unfollow = session.onPush((pushed) => take(pushed))
  signal.addEventListener('abort', unfollow)
  const { id } = study()
  const state = await fetchVoices(id, AbortSignal.any([signal, AbortSignal.timeout(patienceMs)])).catch((cause: unknown) => {
    unfollow()
    throw cause
  })
  // Words that nobody has told of yet are not known to be anybody's; the server looks at them.
  const heard = new HeardVoices(() => unheard)
  heard.begin(state, early)
  take = (pushed) => heard.take(pushed)
  const drafts = new Drafts({ origin: window.location.origin, person, study: id, storage: deviceStorage() })
  const attempts = new OpenAttempts(drafts)
  const nameOf = (voice: VoiceId): string | null => {
    const said = heard.facts.get(voice)
    return study().participants.find(({ participantId }) => participantId === said?.by)?.name ?? said?.name ?? null
  }
  const guard = new GuardOfVoices({
    doc: copy.doc,
    hand,
    heard,
    dragged: new DraggedAway(document, signal),
    isGuarded: (section) => study().sections.some(({ key, wordsProtected }) => key === section && wordsProtected),
    isForCommunity: () => {
      const sitting = copy.scribing.sitting.get()
      return sitting !== null && !sitting.isPaused && sitting.current.sector === 'community'
    },
    onAttempt: (section, attempt) => {
      const authors = [...new Set(Array.from(attempt.voices, nameOf))].filter((name) => name !== null)
      attempts.begin({ section, epoch: state.epoch, attempt, authors })
    },
  })
  signal.throwIfAborted()
  copy.guard.set(guard)
  void followMovesLater(copy, heard, signal)
  void attempts.findEarlier()
  return <RewordForms study={study} copy={copy} attempts={attempts} />
}

/** Nobody waits for it before they write: until it is there, whose words were moved is heard with the answer of the server. */
async function followMovesLater({ doc }: OpenCopy, heard: HeardVoices, signal: AbortSignal): Promise<void> {
  const loaded = await import('./own-moves.ts').catch(() => null)
  if (!signal.aborted) loaded?.followOwnMoves(doc, heard, signal)
}
