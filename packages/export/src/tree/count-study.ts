import { entriesOf } from '../records/study-record.ts'
import { recordsById } from '../records/single-records.ts'
import type { CaseStudyFile } from '../file/case-study-file.ts'
import type { StudyBalance } from '../file/derived.ts'
import type { ExportInput } from './export-input.ts'
import { type People, peopleOf } from './people.ts'
import { type CountedSection, countSection, studyBalance } from './section-balance.ts'
import { whoSpoke } from './who-spoke.ts'
import { type ConsentCheck, consentCheck } from './withheld.ts'

export interface CountedStudy {
  /** In the order of the template. */
  readonly sections: readonly CountedSection[]
  readonly document: StudyBalance['document']
  /** The participant behind a reference; undefined for somebody whom only a file knows. */
  readonly participantOf: (reference: string) => ExportInput['participants'][number] | undefined
}

/** Whose words a study holds, as an export of the same moment says it. */
export function countStudy(input: ExportInput): CountedStudy {
  const people = peopleOf(input)
  const today = input.generatedAt.slice(0, 10)
  const mayShow = consentCheck(entriesOf(input.records, 'consents'), input.use ?? 'published_case_study', today)
  const sections = countedSections(input, { people, participants: people.listed(whoSpoke(input)), mayShow })
  const { document } = studyBalance(sections.map(({ balance }) => balance))
  const byReference = new Map(input.participants.map((participant) => [people.referenceOf(participant.id), participant]))
  return { sections, document, participantOf: (reference) => byReference.get(reference) }
}

interface Known {
  readonly people: People
  readonly participants: CaseStudyFile['participants']
  readonly mayShow: ConsentCheck
}

export function countedSections(input: ExportInput, { people, participants, mayShow }: Known): CountedSection[] {
  const { records, voices } = input
  const context = {
    voices,
    participants,
    mayShow,
    referenceOf: people.referenceOf,
    reviews: entriesOf(records, 'reviews'),
    versions: entriesOf(records, 'versions'),
    quotes: recordsById(records, 'quote'),
  }
  return input.sections.map(({ key, blocks }) => countSection(key, blocks, context))
}
