import type { ParticipantId } from '@samskriv/domain'

import type { FilePicture, FileSection } from '../file/blocks.ts'
import { type CaseStudyFile, caseStudyFile } from '../file/case-study-file.ts'
import type { FileQuestion } from '../file/dialogue.ts'
import { recordsById } from '../records/single-records.ts'
import { entriesOf } from '../records/study-record.ts'
import { aboutRecordOf } from '../records/told-about.ts'
import { type SuggestionsOfTree, suggestionsOfTree } from './suggestions.ts'
import { blocksOfSection } from './blocks-of-section.ts'
import { type SaidHere, saidHere } from './comments-in-file.ts'
import { type CommentsOfTree, commentsOfTree, placesIn } from './comments.ts'
import type { ExportInput, ExportPicture, ExportSectionState } from './export-input.ts'
import { type People, peopleOf } from './people.ts'
import { whoSpoke } from './who-spoke.ts'
import { recordedComments, recordedQuestions, shownQuestion } from './questions.ts'
import { quoteBody } from './quotes.ts'
import { keptVoices } from './kept-voices.ts'
import { countedSections } from './count-study.ts'
import { studyBalance } from './section-balance.ts'
import { inlinesOfBlock, isLeftOut, voiceLookup } from './voiced-runs.ts'
import { consentCheck, shownEvidence } from './withheld.ts'

/** A study with every decision about what may be shown already made; renderers only put it into a format. */
export interface ExportTree {
  readonly file: CaseStudyFile
  /** By hash; those that are shown. */
  readonly pictures: ReadonlyMap<string, ExportPicture>
  /** "You said, we did": the questions of the file, and what its comments ask, with what came of it, what was said against that, and by which sector. */
  readonly youSaid: readonly FileQuestion[]
  /** Beside the file: the JSON holds of comments what came with one, what is `saidHere`, and "You said, we did". */
  readonly comments: CommentsOfTree
  /** Comments made here as the JSON holds them, beside the file too: what all formats tell the hash of is the text without them. */
  readonly saidHere: SaidHere
  /** Beside the file too, as the comments are. */
  readonly suggestions: SuggestionsOfTree
  /** ISO, UTC. Not in the file, so that equal content gives an equal file. */
  readonly generatedAt: string
  readonly address: string
  /** Whether the study came with a file: how far it had come, and who had signed it off, is then what that file says. */
  readonly cameWithFile: boolean
}

/**
 * Decides, once for all formats, what an export shows: public names only, quotes and evidence only while their consent
 * allows this use, written-down words, words of comments and questions only where whoever said them lets them go further, nobody's withdrawn comments, and
 * how many things were left out.
 *
 * @throws Error when a text has no known voice, or a row is not what its kind promises
 */
export function buildExportTree(input: ExportInput): ExportTree {
  const { records, study } = input
  const people = peopleOf(input)
  const kept = keptVoices(input)
  const consents = entriesOf(records, 'consents')
  const mayShow = consentCheck(consents, input.use ?? 'published_case_study', input.generatedAt.slice(0, 10))
  const quotes = recordsById(records, 'quote')
  const context = {
    voiceOf: voiceLookup(input.voices, kept, people, recordsById(records, 'confirmation')),
    quoteOf: (quoteId: string) => quoteBody(quotes.get(quoteId), mayShow),
  }
  const bodies = new Map(input.sections.map(({ key, blocks }) => [key, blocksOfSection(key, blocks, context)]))
  const sections = input.sections.map(({ key, own, state }) => ({
    sectionId: key,
    ...(own ? { own } : {}),
    ...(state ? { state: stateOf(state, people) } : {}),
    blocks: (bodies.get(key) ?? []).map(({ block }) => block),
  }))
  const participants = people.listed(new Set([...whoSpoke(input, kept), ...whoSeesTo(input)]))
  const reviews = entriesOf(records, 'reviews')
  const versions = entriesOf(records, 'versions')
  const evidence = entriesOf(records, 'evidence').map((item) => shownEvidence(item, mayShow))
  const counted = countedSections(input, {
    people,
    participants: people.listed(new Set([...whoSpoke(input), ...whoSeesTo(input)])),
    mayShow,
  })
  const named = new Set(participants.map(({ id }) => id))
  const passages = sections.flatMap(({ blocks }) => blocks.flatMap(inlinesOfBlock)).filter(isLeftOut).length
  const about = aboutRecordOf(records, study)
  const pictures = shownPictures(sections, input.pictures ?? [])
  const questions = [...(input.questions ?? []).map(shownQuestion), ...recordedQuestions(records)]
  const withheldQuestions = questions.filter((asked) => asked.text === null).length
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
    criteria: entriesOf(records, 'criteria'),
    themes: entriesOf(records, 'themes'),
    frameworkTags: entriesOf(records, 'frameworkTags'),
    indicators: entriesOf(records, 'indicators'),
    evidence,
    consents,
    sections,
    ...picturesInFile(pictures),
    comments: entriesOf(records, 'comments').filter(({ status }) => status !== 'withdrawn'),
    ...(questions.length === 0 ? {} : { questions }),
    suggestions: entriesOf(records, 'suggestions').filter(({ status }) => status !== 'withdrawn'),
    decisions: entriesOf(records, 'decisions'),
    reviews,
    signOffs: entriesOf(records, 'signOffs'),
    versions,
    leftOut: {
      quotes: sections.flatMap(({ blocks }) => blocks).filter((block) => block.type === 'quote' && block.text === null).length,
      evidence: evidence.filter((item) => 'withheld' in item).length,
      ...(passages === 0 ? {} : { passages }),
      ...(withheldQuestions === 0 ? {} : { questions: withheldQuestions }),
    },
    // It counts the words that are left out, too, and names nobody who is named nowhere else.
    balance: studyBalance(
      counted.map(({ balance }) => ({ ...balance, communityContributors: balance.communityContributors.filter((id) => named.has(id)) })),
    ),
  }
  // Parsing also puts the keys into the schema's order, whatever order the store kept them in.
  const parsed = caseStudyFile.parse(file)
  const placed = [...bodies.values()].flat().map(({ block, node }) => ({ id: block.id, node }))
  const placeOf = placesIn(placed, context.voiceOf)
  const comments = commentsOfTree(input.commentChoice ?? 'none', { comments: input.comments ?? [], placeOf, file: parsed })
  const talk = saidHere(input.commentChoice ?? 'none', { comments: input.comments ?? [], placeOf, file: parsed, people })
  const suggestions = suggestionsOfTree(input.commentChoice ?? 'none', { made: input.suggestions ?? [], placeOf, file: parsed })
  const youSaid = [...questions, ...recordedComments(records, study.language)]
  const { generatedAt, address } = input
  // A study keeps the id of its file; one that was begun here has its own in files.
  return {
    file: parsed,
    pictures,
    youSaid,
    comments,
    saidHere: talk,
    suggestions,
    generatedAt,
    address,
    cameWithFile: parsed.id !== study.id,
  }
}

/** Those who look after a section, and who said how far it has come: named in the file, with or without words of theirs. */
function whoSeesTo({ sections }: ExportInput): readonly ParticipantId[] {
  return sections.flatMap(({ state }) => [state?.owner, state?.setBy]).filter((id) => id !== undefined && id !== null)
}

function shownPictures(sections: readonly FileSection[], all: readonly ExportPicture[]): ReadonlyMap<string, ExportPicture> {
  const shown = new Set(sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.type === 'image' ? [block.hash] : []))))
  return new Map(all.filter(({ hash }) => shown.has(hash)).map((picture) => [picture.hash, picture]))
}

/** Nothing where there is none, so that a file without pictures is the file it was before there were any. */
function picturesInFile(pictures: ReadonlyMap<string, ExportPicture>): { pictures?: FilePicture[] } {
  const whole = [...pictures.values()].flatMap(({ data, ...picture }) => (data === null ? [] : [{ ...picture, data }]))
  return whole.length === 0 ? {} : { pictures: whole }
}

function stateOf({ status, reason, owner, due, setBy, setAt }: ExportSectionState, { referenceOf }: People): FileSection['state'] {
  return {
    status,
    ...(reason === null ? {} : { reason }),
    ...(owner === null ? {} : { owner: referenceOf(owner) }),
    ...(due === null ? {} : { due }),
    ...(setBy === null ? {} : { setBy: referenceOf(setBy) }),
    ...(setAt === null ? {} : { setAt }),
  }
}
