import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type * as net from 'node:net'
import { answerOrders } from '../beside/answer-orders.ts'

/** For tests: tries what a process beside the server must not be able to do, and says of each what came of it. */
answerOrders<Record<string, string>>(async (order) => {
  const { port, left } = order as { readonly port: number; readonly left: string }
  const require = createRequire(import.meta.url)
  const attempts: Readonly<Record<string, () => unknown>> = {
    'read a file of the machine': () => readFileSync('/etc/passwd'),
    'list the top of the house': () => readdirSync(new URL('../../../../', import.meta.url)),
    'write a file': () => writeFileSync(left, 'x'),
    'begin a process': async () => (await import('node:child_process')).execFileSync('true'),
    'begin a thread': async () => new (await import('node:worker_threads')).Worker('1', { eval: true }),
    fetch: () => Reflect.apply(Reflect.get(globalThis, 'fetch'), undefined, [`http://127.0.0.1:${port}/fetch`]),
    'ask over HTTP': async () => await asked((await import('node:http')).get(`http://127.0.0.1:${port}/http`)),
    'open a socket': () => (require('net') as typeof net).connect(port, '127.0.0.1').write('GET /net HTTP/1.0\r\n\r\n'),
    'know the environment': () => {
      if (Object.keys(process.env).length === 0) throw new Error('empty')
    },
  }
  const outcome: Record<string, string> = {}
  for (const [what, attempt] of Object.entries(attempts)) {
    try {
      await attempt()
      outcome[what] = 'done'
    } catch (error) {
      outcome[what] = error instanceof Error ? error.message : 'failed'
    }
  }
  return outcome
})

function asked(request: { on(event: 'response' | 'error', listener: (value: unknown) => void): unknown }): Promise<void> {
  return new Promise((resolve, reject) => {
    request.on('response', () => resolve())
    request.on('error', reject)
  })
}
