import { vi } from 'vitest'

const realTurn = setImmediate

/** Time stands still until `pass` moves it, so that a run of many timers is the same every time and takes none. */
export function stopTime(now: number): void {
  vi.useFakeTimers({
    now,
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate', 'performance', 'Date'],
  })
}

export function letTimeRun(): void {
  vi.useRealTimers()
}

/** Lets time go by: timer after timer, and everything that follows from each before the next. */
export async function pass(ms: number): Promise<void> {
  let isOver = false
  setTimeout(() => (isOver = true), ms)
  await turn()
  while (!isOver) {
    vi.advanceTimersToNextTimer()
    await turn()
  }
}

/** Lets as much time go by as something takes. */
export async function passDuring<T>(what: Promise<T>): Promise<T> {
  let isOver = false
  const over = () => (isOver = true)
  what.then(over, over)
  await turn()
  while (!isOver) await pass(1)
  return await what
}

/** @throws when it has not come true after `limitMs` of this time */
export async function passUntil(what: string, condition: () => boolean | Promise<boolean>, limitMs = 120_000): Promise<void> {
  const deadline = Date.now() + limitMs
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`)
    await pass(20)
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => realTurn(resolve))
}
