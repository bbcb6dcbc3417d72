import type { ThreadList, ThreadSummary } from '@samskriv/protocol/http-threads'
import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { aThread } from '../study/threads/testing/a-thread.ts'
import { HeardThreads } from './heard-threads.ts'
import { newestThreadsQuery } from './threads.ts'

const study = 'study'
let threads: readonly ThreadSummary[]
let asked: string[]
let fails: boolean
let queries: QueryClient
let shown: QueryObserver<ThreadList>[]

/** A server with these threads, all of them open. */
beforeEach(() => {
  threads = [aThread({ id: 'b', section: 'barriers', changedAt: '2026-05-04T10:02:00.000Z' }), aThread({ id: 'a' })]
  asked = []
  fails = false
  shown = []
  queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  vi.stubGlobal('fetch', async (path: string) => {
    const query = new URL(path, 'https://write.example.org').searchParams
    const [only, section] = [query.getAll('thread'), query.get('section')]
    asked.push(only.length > 0 ? `lines ${only.join(' ')}` : `list ${section ?? 'of all'}`)
    if (fails && only.length > 0) return new Response(null, { status: 500 })
    const found = threads.filter((one) => (only.length === 0 || only.includes(one.id)) && (section === null || one.section === section))
    return Response.json({
      threads: found,
      next: null,
      counts: { open: threads.length, waiting: 0, overdue: 0, mine: 0, all: threads.length },
    })
  })
})

afterEach(() => {
  for (const one of shown) one.destroy()
  queries.clear()
  vi.unstubAllGlobals()
})

/** A page that shows the list of the study and that of a section. */
async function aPage() {
  for (const section of [null, 'barriers']) {
    const { queryKey, queryFn, structuralSharing } = newestThreadsQuery(study, section)
    const observer = new QueryObserver<ThreadList>(queries, {
      queryKey,
      queryFn: queryFn as never,
      structuralSharing: structuralSharing as never,
    })
    observer.subscribe(() => {})
    shown.push(observer)
  }
  await until(() => shown.every((one) => one.getCurrentResult().data !== undefined))
  asked = []
  return new HeardThreads(queries, study)
}

const until = async (isTrue: () => boolean): Promise<boolean> => vi.waitUntil(isTrue, { interval: 1 })
const idsIn = (of: number): readonly string[] => shown[of]?.getCurrentResult().data?.threads.map(({ id }) => id) ?? []
const lineIn = (of: number, id: string): ThreadSummary | undefined =>
  shown[of]?.getCurrentResult().data?.threads.find((one) => one.id === id)
const begin = (id: string, section: string): void => {
  threads = [aThread({ id, section, changedAt: `2026-05-04T11:0${threads.length}:00.000Z` }), ...threads]
}

describe('a page that hears that something was said', () => {
  test('asks for that line alone, has it in every list it belongs to, and the lines of the others are the same', async () => {
    const heard = await aPage()
    const before = new Map([0, 1].flatMap((of) => idsIn(of).map((id) => [`${of} ${id}`, lineIn(of, id)])))
    begin('c', 'barriers')
    heard.hear('c')
    await until(() => idsIn(0).includes('c'))
    expect([idsIn(0), idsIn(1)]).toEqual([
      ['c', 'b', 'a'],
      ['c', 'b'],
    ])
    expect(shown[0]?.getCurrentResult().data?.counts.all).toBe(3)
    for (const [of, id] of [
      [0, 'a'],
      [0, 'b'],
      [1, 'b'],
    ] as const)
      expect(lineIn(of, id)).toBe(before.get(`${of} ${id}`))
    expect(asked).toEqual(['lines c'])
  })

  test('asks once for what it hears of while it is asking', async () => {
    const heard = await aPage()
    for (const id of ['c', 'd', 'e']) {
      begin(id, 'barriers')
      heard.hear(id)
    }
    await until(() => idsIn(1).length === 4)
    expect(asked).toEqual(['lines c', 'lines d e'])
    expect(idsIn(1)).toEqual(['e', 'd', 'c', 'b'])
  })

  test('has no longer what is not open any more', async () => {
    const heard = await aPage()
    threads = threads.filter(({ id }) => id !== 'b')
    heard.hear('b')
    await until(() => idsIn(1).length === 0)
    expect(idsIn(0)).toEqual(['a'])
  })

  test.each([
    ['it is not told in which thread', undefined, false],
    ['the line can’t be had', 'c', true],
  ])('asks for its lists when %s', async (_, thread, isBroken) => {
    const heard = await aPage()
    fails = isBroken
    begin('c', 'barriers')
    heard.hear(thread)
    await until(() => idsIn(0).includes('c') && idsIn(1).includes('c'))
    expect(asked.filter((one) => one.startsWith('list'))).toEqual(['list of all', 'list barriers'])
  })

  test('asks for a list anew that was on its way: it may be of before', async () => {
    const heard = await aPage()
    heard.hear('b')
    void queries.invalidateQueries(newestThreadsQuery(study, 'barriers'))
    begin('c', 'barriers')
    heard.hear('c')
    await until(() => idsIn(0).includes('c') && idsIn(1).includes('c'))
    expect(idsIn(1)).toEqual(['c', 'b'])
  })
})
