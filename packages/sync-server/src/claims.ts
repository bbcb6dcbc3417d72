import { historyOf } from '@samskriv/protocol/frames'

import type { StudyBody } from './body/study-body.ts'
import type { VoiceRequest } from './body/voices.ts'
import type { Admission } from './admission.ts'
import type { Connection } from './connection.ts'
import { BodyBroken } from './errors.ts'
import { mayWriteFor } from './word-policy.ts'

/**
 * Whose a clientID is, as this connection sees it. A clientID of an earlier capacity of the same person is still theirs. One of an
 * earlier epoch is nobody's: a page that never says hello would bring back, as its own, everything it had then.
 */
export function claimOf(body: StudyBody<unknown>, connection: Connection, client: number): 'own' | 'free' | 'foreign' {
  const voice = body.authorship.voiceOf(client)
  if (voice === undefined) return body.clients.isRetired(client) ? 'foreign' : 'free'
  if (body.clients.isServers(client)) return 'foreign'
  if (voice === connection.voice) return 'own'
  const { participant } = connection.admission
  return participant !== null && body.voices.isHandOf(voice, participant) ? 'own' : 'foreign'
}

/**
 * The same, of words that arrive. After a restore a page that never says hello may have words from after the backup, of people
 * whose clientIDs nobody here has heard of; so it brings those of the one clientID that it speaks for, and no others.
 */
export function claimOfWords(body: StudyBody<unknown>, connection: Connection, client: number): 'own' | 'free' | 'foreign' | 'disowned' {
  const claim = claimOf(body, connection, client)
  if (connection.disowned.has(client) || (claim === 'own' && !mayStillWrite(body, connection, client))) return 'disowned'
  const mayBeOfOthers = !connection.saidHello && connection.client !== client && historyOf(body.epoch) > 0
  return claim === 'free' && mayBeOfOthers ? 'foreign' : claim
}

/** Their own words, or those of a speaker whom they may write for now as when they began. */
function mayStillWrite(body: StudyBody<unknown>, { admission }: Connection, client: number): boolean {
  const voice = body.voices.get(body.authorship.voiceOf(client))
  if (voice === undefined || voice.typedBy === null) return true
  const speaker = body.speakers.find(({ participant }) => participant === voice.by)
  return speaker !== undefined && mayWriteFor(admission, speaker)
}

/** The voice of what somebody types for themselves. */
export function requestOf({ participant, sector }: Admission): VoiceRequest {
  if (participant === null) throw new BodyBroken('somebody who takes no part has no voice')
  return { by: participant, typedBy: null, sector, mode: 'typed_by_self' }
}
