import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { inheritedEnvironment } from '../../support/inherited-environment.ts'
import { repositoryRoot } from '../../support/repository-root.ts'

export interface Verified {
  readonly exitCode: number
  /** One line for each study. */
  readonly said: string
}

/** What `samskriv verify` says of a data directory, as an operator runs it: a process of its own, beside the server or without one. */
export async function verified(dataDir: string, ...what: readonly string[]): Promise<Verified> {
  const options = { cwd: repositoryRoot, env: { ...inheritedEnvironment(), DATA_DIR: dataDir, LOG_LEVEL: 'error' } }
  try {
    const { stdout } = await promisify(execFile)(process.execPath, ['apps/server/src/main.ts', 'verify', ...what], options)
    return { exitCode: 0, said: stdout }
  } catch (error) {
    // It prints what is wrong, and ends with 1.
    if (error instanceof Error && 'stdout' in error && 'code' in error && error.code === 1)
      return { exitCode: 1, said: String(error.stdout) }
    throw error
  }
}
