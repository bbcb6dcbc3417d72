import type { Template } from '@samskriv/document'
import { linesOfBlock, partsOf, suggestSections, type ImportedDocument, type ImportedPart } from '@samskriv/import'
import type { ImportView } from '@samskriv/protocol'

const longestBeginning = 120

/** What whoever sent a file is shown of it. @param hashes - of its pictures, as they are kept; null for one that can't be read */
export function viewOfImport(
  document: ImportedDocument,
  {
    id,
    expiresAt,
    name,
    template,
    hashes,
  }: { id: string; expiresAt: number; name: string; template: Template; hashes: readonly (string | null)[] },
): ImportView {
  const parts = partsOf(document.blocks)
  const sections = template.sections.map(({ id: key, title }) => ({ key, titles: [...new Set(Object.values(title))] }))
  const suggested = suggestSections(parts, sections, document.title)
  const unreadable = hashes.filter((hash) => hash === null).length
  return {
    id,
    expiresAt,
    name,
    format: document.format,
    title: document.title,
    language: document.language,
    parts: parts.map((part, index) => ({
      heading: part.heading,
      level: part.level,
      words: part.words,
      begins: beginningOf(document, part),
      pictures: picturesOf(document, part),
      suggested: suggested[index] ?? { to: 'above' },
    })),
    pictures: document.pictures.map(({ alt }, index) => ({ hash: hashes[index] ?? null, alt })),
    comments: document.comments.length,
    noticed: [...document.noticed, ...(unreadable === 0 ? [] : [{ code: 'pictures-unreadable', count: unreadable }])],
  }
}

export function picturesOf({ blocks }: ImportedDocument, { from, to }: Pick<ImportedPart, 'from' | 'to'>): number[] {
  return blocks.slice(from, to).flatMap((block) => (block.type === 'picture' ? [block.picture] : []))
}

function beginningOf({ blocks }: ImportedDocument, { from, to, level }: ImportedPart): string {
  const text = blocks
    .slice(level === 0 ? from : from + 1, to)
    .flatMap(linesOfBlock)
    .join(' ')
    .trim()
  if (text.length <= longestBeginning) return text
  const cut = text.slice(0, longestBeginning).toWellFormed()
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 40))} …`
}
