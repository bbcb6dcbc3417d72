import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { z } from 'zod'

export interface Import {
  readonly specifier: string
  /** `import type`, or an export of types only. */
  readonly typesOnly: boolean
}

export interface SourceFile {
  /** From the top of the repository, with forward slashes. */
  readonly path: string
  readonly isTest: boolean
  /** Without comments. */
  readonly code: string
  readonly imports: readonly Import[]
}

const notOurs = new Set(['node_modules', 'dist', 'migrations', 'artifacts', 'coverage'])

/** Every TypeScript file below a folder, in path order; none when the folder is missing. */
export function sourceFiles(root: string, folder: string): SourceFile[] {
  const top = join(root, folder)
  if (!existsSync(top)) return []
  return filesBelow(top)
    .map((file) => ({ file, path: relative(root, file).replaceAll('\\', '/') }))
    .toSorted((a, b) => a.path.localeCompare(b.path))
    .map(({ file, path }) => {
      const code = withoutComments(readFileSync(file, 'utf8'))
      return { path, isTest: isTestFile(path), code, imports: importsOf(code) }
    })
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !notOurs.has(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return filesBelow(path)
      return entry.isFile() && /\.(ts|tsx|mts|mjs)$/.test(entry.name) ? [path] : []
    })
}

/** Tests, and what only tests use. */
function isTestFile(path: string): boolean {
  return /\.(test|contract|spec)\.tsx?$/.test(basename(path)) || path.split('/').some((part) => part === 'testing' || part === 'test')
}

/** Static, dynamic and side-effect imports, and `export … from`. */
export function importsOf(code: string): Import[] {
  const statements = /\b(import|export)\s+(type\s+)?(?:[\w*$\s{},]+?\s+from\s+)?(['"])([^'"\n]+)\3/g
  const dynamic = /\bimport\s*\(\s*(['"])([^'"\n]+)\1/g
  return [
    ...Array.from(code.matchAll(statements), (match) => ({
      specifier: match[4] ?? '',
      typesOnly: match[2] !== undefined || /\{(\s*type\s+[\w$]+(\s+as\s+[\w$]+)?\s*,?)+\}\s*from/.test(match[0]),
    })),
    ...Array.from(code.matchAll(dynamic), (match) => ({ specifier: match[2] ?? '', typesOnly: false })),
  ]
}

/** Strings are kept as they are, so that `'https://…'` is not taken for a comment. */
export function withoutComments(code: string): string {
  const tokens = /(['"])(?:\\.|(?!\1)[^\\\n])*\1|`(?:\\.|[^\\`])*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g
  return code.replaceAll(tokens, (token) => (token.startsWith('/') ? '' : token))
}

const manifest = z.object({
  name: z.string(),
  exports: z.record(z.string(), z.unknown()).optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
  devDependencies: z.record(z.string(), z.string()).optional(),
  peerDependencies: z.record(z.string(), z.string()).optional(),
})

export interface Manifest {
  readonly name: string
  /** Subpaths that others may import, such as `.` and `./html`. */
  readonly exports: readonly string[]
  /** Of every kind, without versions. */
  readonly dependencies: readonly string[]
}

/** @returns undefined where there is no package.json */
export function readManifest(root: string, folder: string): Manifest | undefined {
  const path = join(root, folder, 'package.json')
  if (!existsSync(path)) return undefined
  const { name, exports, dependencies, devDependencies, peerDependencies } = manifest.parse(JSON.parse(readFileSync(path, 'utf8')))
  return {
    name,
    exports: Object.keys(exports ?? {}),
    dependencies: Object.keys({ ...dependencies, ...devDependencies, ...peerDependencies }),
  }
}
