import { newParticipantId, type ImportedSource, type Script } from '@samskriv/database'
import { cleanName, maxNameLength, type ParticipantId } from '@samskriv/domain'
import { translator } from '@samskriv/i18n'
import type { ImportedComment } from '@samskriv/import'
import type { CarryOutImport } from '@samskriv/protocol'
import type { VoiceRequest } from '@samskriv/sync-server'
import { RequestProblem } from '../http/problem.ts'
import type { StudyAccess } from '../studies/study-access.ts'
import { unnamedIn } from '../studies/unnamed-in.ts'

/** In whose name a file is brought in. */
export interface Sources {
  /** Who brings it in. */
  readonly self: ParticipantId
  readonly voice: VoiceRequest
  /** Those who are said to have written remarks, by the name that the file claims. */
  readonly authors: ReadonlyMap<string, ParticipantId>
  /** Places for them, to be made with the words. */
  readonly places: readonly ImportedSource[]
}

/**
 * Places for those in whose name the words come. Words of others are of a source that names the file and whoever brought it in, are counted in
 * no sector, and wait for somebody who stands behind them; one's own are one's own. Names in remarks are claims, and are shown as that.
 *
 * @param access - asks the rules
 */
export const sourcesOf = (
  access: Script<StudyAccess>,
  { whose, source }: CarryOutImport,
  comments: readonly ImportedComment[],
): Script<Sources> =>
  function* (ctx) {
    const { study, participant } = yield* access(ctx)
    if (participant === null) throw new RequestProblem('unknown-study')
    const t = translator(study.lang)
    const places: ImportedSource[] = []
    const placeFor = (label: string): ParticipantId => {
      const id = newParticipantId(ctx)
      places.push({ id, label })
      return id
    }
    const authors = new Map<string, ParticipantId>()
    for (const { author } of comments.flatMap((comment) => [comment, ...comment.replies])) {
      if (authors.has(author)) continue
      const label = t('imports.author', { name: author === '' ? unnamedIn(study.lang) : author })
      authors.set(author, placeFor(shortened(label)))
    }
    const self = participant.id
    const { sector } = participant
    if (whose === 'mine') return { self, authors, places, voice: { by: self, typedBy: null, sector, mode: 'pasted' } }
    const named = cleanName(source)
    if (!named.ok) throw new RequestProblem('invalid-body', { errors: [{ path: 'source', code: named.reason }] })
    const name = participant.name === '' ? unnamedIn(study.lang) : participant.name
    const label = t('imports.attribution', { source: shortened(named.name, 50), name: shortened(name, 40) })
    return { self, authors, places, voice: { by: placeFor(label), typedBy: null, sector: null, mode: 'imported' } }
  }

function shortened(text: string, most = maxNameLength): string {
  const points = [...text]
  return points.length <= most ? text : `${points.slice(0, most - 1).join('')}…`
}
