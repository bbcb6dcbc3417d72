import { describe, expect, test } from 'vitest'
import { aServer } from '../testing/a-server.ts'
import { until } from '../testing/until.ts'
import { keepHouse } from './housekeeping.ts'

describe('forgetting', () => {
  test('begins when the server does, and a disk that refuses it ends nothing', async () => {
    const server = await aServer()
    const { house } = server.running
    let asked = 0
    const forgetDeleted = (): never => {
      asked += 1
      throw new Error('disk full')
    }
    const failures: string[] = []
    const log = { ...house.log, error: (event: string) => void failures.push(event) }
    const stop = keepHouse({ ...house, log, database: { ...house.database, forgetDeleted } })
    await until('it was tried', () => asked > 0)
    await until('it was said', () => failures.length > 0)
    expect(failures).toEqual(['housekeeping failed'])
    stop()
    await server.stop()
  })
})
