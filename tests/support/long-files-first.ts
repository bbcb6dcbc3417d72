import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The longest first. */
export const longFiles = [
  'apps/server/src/cli/data-directory.test.ts',
  'apps/server/src/http/one-address.test.ts',
  'apps/server/src/activity/activity.test.ts',
  'apps/server/src/auth/oidc.test.ts',
  'packages/sync-server/src/fuzz.test.ts',
  'apps/server/src/cli/cli.test.ts',
  'packages/sync-server/src/convergence.test.ts',
  'tests/integration/http-fallback.test.ts',
  'tests/integration/durability.test.ts',
  'tests/integration/http-asleep.test.ts',
  'tests/integration/gestures/whose-words.test.ts',
  'tests/integration/restore.test.ts',
  'tests/integration/verify.test.ts',
]

/** Begins with the files that take longest, so that the workers end together. By itself vitest knows only after a run which they are. */
export class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files)
    return usual.toSorted((a, b) => place(a) - place(b))
  }
}

function place({ moduleId }: TestSpecification): number {
  const found = longFiles.findIndex((name) => moduleId.endsWith(`/${name}`))
  return found === -1 ? longFiles.length : found
}
