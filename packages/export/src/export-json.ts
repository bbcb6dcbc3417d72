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
  const known = hashes.get(tree)
  if (known !== undefined) return known
  const hash = createHash('sha256')
  for (const part of partsOfJson(tree)) hash.update(part)
  const found = hash.digest('hex')
  hashes.set(tree, found)
  return found
}

/** Of trees, which nobody changes: every format asks for it, and so does whoever states what was written. */
const hashes = new WeakMap<ExportTree, string>()

const noBytes = '\n      "data": ""'

/** The JSON file in parts, the bytes of its pictures as they are: to write them out once more, and letter by letter, takes longer than all else. */
function partsOfJson(tree: ExportTree): readonly string[] {
  const { pictures = [] } = tree.file
  if (pictures.length === 0) return [exportJson(tree)]
  const without = exportJson({ ...tree, file: { ...tree.file, pictures: pictures.map((picture) => ({ ...picture, data: '' })) } })
  // Only the key of the file itself stands so far to the left at the beginning of a line.
  const begins = without.indexOf('\n  "pictures": [')
  const around = without.slice(begins).split(noBytes)
  if (begins === -1 || around.length !== pictures.length + 1) return [exportJson(tree)]
  const [first = '', ...others] = around
  return [
    without.slice(0, begins) + first,
    ...others.flatMap((after, index) => ['\n      "data": "', pictures[index]?.data ?? '', `"${after}`]),
  ]
}
