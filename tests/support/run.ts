// `node tests/support/run.ts all`, or the names of steps: runs them in order, keeps their output in artifacts/logs,
// and ends with one line, `N passed, N failed`, over checks and tests together.
import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { findBrowser } from './browser.ts'
import { installMissingPrograms } from './programs.ts'
import { repositoryRoot } from './repository-root.ts'
import { allSteps, reportOf, steps, type Step } from './steps.ts'
import { sum, tallyOfCheck, tallyOfPlaywright, tallyOfVitest, type Tally } from './tally.ts'

const names = process.argv.slice(2).flatMap((name) => (name === 'all' ? allSteps : [name]))
const unknown = names.filter((name) => !steps.some((step) => step.name === name))
if (names.length === 0 || unknown.length > 0) {
  console.error(`${unknown.join(', ') || 'nothing'} is not a step. Steps: all ${steps.map((step) => step.name).join(' ')}`)
  process.exit(2)
}

const isCi = Boolean(process.env['CI']) && process.env['CI'] !== 'false'
mkdirSync(join(repositoryRoot, 'artifacts/logs'), { recursive: true })
mkdirSync(join(repositoryRoot, 'artifacts/reports'), { recursive: true })

const wanted = steps.filter(({ name }) => names.includes(name))
// Fetched while the first steps compute.
const programsAreThere = wanted.some(({ result }) => result !== 'exit-code') ? installMissingPrograms() : undefined
const results: { readonly step: Step; readonly tally: Tally; readonly seconds: number }[] = []
for (const step of wanted) {
  console.log(`\n── ${step.name}: ${step.command.join(' ')}`)
  const startedAt = performance.now()
  const tally = await run(step)
  results.push({ step, tally, seconds: (performance.now() - startedAt) / 1000 })
}
conclude()

async function run(step: Step): Promise<Tally> {
  if (step.result !== 'exit-code') await programsAreThere
  if (step.result === 'playwright' && findBrowser() === undefined) {
    console.error('No Chromium or Chrome here, and none could be installed. Install one, or set SAMSKRIV_BROWSER to its path.')
    return tallyOfCheck(1)
  }
  rmSync(join(repositoryRoot, reportOf(step.name)), { force: true })
  const exitCode = await execute(step)
  if (step.result === 'exit-code') return tallyOfCheck(exitCode)
  try {
    const report: unknown = JSON.parse(readFileSync(join(repositoryRoot, reportOf(step.name)), 'utf8'))
    return step.result === 'vitest' ? tallyOfVitest(report, exitCode) : tallyOfPlaywright(report, exitCode)
  } catch (error) {
    console.error(`${step.name} left no report that can be read`, error)
    return tallyOfCheck(1)
  }
}

/** Live output, also kept in a file. @returns the exit code; 1 when it could not start or was ended by a signal */
async function execute({ name, command: [program, ...args], folder, limitMinutes }: Step): Promise<number> {
  const log = createWriteStream(join(repositoryRoot, `artifacts/logs/${name}.log`))
  const cwd = join(repositoryRoot, folder)
  const path = [join(cwd, 'node_modules/.bin'), join(repositoryRoot, 'node_modules/.bin'), process.env['PATH']].join(delimiter)
  // What a hundred starts of the server share: the code they have compiled.
  const NODE_COMPILE_CACHE = join(repositoryRoot, 'artifacts/compiled')
  // A group of its own, so that nothing which a step started outlives its limit.
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, PATH: path, NODE_COMPILE_CACHE },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const endGroup = () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
  }
  const limit = setTimeout(() => {
    console.error(`${name} took more than ${limitMinutes} minutes and was ended`)
    endGroup()
  }, limitMinutes * 60_000)
  const interrupt = () => {
    endGroup()
    process.exit(130)
  }
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  child.stdout.on('data', (chunk: Buffer) => (process.stdout.write(chunk), log.write(chunk)))
  child.stderr.on('data', (chunk: Buffer) => (process.stderr.write(chunk), log.write(chunk)))
  const exitCode = await new Promise<number>((resolve) => {
    child.once('error', (error) => {
      console.error(`${program} could not be started: ${error.message}`)
      resolve(1)
    })
    child.once('close', (code) => resolve(code ?? 1))
  })
  clearTimeout(limit)
  process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
  log.end()
  return exitCode
}

function conclude(): void {
  console.log('\n── result')
  for (const { step, tally, seconds } of results) {
    const skipped = tally.skipped.length > 0 ? `, ${tally.skipped.length} skipped` : ''
    console.log(
      `${tally.failed > 0 ? '✗' : '✓'} ${step.name}: ${tally.passed} passed, ${tally.failed} failed${skipped} (${seconds.toFixed(1)} s)`,
    )
  }
  const total = sum(
    results.map(({ tally }) => tally),
    isCi,
  )
  for (const failure of total.failures) console.log(`failed: ${failure}`)
  for (const name of total.skipped) console.log(`skipped: ${name}`)
  if (isCi && total.skipped.length > 0) console.log(`Under CI the ${total.skipped.length} skipped count as failed.`)
  console.log(`${total.passed} passed, ${total.failed} failed`)
  process.exitCode = total.failed > 0 ? 1 : 0
}
