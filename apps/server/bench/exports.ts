// `pnpm bench export`: how long each format takes on a study of 27 pages, and what twenty exports do to those who write meanwhile. Takes a
// minute, with nothing else running; pandoc and Chromium's printing are measured beside it where they are installed.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { exportFormats, isExportFormat, type ExportFormat } from '@samskriv/domain'
import { exportFile, type ExportTree } from '@samskriv/export'
import { openBindery } from '../src/exports/bindery.ts'
import { longStudy } from './long-study.ts'

const options = { language: 'en', voices: true } as const
const wanted: Readonly<Record<string, number>> = { html: 120, json: 20, md: 40, odt: 80, epub: 120, docx: 800, pdf: 700 }
const times = 15
const [, , only] = process.argv

if (only !== undefined && isExportFormat(only)) await measure(only)
else {
  for (const format of exportFormats)
    process.stdout.write(execFileSync(process.execPath, [fileURLToPath(import.meta.url), format], { encoding: 'utf8' }))
  await whileOthersWrite('docx')
  await whileOthersWrite('pdf')
  await besidePandoc()
  await besideChromium()
}

/** In a process of its own, as it is for whoever comes first: then the texts of others, and at last the same after a word was changed. */
async function measure(format: ExportFormat): Promise<void> {
  const cold = await taken(longStudy(), format)
  const warm: Taken[] = []
  for (let other = 1; other <= times; other += 1) warm.push(await taken(longStudy(other), format))
  const { file, ...rest } = longStudy(times)
  const again: Taken[] = []
  for (let change = 1; change <= times; change += 1)
    again.push(await taken({ ...rest, file: { ...file, subtitle: `Changed ${change}` } }, format))
  const middle = median(warm.map(({ spent }) => spent))
  const limit = wanted[format] ?? 0
  console.log(
    `${format.padEnd(5)} ${ms(cold.spent)} cold ${ms(middle)} warm (${ms(median(warm.map(({ used }) => used)))} of processors), wanted ≤ ${limit}${middle <= limit ? '' : '  NOT REACHED'}  ` +
      `${ms(median(again.map(({ spent }) => spent)))} after a change (${ms(median(again.map(({ used }) => used)))})  ${Math.round(cold.size / 1024)} kB  ${memory()} MB`,
  )
}

/** Milliseconds of the clock and of all processors, and bytes. */
interface Taken {
  readonly spent: number
  readonly used: number
  readonly size: number
}

async function taken(tree: ExportTree, format: ExportFormat): Promise<Taken> {
  const begins = performance.now()
  const before = process.cpuUsage()
  const { bytes } = await exportFile(tree, format, options)
  const { user, system } = process.cpuUsage(before)
  return { spent: performance.now() - begins, used: (user + system) / 1000, size: bytes.byteLength }
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
}

async function whileOthersWrite(format: ExportFormat): Promise<void> {
  const tree = longStudy()
  const bindery = openBindery({ warn: console.warn, error: console.error }, { idle: 100 })
  const lag = monitorEventLoopDelay({ resolution: 1 })
  lag.enable()
  let most = 0
  const looking = setInterval(() => {
    most = Math.max(most, memoryOf(bindery.processId))
  }, 20)
  const begins = performance.now()
  await Promise.all(Array.from({ length: 20 }, () => bindery.bind(tree, format, options)))
  const spent = performance.now() - begins
  clearInterval(looking)
  lag.disable()
  const p99 = lag.percentile(99) / 1e6
  console.log(
    `20 × ${format} at once: ${ms(spent)} in all; lag of the server p99 ${ms(p99)}, at most ${ms(lag.max / 1e6)}, wanted p99 ≤ 30${p99 <= 30 ? '' : '  NOT REACHED'}`,
  )
  console.log(`the process that writes: at most ${most} MB, wanted ≤ 700${most <= 700 ? '' : '  NOT REACHED'}`)
  await new Promise<void>((resolve) => {
    const waiting = setInterval(() => {
      if (bindery.processId !== null) return
      clearInterval(waiting)
      resolve()
    }, 10)
  })
  console.log('and gone when there is nothing to do')
  bindery.close()
}

/** From our HTML, pictures and all. */
async function besidePandoc(): Promise<void> {
  if (spawnSync('pandoc', ['--version']).status !== 0) return
  const folder = mkdtempSync(join(tmpdir(), 'samskriv-bench-'))
  try {
    const page = join(folder, 'study.html')
    writeFileSync(page, (await exportFile(longStudy(), 'html', options)).bytes)
    for (const format of ['docx', 'odt', 'epub', 'md']) {
      const begins = performance.now()
      spawnSync('pandoc', [page, '-o', join(folder, `study.${format}`)])
      console.log(`pandoc, ${format.padEnd(5)} ${ms(performance.now() - begins)}, without comments and without who said what`)
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** From our HTML too, the browser begun anew for each. */
async function besideChromium(): Promise<void> {
  const browser = ['chromium-headless-shell', 'chromium', 'google-chrome'].find((name) => spawnSync(name, ['--version']).status === 0)
  if (browser === undefined) return
  const folder = mkdtempSync(join(tmpdir(), 'samskriv-bench-'))
  try {
    const page = join(folder, 'study.html')
    writeFileSync(page, (await exportFile(longStudy(), 'html', options)).bytes)
    const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', `--user-data-dir=${folder}/profile`]
    const spent = Array.from({ length: 5 }, () => {
      const begins = performance.now()
      spawnSync(browser, [...flags, `--print-to-pdf=${join(folder, 'study.pdf')}`, page])
      return performance.now() - begins
    })
    const size = statSync(join(folder, 'study.pdf')).size
    const middle = median(spent)
    console.log(`Chromium, printed to PDF ${ms(middle)} with its start, ${Math.round(size / 1024)} kB`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function memory(): number {
  return memoryOf(process.pid)
}

/** Resident, in MB. */
function memoryOf(pid: number | null): number {
  if (pid === null) return 0
  try {
    return Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024)
  } catch {
    return 0
  }
}

function ms(time: number): string {
  return `${time.toFixed(time < 100 ? 1 : 0).padStart(6)} ms`
}
