import type { Template } from '@samskriv/document'
import type { SectionKey } from '@samskriv/domain'
import { partsOf, saysTheSame, sectionBlocks, wordsOfBlock, type ImportedDocument } from '@samskriv/import'
import type { CarryOutImport } from '@samskriv/protocol'
import { RequestProblem } from '../http/problem.ts'
import type { KeptImport } from './kept-imports.ts'
import { picturesOf } from './understand.ts'

type SectionBlock = NonNullable<ReturnType<typeof sectionBlocks>[number]>

/** What goes into a section: its blocks, each with its place in the document. */
export interface PlacedSection {
  readonly key: SectionKey
  readonly blocks: readonly { readonly index: number; readonly block: SectionBlock }[]
  readonly words: number
  readonly pictures: number
}

/**
 * Where everything of a file goes, in the order of the study. A heading that says what the title of its section says is left out.
 *
 * @throws {@link RequestProblem} `invalid-body` when a part has no place, a place is no section, or a picture that goes in has no description
 */
export function placeImport({ document, view }: KeptImport, asked: CarryOutImport, template: Template): readonly PlacedSection[] {
  const parts = partsOf(document.blocks)
  if (asked.places.length !== parts.length) throw invalid('places', 'count')
  if (asked.pictures.length !== document.pictures.length) throw invalid('pictures', 'count')
  const bySection = new Map<string, number[]>()
  let last: string | null = null
  parts.forEach((part, at) => {
    const place = asked.places[at]
    if (place === undefined) throw invalid(`places.${at}`, 'missing')
    // What is with one that goes nowhere goes nowhere.
    if (place.to !== 'above') last = place.to === 'section' ? place.section : null
    if (last === null) return
    const section = template.sections.find(({ id }) => id === last)
    if (section === undefined) throw invalid(`places.${at}`, 'unknown-section')
    requireDescriptions(document, part, view.pictures, asked)
    const isTitle = place.to === 'section' && part.level > 0 && saysTheSame(part.heading, Object.values(section.title))
    const from = isTitle ? part.from + 1 : part.from
    const indexes = bySection.get(last) ?? []
    for (let index = from; index < part.to; index += 1) indexes.push(index)
    bySection.set(last, indexes)
  })
  return template.sections.flatMap(({ id }) => {
    const indexes = bySection.get(id) ?? []
    return indexes.length === 0 ? [] : [sectionOf(id, indexes)]
  })

  function sectionOf(key: SectionKey, indexes: readonly number[]): PlacedSection {
    const chosen = indexes.flatMap((index) => document.blocks[index] ?? [])
    const written = sectionBlocks(chosen, {
      hashOf: (picture) => view.pictures[picture]?.hash ?? null,
      altOf: (picture) => (asked.pictures[picture]?.decorative === true ? '' : (asked.pictures[picture]?.alt.trim() ?? '')),
    })
    const blocks = written.flatMap((block, at) => (block === null ? [] : [{ index: indexes[at] ?? 0, block }]))
    return {
      key,
      blocks,
      words: chosen.reduce((sum, block) => sum + wordsOfBlock(block), 0),
      pictures: blocks.filter(({ block }) => block.type === 'image').length,
    }
  }
}

function requireDescriptions(
  document: ImportedDocument,
  part: { readonly from: number; readonly to: number },
  pictures: KeptImport['view']['pictures'],
  asked: CarryOutImport,
): void {
  for (const picture of picturesOf(document, part)) {
    const said = asked.pictures[picture]
    const isKept = (pictures[picture]?.hash ?? null) !== null
    if (isKept && said?.decorative !== true && (said?.alt ?? '').trim() === '') throw invalid(`pictures.${picture}.alt`, 'empty')
  }
}

function invalid(path: string, code: string): RequestProblem {
  return new RequestProblem('invalid-body', { errors: [{ path, code }] })
}
