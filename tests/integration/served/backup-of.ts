import { execFile } from 'node:child_process'
import { mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { inheritedEnvironment } from '../../support/inherited-environment.ts'
import { repositoryRoot } from '../../support/repository-root.ts'
import type { TestServer } from '../../support/server.ts'

/** What an operator does with the command line to a server of these tests. */
export class BackupOf {
  readonly #server: TestServer
  readonly #folder = mkdtempSync(join(tmpdir(), 'samskriv-backup-'))
  #replaced = 0

  constructor(server: TestServer) {
    this.#server = server
  }

  /** Beside the running server. @returns the backup's file */
  async take(name: string): Promise<string> {
    const file = join(this.#folder, name)
    await this.run('backup', file, '--with-secrets')
    return file
  }

  /** Stops the server, puts the backup in the place of its data directory, and starts it again. */
  async restore(file: string): Promise<void> {
    await this.#server.kill9()
    renameSync(this.#server.dataDir, join(this.#folder, `replaced-${(this.#replaced += 1)}`))
    await this.run('restore', file)
    await this.#server.restart()
  }

  async run(...command: readonly string[]): Promise<string> {
    const { dataDir, url } = this.#server
    const { stdout } = await promisify(execFile)(process.execPath, ['apps/server/src/main.ts', ...command], {
      cwd: repositoryRoot,
      env: { ...inheritedEnvironment(), DATA_DIR: dataDir, PUBLIC_URL: url, LOG_LEVEL: 'error' },
    })
    return stdout
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
