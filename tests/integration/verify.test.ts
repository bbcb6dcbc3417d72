import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { serveStudy, type ServedStudy } from './served/served-study.ts'
import { Typist } from './served/typist.ts'
import { verified } from './served/verified.ts'

const sealedWanted = 3
const runsWanted = 5

let study: ServedStudy

beforeAll(async () => {
  study = await serveStudy()
})

afterAll(async () => {
  await study.stop()
})

describe('samskriv verify', () => {
  test(
    `[CH1] finds a study sound again and again while three people type in it and their updates are sealed, ${sealedWanted} segments of them`,
    { timeout: 180_000 },
    async () => {
      const { server, id, section, amina, officer, third } = study
      const typists = [amina, officer, third].map((visitor) => new Typist(visitor, id, section))
      await Promise.all(typists.map((typist) => typist.ready()))
      let typed = 0
      const typing = setInterval(() => {
        typed += 1
        for (const typist of typists) if (typist.unacked < 500) typist.type(`w${typed}`)
      }, 3)
      const counts: Counts[] = []
      try {
        while (counts.length < runsWanted || (counts.at(-1)?.segments ?? 0) < sealedWanted) {
          const { exitCode, said } = await verified(server.dataDir, id)
          expect(said).toMatch(/^Sound: /)
          expect(exitCode).toBe(0)
          counts.push(countsIn(said))
        }
      } finally {
        clearInterval(typing)
        for (const typist of typists) typist.leave()
      }
      // Each run saw more than the one before: people were typing beside all of them.
      const links = counts.map(({ checked, sealed }) => checked + sealed)
      expect(links).toEqual([...new Set(links)].toSorted((a, b) => a - b))
      expect(counts.at(-1)?.sealed).toBeGreaterThan(0)
    },
  )

  describe('of a copy in which somebody changed something', () => {
    beforeAll(async () => {
      await study.server.stop()
    })

    const changes = [
      ['words of an update', (rows) => `UPDATE doc_update SET bytes = x'0000' WHERE seq = ${rows.middle}`, 'content-differs', 'middle'],
      [
        'the author of an update',
        (rows) => `UPDATE doc_update SET voice = '${rows.otherVoice}' WHERE seq = ${rows.middle}`,
        'hash-differs',
        'middle',
      ],
      ['an update taken out', (rows) => `DELETE FROM doc_update WHERE seq = ${rows.middle}`, 'missing', 'middle'],
      [
        'how many updates a sealed segment had',
        (rows) => `UPDATE doc_segment SET counts = json_set(counts, '$.updates', 1) WHERE from_seq = ${rows.sealed}`,
        'signature-differs',
        'sealed',
      ],
      [
        'when a sealed segment ended',
        (rows) => `UPDATE doc_segment SET at_to = at_to + 1 WHERE from_seq = ${rows.sealed}`,
        'signature-differs',
        'sealed',
      ],
      ['a sealed segment taken out', (rows) => `DELETE FROM doc_segment WHERE from_seq = ${rows.sealed}`, 'missing', 'sealed'],
      ['a snapshot', () => `UPDATE doc_snapshot SET state = x'0000'`, 'snapshot-differs', 'snapshot'],
    ] as const satisfies readonly (readonly [string, (rows: Rows) => string, string, keyof Rows])[]

    test.each(changes)('[CH3] names the first bad row or segment, and no other study: %s', async (_, sql, problem, place) => {
      const { id, server, others } = study
      const copy = mkdtempSync(join(tmpdir(), 'samskriv-changed-'))
      onTestFinished(() => rmSync(copy, { recursive: true, force: true }))
      cpSync(server.dataDir, copy, { recursive: true })
      const database = new DatabaseSync(join(copy, 'samskriv.sqlite'))
      const rows = rowsOf(database, id)
      const { changes: changed } = database.prepare(sql(rows)).run()
      database.close()
      expect(Number(changed)).toBeGreaterThan(0)

      const { exitCode, said } = await verified(copy, '--all')
      const lines = said.trim().split('\n')
      expect(lines.find((line) => line.startsWith(id))).toContain(`${id} Broken at epoch 1, number ${rows[place]} (${problem}): `)
      expect(lines.filter((line) => others.some((other) => line.startsWith(`${other.id} Sound: `)))).toHaveLength(others.length)
      expect(exitCode).toBe(1)
    })
  })
})

interface Counts {
  readonly checked: number
  readonly sealed: number
  readonly segments: number
}

function countsIn(said: string): Counts {
  const [, checked, sealed, segments] = /(\d+) links checked, (\d+) sealed, (\d+) segments \(0 not signed\)/.exec(said) ?? []
  if (segments === undefined) throw new Error(`it says nothing of links and segments: ${said}`)
  return { checked: Number(checked), sealed: Number(sealed), segments: Number(segments) }
}

interface Rows {
  /** The number of an update whose row is there, with others before and after it. */
  readonly middle: number
  /** The first number of a segment whose rows are gone, with a segment before it. */
  readonly sealed: number
  /** What the older of the two snapshots reaches up to. */
  readonly snapshot: number
  /** A voice that did not write the middle one. */
  readonly otherVoice: string
}

function rowsOf(database: DatabaseSync, study: string): Rows {
  const one = (sql: string, ...values: readonly (string | number)[]): unknown =>
    Object.values(database.prepare(sql).get(...values) ?? {})[0]
  const middle = Number(one('SELECT (min(seq) + max(seq)) / 2 FROM doc_update WHERE study = ?', study))
  const sealed = one(
    `SELECT from_seq FROM doc_segment s WHERE study = ? AND from_seq > 1
     AND NOT EXISTS (SELECT 1 FROM doc_update u WHERE u.study = s.study AND u.seq BETWEEN s.from_seq AND s.to_seq) ORDER BY from_seq`,
    study,
  )
  const snapshot = Number(one('SELECT min(upto_seq) FROM doc_snapshot WHERE study = ?', study))
  const otherVoice = one(
    'SELECT id FROM voice WHERE study = ? AND id <> (SELECT voice FROM doc_update WHERE study = ? AND seq = ?)',
    study,
    study,
    middle,
  )
  if (sealed === undefined) throw new Error('no segment is sealed whose rows are gone')
  return { middle, sealed: Number(sealed), snapshot, otherVoice: String(otherVoice) }
}
