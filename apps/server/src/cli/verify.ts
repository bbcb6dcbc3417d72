import { allStudyIds, verifyChain, type BadLink, type ChainVerdict } from '@samskriv/database'
import type { Config } from '../env.ts'
import { Misuse } from './misuse.ts'
import { asStudy, reading } from './reading.ts'

interface Wanted {
  /** Null for every study, those in the bin too. */
  readonly study: string | null
  readonly asJson: boolean
}

/** Follows the chains of studies; of a study that is named it opens the text, too. Beside a running server. @returns whether all is well */
export async function verify(config: Config, { study, asJson }: Wanted): Promise<boolean> {
  return await reading(config, async (database) => {
    if (study === '') throw new Misuse('Name a case study, or say --all.')
    const ids = study === null ? await database.store.read(allStudyIds()) : [study]
    const verdicts: { study: string; verdict: ChainVerdict }[] = []
    for (const id of ids) {
      const verdict = await verifyChain(database, asStudy(id))
      // One that was deleted for good meanwhile is missed only when it was asked for by name.
      if (verdict === undefined && study !== null) throw new Misuse(`There is no case study ${id}.`)
      if (verdict === undefined) continue
      verdicts.push({ study: id, verdict })
      if (!asJson) console.log(`${study === null ? `${id} ` : ''}${sentenceOf(verdict)}`)
    }
    if (asJson) console.log(JSON.stringify({ keys: database.keys.all, studies: verdicts }))
    const isSound = verdicts.every(({ verdict }) => verdict.ok)
    if (study !== null && isSound) await (await import('./study-tree.ts')).treeOf(config, database, study)
    return isSound
  })
}

function sentenceOf(verdict: ChainVerdict): string {
  const { checked, sealed, segments, unsigned, epochs } = verdict
  const counts = `${checked} links checked, ${sealed} sealed, ${segments} segments (${unsigned} not signed), ${epochs} epochs`
  if (verdict.ok) return `Sound: ${counts}`
  const { epoch, seq, problem } = verdict.firstBad
  return `Broken at epoch ${epoch}, number ${seq} (${problem}): ${meaning[problem]} Before it: ${counts}`
}

const meaning: Record<BadLink['problem'], string> = {
  missing: 'the update or the segment that belongs here is gone.',
  'hash-differs': 'its author, its time, its place or the link before it was changed.',
  'content-differs': 'its words are not those that were written.',
  'segment-differs': 'the segment does not fit the updates around it.',
  'segment-overlaps': 'the segment holds what is in another one already.',
  'segment-missing': 'it was sealed, and the segment it was sealed in is gone.',
  'counts-differ': 'the segment counts other updates than it holds.',
  'signature-differs': 'the segment is not what this installation signed.',
  'signature-missing': 'the segment is not signed, and one before it is.',
  'unknown-key': 'the segment is signed with a key this installation does not know. Keys come back with the .keys file of a backup.',
  'epoch-differs': 'the beginning of the epoch does not follow from what was before it.',
  'head-differs': 'the newest state the case study knows is not that of its updates.',
  'stray-row': 'up to here all is well, and there are updates that belong nowhere.',
  'snapshot-differs': 'the snapshot is not the one that was written.',
}
