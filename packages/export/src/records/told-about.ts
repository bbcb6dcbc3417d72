import type { AboutValues, ChangeAbout } from '@samskriv/protocol/http-about'

import { type AboutRecord, recordsById } from './single-records.ts'
import { entriesOf, type ListName, listKinds, recordOf, type StudyRecord } from './study-record.ts'

/** What a study's own row says of it. */
interface StudyItself {
  readonly id: string
  readonly place: string
  readonly example: boolean
}

/** The study's own record; a study that was started here has none until something is told about it. */
export function aboutRecordOf(records: readonly StudyRecord[], { id, place, example }: StudyItself): AboutRecord {
  const [recorded] = recordsById(records, 'about').values()
  return recorded ?? { id, fictional: example, place: { name: place } }
}

/** What is told about a study beside its text, part by part. */
export function toldAbout(records: readonly StudyRecord[], study: StudyItself): AboutValues {
  const { period, place, contact } = aboutRecordOf(records, study)
  const { name: _name, ...details } = place
  return {
    period: period ?? null,
    place: details,
    communities: entriesOf(records, 'communities'),
    partners: entriesOf(records, 'partners'),
    funding: entriesOf(records, 'funding'),
    criteria: entriesOf(records, 'criteria'),
    contact: contact ?? null,
  }
}

/** The records of one kind as they are after a part was changed. */
export function toldAnew(
  change: ChangeAbout,
  records: readonly StudyRecord[],
  study: StudyItself,
): { readonly kind: string; readonly records: readonly StudyRecord[] } {
  const about = aboutRecordOf(records, study)
  switch (change.part) {
    case 'period':
      return single({ ...about, period: change.value ?? undefined })
    case 'place':
      return single({ ...about, place: { ...change.value, name: about.place.name } })
    case 'contact':
      return single({ ...about, contact: change.value ?? undefined })
    case 'communities':
    case 'partners':
    case 'funding':
    case 'criteria':
      return listed(change.part, change.value)
  }
}

const toldLists = ['communities', 'partners', 'funding', 'criteria'] as const

/** What is told about a study, as the records of one that begins like it. That the first one is made up, or how it was made, is not told of the second. */
export function toldInCopy(records: readonly StudyRecord[], study: StudyItself, copy: StudyItself): readonly StudyRecord[] {
  const { period, place, contact } = aboutRecordOf(records, study)
  const kinds: readonly string[] = toldLists.map((name) => listKinds[name])
  const about = { id: copy.id, fictional: copy.example, place: { ...place, name: copy.place }, period, contact }
  return [...single(about).records, ...records.filter(({ kind }) => kinds.includes(kind))]
}

function single(about: AboutRecord): ReturnType<typeof toldAnew> {
  // What was taken away is not there any more, instead of there without a value.
  const said = Object.fromEntries(Object.entries(about).filter(([, value]) => value !== undefined))
  return { kind: 'about', records: [recordOf('about', 'about', 0, said)] }
}

function listed(name: ListName, entries: readonly object[]): ReturnType<typeof toldAnew> {
  const kind = listKinds[name]
  return { kind, records: entries.map((entry, place) => recordOf(kind, idIn(entry) ?? `${kind}-${place + 1}`, place, entry)) }
}

function idIn(entry: object): string | undefined {
  return 'id' in entry && typeof entry.id === 'string' ? entry.id : undefined
}
