import { createHash } from 'node:crypto'

import { describe, expect, test } from 'vitest'

import { contentHash, exportJson, jsonBytes } from './export-json.ts'
import { sampleTree } from './sample-study.ts'
import { treeOfEveryNode } from './testing-trees.ts'
import type { ExportTree } from './tree/build-export-tree.ts'

const hashOf = (tree: ExportTree): string => createHash('sha256').update(exportJson(tree)).digest('hex')

describe('the hash that every file prints', () => {
  test('[X12] is that of the JSON file, with pictures and without', () => {
    for (const tree of [sampleTree(), treeOfEveryNode()]) expect(contentHash(tree)).toBe(hashOf(tree))
    expect(treeOfEveryNode().file.pictures).toHaveLength(1)
  })

  test('[X12] is so whatever people write', () => {
    const tree = treeOfEveryNode()
    const { pictures = [] } = tree.file
    const [picture] = pictures
    if (picture === undefined) throw new Error('no picture')
    const title = '\n  "pictures": [\n      "data": "" سؤال \uD800'
    const fileWith = { ...tree.file, title, subtitle: title, pictures: [picture, { ...picture, hash: 'b'.repeat(64), data: 'AAAA' }] }
    const written = { ...tree, file: fileWith }
    expect(contentHash(written)).toBe(hashOf(written))
    expect(new TextDecoder().decode(jsonBytes(written)) === exportJson(written)).toBe(true)
  })
})
