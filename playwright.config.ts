import { defineConfig } from '@playwright/test'
import { browserArguments, findBrowser } from './tests/support/browser.ts'
import { reportOf } from './tests/support/steps.ts'

const executablePath = findBrowser()

// Begun first, as each is gone through by one worker from its top: begun last, one of them would go on alone while the others have nothing to do.
const long = ['accessibility', 'write-together', 'websockets-blocked', 'offline', 'scribing', 'suggesting', 'import', 'talking'].map(
  (name) => `**/${name}.test.ts`,
)

/** Started by `pnpm test:e2e` and `npm test`. Servers are started by the tests, with tests/support/server.ts. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'artifacts/browser',
  projects: [
    { name: 'long', testMatch: long },
    { name: 'short', testIgnore: long },
  ],
  // One more than the two cores that CI has: what one waits for, the others compute.
  workers: 3,
  retries: 0,
  // Limits for what hangs, not measures of what is slow: a machine may be half as fast as another.
  timeout: 300_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json', { outputFile: reportOf('browser') }]],
  use: {
    // Following every step costs a fifth of the time: ask for it, with `--trace retain-on-failure`, when a failure can't be explained.
    trace: 'off',
    // What is pressed and never comes fails with its name, long before the whole test does.
    actionTimeout: 60_000,
    screenshot: 'only-on-failure',
    // In each browser that a test opens the program would be fetched a second time, to be kept: a fifth of the time. Tests of what happens
    // without a network say `test.use({ serviceWorkers: 'allow' })`.
    serviceWorkers: 'block',
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: browserArguments },
  },
})
