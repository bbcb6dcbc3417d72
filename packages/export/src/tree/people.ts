import type { IdentityMode, ParticipantId } from '@samskriv/domain'

import type { CaseStudyFile } from '../file/case-study-file.ts'
import { participant as participantSchema } from '../file/about.ts'
import { recordsById } from '../records/single-records.ts'
import { entriesOf } from '../records/study-record.ts'
import type { ExportInput, ExportParticipant } from './export-input.ts'

type FileParticipant = CaseStudyFile['participants'][number]

export interface People {
  /** The id a participant has in files: the one they came with, else their own. */
  readonly referenceOf: (id: ParticipantId) => string
  /** Those who came with a file, then everyone else whose words or hand is in the text; nobody who only reads. */
  readonly listed: (spoke: ReadonlySet<ParticipantId>) => FileParticipant[]
}

export function peopleOf(input: ExportInput): People {
  const references = new Map(
    [...recordsById(input.records, 'participantLink')].map(([reference, { participantId }]) => [participantId, reference]),
  )
  const live = new Map(input.participants.map((participant) => [references.get(participant.id) ?? participant.id, participant]))
  const recorded = entriesOf(input.records, 'participants')
  const known = new Set(recorded.map(({ id }) => id))
  return {
    referenceOf: (id) => references.get(id) ?? id,
    listed: (spoke) => [
      ...recorded.map((entry) => asTheyAreNow(entry, live.get(entry.id))),
      ...input.participants
        .filter(({ id }) => spoke.has(id) && !known.has(references.get(id) ?? id))
        .map((participant) => newEntry(participant)),
    ],
  }
}

// The row wins: a person may have chosen another name or sector since the file was read.
function asTheyAreNow(entry: FileParticipant, live: ExportParticipant | undefined): FileParticipant {
  if (live === undefined) return entry
  const { subtype: _subtype, ...rest } = entry
  return participantSchema.parse({
    ...rest,
    publicName: live.publicName,
    sector: live.sector,
    ...(live.subtype !== null || 'subtype' in entry ? { subtype: live.subtype } : {}),
    ...identityOf(live, entry),
    ...(live.groupSize !== undefined && (live.groupSize !== null || 'groupSize' in entry) ? { groupSize: live.groupSize } : {}),
    ...noteOf(live.organisation, entry.capacityNote),
  })
}

function newEntry(participant: ExportParticipant): FileParticipant {
  const { id, publicName, sector, subtype, organisation, hasAccount, groupSize } = participant
  return participantSchema.parse({
    id,
    publicName,
    sector,
    ...(subtype === null ? {} : { subtype }),
    ...identityOf(participant),
    ...(typeof groupSize === 'number' ? { groupSize } : {}),
    ...noteOf(organisation),
    hasAccount,
  })
}

// By their name is what a file that says nothing means: one that came in without it goes out without it.
function identityOf({ identity }: ExportParticipant, entry: { readonly identity?: unknown } = {}): { identity?: IdentityMode } {
  return identity === undefined || (identity === 'named' && entry.identity === undefined) ? {} : { identity }
}

// In the published format only partners have a name of their own; the note on the capacity somebody speaks in has room for theirs.
function noteOf(organisation: string | null = null, recorded: string | null = null): { capacityNote?: string } {
  return organisation === null || recorded !== null ? {} : { capacityNote: organisation }
}
