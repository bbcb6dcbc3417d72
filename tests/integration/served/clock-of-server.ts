import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { until } from '../../support/until.ts'

/** A clock that a test sets: only that of the server it is given to. */
export class ClockOfServer {
  readonly #folder = mkdtempSync(join(tmpdir(), 'samskriv-clock-'))
  readonly env: Readonly<Record<string, string>>

  constructor() {
    const file = this.#file
    writeFileSync(file, '0')
    const program = pathToFileURL(join(import.meta.dirname, 'jumping-clock.ts')).href
    this.env = { CLOCK_AHEAD_FILE: file, NODE_OPTIONS: `--import=${program}` }
  }

  /** @param aheadMs - of the real time; negative for behind */
  async set(aheadMs: number, server: { readonly pid: number; readonly output: string }): Promise<void> {
    const from = server.output.length
    writeFileSync(this.#file, String(aheadMs))
    process.kill(server.pid, 'SIGUSR2')
    await until('the clock has jumped', () => server.output.slice(from).includes(`clock ahead by ${aheadMs} ms`))
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }

  get #file(): string {
    return join(this.#folder, 'ahead-ms')
  }
}
