import { isSectionKey } from '@samskriv/document'
import { cleanName, cleanTitle, isLanguage, type Language, type ParticipantId, type SectionKey } from '@samskriv/domain'

import type { FileQuote, FileSection } from '../file/blocks.ts'
import type { CaseStudyFile } from '../file/case-study-file.ts'
import type { AboutRecord, QuoteRecord } from '../records/single-records.ts'
import { type ListName, listKinds, recordOf, type StudyRecord } from '../records/study-record.ts'
import { recordOfQuestion } from '../tree/questions.ts'
import { checkReferences } from './check-references.ts'
import type { ImportPlan, ImportResult, PlanSectionState } from './plan.ts'
import { readFile } from './read-file.ts'
import { sectionBlocks, VoicesOfFile } from './section-blocks.ts'

/**
 * Reads an exported file, or any `urn:case-study:interchange:1` document, into a plan of what to write.
 *
 * Authors stay: every run keeps whose words it is, who typed it and how it was confirmed.
 *
 * @param json - the text of the file, or its parsed value
 */
export function importStudy(json: unknown): ImportResult {
  const read = readFile(json)
  if (!read.ok) return read
  const errors = checkReferences(read.file)
  if (errors.length > 0) return { ok: false, errors }
  return { ok: true, plan: planOfFile(read.file) }
}

/** @param checked - a file that was read and found right before */
export function planOfFile(checked: CaseStudyFile): ImportPlan {
  const file = withBlockIdsByPlace(checked)
  const voices = new VoicesOfFile(file.participants)
  const sections = file.sections.map(({ sectionId, own, state, blocks }) => ({
    key: sectionKey(sectionId),
    own: own === undefined ? null : { title: titleOf(own.title), question: own.question },
    state: state === undefined ? null : planState(state),
    blocks: sectionBlocks(blocks, voices),
  }))
  return {
    study: {
      title: titleOf(file.title),
      place: titleOf(file.place.name),
      language: languageOf(file.language),
      templateId: file.templateId,
      templateVersion: file.templateVersion,
      status: file.status,
      fictional: file.fictional,
    },
    participants: file.participants.map(({ id, publicName, sector, subtype, identity, groupSize }) => ({
      ref: id,
      publicName: nameOf(publicName),
      sector,
      subtype: subtype ?? null,
      identity: identity ?? 'named',
      groupSize: groupSize ?? null,
    })),
    voices: voices.voices,
    sections,
    // Only what we write ourselves says how much of it is whose.
    saysStates: file.balance !== undefined,
    pictures: file.pictures ?? [],
    records: (participantIds) => [...rowsOf(file), ...confirmationRows(voices), ...linkRows(participantIds)],
  }
}

function planState({ status, reason, owner, due, setBy, setAt }: NonNullable<FileSection['state']>): PlanSectionState {
  return { status, reason: reason ?? null, owner: owner ?? null, due: due ?? null, setBy: setBy ?? null, setAt: setAt ?? null }
}

function rowsOf(file: CaseStudyFile): StudyRecord[] {
  const listed = listNames().flatMap((name) =>
    file[name].map((value, position) =>
      recordOf(listKinds[name], 'id' in value ? value.id : `${listKinds[name]}-${position + 1}`, position, value),
    ),
  )
  const quotes = file.sections.flatMap(({ blocks }) => blocks.filter((block) => block.type === 'quote'))
  return [
    recordOf('about', 'about', 0, aboutOf(file)),
    ...listed,
    ...(file.questions ?? []).map(recordOfQuestion),
    ...quotes.map((quote, position) => recordOf('quote', quote.quoteId ?? quote.id, position, quoteOf(quote, file))),
  ]
}

function listNames(): ListName[] {
  return Object.keys(listKinds).filter((name): name is ListName => name in listKinds)
}

function confirmationRows(voices: VoicesOfFile): StudyRecord[] {
  return voices.confirmations.map(({ id, value }, position) => recordOf('confirmation', id, position, value))
}

function linkRows(participantIds: ReadonlyMap<string, ParticipantId>): StudyRecord[] {
  return [...participantIds].map(([ref, participantId], position) => recordOf('participantLink', ref, position, { participantId }))
}

function aboutOf({
  id,
  fictional,
  fictionNotice,
  subtitle,
  place,
  period,
  contact,
  ethics,
  accessibility,
  licence,
}: CaseStudyFile): AboutRecord {
  const about = { id, fictional, fictionNotice, subtitle, place, period, contact, ethics, accessibility, licence }
  return { id, fictional, place, ...Object.fromEntries(Object.entries(about).filter(([, value]) => value !== undefined)) }
}

/** Words that were withdrawn or refused are not even stored; those that wait for a yes stay with the writing group. */
function quoteOf({ id: _id, type: _type, quoteId: _quoteId, ...quote }: FileQuote, file: CaseStudyFile): QuoteRecord {
  const consent = file.consents.find(({ id }) => id === quote.consentId)
  const refused = consent === undefined || consent.status === 'withdrawn' || consent.status === 'declined'
  return refused || !consent.scopes.includes('working_group') ? { ...quote, text: null } : quote
}

/** A section keeps no block ids, so blocks are named by their place, and what refers to them follows. */
function withBlockIdsByPlace(file: CaseStudyFile): CaseStudyFile {
  const renamed = new Map(
    file.sections.flatMap(({ sectionId, blocks }) => blocks.map((block, index) => [block.id, `${sectionId}-b${index + 1}`] as const)),
  )
  const nameOfBlock = (id: string): string => renamed.get(id) ?? id
  return {
    ...file,
    comments: file.comments.map((comment) =>
      typeof comment.blockId === 'string' ? { ...comment, blockId: nameOfBlock(comment.blockId) } : comment,
    ),
    suggestions: file.suggestions.map((suggestion) => ({ ...suggestion, blockId: nameOfBlock(suggestion.blockId) })),
  }
}

function sectionKey(id: string): SectionKey {
  if (!isSectionKey(id)) throw new Error('import-section-key-unchecked')
  return id
}

function languageOf(tag: string): Language {
  if (!isLanguage(tag)) throw new Error('import-language-unchecked')
  return tag
}

function titleOf(raw: string): string {
  const clean = cleanTitle(raw)
  if (!clean.ok) throw new Error('import-title-unchecked')
  return clean.title
}

function nameOf(raw: string): string {
  const clean = cleanName(raw)
  if (!clean.ok) throw new Error('import-name-unchecked')
  return clean.name
}
