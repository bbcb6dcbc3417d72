import type { z } from 'zod'

import { ApiProblem, isUnreachable } from '../api/api-problem.ts'
import { request } from '../api/request.ts'
import { deviceStorage } from '../shell/shared-computer.ts'
import { DeviceAnswers, personOnDevice, setPersonOnDevice } from './device-answers.ts'
import { noteForgetful } from './forgetful.ts'
import { noteFresh, noteSeen } from './seen.ts'

interface KeptOptions<Body> {
  readonly signal: AbortSignal
  /** Called with what the server says now, before it is kept. */
  readonly onFresh?: (body: Body) => void
}

type Answers = DeviceAnswers | null

let begin: (answers: Answers) => void = () => {}
/** Resolves once the server has said who is here: before that it is not known under whose name an answer is kept. */
let answersHere = new Promise<Answers>((resolve) => {
  begin = resolve
})

/** Whoever is here is noted for all tabs. */
let noted = Promise.resolve()

/** The server has said who is here; it may be another one than before. On a shared computer nothing is kept of them. */
export function notePersonHere(person: string): void {
  const storage = deviceStorage()
  if (storage === undefined) return keepIn(null)
  noted = setPersonOnDevice(person, storage)
  keepIn(new DeviceAnswers({ origin: window.location.origin, person, storage }))
}

/** They are leaving: what comes in from now on is kept no more. */
export function forgetPersonHere(): void {
  keepIn(null)
}

/**
 * Asks the server; when nobody answers, gives what it last said to the same person on this device, and notes that it is old.
 * @throws {@link ApiProblem} `offline` when there is no answer and none is kept
 */
export async function keptRequest<Body>(path: string, schema: z.ZodType<Body>, { signal, onFresh }: KeptOptions<Body>): Promise<Body> {
  try {
    const body = await request(path, schema, { signal })
    onFresh?.(body)
    noteFresh(path)
    void keep(path, body)
    return body
  } catch (error) {
    // Nobody goes on reading what they may not read any more.
    if (error instanceof ApiProblem && (error.status === 403 || error.status === 404))
      void answersHere.then(async (answers) => answers?.forget(path))
    if (!isUnreachable(error)) throw error
    const kept = await (await answersOffline())?.find(path)
    const parsed = kept ? schema.safeParse(kept.body) : null
    if (!kept || !parsed?.success) throw error
    noteSeen(path, kept.at)
    return parsed.data
  }
}

async function keep(path: string, body: unknown): Promise<void> {
  const answers = await answersHere
  if (answers === null) return
  try {
    // At once: whoever has seen it may be gone to another page in a moment.
    await answers.keep(path, { at: Date.now(), body })
    await noted
    // In another tab somebody has left since, or somebody else has come, and it was them who was answered.
    if ((await personOnDevice()) !== answers.person) await answers.forgetAll()
    noteForgetful(false)
  } catch (error) {
    // A full disk has kept something, and says so by itself when words find no room.
    noteForgetful(!(error instanceof DOMException && error.name === 'QuotaExceededError'))
  }
}

async function answersOffline(): Promise<DeviceAnswers | null> {
  const storage = deviceStorage()
  const person = await personOnDevice()
  if (storage === undefined || person === null) return null
  return new DeviceAnswers({ origin: window.location.origin, person, storage })
}

function keepIn(answers: Answers): void {
  begin(answers)
  answersHere = Promise.resolve(answers)
}
