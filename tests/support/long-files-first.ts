import { readFileSync } from 'node:fs'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The longest first. */
export const longFiles = [
  'apps/server/src/cli/data-directory.test.ts',
  'apps/server/src/rights/route-walk.test.ts',
  'apps/server/src/http/one-address.test.ts',
  'apps/server/src/cli/cli.test.ts',
  'apps/server/src/activity/activity.test.ts',
  'apps/server/src/notices/notices.test.ts',
  'apps/server/src/auth/oidc.test.ts',
  'packages/export/src/pdf/export-pdf.test.ts',
  'packages/import/src/hostile-files.test.ts',
  'packages/export/src/markdown/export-markdown.test.ts',
  'packages/sync-server/src/fuzz.test.ts',
  'packages/export/src/docx/export-docx.test.ts',
  'packages/sync-server/src/convergence.test.ts',
  'packages/attribution/src/writing-together.test.ts',
  'packages/attribution/src/gestures.test.ts',
  'tests/architecture/planted-faults.test.ts',
  'apps/web/src/study/paste/long-paste.test.ts',
  'tests/integration/http-fallback.test.ts',
  'tests/integration/durability.test.ts',
  'tests/integration/http-asleep.test.ts',
  'tests/integration/gestures/whose-words.test.ts',
  'tests/integration/restore.test.ts',
  'tests/integration/verify.test.ts',
]

/**
 * Runs the files of one kind together: vitest ends a worker when the next file has another project or environment, and the one that comes
 * loads everything anew. Within a kind it begins with the files that take longest, so that the workers end together; by itself vitest
 * knows only after a run which they are.
 */
export class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const kinds = Map.groupBy(await super.sort(files), kindOf)
    const ordered = [...kinds.values()].map((kind) => kind.toSorted(longerFirst))
    return ordered.toSorted(([a], [b]) => (a === undefined || b === undefined ? 0 : longerFirst(a, b))).flat()
  }
}

function kindOf({ project, moduleId }: TestSpecification): string {
  const environment = /^\/\/ @vitest-environment (\w+)/.exec(readFileSync(moduleId, 'utf8'))?.[1] ?? ''
  return `${project.name} ${environment}`
}

function longerFirst(a: TestSpecification, b: TestSpecification): number {
  return place(a) - place(b)
}

function place({ moduleId }: TestSpecification): number {
  const found = longFiles.findIndex((name) => moduleId.endsWith(`/${name}`))
  return found === -1 ? longFiles.length : found
}
