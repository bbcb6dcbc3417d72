import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { repositoryRoot } from '../support/repository-root.ts'
import { layerFaults } from './layer-faults.ts'
import { layers } from './layers.ts'
import { messageFaults } from './message-faults.ts'
import { ruleFaults } from './rule-faults.ts'

// Each tool of `pnpm check`, run with the real configuration on a small tree with one fault in it. A tool that stays silent here
// would stay silent about the product too.

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A new folder outside the repository that holds these files. */
function aTree(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = mkdtempSync(join(tmpdir(), 'samskriv-planted-'))
  folders.push(root)
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  return root
}

function run(program: string, args: readonly string[], cwd: string, owner = '.'): { code: number | null; output: string } {
  const bin = join(repositoryRoot, owner, 'node_modules/.bin', program)
  const { status, stdout, stderr, error } = spawnSync(bin, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', PATH: `${dirname(process.execPath)}:${process.env['PATH']}` },
  })
  if (error) throw error
  return { code: status, output: stdout + stderr }
}

const tsconfig = JSON.stringify({
  extends: join(repositoryRoot, 'tsconfig.base.json'),
  include: ['**/*'],
  compilerOptions: { jsx: 'react-jsx' },
})

describe('types', () => {
  const check = (files: Record<string, string>) =>
    run('tsc', ['-p', '.'], aTree({ 'package.json': '{ "type": "module" }', 'tsconfig.json': tsconfig, ...files }))

  test('accept a file without faults', () => {
    expect(check({ 'a.ts': 'export const first = (list: readonly string[]): string | undefined => list[0]\n' })).toMatchObject({ code: 0 })
  })

  test.each([
    ['an index that may be missing', 'TS2322', 'export const first = (list: readonly string[]): string => list[0]\n'],
    ['undefined for an optional property', 'TS2375', 'export const a: { b?: string } = { b: undefined }\n'],
    ['an enum, which Node cannot run', 'TS1294', 'export enum Sector { community }\n'],
    ['a value import of a type', 'TS1484', "import { A } from './b.ts'\nexport const a: A = 1\n"],
  ])('refuse %s', (_, error, code) => {
    const { code: exit, output } = check({ 'a.ts': code, 'b.ts': 'export type A = number\n' })
    expect(output).toContain(error)
    expect(exit).not.toBe(0)
  })
})

describe('lint', () => {
  const rules: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'typescript(no-floating-promises)': { 'floating.ts': 'export function save(store: () => Promise<void>): void {\n  store()\n}\n' },
    'typescript(no-misused-promises)': {
      'misused.ts': 'export const each = (list: string[], save: (a: string) => Promise<void>): void => list.forEach(save)\n',
    },
    'typescript(no-explicit-any)': { 'any.ts': 'export const loose = (value: any): unknown => value\n' },
    'typescript(no-non-null-assertion)': { 'assertion.ts': 'export const first = (list: string[]): string => list[0]!\n' },
    'typescript(consistent-type-imports)': { 'type-import.ts': "import { A } from './a-type.ts'\nexport const a: A = 1\n" },
    'typescript(switch-exhaustiveness-check)': {
      'switch.ts':
        "export function letter(sector: 'community' | 'public'): void {\n  switch (sector) {\n    case 'public':\n      return\n  }\n}\n",
    },
    'import(no-cycle)': {
      'cycle-a.ts': "import { b } from './cycle-b.ts'\nexport const a = (): unknown => b\n",
      'cycle-b.ts': "import { a } from './cycle-a.ts'\nexport const b = (): unknown => a\n",
    },
    'eslint(no-empty)': { 'catch.ts': 'export function quiet(f: () => void): void {\n  try {\n    f()\n  } catch {}\n}\n' },
    'vitest(no-focused-tests)': { 'only.test.ts': "import { expect, test } from 'vitest'\ntest.only('a', () => { expect(1).toBe(1) })\n" },
    'jsx-a11y(alt-text)': { 'apps/web/src/Picture.tsx': 'export const Picture = () => <img src="a.png" />\n' },
    'react-hooks(rules-of-hooks)': {
      'apps/web/src/Hook.tsx':
        "import { useState } from 'react'\nexport function Hook({ on }: { on: boolean }) {\n  if (on) useState(1)\n  return null\n}\n",
    },
  }
  const files = Object.assign({ 'tsconfig.json': tsconfig, 'a-type.ts': 'export type A = number\n' }, ...Object.values(rules)) as Record<
    string,
    string
  >

  /** oxlint matches the patterns of its configuration from the folder that holds it. */
  const lint = (tree: Record<string, string>) => {
    const root = aTree(tree)
    cpSync(join(repositoryRoot, '.oxlintrc.json'), join(root, '.oxlintrc.json'))
    return run('oxlint', ['--type-aware', '--deny-warnings', '--format=unix'], root)
  }

  test('accepts a file without faults', () => {
    expect(lint({ 'tsconfig.json': tsconfig, 'a-type.ts': 'export type A = number\n' })).toMatchObject({ code: 0 })
  })

  test('reports every planted fault by its rule', () => {
    const { code, output } = lint(files)
    expect(code).not.toBe(0)
    const silent = Object.entries(rules).filter(([rule, tree]) => !Object.keys(tree).some((file) => reports(output, file, rule)))
    expect(silent.map(([rule]) => rule)).toEqual([])
  })

  function reports(output: string, file: string, rule: string): boolean {
    return output.split('\n').some((line) => line.includes(file) && line.includes(rule))
  }
})

describe('format', () => {
  const check = (code: string) => run('oxfmt', ['-c', join(repositoryRoot, '.oxfmtrc.json'), '--check', '.'], aTree({ 'a.ts': code }))

  test('accepts our format', () => {
    expect(check("export const a = 'b'\n")).toMatchObject({ code: 0 })
  })

  test('refuses a semicolon and a double quote', () => {
    const { code, output } = check('export const a = "b";\n')
    expect(code).not.toBe(0)
    expect(output).toContain('a.ts')
  })
})

describe('unused code', () => {
  const used = {
    'package.json': '{ "name": "samskriv", "private": true, "type": "module" }\n',
    'pnpm-workspace.yaml': 'packages: [packages/*]\n',
    'packages/a/package.json': '{ "name": "@samskriv/a", "private": true, "type": "module", "exports": { ".": "./src/index.ts" } }\n',
    'packages/a/src/index.ts': "export { used } from './used.ts'\n",
    'packages/a/src/used.ts': 'export const used = 1\n',
  }
  const check = (files: Record<string, string>) => {
    const root = aTree({ ...used, ...files })
    cpSync(join(repositoryRoot, 'knip.json'), join(root, 'knip.json'))
    return run('knip', ['--no-progress', '--no-config-hints'], root)
  }

  test('is not found where there is none', () => {
    expect(check({})).toMatchObject({ code: 0 })
  })

  test.each([
    ['a file', 'forgotten.ts', { 'packages/a/src/forgotten.ts': 'export const forgotten = 1\n' }],
    ['an export', 'spare', { 'packages/a/src/used.ts': 'export const used = 1\nexport const spare = 2\n' }],
    ['a type', 'Spare', { 'packages/a/src/used.ts': 'export const used = 1\nexport interface Spare { readonly a: 1 }\n' }],
    [
      'a dependency',
      'yjs',
      {
        'packages/a/package.json': JSON.stringify({
          name: '@samskriv/a',
          exports: { '.': './src/index.ts' },
          dependencies: { yjs: '13.6.33' },
        }),
      },
    ],
    ['an undeclared import', 'lib0', { 'packages/a/src/used.ts': "import { min } from 'lib0/math'\nexport const used = min(1, 2)\n" }],
  ])('is found: %s', (_, name, files) => {
    const { code, output } = check(files)
    expect(code).not.toBe(0)
    expect(output).toContain(name)
  })
})

describe('layers', () => {
  /** A tree in which every layer is there and empty, with these files added. */
  const faultsOf = (files: Record<string, string>) => {
    const empty = Object.entries(layers).flatMap(([name, { folder }]) => [
      [`${folder}/package.json`, JSON.stringify({ name: `@samskriv/${name}`, exports: { '.': './src/index.ts' } })],
      [`${folder}/README.md`, '# A package\n'],
    ])
    return layerFaults(aTree({ ...(Object.fromEntries(empty) as Record<string, string>), ...files }))
  }

  test('accept a house in order', () => {
    expect(faultsOf({ 'apps/web/src/main.tsx': "import { sectors } from '@samskriv/domain'\nexport { sectors }\n" })).toEqual([])
  })

  test.each([
    ['an import upwards', 'packages/domain/src/a.ts', "import { extensions } from '@samskriv/document'\n"],
    ['an import of server code in the browser', 'apps/web/src/a.ts', "import type { Env } from '@samskriv/server'\n"],
    ['an import of a sibling below', 'packages/theme/src/a.ts', "const late = await import('@samskriv/i18n')\n"],
    ['a path into another package', 'apps/server/src/a.ts', "import { a } from '@samskriv/domain/src/ids.ts'\n"],
    ['a relative path out of the package', 'apps/server/src/a.ts', "import { a } from '../../web/src/a.ts'\n"],
    ['more than types where only types may come', 'packages/database/src/a.ts', "import { Authorship } from '@samskriv/attribution'\n"],
    ['export *', 'packages/domain/src/a.ts', "export * from './ids.ts'\n"],
    ['a file named utils', 'packages/domain/src/utils.ts', 'export const a = 1\n'],
    ['an index.ts inside a folder', 'packages/domain/src/roles/index.ts', 'export const a = 1\n'],
    ['process.env outside env.ts', 'packages/domain/src/a.ts', "export const a = process.env['PORT']\n"],
    ['a caret that comes back a frame later', 'apps/web/src/a.ts', 'editor.chain().focus().run()\n'],
    ['a package that the table does not know', 'packages/extra/package.json', '{ "name": "@samskriv/extra" }'],
    [
      'a dependency upwards',
      'packages/domain/package.json',
      '{ "name": "@samskriv/domain", "dependencies": { "@samskriv/i18n": "workspace:*" } }',
    ],
  ])('refuse %s', (_, file, content) => {
    const faults = faultsOf({ [file]: content })
    expect(faults).toHaveLength(1)
    expect(faults[0]).toContain(dirname(file).split('/').slice(0, 2).join('/'))
  })
})

describe('messages', () => {
  const faultsOf = (code: string) =>
    messageFaults(
      aTree({
        'packages/i18n/src/en/role.ts': "export const role = {\n  'role.reader': 'Reader',\n  'role.count_one': 'One role',\n} as const\n",
        'apps/web/src/a.tsx': code,
      }),
    )

  test('are in order when each is asked for, by its key or by one that is put together', () => {
    expect(faultsOf("say('role.reader') + say('role.count', { count: 1 })\n")).toEqual([])
    expect(faultsOf('say(`role.${name}`)\n')).toEqual([])
  })

  test('refuse one that nobody asks for', () => {
    expect(faultsOf("say('role.reader') // and not 'role.count'\n")).toEqual(['role.count'])
  })
})

describe('rules', () => {
  const readme = 'packages/a/README.md'
  const faultsOf = (rules: string, named: string) =>
    ruleFaults(aTree({ [readme]: rules, 'packages/a/src/a.test.ts': `test('[${named}] does it', () => {})\n` }))

  test('are in order when a test is named after one that is written, alone or in a stretch', () => {
    expect(faultsOf('- **AA1** One.\n- **AA2** Another.\n', 'AA1] [AA2')).toEqual([])
    expect(faultsOf('- AA1–AA4 Several.\n', 'AA3')).toEqual([])
  })

  test('refuse a test of one that nobody wrote, and two with one number', () => {
    expect(faultsOf('- **AA1** One.\n', 'AA2')).toEqual(['packages/a/src/a.test.ts names AA2, which no README has'])
    expect(faultsOf('- **AA1** One.\n- **AA1** Another.\n', 'AA1')).toEqual([`${readme} has two rules AA1`])
  })
})

describe('size', () => {
  /** The limits of the product, over a small site whose program is `bytes` long and does not compress. */
  const check = (bytes: number) => {
    const tools = { 'size-limit': '*', '@size-limit/file': '*' }
    const parts = {
      'src/main.tsx': { file: 'assets/main-1.js', css: ['assets/main-1.css'], dynamicImports: ['src/study/StudyPage.tsx'] },
      '../../packages/i18n/src/sv/web-catalogue.ts': { file: 'assets/catalogue-sv-1.js' },
      '../../packages/i18n/src/sv/later-catalogue.ts': { file: 'assets/later-catalogue-1.js' },
      'src/study/StudyPage.tsx': {
        file: 'assets/StudyPage-1.js',
        imports: ['src/main.tsx'],
        dynamicImports: ['src/people/ShareDialog.tsx', 'src/study/protection/begin-guarding.tsx'],
      },
      'src/people/ShareDialog.tsx': { file: 'assets/ShareDialog-1.js' },
      'src/study/protection/begin-guarding.tsx': { file: 'assets/begin-guarding-1.js' },
      'src/study/protection/own-moves.ts': { file: 'assets/own-moves-1.js' },
      '../../packages/i18n/src/sv/downloading.ts': { file: 'assets/downloading-1.js' },
      'src/study/download/MoreChoices.tsx': { file: 'assets/MoreChoices-1.js', imports: ['src/main.tsx'] },
      '../../packages/i18n/src/sv/imports.ts': { file: 'assets/imports-1.js' },
      'src/study/imports/ImportDialog.tsx': { file: 'assets/ImportDialog-1.js', imports: ['src/main.tsx'] },
      'src/study/imports/ImportSteps.tsx': { file: 'assets/ImportSteps-1.js', imports: ['src/main.tsx'] },
      '../../packages/i18n/src/sv/comment-catalogue.ts': { file: 'assets/comment-catalogue-1.js' },
      ...Object.fromEntries(
        ['Threads', 'ThreadDetail', 'AnswerForm', 'OwnerForms'].map((name) => [
          `src/study/threads/${name}.tsx`,
          { file: `assets/${name}-1.js`, imports: ['src/main.tsx'] },
        ]),
      ),
      ...Object.fromEntries(
        ['SuggestedWords', 'SuggestionCards', 'SuggestionForm'].map((name) => [
          `src/study/suggestions/${name}.tsx`,
          { file: `assets/${name}-1.js`, imports: ['src/main.tsx'] },
        ]),
      ),
    }
    const assets = Object.values(parts)
      .flatMap(({ file, css = [] }: { readonly file: string; readonly css?: readonly string[] }) => [file, ...css])
      .filter((name) => name !== 'assets/main-1.js')
      .map((name) => [`dist/${name}`, '/* small */\n'])
    const root = aTree({
      'package.json': JSON.stringify({ name: '@samskriv/web', private: true, devDependencies: tools }),
      'dist/.vite/manifest.json': JSON.stringify(parts),
      'dist/assets/main-1.js': randomBytes(bytes),
      ...Object.fromEntries(assets),
    })
    cpSync(join(repositoryRoot, 'apps/web/.size-limit.mjs'), join(root, '.size-limit.mjs'))
    symlinkSync(join(repositoryRoot, 'apps/web/node_modules'), join(root, 'node_modules'))
    return run('size-limit', [], root, 'apps/web')
  }

  test('accepts a small site', () => {
    expect(check(1_000)).toMatchObject({ code: 0 })
  })

  test('refuses a site that became too large for a phone', () => {
    const { code, output } = check(500_000)
    expect(code).not.toBe(0)
    expect(output).toContain('exceeded')
  })
})
