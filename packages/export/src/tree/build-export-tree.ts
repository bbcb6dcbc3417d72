import { type CaseStudyFile, caseStudyFile } from '../file/case-study-file.ts'
import { type AboutRecord, recordsById } from '../records/single-records.ts'
import { entriesOf } from '../records/study-record.ts'
import { blocksOfSection } from './blocks-of-section.ts'
import type { ExportInput } from './export-input.ts'
import { peopleOf } from './people.ts'
import { whoSpoke } from './who-spoke.ts'
import { quoteBody } from './quotes.ts'
import { countedSections } from './count-study.ts'
import { studyBalance } from './section-balance.ts'
import { voiceLookup } from './voiced-runs.ts'
import { consentCheck, shownEvidence } from './withheld.ts'

/** A study with every decision about what may be shown already made; renderers only put it into a format. */
export interface ExportTree {
  readonly file: CaseStudyFile
  /** ISO, UTC. Not in the file, so that equal content gives an equal file. */
  readonly generatedAt: string
  readonly address: string
}

/**
 * Decides, once for all formats, what an export shows: public names only, quotes and evidence only while their consent
 * allows this use, nobody's withdrawn comments, and how many things were left out.
 *
 * @throws Error when a text has no known voice, or a row is not what its kind promises
 */
export function buildExportTree(input: ExportInput): ExportTree {
  const { records, study } = input
  const people = peopleOf(input)
  const consents = entriesOf(records, 'consents')
  const mayShow = consentCheck(consents, input.use ?? 'published_case_study', input.generatedAt.slice(0, 10))
  const quotes = recordsById(records, 'quote')
  const context = {
    voiceOf: voiceLookup(input.voices, people, recordsById(records, 'confirmation')),
    quoteOf: (quoteId: string) => quoteBody(quotes.get(quoteId), mayShow),
  }
  const sections = input.sections.map(({ key, blocks }) => ({ sectionId: key, blocks: blocksOfSection(key, blocks, context) }))
  const participants = people.listed(whoSpoke(input))
  const reviews = entriesOf(records, 'reviews')
  const versions = entriesOf(records, 'versions')
  const evidence = entriesOf(records, 'evidence').map((item) => shownEvidence(item, mayShow))
  const counted = countedSections(input, { people, participants, mayShow })
  const about = aboutOf(input)
  const file = {
    schemaVersion: 1,
    ...about,
    title: study.title,
    language: study.language,
    templateId: study.templateId,
    templateVersion: study.templateVersion,
    status: study.status,
    place: { ...about.place, name: study.place },
    communities: entriesOf(records, 'communities'),
    partners: entriesOf(records, 'partners'),
    participants,
    funding: entriesOf(records, 'funding'),
    themes: entriesOf(records, 'themes'),
    frameworkTags: entriesOf(records, 'frameworkTags'),
    indicators: entriesOf(records, 'indicators'),
    evidence,
    consents,
    sections,
    comments: entriesOf(records, 'comments').filter(({ status }) => status !== 'withdrawn'),
    suggestions: entriesOf(records, 'suggestions').filter(({ status }) => status !== 'withdrawn'),
    decisions: entriesOf(records, 'decisions'),
    reviews,
    signOffs: entriesOf(records, 'signOffs'),
    versions,
    leftOut: {
      quotes: sections.flatMap(({ blocks }) => blocks).filter((block) => block.type === 'quote' && block.text === null).length,
      evidence: evidence.filter((item) => 'withheld' in item).length,
    },
    balance: studyBalance(counted.map(({ balance }) => balance)),
  }
  // Parsing also puts the keys into the schema's order, whatever order the store kept them in.
  return { file: caseStudyFile.parse(file), generatedAt: input.generatedAt, address: input.address }
}

function aboutOf({ records, study }: ExportInput): AboutRecord {
  const [recorded] = recordsById(records, 'about').values()
  return recorded ?? { id: study.id, fictional: study.example, place: { name: study.place } }
}
