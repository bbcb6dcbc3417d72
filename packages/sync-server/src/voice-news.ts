import type { VoiceId } from '@samskriv/domain'
import type { VoiceNews } from '@samskriv/protocol/frames'

import type { StudyBody } from './body/study-body.ts'
import type { StudyCommit } from './update-store.ts'

/**
 * What a commit changes about whose words are whose; null when new words only go on in clients that are known.
 *
 * @param newClients - those whose first words are in it
 */
export function newsOf(body: StudyBody<unknown>, commit: StudyCommit<unknown>, newClients: readonly number[]): VoiceNews | null {
  if (newClients.length === 0 && commit.overrides.length === 0) return null
  const clients = newClients.map((client) => [client, boundTo(body, client)] as const)
  const overrides = commit.overrides.map(({ client, clock, length, voice }) => [client, clock, length, voice] as const)
  // All that are named, not only new ones: whoever has just come need not have heard of the others.
  const named = new Set<VoiceId>([...clients.map(([, voice]) => voice), ...commit.overrides.map(({ voice }) => voice)])
  const voices = [...named].flatMap((id) => {
    const voice = body.voices.get(id)
    return voice === undefined ? [] : [{ id, by: voice.by, typedBy: voice.typedBy, sector: voice.sector, mode: voice.mode }]
  })
  return { kind: 'voices', seq: body.batch.headSeq, voices, clients, overrides }
}

function boundTo({ authorship }: StudyBody<unknown>, client: number): VoiceId {
  const voice = authorship.voiceOf(client)
  if (voice === undefined) throw new Error(`client ${client} has words and no voice`)
  return voice
}
