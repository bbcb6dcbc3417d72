import { WebSocket } from 'ws'
import type { Browser } from './a-browser.ts'

/** A study's socket, open from the first message on, in the hands of somebody who is signed in. @returns when it closes, with its code */
export async function aSocket(browser: Browser, study: string): Promise<{ readonly closed: Promise<number>; close(): void }> {
  const socket = new WebSocket(`${browser.server.url.replace('http', 'ws')}/sync/${study}`, { headers: { cookie: browser.cookie } })
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  await new Promise((resolve, reject) => {
    socket.once('message', resolve)
    socket.once('error', reject)
    socket.once('close', (code) => reject(new Error(`closed with ${code}`)))
  })
  return { closed, close: () => socket.close() }
}
