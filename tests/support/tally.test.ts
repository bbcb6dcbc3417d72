import { describe, expect, test } from 'vitest'
import { sum, tallyOfCheck, tallyOfPlaywright, tallyOfVitest } from './tally.ts'

const vitestFile = (...statuses: string[]) => ({
  name: 'a.test.ts',
  status: statuses.includes('failed') ? 'failed' : 'passed',
  assertionResults: statuses.map((status, index) => ({
    fullName: `test ${index}`,
    status,
    failureMessages: status === 'failed' ? ['expected 3 to be 4\n    at b.ts:3'] : [],
  })),
})

describe('the count of a Vitest run', () => {
  test('holds passed, failed and skipped tests, names the skipped ones, and says of the failed ones what was wrong', () => {
    const report = { testResults: [vitestFile('passed', 'failed'), vitestFile('passed', 'skipped', 'todo')] }
    expect(tallyOfVitest(report, 1)).toEqual({
      passed: 2,
      failed: 1,
      failures: ['test 1: expected 3 to be 4'],
      skipped: ['test 1', 'test 2'],
    })
  })

  test('takes a file that could not be loaded as a failure', () => {
    const report = { testResults: [vitestFile('passed'), { name: 'b.test.ts', status: 'failed', assertionResults: [] }] }
    expect(tallyOfVitest(report, 1)).toMatchObject({ passed: 1, failed: 1 })
  })

  test('takes a failing exit that no test owns as a failure', () => {
    expect(tallyOfVitest({ testResults: [vitestFile('passed')] }, 1)).toMatchObject({ passed: 1, failed: 1 })
  })

  test('refuses a report of another shape', () => {
    expect(() => tallyOfVitest({ tests: 3 }, 0)).toThrow()
  })
})

describe('the count of a Playwright run', () => {
  const spec = (title: string, status: string) => ({
    title,
    tests: [{ status, results: status === 'flaky' ? [{ error: { message: 'it never came\nat a line' } }] : [{}] }],
  })
  const report = {
    suites: [
      {
        title: 'write.spec.ts',
        specs: [spec('two people write', 'expected')],
        suites: [{ title: 'offline', specs: [spec('comes back', 'flaky'), spec('stays', 'skipped')] }],
      },
    ],
    errors: [],
  }

  test('takes a flaky test as failed and names the skipped one with its place', () => {
    expect(tallyOfPlaywright(report, 1)).toEqual({
      passed: 1,
      failed: 1,
      failures: ['write.spec.ts › offline › comes back: it never came'],
      skipped: ['write.spec.ts › offline › stays'],
    })
  })

  test('takes an error outside any test as a failure', () => {
    expect(tallyOfPlaywright({ suites: [], errors: [{ message: 'no tests found' }] }, 1)).toMatchObject({ failed: 1 })
  })
})

describe('the sum of all steps', () => {
  const skipping = { passed: 2, failed: 0, failures: [], skipped: ['a test for nginx'] }

  test('adds tests and checks', () => {
    expect(sum([skipping, tallyOfCheck(0), tallyOfCheck(1)], false)).toMatchObject({ passed: 3, failed: 1, skipped: ['a test for nginx'] })
  })

  test('counts what was skipped as failed under CI', () => {
    expect(sum([skipping], true)).toMatchObject({ passed: 2, failed: 1 })
  })
})
