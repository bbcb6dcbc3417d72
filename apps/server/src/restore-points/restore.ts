import { appendEvent, type Script } from '@samskriv/database'
import type { Voice } from '@samskriv/attribution'
import { sectionRoot, writeNodes } from '@samskriv/document'
import type { ParticipantId, VoiceId } from '@samskriv/domain'
import { keptBlocks, type EditRequest, type KeptBlock, type RestorePoint } from '@samskriv/sync-server'
import { RequestProblem } from '../http/problem.ts'
import { actorOfEvent } from '../studies/routes.ts'
import type { StudyAccess } from '../studies/study-access.ts'
import { changeOfBlocks } from './change-of-blocks.ts'

export interface Restoring {
  readonly access: StudyAccess
  readonly participant: ParticipantId
  readonly point: RestorePoint
  readonly voices: readonly Voice[]
  /**
   * Places of the blocks that are put back; undefined replaces the section. They come at the end: where they stood may be gone, and
   * nothing moves under the hands of those who write.
   */
  readonly places: readonly number[] | undefined
}

/**
 * The edit that brings a section back: the words in the voices of who said them, by the hand of whoever asks, and the section as it is
 * now kept first. What it would take out of the community's words by the hand of another sector stays, and becomes a suggestion.
 *
 * @param allow - asks the rules again in the transaction that stores it
 * @throws {@link RequestProblem} `invalid-body` when a place is not one of the point's
 */
export function restoringEdit(
  { access: { study, visitor }, participant, point, voices, places }: Restoring,
  sector: Voice['sector'],
  allow: Script<unknown>,
): EditRequest<Script<unknown>> {
  const { section } = point
  const blocks = places === undefined ? point.blocks : chosenOf(point.blocks, places)
  const known = new Map(voices.map((voice) => [voice.id, voice]))
  return {
    voice: { by: participant, typedBy: null, sector, mode: 'typed_by_self' },
    keepFirst: { section, reason: 'before-restore', by: participant },
    writes: { section, blocks, replaces: places === undefined },
    ...(places === undefined ? { guards: section } : {}),
    change: (edit) => {
      const speak = (id: VoiceId): void => {
        const voice = known.get(id)
        if (voice === undefined) throw new Error('voice-unknown')
        edit.as(voice)
      }
      if (places !== undefined) return writeNodes(edit.doc, section, blocks, speak)
      const { from, removed, added } = changeOfBlocks(keptBlocks(edit.doc, section, edit.authorship), blocks)
      edit.doc.getXmlFragment(sectionRoot(section)).delete(from, removed)
      writeNodes(edit.doc, section, added, speak, from)
    },
    also: function* (ctx) {
      yield* allow(ctx)
      yield* appendEvent({
        partnership: study.partnership,
        study: study.id,
        actor: actorOfEvent(visitor),
        kind: 'section.restored',
        subjectKind: 'section',
        subject: section,
        data: { point: point.id, of: new Date(point.at).toISOString(), ...(places === undefined ? {} : { blocks: blocks.length }) },
      })(ctx)
    },
  }
}

function chosenOf(blocks: readonly KeptBlock[], places: readonly number[]): readonly KeptBlock[] {
  return [...new Set(places)]
    .toSorted((a, b) => a - b)
    .map((place) => {
      const block = blocks[place]
      if (block === undefined) throw new RequestProblem('invalid-body', { errors: [{ path: 'blocks', code: 'unknown' }] })
      return block
    })
}
