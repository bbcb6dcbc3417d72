import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { caseStudyFile, exportFile, type ExportTree } from '@samskriv/export'
import { findOrInstallPdftotext } from '../support/pdf-text.ts'
import { picturesAreKept } from './steps/pictures.ts'

const folder = 'artifacts/screenshots/pdf'

/** "The Tuesday Door", with nothing left out. */
function sample(): ExportTree {
  const json = readFileSync(fileURLToPath(import.meta.resolve('@samskriv/export/sample-study.json')), 'utf8')
  return {
    file: caseStudyFile.parse(JSON.parse(json)),
    pictures: new Map(),
    comments: { shown: [], leftOut: 0 },
    suggestions: [],
    generatedAt: '2026-11-20T10:00:00Z',
    address: 'https://samskriv.example/studies/study-1',
  }
}

const files = [
  ['english', { language: 'en', voices: true }],
  ['norwegian-without-voices', { language: 'nb', voices: false }],
  ['large-print', { language: 'sv', voices: true, largePrint: true }],
  ['one-page', { language: 'en', voices: true, document: 'sheet' }],
] as const

for (const [name, options] of files)
  test(`the pages of a PDF are kept for people to look at: ${name}`, async () => {
    test.skip(!picturesAreKept, 'pictures are asked for with SAMSKRIV_PICTURES=1')
    const poppler = findOrInstallPdftotext()
    test.skip(poppler === undefined, 'there is no poppler here')
    mkdirSync(folder, { recursive: true })
    const file = join(folder, `${name}.pdf`)
    writeFileSync(file, (await exportFile(sample(), 'pdf', options)).bytes)
    const pages = execFileSync(join(dirname(poppler ?? ''), 'pdftoppm'), ['-png', '-r', '70', '-l', '6', file, join(folder, name)])
    expect(pages.byteLength).toBe(0)
  })
