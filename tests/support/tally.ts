import { z } from 'zod'

/** What a step came to. Failed tests are named, with the first line of what was wrong; skipped ones too: nothing is skipped silently. */
export interface Tally {
  readonly passed: number
  readonly failed: number
  readonly failures: readonly string[]
  readonly skipped: readonly string[]
}

/** A step whose exit code is all it says: it counts as one. */
export function tallyOfCheck(exitCode: number): Tally {
  return exitCode === 0 ? { passed: 1, failed: 0, failures: [], skipped: [] } : { passed: 0, failed: 1, failures: [], skipped: [] }
}

const vitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).default([]) })),
    }),
  ),
})

/**
 * Counts Vitest's JSON report.
 *
 * @param exitCode - a failure that no test owns (a file that cannot be loaded, an unhandled error) counts as one
 */
export function tallyOfVitest(report: unknown, exitCode: number): Tally {
  const files = vitestReport.parse(report).testResults
  const tests = files.flatMap((file) => file.assertionResults)
  const passed = tests.filter((test) => test.status === 'passed').length
  const failedTests = tests.filter((test) => test.status === 'failed')
  const brokenFiles = files.filter((file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'))
  const failures = [
    ...failedTests.map((test) => named(test.fullName, test.failureMessages[0])),
    ...brokenFiles.map((file) => named(file.name, file.message)),
  ]
  const skipped = tests.filter((test) => test.status !== 'passed' && test.status !== 'failed').map((test) => test.fullName)
  return withUnowned({ passed, failed: failures.length, failures, skipped }, exitCode)
}

function named(name: string, message = ''): string {
  const [line = ''] = message.trim().split('\n')
  return line === '' ? name : `${name}: ${line}`
}

const playwrightResult = z.object({ error: z.object({ message: z.string().default('') }).optional() })
const playwrightTest = z.object({
  status: z.enum(['expected', 'unexpected', 'flaky', 'skipped']),
  results: z.array(playwrightResult).default([]),
})
const playwrightSpec = z.object({ title: z.string(), tests: z.array(playwrightTest) })
const playwrightSuite = z.object({
  title: z.string(),
  specs: z.array(playwrightSpec),
  get suites() {
    return z.array(playwrightSuite).optional()
  },
})
const playwrightReport = z.object({
  suites: z.array(playwrightSuite),
  errors: z.array(z.object({ message: z.string().default('an error outside every test') })),
})

/** Counts Playwright's JSON report. A flaky test failed once, so it failed. */
export function tallyOfPlaywright(report: unknown, exitCode: number): Tally {
  const { suites, errors } = playwrightReport.parse(report)
  const tests = suites.flatMap((suite) => testsOf(suite, []))
  const of = (...statuses: readonly string[]) => tests.filter((test) => statuses.includes(test.status))
  const failures = [
    ...of('unexpected', 'flaky').map((test) => named(test.name, test.message)),
    ...errors.map(({ message }) => named('outside every test', message)),
  ]
  const skipped = of('skipped').map((test) => test.name)
  return withUnowned({ passed: of('expected').length, failed: failures.length, failures, skipped }, exitCode)
}

function testsOf(suite: z.infer<typeof playwrightSuite>, parents: readonly string[]): { name: string; status: string; message?: string }[] {
  const path = [...parents, suite.title]
  const own = suite.specs.flatMap((spec) =>
    spec.tests.map(({ status, results }) => {
      const message = results.find(({ error }) => error !== undefined)?.error?.message
      return { name: [...path, spec.title].join(' › '), status, ...(message === undefined ? {} : { message }) }
    }),
  )
  return [...own, ...(suite.suites ?? []).flatMap((inner) => testsOf(inner, path))]
}

function withUnowned(tally: Tally, exitCode: number): Tally {
  return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1, failures: [`exit code ${exitCode}, and no test says why`] } : tally
}

/** @returns one tally of all; with `skipsFail` every skipped test counts as failed */
export function sum(tallies: readonly Tally[], skipsFail: boolean): Tally {
  const skipped = tallies.flatMap((tally) => tally.skipped)
  return {
    passed: tallies.reduce((total, tally) => total + tally.passed, 0),
    failed: tallies.reduce((total, tally) => total + tally.failed, 0) + (skipsFail ? skipped.length : 0),
    failures: tallies.flatMap((tally) => tally.failures),
    skipped,
  }
}
