import { beforeEach, describe, expect, test } from 'vitest'

import { startOfflineWorker } from './offline-worker.ts'
import { ownShellPath, personPath, shellCache } from './what-is-kept.ts'
import type { FetchEvent, WorkerScope } from './worker-scope.ts'

const origin = 'https://write.example.org'

/** A browser's caches, as far as the worker uses them; they outlive workers. */
class Caches {
  readonly #caches = new Map<string, Map<string, Response>>()

  async open(name: string): Promise<Pick<Cache, 'match' | 'put' | 'delete' | 'keys' | 'addAll'>> {
    const kept = this.#caches.get(name) ?? new Map<string, Response>()
    this.#caches.set(name, kept)
    const key = (request: RequestInfo | URL): string => new URL(request instanceof Request ? request.url : String(request), origin).href
    return {
      match: async (request) => kept.get(key(request))?.clone(),
      put: async (request, response) => void kept.set(key(request), response),
      delete: async (request) => kept.delete(key(request)),
      keys: async () => [...kept.keys()].map((url) => new Request(url)),
      addAll: async (requests) => {
        for (const request of requests) kept.set(key(request), new Response(`kept ${key(request)}`))
      },
    }
  }

  addresses(): string[] {
    return [...this.#caches.values()].flatMap((kept) => [...kept.keys()].map((url) => url.slice(origin.length))).toSorted()
  }
}

/** A worker and what happens to it. */
class Worker {
  isOffline = false
  isWanted = false
  readonly asked: string[] = []
  readonly #listeners = new Map<string, (event: never) => void>()

  constructor(caches: Caches, files: readonly string[]) {
    const scope = {
      location: { origin },
      caches,
      indexedDB: { databases: async () => [] },
      registration: {},
      fetch: async (request: Request | string) => this.#fetch(new URL(request instanceof Request ? request.url : request, origin).pathname),
      skipWaiting: async () => {
        this.isWanted = true
      },
      addEventListener: (kind: string, listener: (event: never) => void) => this.#listeners.set(kind, listener),
    }
    startOfflineWorker(scope as unknown as WorkerScope, files)
  }

  async happens(kind: 'install' | 'activate'): Promise<void> {
    await this.#tell(kind, {})
  }

  /** @returns what the page gets; null when the worker leaves the request to the browser */
  async ask(path: string, more: { readonly mode?: string; readonly method?: string } = {}): Promise<string | null> {
    const { mode = 'cors', method = 'GET' } = more
    // A request that navigates can't be made by hand.
    const request = Object.assign(new Request(new URL(path, origin), { method }), {})
    Object.defineProperty(request, 'mode', { value: mode })
    let answer: Promise<Response> | null = null
    await this.#tell('fetch', {
      request,
      respondWith: (response: Promise<Response>) => void (answer = response),
    } satisfies Partial<FetchEvent>)
    return answer === null ? null : await (await (answer as Promise<Response>)).text()
  }

  async say(data: unknown): Promise<unknown> {
    let answer: unknown
    await this.#tell('message', { data, ports: [{ postMessage: (said: unknown) => (answer = said) }] })
    return answer
  }

  async #tell(kind: string, event: object): Promise<void> {
    const work: Promise<unknown>[] = []
    this.#listeners.get(kind)?.({ ...event, waitUntil: (promise: Promise<unknown>) => work.push(promise) } as never)
    await Promise.all(work)
  }

  async #fetch(path: string): Promise<Response> {
    this.asked.push(path)
    if (this.isOffline) throw new TypeError('Failed to fetch')
    return new Response(`served ${path}`)
  }
}

let caches: Caches
let worker: Worker
beforeEach(async () => {
  caches = new Caches()
  worker = new Worker(caches, ['/assets/main-1.js'])
  await worker.happens('install')
  await worker.happens('activate')
})

describe('without a network', () => {
  test('a page is shown in the frame that was kept, in that of whoever is here first', async () => {
    worker.isOffline = true
    expect(await worker.ask('/studies/1', { mode: 'navigate' })).toBe('served /shell')
    await (await caches.open(shellCache)).put(ownShellPath, new Response('mine'))
    expect(await worker.ask('/studies/1', { mode: 'navigate' })).toBe('mine')
  })

  test('files of the program come from the device, and those that were asked for once', async () => {
    await worker.ask('/assets/font.woff2')
    worker.isOffline = true
    expect(await worker.ask('/assets/main-1.js')).toBe(`kept ${origin}/assets/main-1.js`)
    expect(await worker.ask('/assets/font.woff2')).toBe('served /assets/font.woff2')
  })
})

describe('with a network', () => {
  test('pages come from the server, always, and are not kept', async () => {
    const before = caches.addresses()
    expect(await worker.ask('/studies/1', { mode: 'navigate' })).toBe('served /studies/1')
    expect(caches.addresses()).toEqual(before)
  })

  test('answers about people and studies are none of its business', async () => {
    for (const path of ['/api/me', '/api/studies/1', '/sync/1', '/theme/pages.css']) expect(await worker.ask(path), path).toBeNull()
    expect(await worker.ask('/api/me', { method: 'POST' })).toBeNull()
  })

  test('signing out by the form of a page takes away whose answers are here', async () => {
    const shells = await caches.open(shellCache)
    await shells.put(personPath, new Response('amina'))
    await shells.put(ownShellPath, new Response('mine'))
    await worker.ask('/sign-out', { mode: 'navigate', method: 'POST' })
    expect(caches.addresses()).not.toContain(personPath)
    expect(caches.addresses()).not.toContain(ownShellPath)
  })
})

describe('a new version', () => {
  test('waits until somebody wants it, and knows which pages are its own', async () => {
    const next = new Worker(caches, ['/assets/main-2.js'])
    await next.happens('install')
    expect(next.isWanted).toBe(false)
    expect(await next.say({ kind: 'is-yours', program: '/assets/main-1.js' })).toBe(false)
    expect(await next.say({ kind: 'is-yours', program: '/assets/main-2.js' })).toBe(true)
    await next.say({ kind: 'something else' })
    await next.say('take-over')
    expect(next.isWanted).toBe(false)
    await next.say({ kind: 'take-over' })
    expect(next.isWanted).toBe(true)
  })

  test('keeps the files of the one before for tabs that still show it, and drops them with the next', async () => {
    for (const number of [2, 3]) {
      const next = new Worker(caches, [`/assets/main-${number}.js`])
      await next.happens('install')
      await next.happens('activate')
      expect(caches.addresses()).toContain(`/assets/main-${number - 1}.js`)
    }
    expect(caches.addresses()).not.toContain('/assets/main-1.js')
  })
})
