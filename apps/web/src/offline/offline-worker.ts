import {
  answersName,
  earlierFilesPath,
  filesCache,
  ownShellPath,
  personPath,
  shellCache,
  shellPath,
  type WorkerMessage,
} from './what-is-kept.ts'
import type { FetchEvent, WorkerScope } from './worker-scope.ts'

/**
 * Lets pages open without a network. It keeps files of the program and one empty frame of a page, and never a page or an answer of the
 * server: those are about somebody, and are kept by the page itself under their name.
 *
 * A new version waits until nobody has the old one open, or until somebody says that they want it now.
 * @param files - paths of the program's files
 */
export function startOfflineWorker(scope: WorkerScope, files: readonly string[]): void {
  const isOwnFile = new Set(files)

  scope.addEventListener('install', (event) => event.waitUntil(install()))
  scope.addEventListener('activate', (event) => event.waitUntil(activate()))
  scope.addEventListener('fetch', onFetch)
  scope.addEventListener('message', (event) => {
    const message = workerMessage(event.data)
    if (message?.kind === 'take-over') event.waitUntil(scope.skipWaiting())
    if (message?.kind === 'is-yours') event.ports[0]?.postMessage(isOwnFile.has(message.program))
  })

  async function install(): Promise<void> {
    const [kept, shells] = await Promise.all([scope.caches.open(filesCache), scope.caches.open(shellCache)])
    const missing = await Promise.all(files.map(async (file) => ((await kept.match(file)) ? [] : [file])))
    await kept.addAll(missing.flat())
    // Of nobody in particular: whoever is signed in adds their own later, and takes it away when they sign out.
    const shell = await scope.fetch(shellPath, { credentials: 'omit' })
    if (!shell.ok) throw new Error('shell-missing')
    await shells.put(shellPath, shell)
  }

  /** Files of the version before stay for one more: a tab may still show it and ask for them. */
  async function activate(): Promise<void> {
    await scope.registration.navigationPreload?.enable()
    const [kept, shells] = await Promise.all([scope.caches.open(filesCache), scope.caches.open(shellCache)])
    const earlier = new Set(pathsIn(await (await shells.match(earlierFilesPath))?.text()))
    for (const request of await kept.keys()) {
      const { pathname } = new URL(request.url)
      if (!isOwnFile.has(pathname) && !earlier.has(pathname)) await kept.delete(request)
    }
    await shells.put(earlierFilesPath, new Response(files.join('\n')))
  }

  function onFetch(event: FetchEvent): void {
    const { request } = event
    const { origin, pathname } = new URL(request.url)
    if (origin !== scope.location.origin) return
    if (request.mode === 'navigate' && request.method === 'GET') return event.respondWith(page(event))
    // The server's own form for signing out, which runs no program of ours.
    if (request.method === 'POST' && pathname.startsWith('/sign-out')) return event.respondWith(signOut(request))
    if (request.method === 'GET' && pathname.startsWith('/assets/')) event.respondWith(file(request))
  }

  /** From the server always, when it can be reached. */
  async function page({ request, preloadResponse }: FetchEvent): Promise<Response> {
    try {
      return (await preloadResponse) ?? (await scope.fetch(request))
    } catch (error) {
      const shells = await scope.caches.open(shellCache)
      const shell = (await shells.match(ownShellPath)) ?? (await shells.match(shellPath))
      if (shell) return shell
      throw error
    }
  }

  async function file(request: Request): Promise<Response> {
    const kept = await scope.caches.open(filesCache)
    const known = await kept.match(request)
    if (known) return known
    const response = await scope.fetch(request)
    // What is asked for once is there without a network, too: fonts of other scripts, another language.
    if (response.ok) await kept.put(request, response.clone()).catch(() => {})
    return response
  }

  async function signOut(request: Request): Promise<Response> {
    const response = await scope.fetch(request)
    const shells = await scope.caches.open(shellCache)
    await Promise.all([shells.delete(ownShellPath), shells.delete(personPath)])
    const databases = await scope.indexedDB.databases().catch(() => [])
    for (const { name } of databases) if (name?.endsWith(`:${answersName}`) === true) scope.indexedDB.deleteDatabase(name)
    return response
  }
}

function workerMessage(data: unknown): WorkerMessage | null {
  if (typeof data !== 'object' || data === null || !('kind' in data)) return null
  if (data.kind === 'take-over') return { kind: 'take-over' }
  if (data.kind !== 'is-yours' || !('program' in data) || typeof data.program !== 'string') return null
  return { kind: 'is-yours', program: data.program }
}

function pathsIn(text: string | undefined): string[] {
  return text === undefined ? [] : text.split('\n')
}
