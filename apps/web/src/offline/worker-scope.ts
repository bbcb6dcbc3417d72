/** As much of a service worker's surroundings as ours uses: the library of types for workers does not go with that for pages. */
export interface WorkerScope {
  readonly location: { readonly origin: string }
  readonly caches: CacheStorage
  readonly indexedDB: IDBFactory
  readonly registration: { readonly navigationPreload?: { readonly enable: () => Promise<void> } }
  readonly fetch: (request: Request | string, init?: RequestInit) => Promise<Response>
  readonly skipWaiting: () => Promise<void>
  addEventListener(kind: 'install' | 'activate', listener: (event: WaitingEvent) => void): void
  addEventListener(kind: 'fetch', listener: (event: FetchEvent) => void): void
  addEventListener(kind: 'message', listener: (event: MessageEvent<unknown> & WaitingEvent) => void): void
}

interface WaitingEvent {
  readonly waitUntil: (work: Promise<unknown>) => void
}

export interface FetchEvent extends WaitingEvent {
  readonly request: Request
  readonly preloadResponse?: Promise<Response | undefined>
  readonly respondWith: (response: Promise<Response>) => void
}
