import { q, sectionsOf } from '@samskriv/database'
import type { ParticipantId, StudyId } from '@samskriv/domain'
import { AnswersTable, NoticeList, ThreadList } from '@samskriv/protocol'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../testing/a-browser.ts'
import { aServerForAll, signedInForAll } from '../testing/for-all.ts'
import { aTalk, type Talk } from '../testing/a-talk.ts'
import { meIn } from '../testing/a-way-in.ts'

const many = 10_000
/** SQLite takes some ten thousand values in one question. */
const rowsAtOnce = 1_000
/** Bytes of a page or an answer that holds a hundred of them. */
const mostBytes = 250_000

const server = aServerForAll()
const siri = signedInForAll(server, 'siri@example.org', 'Siri Steward')
let talk: Talk
beforeAll(async () => {
  talk = await aTalk(server, siri)
  await writeDown(talk)
})

/** By Nora, about every section in turn, as rows: through the front door it would take minutes. */
async function writeDown({ study: id, nora }: Talk): Promise<void> {
  const study = id as StudyId
  const participant = (await meIn(nora, id)).participantId as ParticipantId
  await server.running.house.database.store.tx(function* ({ db, s, newId, clock }) {
    const sections = yield* sectionsOf(study)({ db, s, newId, clock })
    const begins = clock()
    const said = { sector: 'community', lang: 'en' } as const
    const numbers = Array.from({ length: many }, (_, number) => ({ number, thread: newId(), at: begins + number }))
    for (let from = 0; from < many; from += rowsAtOnce) {
      const some = numbers.slice(from, from + rowsAtOnce)
      const about = { study, anchor: null, kind: 'question', audience: 'everyone', owner: null, state: 'open', asker: participant } as const
      yield* q(
        db.insert(s.thread).values(
          some.map(({ number, thread, at }) => ({
            ...about,
            ...said,
            id: thread,
            section: sections[number % sections.length]?.key ?? null,
            at,
            changedAt: at,
          })),
        ),
      )
      const body = (number: number): string => `Question ${number}: who pays?`
      yield* q(
        db
          .insert(s.reply)
          .values(
            some.map(({ number, thread, at }) => ({ ...said, id: newId(), thread, participant, typedBy: null, body: body(number), at })),
          ),
      )
      const use = { participant, subjectKind: 'thread', choice: 'case-study', notedBy: participant } as const
      yield* q(db.insert(s.useChoice).values(some.map(({ thread, at }) => ({ ...use, subject: thread, at }))))
    }
  })
}

const answered = async (browser: Browser, path: string) => {
  const answer = await browser.get(path, path.startsWith('/api') ? {} : { accept: 'text/html' })
  expect([path, answer.status]).toEqual([path, 200])
  expect(answer.text.length, path).toBeLessThan(mostBytes)
  return answer
}

describe('a study with ten thousand questions', () => {
  test('[AN9] gives them a hundred at a time, each once, with the number of all', async () => {
    const { study, kjell } = talk
    const seen = new Set<string>()
    let after: string | null = ''
    let asked = 0
    while (after !== null) {
      const path = `/api/studies/${study}/threads?filter=all${after === '' ? '' : `&after=${encodeURIComponent(after)}`}`
      const { threads, next, counts } = ThreadList.parse((await answered(kjell, path)).json())
      expect(threads.length).toBeLessThanOrEqual(100)
      expect(counts).toMatchObject({ open: many, all: many, waiting: many })
      for (const { id } of threads) seen.add(id)
      asked += 1
      after = asked < 5 ? next : null
    }
    expect(seen.size).toBe(500)
  })

  test('[AN9] opens, with and without JavaScript, and so does everything that tells of them', async () => {
    const { study, nora, kjell } = talk
    for (const path of [
      `/studies/${study}`,
      `/studies/${study}/notices`,
      `/studies/${study}/say?section=summary`,
      `/api/studies/${study}`,
      `/api/studies/${study}/front`,
      `/api/studies/${study}/anchors`,
      `/api/studies/${study}/threads?filter=open&section=summary`,
    ])
      await answered(kjell, path)
    const said = await answered(nora, `/studies/${study}/said`)
    expect(said.text.match(/class="said-words"/g)).toHaveLength(50)
    expect(NoticeList.parse((await answered(kjell, `/api/studies/${study}/notices`)).json()).notices.length).toBeLessThanOrEqual(100)
  })

  test('[AN9] has “You said, we did” a hundred on a page, with the way to the others', async () => {
    const { study, kjell } = talk
    const path = `/studies/${study}/you-said-we-did?lang=en`
    const waysIn = async (address: string) => {
      const { text } = await answered(kjell, address)
      return [/You see [^<]*/.exec(text)?.[0], /rel="prev"/.test(text), /rel="next"/.test(text), /Question 0: who pays/.test(text)]
    }
    expect(await waysIn(path)).toEqual(['You see 1–100 of 10,000, newest first.', false, true, false])
    expect(await waysIn(`${path}&page=2`)).toEqual(['You see 101–200 of 10,000, newest first.', true, true, false])
    expect(await waysIn(`${path}&page=100`)).toEqual(['You see 9,901–10,000 of 10,000, newest first.', true, false, true])
    const table = AnswersTable.parse((await answered(kjell, `/api/studies/${study}/answers?page=2`)).json())
    expect([table.rows.length, table.next, table.counts.waiting]).toEqual([100, 3, many])
    for (const [page, status] of [
      ['101', 404],
      ['0', 400],
      ['x', 400],
    ] as const)
      expect((await kjell.get(`/api/studies/${study}/answers?page=${page}`)).status).toBe(status)
  })
})
