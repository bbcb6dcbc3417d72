import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig, type Settings } from '../env.ts'
import { createLog } from '../log.ts'
import { startServer, type RunningServer } from '../server.ts'

/** A server in this process, with SQLite on disk and a real port. */
export interface TestServer {
  readonly url: string
  readonly dataDir: string
  readonly running: RunningServer
  /** Every line it has logged, at the most talkative level. */
  readonly log: readonly string[]
  stop(): Promise<void>
}

export async function aServer(settings: Settings = {}): Promise<TestServer> {
  const port = Number(settings['PORT'] ?? (await freePort()))
  const dataDir = mkdtempSync(join(tmpdir(), 'samskriv-server-'))
  const url = `http://localhost:${port}`
  const config = readConfig({}, { PORT: String(port), PUBLIC_URL: url, DATA_DIR: dataDir, LOG_LEVEL: 'trace', ...settings })
  const log: string[] = []
  const running = await startServer(config, createLog('trace', { write: (line) => void log.push(line) }))
  return {
    url,
    dataDir,
    running,
    log,
    async stop() {
      await running.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
