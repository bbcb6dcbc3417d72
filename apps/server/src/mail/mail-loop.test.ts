import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { Browser } from '../testing/a-browser.ts'
import { aServer } from '../testing/a-server.ts'
import { until } from '../testing/until.ts'

describe('a mail server that takes the call and says nothing', () => {
  test('keeps nobody waiting: neither the person who asked for a code nor the process that has to stop', async () => {
    const calls: Socket[] = []
    const silent = createServer((socket) => calls.push(socket)).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const { port } = silent.address() as AddressInfo
    const server = await aServer({ SMTP_URL: `smtp://127.0.0.1:${port}` })
    const answer = await new Browser(server).submit('/sign-in', { email: 'waiting@example.org' })
    expect(answer.status).toBe(303)
    await until('the mail server was called', () => calls.length > 0)
    const from = performance.now()
    await server.stop()
    expect(performance.now() - from).toBeLessThan(5_000)
    for (const call of calls) call.destroy()
    silent.close()
  })
})
