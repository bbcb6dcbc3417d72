import { describe, expect, test } from 'vitest'

import { Drafts, draftsOnDevice } from './drafts.ts'
import { eraseDevice, eraseSent, unsentOnDevice } from './kept-copies.ts'
import { recoveredOnDevice } from './recovered-text.ts'
import { aStorage } from './testing/a-session.ts'

const origin = 'https://write.example.org'
const device = (storage: IDBFactory | undefined, person = 'amina') => ({ origin, person, storage })
const draftsIn = (storage: IDBFactory | undefined, study = 'study-1', person = 'amina') => new Drafts({ ...device(storage, person), study })
const half = { text: 'Why is the lift', chosen: { kind: 'question' } }

describe('half-written comments', () => {
  test('are there after the page was closed, with what was chosen', async () => {
    const storage = aStorage()
    await draftsIn(storage).keep('new', half)
    expect(await draftsIn(storage).find('new')).toEqual(half)
  })

  test('are those of one person, one study and one place', async () => {
    const storage = aStorage()
    await draftsIn(storage).keep('new', half)
    expect(await draftsIn(storage, 'study-2').find('new')).toBeNull()
    expect(await draftsIn(storage, 'study-1', 'per').find('new')).toBeNull()
    expect(await draftsIn(storage).find('reply 1')).toBeNull()
  })

  test('are as they were typed last, however fast that went', async () => {
    const storage = aStorage()
    const drafts = draftsIn(storage)
    await Promise.all(['W', 'Wh', 'Why'].map((text) => drafts.keep('new', { ...half, text })))
    expect((await draftsIn(storage).find('new'))?.text).toBe('Why')
  })

  test('are written once for what is typed while they are being written, place by place', async () => {
    const storage = aStorage()
    let writes = 0
    const counting = Object.assign(Object.create(storage), {
      open: (...asked: Parameters<IDBFactory['open']>) => {
        writes += 1
        return storage.open(...asked)
      },
    })
    const drafts = draftsIn(counting)
    const typed = Array.from({ length: half.text.length }, (_, letters) => half.text.slice(0, letters + 1))
    await Promise.all(typed.flatMap((text) => [drafts.keep('new', { ...half, text }), drafts.keep('reply 1', { ...half, text })]))
    expect(writes).toBe(2)
    expect((await draftsIn(storage).find('new'))?.text).toBe(half.text)
    expect((await draftsIn(storage).find('reply 1'))?.text).toBe(half.text)
  })

  test('go when they are sent, or emptied', async () => {
    const storage = aStorage()
    const drafts = draftsIn(storage)
    await drafts.keep('new', half)
    await drafts.keep('reply 1', half)
    await drafts.forget('new')
    await drafts.keep('reply 1', { ...half, text: '  ' })
    expect(await draftsOnDevice(device(storage))).toEqual([])
    expect(await drafts.find('new')).toBeNull()
  })

  test('last as long as the page where nothing may be kept', async () => {
    const drafts = draftsIn(undefined)
    await drafts.keep('new', half)
    expect(await drafts.find('new')).toEqual(half)
    expect(await draftsIn(undefined).find('new')).toBeNull()
  })

  test('are offered before signing out, which takes them away', async () => {
    const storage = aStorage()
    await draftsIn(storage).keep('new', half)
    expect(await draftsOnDevice(device(storage))).toEqual([{ study: 'study-1', sections: [{ section: 'new', text: half.text }] }])
    await eraseDevice(device(storage))
    expect(await draftsOnDevice(device(storage))).toEqual([])
  })

  test('are looked for without making anything: a device that has forgotten somebody stays empty', async () => {
    const storage = aStorage()
    await draftsIn(storage).keep('new', half)
    await eraseDevice(device(storage))
    expect(
      await Promise.all([draftsOnDevice(device(storage)), recoveredOnDevice(device(storage)), unsentOnDevice(device(storage))]),
    ).toEqual([[], [], []])
    expect(await storage.databases()).toEqual([])
  })

  test('stay when somebody was signed out from elsewhere, as unsent words do', async () => {
    const storage = aStorage()
    await draftsIn(storage).keep('new', half)
    expect(await eraseSent(device(storage))).toEqual([{ section: 'new', text: half.text }])
    expect(await draftsIn(storage).find('new')).toEqual(half)
  })
})
