import { eraseDevice } from '@samskriv/sync-client'
import { QueryClient } from '@tanstack/react-query'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'

import { DeviceAnswers, forgetPersonOnDevice } from './device-answers.ts'
import type * as KeptRequest from './kept-request.ts'

const origin = 'https://write.example.org'
const home = '/api/studies/search'

let storage: IDBFactory
/** Who has the session's cookie, which all tabs of a browser share. */
let signedIn: string

beforeEach(() => {
  storage = new IDBFactory()
  signedIn = 'amina'
  const kept = new Map<string, Response>()
  vi.stubGlobal('indexedDB', storage)
  vi.stubGlobal('window', { location: { origin } })
  vi.stubGlobal('document', { cookie: '' })
  vi.stubGlobal('caches', {
    open: async () => ({
      match: async (path: string) => kept.get(path)?.clone(),
      put: async (path: string, response: Response) => void kept.set(path, response),
      delete: async (path: string) => kept.delete(path),
    }),
  })
  vi.stubGlobal('fetch', async () => Response.json(`for ${signedIn}`))
})
afterEach(() => void vi.unstubAllGlobals())

/** A page of this browser: each has the program for itself. */
async function aTab(): Promise<typeof KeptRequest> {
  vi.resetModules()
  return await import('./kept-request.ts')
}

const ask = async (tab: typeof KeptRequest, path = home): Promise<string> =>
  await tab.keptRequest(path, z.string(), { signal: new AbortController().signal })
const keptFor = async (person: string, path = home): Promise<unknown> =>
  (await new DeviceAnswers({ origin, person, storage }).find(path))?.body

const namesOfDatabases = async (): Promise<unknown> => (await storage.databases()).map(({ name }) => name)

test('an answer is kept under the name of whoever is here', async () => {
  const tab = await aTab()
  tab.notePersonHere('amina')
  await ask(tab)
  await vi.waitFor(async () => expect(await keptFor('amina')).toBe('for amina'))
})

test('what another person is answered is not kept under the name of who was here before, in any tab', async () => {
  const [old, young] = [await aTab(), await aTab()]
  old.notePersonHere('amina')
  await ask(old)
  await vi.waitFor(async () => expect(await keptFor('amina')).toBe('for amina'))
  // She signs out in one tab, and Per signs in there; the other one stays open.
  young.forgetPersonHere()
  await forgetPersonOnDevice()
  signedIn = 'per'
  young.notePersonHere('per')
  await ask(young)
  await vi.waitFor(async () => expect(await keptFor('per')).toBe('for per'))
  expect(await ask(old, '/api/studies/1')).toBe('for per')
  // It finds out as well.
  old.notePersonHere('per')
  await ask(old, '/api/studies/2')
  await vi.waitFor(async () => expect(await keptFor('per', '/api/studies/2')).toBe('for per'))
  await vi.waitFor(async () => expect(await namesOfDatabases()).toEqual([`samskriv:${origin}:per:answers`]))
  expect([await keptFor('amina', '/api/studies/1'), await keptFor('amina', '/api/studies/2')]).toEqual([undefined, undefined])
})

test('nothing is kept of who has signed out in another tab', async () => {
  const tab = await aTab()
  tab.notePersonHere('amina')
  await ask(tab)
  await vi.waitFor(async () => expect(await keptFor('amina')).toBe('for amina'))
  await forgetPersonOnDevice()
  await eraseDevice({ origin, person: 'amina', storage })
  await ask(tab)
  // Longer than it takes to keep something else.
  await new DeviceAnswers({ origin, person: 'per', storage }).keep(home, { at: 1, body: '' })
  await vi.waitFor(async () => expect(await namesOfDatabases()).toEqual([`samskriv:${origin}:per:answers`]))
})

test('what somebody looks for is not kept, and the list of all is', async () => {
  const list = { studies: [], examples: [], found: 0, page: 1, pages: 1, partnerships: [] }
  vi.stubGlobal('fetch', async () => Response.json(list))
  const tab = await aTab()
  const { searchQuery } = await import('../api/studies.ts')
  tab.notePersonHere('amina')
  const queries = new QueryClient()
  expect(await queries.fetchQuery(searchQuery('q=divorce'))).toMatchObject({ found: 0 })
  await queries.fetchQuery(searchQuery(''))
  await vi.waitFor(async () => expect(await keptFor('amina')).toMatchObject({ found: 0 }))
  expect(await keptFor('amina', `${home}?q=divorce`)).toBeUndefined()
})
