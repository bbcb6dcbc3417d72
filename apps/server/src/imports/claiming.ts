import { appendEvent, importsOf, type Script } from '@samskriv/database'
import type { ParticipantId, SectionKey } from '@samskriv/domain'
import type { EditRequest } from '@samskriv/sync-server'
import type { z } from 'zod'
import type { ClaimWords } from '@samskriv/protocol'
import { RequestProblem } from '../http/problem.ts'
import { importedPassages, type Passage } from '../scribing/passages.ts'
import { actorOfEvent } from '../studies/routes.ts'
import type { StudyAccess } from '../studies/study-access.ts'

/** Whose imported words somebody may say are theirs: those of files, and what they brought in from a document themselves. */
export const claimableSources = ({ study, participant }: StudyAccess): Script<ReadonlySet<ParticipantId>> =>
  function* (ctx) {
    const made = yield* importsOf(study.id)(ctx)
    // Whoever brought in their own words has said whose they are, also of what they pasted from a document.
    const sources = made.flatMap(({ source, by }) => (source === by ? [] : [source]))
    return new Set([...sources, ...(participant === null ? [] : [participant.id])])
  }

interface Claiming {
  readonly sections: readonly SectionKey[]
  /** Those that hold the words, as far as was known when they were asked for. */
  readonly concerned: readonly SectionKey[]
  readonly sources: ReadonlySet<ParticipantId>
  /** Asks the rules again in the transaction that stores it. */
  readonly allow: Script<unknown>
}

/**
 * The edit by which somebody stands behind words that a file brought: they are theirs from now on, in the sector they speak in, and no longer
 * a part of the file. All of them, or none when one is not there any more as it was read. The sections are kept as they were, so that one can
 * go back to that.
 */
export function claimingEdit(
  access: StudyAccess,
  words: z.output<typeof ClaimWords>,
  { sections, concerned, sources, allow }: Claiming,
): { readonly edit: EditRequest<Script<unknown>>; readonly hasChanged: () => boolean } {
  const { study, visitor, participant } = access
  if (participant === null) throw new RequestProblem('unknown-study')
  let hasChanged = false
  const self = { by: participant.id, typedBy: null, sector: participant.sector } as const
  return {
    hasChanged: () => hasChanged,
    edit: {
      voice: { ...self, mode: 'typed_by_self' },
      keeps: concerned.map((section) => ({ section, reason: 'edited', by: participant.id })),
      change: (document) => {
        const chosen = chosenOf(importedPassages(document, sections), sources, words)
        hasChanged = chosen === null
        for (const { ranges } of (chosen ?? []).flatMap(({ parts }) => parts)) document.give(ranges, { ...self, mode: 'pasted' })
      },
      also: function* (ctx) {
        if (hasChanged) return
        yield* allow(ctx)
        yield* appendEvent({
          partnership: study.partnership,
          study: study.id,
          actor: actorOfEvent(visitor),
          kind: 'import.claimed',
          subjectKind: 'participant',
          subject: participant.id,
          data: { passages: words.passages.length },
        })(ctx)
      },
    },
  }
}

function chosenOf(passages: readonly Passage[], sources: ReadonlySet<ParticipantId>, { passages: wanted }: z.output<typeof ClaimWords>) {
  const known = new Map(passages.filter(({ by }) => sources.has(by)).map((passage) => [passage.id, passage]))
  const chosen = new Set<Passage>()
  for (const { id, text } of wanted) {
    const passage = known.get(id)
    if (passage === undefined || passage.text !== text) return null
    chosen.add(passage)
  }
  return [...chosen]
}
