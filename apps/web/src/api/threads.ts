import type { Sector } from '@samskriv/domain'
import { HandedOver, StudyFront } from '@samskriv/protocol/http-answers'
import {
  type BeginThread,
  type ChangeThread,
  type EditMessage,
  type ExtendAnswer,
  type GiveAnswer,
  type HandOver,
  type KeepPromise,
  type ReplyTo,
  type SettleThread,
  ThreadBegun,
  ThreadList,
  type ThreadReason,
  ThreadView,
  type TranslateMessage,
} from '@samskriv/protocol/http-threads'
import { type InfiniteData, infiniteQueryOptions, type Query, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { withKnownLines, withKnownPages } from './known-lines.ts'
import { command, request } from './request.ts'
import { studyPath } from './studies.ts'

export const threadFilters = ['open', 'waiting', 'overdue', 'mine', 'all'] as const
export type ThreadFilter = (typeof threadFilters)[number]

/** Which threads of a study are asked for. */
interface ThreadsAsked {
  readonly filter: ThreadFilter
  readonly section?: string
  /** The sector of who began it. */
  readonly sector?: Sector
}

/** Every question about the threads of a study begins with it: the socket says when there is something new. */
export const threadsKey = (study: string) => ['threads', study] as const

/** Every question about the newest open ones begins with it. */
export const newestKey = (study: string) => [...threadsKey(study), 'newest'] as const

/** The first hundred open ones, newest change first, which is all of most studies. @param section - null for the whole study */
export const newestThreadsQuery = (study: string, section: string | null) =>
  queryOptions({
    queryKey: [...newestKey(study), section],
    queryFn: ({ signal }) => fetchThreads(study, { filter: 'open', ...(section === null ? {} : { section }) }, null, signal),
    structuralSharing: (known, now) => withKnownLines(known as ThreadList | undefined, now as ThreadList),
  })

/** Of some threads those that are open, with the counts of all. */
export async function linesOfThreads(study: string, threads: readonly string[]): Promise<ThreadList> {
  const query = new URLSearchParams([['filter', 'open'], ...threads.map((thread) => ['thread', thread])])
  return request(`${threadsPath(study)}?${query}`, ThreadList)
}

/** All of them, a hundred at a time. */
export const threadsQuery = (study: string, asked: ThreadsAsked) =>
  infiniteQueryOptions({
    queryKey: [...threadsKey(study), 'list', asked],
    queryFn: ({ pageParam, signal }) => fetchThreads(study, asked, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    structuralSharing: (known, now) => withKnownPages(known as InfiniteData<ThreadList> | undefined, now as InfiniteData<ThreadList>),
  })

export const threadQuery = (study: string, thread: string) =>
  queryOptions({
    queryKey: [...threadsKey(study), 'one', thread],
    queryFn: ({ signal }) => fetchThread(study, thread, signal),
  })

/** What stands under the title of a study; asked for anew with its threads. */
export const studyFrontQuery = (study: string) =>
  queryOptions({
    queryKey: [...threadsKey(study), 'front'],
    queryFn: ({ signal }) => request(`${studyPath(study)}/front`, StudyFront, { signal }),
  })

async function fetchThreads(
  study: string,
  { filter, section, sector }: ThreadsAsked,
  after: string | null,
  signal: AbortSignal,
): Promise<ThreadList> {
  const query = new URLSearchParams({ filter })
  if (section !== undefined) query.set('section', section)
  if (sector !== undefined) query.set('sector', sector)
  if (after !== null) query.set('after', after)
  return request(`${threadsPath(study)}?${query}`, ThreadList, { signal })
}

export async function fetchThread(study: string, thread: string, signal?: AbortSignal): Promise<ThreadView> {
  return request(threadPath(study, thread), ThreadView, signal === undefined ? {} : { signal })
}

/**
 * Does something to the threads of a study, and asks for them anew, also when it was refused: they may have changed. It is done when the
 * thread that is open is up to date; nobody waits for the lists.
 */
export function useThreadChange<Result = void>(study: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (change: () => Promise<Result>) => change(),
    onSettled: async () => {
      const isOne = ({ queryKey }: Query): boolean => queryKey[2] === 'one'
      void queries.invalidateQueries({ queryKey: threadsKey(study), predicate: (query) => !isOne(query) })
      await queries.invalidateQueries({ queryKey: threadsKey(study), predicate: isOne })
    },
  })
}

export async function beginThread(study: string, thread: BeginThread): Promise<string> {
  return (await request(threadsPath(study), ThreadBegun, { method: 'POST', body: thread })).id
}

/** @returns the id of the message */
export async function replyTo(study: string, thread: string, reply: ReplyTo): Promise<string> {
  return (await request(`${threadPath(study, thread)}/messages`, ThreadBegun, { method: 'POST', body: reply })).id
}

/** What can be done with one thread, by the end of its address. */
export interface ThreadActs {
  readonly changeThread: (change: ChangeThread) => Promise<void>
  readonly editMessage: (message: string, change: EditMessage) => Promise<void>
  readonly deleteMessage: (message: string) => Promise<void>
  readonly translate: (message: string, translation: TranslateMessage) => Promise<void>
  readonly deleteTranslation: (message: string, language: string) => Promise<void>
  readonly resolve: () => Promise<void>
  readonly reopen: () => Promise<void>
  readonly hide: (reason: ThreadReason) => Promise<void>
  readonly show: () => Promise<void>
  readonly report: (reason: ThreadReason) => Promise<void>
  readonly settleReports: () => Promise<void>
  readonly takeBack: () => Promise<void>
  readonly answer: (answer: GiveAnswer) => Promise<void>
  readonly dropDraft: () => Promise<void>
  readonly extend: (extension: ExtendAnswer) => Promise<void>
  readonly handOver: (to: HandOver) => Promise<void>
  readonly keepPromise: (answer: string, promise: KeepPromise) => Promise<void>
  readonly settle: (settled: SettleThread) => Promise<void>
}

export function threadActs(study: string, thread: string): ThreadActs {
  const path = threadPath(study, thread)
  const messagePath = (message: string): string => `${path}/messages/${encodeURIComponent(message)}`
  const post = (act: string) => (body?: unknown) => command(`${path}/${act}`, { method: 'POST', body })
  return {
    changeThread: (body) => command(path, { method: 'PATCH', body }),
    editMessage: (message, body) => command(messagePath(message), { method: 'PATCH', body }),
    deleteMessage: (message) => command(messagePath(message), { method: 'DELETE' }),
    translate: (message, body) => command(`${messagePath(message)}/translation`, { method: 'PUT', body }),
    deleteTranslation: (message, language) =>
      command(`${messagePath(message)}/translation/${encodeURIComponent(language)}`, { method: 'DELETE' }),
    resolve: post('resolve'),
    reopen: post('reopen'),
    hide: post('hide'),
    show: post('show'),
    report: post('report'),
    settleReports: post('reports/settle'),
    takeBack: post('take-back'),
    answer: post('answers'),
    dropDraft: () => command(`${path}/answers/draft`, { method: 'DELETE' }),
    extend: post('extend'),
    handOver: post('hand-over'),
    keepPromise: (answer, body) => command(`${path}/answers/${encodeURIComponent(answer)}/keep`, { method: 'POST', body }),
    settle: post('settle'),
  }
}

/** Everything that one answers for and that is not done, in one step. */
export async function handOverAll(study: string, body: HandOver): Promise<HandedOver> {
  return request(`${studyPath(study)}/hand-over`, HandedOver, { method: 'POST', body })
}

/** Where a thread is found by whoever is given its address. */
export function threadAddress(study: string, thread: string): string {
  return `${window.location.origin}/studies/${encodeURIComponent(study)}?thread=${encodeURIComponent(thread)}`
}

/** The page that says what goes when somebody takes back what they said, what stays, and until when. @param message - left out, all of it */
export function takeBackAddress(study: string, thread: string, message?: string): string {
  const page = `/studies/${encodeURIComponent(study)}/said/${encodeURIComponent(thread)}/take-back`
  return message === undefined ? page : `${page}?message=${encodeURIComponent(message)}`
}

function threadsPath(study: string): string {
  return `${studyPath(study)}/threads`
}

function threadPath(study: string, thread: string): string {
  return `${threadsPath(study)}/${encodeURIComponent(thread)}`
}
