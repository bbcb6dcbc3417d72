import { createHash } from 'node:crypto'

import type { ExportTree } from './tree/build-export-tree.ts'

/**
 * The study as JSON, authors included: what may be published comes back exactly when it is imported. Equal content gives
 * equal bytes; the time of writing is not in the file.
 */
export function exportJson(tree: ExportTree): string {
  return `${JSON.stringify(tree.file, null, 2)}\n`
}

/** SHA-256 of the JSON file, in hexadecimal: what every other format prints so that a reader can compare. */
export function contentHash(tree: ExportTree): string {
  return createHash('sha256').update(exportJson(tree)).digest('hex')
}
