import type { ImportedDocument } from './imported-document.ts'

/** Of an object or a list, beside what is in it. */
const perThing = 100
const perUnit = 2

/** About so many bytes of memory, without those of the pictures. What runs in whoever reads on is bounded by it, not by the file alone. */
export function sizeOfDocument({ blocks, comments }: Pick<ImportedDocument, 'blocks' | 'comments'>): number {
  return sizeOf(blocks) + sizeOf(comments)
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length * perUnit
  if (typeof value !== 'object' || value === null) return 0
  let size = perThing
  for (const part of Array.isArray(value) ? value : Object.values(value)) size += sizeOf(part)
  return size
}
