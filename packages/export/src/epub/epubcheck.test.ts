import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

import { commentedTree, treeOfEveryNode } from '../testing-trees.ts'
import { exportEpub } from './export-epub.ts'

const jar = '/usr/share/java/epubcheck.jar'
const folder = mkdtempSync(join(tmpdir(), 'samskriv-epub-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe.skipIf(!existsSync(jar))('epubcheck, where it is installed,', () => {
  // A Java machine begins slowly beside other tests.
  test('[X17] finds nothing wrong in every node and mark of the schema with comments', { timeout: 120_000 }, () => {
    const book = join(folder, 'book.epub')
    writeFileSync(book, exportEpub({ ...treeOfEveryNode(), comments: commentedTree().comments }, { language: 'nb', voices: true }))
    const { status, stdout, stderr } = spawnSync('java', ['-jar', jar, book], { encoding: 'utf8' })
    expect(`${stdout}${stderr}`).toContain('0 fatals / 0 errors / 0 warnings')
    expect(status).toBe(0)
  })
})
