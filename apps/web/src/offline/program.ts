import { isSharedComputer } from '../shell/shared-computer.ts'
import { fetchLater } from './comes-first.ts'
import { keepOwnShell } from './device-answers.ts'
import { filesCache, shellCache, type WorkerMessage } from './what-is-kept.ts'

const workerPath = '/service-worker.js'
/** Late enough to be in nobody's way who is waiting for the page. */
const startAfterMs = 3_000
/** A tab that stays open for days hears of a new version all the same. */
const lookEveryMs = 60 * 60_000

let waiting: ServiceWorker | null = null
const listeners = new Set<() => void>()

/** A version that is newer than the one this page shows, until its person wants it; null while there is none. */
export const newVersion = {
  get: (): ServiceWorker | null => waiting,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

/** Keeps the program on this device, so that it starts without a network; on a shared computer takes it away instead. */
export function keepProgram(): void {
  // Those that `pnpm dev` serves change all the time.
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  if (isSharedComputer()) return void forgetProgram()
  // A browser may forbid it, in a private window for one; then the page works as long as there is a network.
  fetchLater(() => void register().catch(() => {}), startAfterMs)
}

/** Loads the page anew, with the newest program. Only when its person asks for it: they may be in the middle of a word. */
export function takeNewVersion(): void {
  const worker = waiting
  if (worker === null) return window.location.reload()
  navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload(), { once: true })
  tell(worker, { kind: 'take-over' })
}

/** Takes away everything that pages keep here for when there is no network, words and answers of people aside. */
export async function forgetProgram(): Promise<void> {
  try {
    const registrations = await navigator.serviceWorker.getRegistrations()
    await Promise.all(registrations.map(async (registration) => registration.unregister()))
    await Promise.all([filesCache, shellCache].map(async (name) => globalThis.caches.delete(name)))
  } catch {
    // Where there are no workers there is nothing of them.
  }
}

async function register(): Promise<void> {
  const registration = await navigator.serviceWorker.register(workerPath, { updateViaCache: 'none' })
  registration.addEventListener('updatefound', () => {
    const { installing } = registration
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed') void noteWaiting(registration)
    })
  })
  await noteWaiting(registration)
  await keepOwnShell()
  let looked = Date.now()
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || Date.now() - looked < lookEveryMs) return
    looked = Date.now()
    void registration.update().catch(() => {})
  })
}

/** The first worker of all, and one that brings the program of this very page, have nothing to offer. */
async function noteWaiting({ waiting: found, active }: ServiceWorkerRegistration): Promise<void> {
  if (found === null || active === null) return
  if (await isProgramOf(found)) return tell(found, { kind: 'take-over' })
  waiting = found
  for (const listener of listeners) listener()
}

async function isProgramOf(worker: ServiceWorker): Promise<boolean> {
  const { port1, port2 } = new MessageChannel()
  const answer = new Promise<boolean>((resolve) => {
    port1.addEventListener('message', ({ data }) => resolve(data === true), { once: true })
    port1.start()
  })
  tell(worker, { kind: 'is-yours', program: new URL(import.meta.url).pathname }, [port2])
  return answer
}

function tell(worker: ServiceWorker, message: WorkerMessage, ports: Transferable[] = []): void {
  worker.postMessage(message, ports)
}
