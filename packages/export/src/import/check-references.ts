import { isSectionKey, type Template, templateById } from '@samskriv/document'
import { cleanName, cleanTitle, isLanguage } from '@samskriv/domain'

import type { FileBlock, FileListItem, FileNestedBlock } from '../file/blocks.ts'
import type { CaseStudyFile } from '../file/case-study-file.ts'
import type { FileInline } from '../file/voiced-text.ts'
import type { ImportError } from './plan.ts'

/** What a schema cannot say: that names are usable, ids are unique and every reference leads somewhere in the file. */
export function checkReferences(file: CaseStudyFile): readonly ImportError[] {
  const errors: ImportError[] = []
  const report = (path: string, code: string): void => {
    errors.push({ path, code })
  }
  const template = templateById(file.templateId)
  if (template === undefined) report('templateId', 'unknown-template')
  else if (file.templateVersion > template.version) report('templateVersion', 'template-too-new')
  if (!isLanguage(file.language)) report('language', 'language-not-supported')
  const title = cleanTitle(file.title)
  if (!title.ok) report('title', `title-${title.reason}`)
  const place = cleanTitle(file.place.name)
  if (!place.ok) report('place.name', `place-${place.reason}`)
  file.participants.forEach(({ publicName }, index) => {
    const name = cleanName(publicName)
    if (!name.ok) report(`participants.${index}.publicName`, `name-${name.reason}`)
  })
  for (const list of [
    'partners',
    'participants',
    'funding',
    'indicators',
    'evidence',
    'consents',
    'comments',
    'suggestions',
    'decisions',
  ] as const)
    repeated(file[list].map(({ id }) => id)).forEach((index) => report(`${list}.${index}.id`, 'duplicate-id'))
  repeated(file.sections.map(({ sectionId }) => sectionId)).forEach((index) => report(`sections.${index}.sectionId`, 'duplicate-section'))
  file.sections.forEach((section, index) => checkSection(section, `sections.${index}`, template, file, report))
  repeated(file.sections.flatMap(({ blocks }) => blocks.map(({ id }) => id))).forEach(() => report('sections', 'duplicate-id'))
  checkPeople(file, report)
  return errors
}

type Report = (path: string, code: string) => void

function checkSection(
  { sectionId, own, state, blocks }: CaseStudyFile['sections'][number],
  path: string,
  template: Template | undefined,
  file: CaseStudyFile,
  report: Report,
): void {
  const isOfTemplate = template?.sections.some(({ id }) => id === sectionId) === true
  if (template !== undefined && (own === undefined ? !isOfTemplate : isOfTemplate || !isSectionKey(sectionId)))
    report(`${path}.sectionId`, 'unknown-section')
  if (own !== undefined) {
    const title = cleanTitle(own.title)
    if (!title.ok) report(`${path}.own.title`, `title-${title.reason}`)
  }
  const people = new Set(file.participants.map(({ id }) => id))
  for (const field of ['owner', 'setBy'] as const) {
    const person = state?.[field] ?? null
    if (person !== null && !people.has(person)) report(`${path}.state.${field}`, 'unknown-participant')
  }
  const known = (list: readonly { id: string }[], id: string): boolean => list.some((each) => each.id === id)
  blocks.forEach((block, index) => {
    const at = `${path}.blocks.${index}`
    for (const { by, typedBy } of speakersIn(block)) {
      if (by !== undefined && !people.has(by)) report(`${at}.by`, 'unknown-participant')
      if (typedBy !== undefined && typedBy !== null && !people.has(typedBy)) report(`${at}.typedBy`, 'unknown-participant')
    }
    if (block.type === 'quote' && block.consentId !== undefined && !known(file.consents, block.consentId))
      report(`${at}.consentId`, 'unknown-consent')
    if (block.type === 'indicatorRef' && !known(file.indicators, block.indicatorId)) report(`${at}.indicatorId`, 'unknown-indicator')
    if (block.type === 'evidenceRef' && !known(file.evidence, block.evidenceId)) report(`${at}.evidenceId`, 'unknown-evidence')
  })
}

function checkPeople(file: CaseStudyFile, report: Report): void {
  const people = new Set(file.participants.map(({ id }) => id))
  const check = (id: string, path: string): void => {
    if (!people.has(id)) report(path, 'unknown-participant')
  }
  file.comments.forEach(({ by, responses, replies = [] }, index) => {
    check(by, `comments.${index}.by`)
    responses.forEach((response, at) => check(response.by, `comments.${index}.responses.${at}.by`))
    replies.forEach((reply, at) => check(reply.by, `comments.${index}.replies.${at}.by`))
  })
  file.suggestions.forEach(({ by }, index) => check(by, `suggestions.${index}.by`))
  file.consents.forEach(({ subject }, index) => check(subject, `consents.${index}.subject`))
  file.reviews.forEach(({ participant }, index) => check(participant, `reviews.${index}.participant`))
  file.signOffs.forEach(({ participant }, index) => check(participant, `signOffs.${index}.participant`))
}

interface Speaker {
  readonly by?: string | undefined
  readonly typedBy?: string | null | undefined
}

function speakersIn(block: FileBlock | FileNestedBlock): readonly Speaker[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
    case 'caption':
      return block.runs.filter(isSpoken)
    case 'list':
      return block.items.flatMap(speakersInItem)
    case 'table':
      return block.rows.flat().flatMap(speakersInItem)
    case 'blockquote':
      return block.blocks.flatMap(speakersIn)
    case 'quote':
      return [block]
    case 'image':
    case 'indicatorRef':
    case 'evidenceRef':
    case 'decisionsTable':
    case 'partnersTable':
    case 'creditsTable':
      return []
  }
}

function speakersInItem(item: FileListItem): readonly Speaker[] {
  return Array.isArray(item) ? item.filter(isSpoken) : item.blocks.flatMap(speakersIn)
}

function isSpoken(inline: FileInline): inline is Exclude<FileInline, { type: 'hardBreak' | 'leftOut' }> {
  return !('type' in inline) || inline.type === 'footnote'
}

/** The places of ids that stood before. */
function repeated(ids: readonly string[]): number[] {
  return ids.flatMap((id, index) => (ids.indexOf(id) < index ? [index] : []))
}
