import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { LongFilesFirst } from './tests/support/long-files-first.ts'
import { repositoryRoot } from './tests/support/repository-root.ts'

// What Node runs is loaded as it is when it serves: nothing is rewritten first, and what was compiled once is there for all.
const inNode = {
  experimental: { viteModuleRunner: false, nodeLoader: false },
  execArgv: ['--import', join(repositoryRoot, 'apps/server/src/testing/load-quickly.ts')],
}

/** Started by `pnpm test:unit`, `pnpm test:integration` and `npm test`; each project below is one of their steps or a part of it. */
export default defineConfig({
  test: {
    pool: 'forks',
    // One more than the two cores that CI has: what one waits for, the others compute.
    maxWorkers: 3,
    // No module of ours keeps anything for itself: files share what is loaded, which is two fifths of their time otherwise.
    isolate: false,
    sequence: { sequencer: LongFilesFirst },
    // Limits for what hangs, not measures of what is slow: a machine may be half as fast as another.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    coverage: { provider: 'v8', include: ['packages/*/src/**/*.ts', 'apps/*/src/**/*.{ts,tsx}'], reportsDirectory: 'artifacts/coverage' },
    projects: [
      {
        extends: true,
        oxc: { jsx: { runtime: 'automatic' } },
        // Files that need a document say so in their first line: `// @vitest-environment jsdom`.
        test: { name: 'web', include: ['apps/web/**/*.test.{ts,tsx}'] },
      },
      { extends: true, test: { ...inNode, name: 'packages', include: ['packages/**/*.test.ts'] } },
      { extends: true, test: { ...inNode, name: 'server', include: ['apps/server/**/*.test.ts'] } },
      { extends: true, test: { ...inNode, name: 'support', include: ['tests/support/**/*.test.ts', 'tests/load/**/*.test.ts'] } },
      { extends: true, test: { ...inNode, name: 'architecture', include: ['tests/architecture/**/*.test.ts'] } },
      { extends: true, test: { ...inNode, name: 'integration', include: ['tests/integration/**/*.test.ts'] } },
    ],
  },
})
