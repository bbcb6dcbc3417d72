import { spawn, type ChildProcess } from 'node:child_process'
import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { freePort } from './free-port.ts'
import { inheritedEnvironment } from './inherited-environment.ts'
import { readOutbox, type Mail } from './mail.ts'
import { repositoryRoot } from './repository-root.ts'
import { until } from './until.ts'

export interface ServerOptions {
  /** Added to the environment of the server; `PORT`, `PUBLIC_URL` and `DATA_DIR` may be overridden. */
  readonly env?: Readonly<Record<string, string>>
  /** Kept at the end; without it a new directory is made and removed by `stop`. */
  readonly dataDir?: string
}

/** A real server in a process of its own, the way an operator starts it. */
export interface TestServer {
  readonly url: string
  readonly port: number
  readonly dataDir: string
  readonly pid: number
  /** Everything the process has printed so far, over all its starts. */
  readonly output: string
  /** The newest one-time link for the first steward. Waits for it; throws when the installation has a steward. */
  setupLink(): Promise<string>
  outbox(): Promise<Mail[]>
  /** Waits for a mail to this address. @param after - how many mails to it are already known */
  mailTo(address: string, after?: number): Promise<Mail>
  /** SIGTERM, and the exit code. A directory made for this server is removed. */
  stop(): Promise<number | null>
  /** SIGKILL at this instant; the data directory stays as the kill left it. */
  kill9(): Promise<void>
  /** Starts again on the same port and data directory; stops first (SIGTERM) when still running. */
  restart(): Promise<void>
}

const startLimitMs = 60_000
// The product promises to drain in 10 s.
const stopLimitMs = 15_000
const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

let shared: Promise<TestServer> | undefined

/**
 * One server for all test files that this process runs, started by the first that asks. For tests that neither stop it nor look at more
 * than what they made; those need one of their own: {@link startServer}. It ends with the process, and its data is removed.
 */
export function sharedServer(): Promise<TestServer> {
  shared ??= startServer().then((server) => {
    process.once('exit', () => rmSync(server.dataDir, { recursive: true, force: true, maxRetries: 3 }))
    return server
  })
  return shared
}

/** Starts `samskriv serve` on a free port and returns when it answers. @throws with everything it printed when it does not come up */
export async function startServer({ env = {}, dataDir: givenDir }: ServerOptions = {}): Promise<TestServer> {
  const port = Number(env['PORT'] ?? (await freePort()))
  const url = `http://localhost:${port}`
  const dataDir = givenDir ?? mkdtempSync(join(tmpdir(), 'samskriv-data-'))
  const environment = {
    ...inheritedEnvironment(),
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: url,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'info',
    ...env,
  }
  const log = openLog(port)
  let output = ''
  let child = launch()

  function launch(): ChildProcess {
    const started = spawn(process.execPath, ['apps/server/src/main.ts', 'serve'], {
      cwd: repositoryRoot,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running.add(started)
    started.once('exit', () => running.delete(started))
    const keep = (chunk: string) => {
      output += chunk
      log.write(chunk)
    }
    started.stdout.setEncoding('utf8').on('data', keep)
    started.stderr.setEncoding('utf8').on('data', keep)
    return started
  }

  async function ready(): Promise<void> {
    const from = output.length
    try {
      await until('the server answers', async () => hasEnded(child) || (await fetch(`${url}/readyz`)).ok, startLimitMs)
      if (hasEnded(child)) throw new Error(`the server ended with ${child.exitCode ?? child.signalCode}`)
      // It prints its address once it listens; the pipe may lag behind the socket.
      await until('the server prints its address', () => hasEnded(child) || /https?:\/\/\S+/.test(output.slice(from)), startLimitMs)
    } catch (cause) {
      child.kill('SIGKILL')
      throw new Error(`the server did not start; it printed:\n${output.slice(from)}`, { cause })
    }
  }

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    if (!hasEnded(child)) {
      const exit = once(child, 'exit')
      child.kill(signal)
      const late = setTimeout(() => child.kill('SIGKILL'), stopLimitMs)
      await exit
      clearTimeout(late)
      if (child.signalCode !== null && child.signalCode !== signal) throw new Error(`the server did not stop within ${stopLimitMs} ms`)
    }
    return child.exitCode
  }

  await ready()
  return {
    url,
    port,
    dataDir,
    get pid() {
      return child.pid ?? 0
    },
    get output() {
      return output
    },
    setupLink: () => until('the set-up link is printed', () => output.match(/https?:\/\/\S+\/setup\/[\w-]+/g)?.at(-1), 5_000),
    outbox: () => readOutbox(dataDir),
    mailTo: (address, after = 0) =>
      until(`a mail to ${address} is in the outbox`, async () => (await readOutbox(dataDir)).filter((mail) => mail.to === address)[after]),
    async stop() {
      const code = await end('SIGTERM')
      log.end()
      if (givenDir === undefined) rmSync(dataDir, { recursive: true, force: true })
      return code
    },
    async kill9() {
      await end('SIGKILL')
    },
    async restart() {
      await end('SIGTERM')
      child = launch()
      await ready()
    },
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

function openLog(port: number) {
  const folder = join(repositoryRoot, 'artifacts/servers')
  mkdirSync(folder, { recursive: true })
  return createWriteStream(join(folder, `${port}.log`), { flags: 'a' })
}
