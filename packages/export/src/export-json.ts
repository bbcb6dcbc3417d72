import { createHash } from 'node:crypto'

import { bytesOfText } from './bytes-of-text.ts'
import type { CaseStudyFile } from './file/case-study-file.ts'
import type { ExportTree } from './tree/build-export-tree.ts'

/**
 * The study as JSON, authors included: what may be published comes back exactly when it is imported. Equal content gives
 * equal bytes; the time of writing is not in the file. It holds the comments that were asked for, of those that were made here.
 */
export function exportJson(tree: ExportTree): string {
  return written(wholeFile(tree))
}

/** The same in UTF-8. */
export function jsonBytes(tree: ExportTree): Uint8Array<ArrayBuffer> {
  return bytesOfText(partsOfJson(wholeFile(tree)))
}

/**
 * SHA-256 of the JSON file without comments that were made here, in hexadecimal: what every other format prints so that a reader can compare,
 * whatever comments it has.
 */
export function contentHash(tree: ExportTree): string {
  const known = hashes.get(tree)
  if (known !== undefined) return known
  const hash = createHash('sha256')
  for (const part of partsOfJson(tree.file)) hash.update(part)
  const found = hash.digest('hex')
  hashes.set(tree, found)
  return found
}

function wholeFile({ file, saidHere: { comments, participants } }: ExportTree): CaseStudyFile {
  if (comments.length === 0) return file
  return { ...file, participants: [...file.participants, ...participants], comments: [...file.comments, ...comments] }
}

function written(file: CaseStudyFile): string {
  return `${JSON.stringify(file, null, 2)}\n`
}

/** Of trees, which nobody changes: every format asks for it, and so does whoever states what was written. */
const hashes = new WeakMap<ExportTree, string>()

const noBytes = '\n      "data": ""'

/** The JSON file in parts, the bytes of its pictures as they are: to write them out once more, and letter by letter, takes longer than all else. */
function partsOfJson(file: CaseStudyFile): readonly string[] {
  const { pictures = [] } = file
  if (pictures.length === 0) return [written(file)]
  const without = written({ ...file, pictures: pictures.map((picture) => ({ ...picture, data: '' })) })
  // Only the key of the file itself stands so far to the left at the beginning of a line.
  const begins = without.indexOf('\n  "pictures": [')
  const around = without.slice(begins).split(noBytes)
  if (begins === -1 || around.length !== pictures.length + 1) return [written(file)]
  const [first = '', ...others] = around
  return [
    without.slice(0, begins) + first,
    ...others.flatMap((after, index) => ['\n      "data": "', pictures[index]?.data ?? '', `"${after}`]),
  ]
}
