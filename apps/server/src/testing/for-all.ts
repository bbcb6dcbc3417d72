import { afterAll, beforeAll } from 'vitest'
import type { Settings } from '../env.ts'
import { Browser, signedIn } from './a-browser.ts'
import { aMovingClock, type MovingClock } from './a-moving-clock.ts'
import { aServer, type TestServer } from './a-server.ts'
import { Writers } from './a-writer.ts'

// What all tests of a file share. Ask for it where the file begins: it is there before the first test, and gone after the last one, in
// the opposite order. Ask for the clock before the server that is to live by it.

/** One server for all tests of a file. */
export function aServerForAll(settings?: Settings): TestServer {
  let started: TestServer | undefined
  beforeAll(async () => {
    started = await aServer(settings)
  })
  afterAll(async () => {
    await started?.stop()
  })
  const now = (): TestServer => {
    if (started === undefined) throw new Error('the server starts before the first test, and not before that')
    return started
  }
  return {
    get url() {
      return now().url
    },
    get dataDir() {
      return now().dataDir
    },
    get running() {
      return now().running
    },
    get log() {
      return now().log
    },
    stop: async () => await now().stop(),
  }
}

/** Somebody who is signed in, with a name, before the first test. */
export function signedInForAll(server: TestServer, email: string, name?: string): Browser {
  const browser = new Browser(server)
  beforeAll(async () => {
    browser.cookie = (await signedIn(server, email, name)).cookie
  })
  return browser
}

export function aMovingClockForAll(): MovingClock {
  let clock: MovingClock | undefined
  beforeAll(() => {
    clock = aMovingClock()
  })
  const giveBack = (): void => clock?.giveBack()
  afterAll(giveBack)
  return { goOn: (days) => clock?.goOn(days), goOnTo: (hour) => clock?.goOnTo(hour), giveBack }
}

/** They are gone before the server is, which they would look for otherwise. */
export function writersForAll(): Writers {
  const writers = new Writers()
  afterAll(() => writers.close())
  return writers
}
