import type { VoiceDeclaration, RejectCode } from '@samskriv/protocol/frames'

import type { StudyBody } from './body/study-body.ts'
import type { VoiceRequest } from './body/voices.ts'
import { claimOf } from './claims.ts'
import type { Connection } from './connection.ts'
import { mayWriteFor } from './word-policy.ts'

/**
 * Gives a clientID without words to a speaker whom this connection may write for. Said again it changes nothing.
 *
 * @returns why not; the clientID is then good for nothing on this connection: what comes under it is somebody else's words
 *
 * @see rules PR35 and PR36 in packages/protocol/PROTOCOL.md
 */
export function declareVoice(
  body: StudyBody<unknown>,
  connection: Connection,
  { client, speaker: id }: VoiceDeclaration,
  maxClients: number,
): RejectCode | null {
  const code = refusalOf(body, connection, { client, speaker: id }, maxClients)
  if (code !== null) connection.disowned.add(client)
  return code
}

function refusalOf(
  body: StudyBody<unknown>,
  connection: Connection,
  { client, speaker: id }: VoiceDeclaration,
  maxClients: number,
): RejectCode | null {
  const { participant, canWrite } = connection.admission
  if (!canWrite || participant === null) return 'read-only'
  const speaker = body.speakers.find((known) => known.participant === id)
  if (speaker === undefined || !mayWriteFor(connection.admission, speaker)) return 'not-your-voice'
  const bound = body.voices.get(body.authorship.voiceOf(client))
  if (bound !== undefined) return bound.by === speaker.participant && bound.typedBy === participant ? null : 'not-your-voice'
  if (claimOf(body, connection, client) !== 'free') return 'not-your-voice'
  if (!body.size.hasRoomForClients(participant, 1, maxClients)) return 'full'
  const voice: VoiceRequest = { by: speaker.participant, typedBy: participant, sector: speaker.sector, mode: 'scribed_unconfirmed' }
  body.clients.bind(client, body.voices.intern(voice))
  return null
}
