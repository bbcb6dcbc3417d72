import { IDBFactory } from 'fake-indexeddb'
import { describe, expect, test } from 'vitest'

import { DeviceAnswers } from './device-answers.ts'

const origin = 'https://write.example.org'

describe('answers on this device', () => {
  test('are given back with when they came, to the person they were given to alone', async () => {
    const storage = new IDBFactory()
    const amina = new DeviceAnswers({ origin, person: 'amina', storage })
    await amina.keep('/api/studies/1', { at: 5, body: { title: 'The yard' } })
    expect(await amina.find('/api/studies/1')).toEqual({ at: 5, body: { title: 'The yard' } })
    expect(await amina.find('/api/studies/2')).toBeNull()
    expect(await new DeviceAnswers({ origin, person: 'per', storage }).find('/api/studies/1')).toBeNull()
  })

  test('are in a database that signing out finds by its name', async () => {
    const storage = new IDBFactory()
    await new DeviceAnswers({ origin, person: 'amina', storage }).keep('/api/me', { at: 1, body: {} })
    expect((await storage.databases()).map(({ name }) => name)).toEqual([`samskriv:${origin}:amina:answers`])
  })

  test('are gone when somebody may not read them any more', async () => {
    const answers = new DeviceAnswers({ origin, person: 'amina', storage: new IDBFactory() })
    await answers.keep('/api/studies/1', { at: 1, body: {} })
    await answers.forget('/api/studies/1')
    expect(await answers.find('/api/studies/1')).toBeNull()
  })

  test('are gone with all that is told of the same study, and of no other one', async () => {
    const answers = new DeviceAnswers({ origin, person: 'amina', storage: new IDBFactory() })
    const paths = ['/api/studies/1', '/api/studies/1/people', '/api/studies/1/about', '/api/studies/12', '/api/studies/search?page=1']
    for (const path of paths) await answers.keep(path, { at: 1, body: path })
    await answers.forget('/api/studies/1')
    const left = await Promise.all(paths.map(async (path) => (await answers.find(path))?.body ?? null))
    expect(left).toEqual([null, null, null, '/api/studies/12', '/api/studies/search?page=1'])
  })

  test('are none where the browser keeps nothing, and keeping says so', async () => {
    const forbidden = {
      open: () => {
        throw new DOMException('no', 'SecurityError')
      },
    } as unknown as IDBFactory
    const answers = new DeviceAnswers({ origin, person: 'amina', storage: forbidden })
    await expect(answers.keep('/api/me', { at: 1, body: {} })).rejects.toThrow('no')
    expect(await answers.find('/api/me')).toBeNull()
  })
})
