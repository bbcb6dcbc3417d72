import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { z } from 'zod'
import { inheritedEnvironment } from './inherited-environment.ts'
import { repositoryRoot } from './repository-root.ts'

const fixture = z.object({
  studyId: z.string(),
  sections: z.array(z.string()),
  people: z.array(z.object({ personId: z.string(), cookie: z.string() })),
})

/** A study with people who are signed in and have said who they speak as. `cookie` is the value of a `Cookie` header. */
export type Fixture = z.infer<typeof fixture>

export interface FixtureOptions {
  readonly dataDir: string
  readonly publicUrl: string
  readonly studies?: number
  readonly people?: number
}

/** Runs `samskriv fixtures` on a data directory that no server holds. */
export async function makeFixtures({ dataDir, publicUrl, studies = 1, people = 2 }: FixtureOptions): Promise<Fixture[]> {
  const args = ['apps/server/src/main.ts', 'fixtures', '--studies', String(studies), '--people', String(people), '--json']
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd: repositoryRoot,
    env: { ...inheritedEnvironment(), DATA_DIR: dataDir, PUBLIC_URL: publicUrl, LOG_LEVEL: 'warn' },
    maxBuffer: 64 * 1024 * 1024,
  })
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('{"studyId"'))
    .map((line) => fixture.parse(JSON.parse(line)))
}
