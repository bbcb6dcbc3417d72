import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeFixtures } from '../../support/fixtures.ts'
import { freePort } from '../../support/free-port.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { Visitor } from './visitor.ts'

/** A study on a real server, with people who have signed in and said who they are here as. */
export interface ServedStudy {
  readonly server: TestServer
  readonly id: string
  readonly otherStudy: string
  readonly section: string
  /** Steward, for the community. */
  readonly amina: Visitor
  /** Editor, for the public sector. */
  readonly officer: Visitor
  /** Editor, for the third sector. */
  readonly third: Visitor
  /** Takes part in the other study alone. */
  readonly stranger: Visitor
  readonly everybody: readonly Visitor[]
  stop(): Promise<void>
}

export async function serveStudy(
  options: { readonly dataDir?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<ServedStudy> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'samskriv-integration-'))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const [made, other] = await makeFixtures({ dataDir, publicUrl: url, studies: 2, people: 3 })
  if (made === undefined || other === undefined) throw new Error('no fixtures were made')
  const visitors = [...made.people, ...other.people].map((person) => new Visitor(url, person))
  const [amina, officer, third, stranger] = visitors
  const [section] = made.sections
  if (!amina || !officer || !third || !stranger || !section) throw new Error('the fixtures lack people or sections')
  const server = await startServer({ dataDir, env: { ...options.env, PORT: String(port), PUBLIC_URL: url } })
  return {
    server,
    id: made.studyId,
    otherStudy: other.studyId,
    section,
    amina,
    officer,
    third,
    stranger,
    everybody: visitors,
    async stop() {
      await Promise.all(visitors.map((visitor) => visitor.leave()))
      await server.stop()
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
