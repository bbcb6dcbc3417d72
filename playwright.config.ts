import { defineConfig } from '@playwright/test'
import { browserArguments, findBrowser } from './tests/support/browser.ts'
import { reportOf } from './tests/support/steps.ts'

const executablePath = findBrowser()

/** Started by `pnpm test:e2e` and `npm test`. Every test starts a server of its own with `startServer` of tests/support. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'artifacts/browser',
  // Two at once: what one waits for, the other computes. More would make both wait.
  workers: 2,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json', { outputFile: reportOf('browser') }]],
  use: {
    // Following every step costs a fifth of the time: ask for it, with `--trace retain-on-failure`, when a failure can't be explained.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: browserArguments },
  },
})
