import type { ParticipantId, VoiceId } from '@samskriv/domain'

import type { ExportInput, VoicedNode } from './export-input.ts'

/** Everyone whose words or hand is in the text as it is shown. @param kept - voices whose words are left out */
export function whoSpoke({ sections, voices }: ExportInput, kept: ReadonlySet<VoiceId> = new Set()): ReadonlySet<ParticipantId> {
  const byId = new Map(voices.filter(({ id }) => !kept.has(id)).map((voice) => [voice.id, voice]))
  const spoke = new Set<ParticipantId>()
  const visit = (node: VoicedNode): void => {
    const voice = node.voice === undefined ? undefined : byId.get(node.voice)
    if (voice !== undefined) spoke.add(voice.by)
    if (voice !== undefined && voice.typedBy !== null) spoke.add(voice.typedBy)
    for (const child of node.content ?? []) visit(child)
  }
  for (const { blocks } of sections) for (const block of blocks) visit(block)
  return spoke
}
