import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { repositoryRoot } from '../support/repository-root.ts'
import { layerFaults } from './layer-faults.ts'
import { layers } from './layers.ts'
import { messageFaults } from './message-faults.ts'
import { importsOf, sourceFiles, withoutComments } from './source-tree.ts'

describe('the table of layers', () => {
  test('points down only: each package names packages above it', () => {
    const names = Object.keys(layers)
    for (const [index, [name, layer]] of Object.entries(layers).entries()) {
      expect(names.slice(0, index), name).toEqual(expect.arrayContaining([...layer.mayImport]))
    }
  })

  test('keeps the two apps apart', () => {
    expect(layers['web']?.mayImport).not.toContain('server')
    expect(Object.values(layers).flatMap((layer) => layer.mayImport)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(web|server)$/)]),
    )
  })
})

describe('this repository', () => {
  test('keeps to the table of layers in every package.json and every import', () => {
    expect(layerFaults(repositoryRoot)).toEqual([])
  })

  test('has no message that nobody asks for', () => {
    expect(messageFaults(repositoryRoot)).toEqual([])
  })

  test('has at its top only what a newcomer looks for there, and the settings of tools', () => {
    const tracked = execFileSync('git', ['ls-files'], { cwd: repositoryRoot, encoding: 'utf8' }).split('\n')
    const top = new Set(tracked.map((path) => path.split('/')[0] ?? '').filter((name) => name !== '' && !name.startsWith('.')))
    const folders = ['apps', 'docs', 'infra', 'packages', 'tests']
    const documents = ['CHANGELOG.md', 'CONTRIBUTING.md', 'LICENSE', 'README.md', 'SECURITY.md']
    const workspace = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', 'tsconfig.base.json', 'tsconfig.json']
    const tools = ['knip.json', 'playwright.config.ts', 'vitest.config.ts']
    expect([...top].toSorted()).toEqual([...folders, ...documents, ...workspace, ...tools].toSorted())
  })

  test('was read: the faults above were looked for in many files', () => {
    const read = Object.values(layers).flatMap((layer) => sourceFiles(repositoryRoot, layer.folder))
    expect(read.length).toBeGreaterThan(50)
    expect(read.flatMap((file) => file.imports).length).toBeGreaterThan(100)
  })
})

describe('reading imports', () => {
  test('finds every form of import and tells types from values', () => {
    const code = `
      import { a, type B } from '@samskriv/domain'
      import type { C } from "@samskriv/document"
      import { type D, type E as F } from '@samskriv/theme'
      import * as all from './all.ts'
      import './side-effect.css'
      export { g } from './g.ts'
      export type { H } from './h.ts'
      const late = await import('./late.ts')`
    expect(importsOf(code)).toEqual([
      { specifier: '@samskriv/domain', typesOnly: false },
      { specifier: '@samskriv/document', typesOnly: true },
      { specifier: '@samskriv/theme', typesOnly: true },
      { specifier: './all.ts', typesOnly: false },
      { specifier: './side-effect.css', typesOnly: false },
      { specifier: './g.ts', typesOnly: false },
      { specifier: './h.ts', typesOnly: true },
      { specifier: './late.ts', typesOnly: false },
    ])
  })

  test('leaves out what stands in a comment, and keeps addresses in strings', () => {
    expect(withoutComments("const a = 'https://x' // import './b.ts'\n/* process.env */ const c = 1")).toBe(
      "const a = 'https://x' \n const c = 1",
    )
  })
})
