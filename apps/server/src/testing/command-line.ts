import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'
import { freePort } from './a-server.ts'
import { until } from './until.ts'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))
const started = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of started) child.kill('SIGKILL')
})

type Environment = Readonly<Record<string, string>>

/** The code that others have compiled is no setting of the product. */
const { PATH, NODE_COMPILE_CACHE } = process.env
const inherited = { PATH, ...(NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE }) }

/** Runs a command of `samskriv` to its end, with nothing in its environment but what is given. */
export async function run(args: readonly string[], environment: Environment): Promise<{ code: number; stdout: string; stderr: string }> {
  const options = { env: { ...inherited, LOG_LEVEL: 'warn', ...environment }, maxBuffer: 16 * 1024 * 1024 }
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, [main, ...args], options)) }
  } catch (error) {
    return z.object({ code: z.number(), stdout: z.string(), stderr: z.string() }).parse(error)
  }
}

/** A server that was started from the command line. */
export interface Running {
  readonly child: ChildProcess
  readonly output: () => string
  readonly url: string
}

/** Starts `samskriv serve` on a free port and returns once it says that it is running. @throws with what it printed if it ends first */
export async function serve(environment: Environment): Promise<Running> {
  const port = await freePort()
  const child = spawn(process.execPath, [main, 'serve'], {
    env: { ...inherited, PORT: String(port), LOG_LEVEL: 'info', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.add(child)
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  await until(
    'it is running',
    () => /Samskriv is running/.test(output) || (child.exitCode === null ? null : Promise.reject(new Error(output))),
  )
  return { child, output: () => output, url: `http://localhost:${port}` }
}

/** SIGTERM. @returns the exit code */
export async function terminate({ child }: Running): Promise<number | null> {
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  await exit
  return child.exitCode
}
