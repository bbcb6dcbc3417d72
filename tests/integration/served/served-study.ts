import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeFixtures, type Fixture } from '../../support/fixtures.ts'
import { freePort } from '../../support/free-port.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { Visitor } from './visitor.ts'

/** A study and the people who take part in it: each has signed in and said who they are here as. */
export interface Place {
  readonly id: string
  readonly section: string
  /** Steward, for the community. */
  readonly amina: Visitor
  /** Editor, for the public sector. */
  readonly officer: Visitor
  /** Editor, for the third sector. */
  readonly third: Visitor
}

/** A study on a real server. */
export interface ServedStudy extends Place {
  readonly server: TestServer
  /** Studies of other people, on the same server. */
  readonly others: readonly Place[]
  /** Takes part in one of the others alone. */
  readonly stranger: Visitor
  stop(): Promise<void>
}

interface ServedOptions {
  readonly dataDir?: string
  readonly env?: Readonly<Record<string, string>>
  readonly others?: number
}

export async function serveStudy({ dataDir: given, env = {}, others = 1 }: ServedOptions = {}): Promise<ServedStudy> {
  const dataDir = given ?? mkdtempSync(join(tmpdir(), 'samskriv-integration-'))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const fixtures = await makeFixtures({ dataDir, publicUrl: url, studies: 1 + others, people: 3 })
  const [place, ...rest] = fixtures.map((fixture) => placeOf(url, fixture))
  const stranger = rest[0]?.amina
  if (place === undefined || stranger === undefined) throw new Error('too few fixtures were made')
  const server = await startServer({ dataDir, env: { ...env, PORT: String(port), PUBLIC_URL: url } })
  return {
    ...place,
    server,
    others: rest,
    stranger,
    async stop() {
      await Promise.all([place, ...rest].flatMap(({ amina, officer, third }) => [amina, officer, third]).map((visitor) => visitor.leave()))
      await server.stop()
      if (given === undefined) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

function placeOf(url: string, { studyId, sections, people }: Fixture): Place {
  const [amina, officer, third] = people.map((person) => new Visitor(url, person))
  const [section] = sections
  if (!amina || !officer || !third || !section) throw new Error('the fixtures lack people or sections')
  return { id: studyId, section, amina, officer, third }
}
