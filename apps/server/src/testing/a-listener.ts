import { documentSchemaVersion } from '@samskriv/document'
import { decodeServerFrame, encodeHello, protocolVersion, type StudyEvent } from '@samskriv/protocol/frames'
import { WebSocket } from 'ws'
import type { Browser } from './a-browser.ts'

/** An open page of a study that hears what is announced. @param epoch - of the study */
export async function aListener(
  browser: Browser,
  study: string,
  epoch = 1,
): Promise<{ readonly events: readonly StudyEvent[]; close(): void }> {
  const socket = new WebSocket(`${browser.server.url.replace('http', 'ws')}/sync/${study}`, { headers: { cookie: browser.cookie } })
  socket.binaryType = 'nodebuffer'
  const events: StudyEvent[] = []
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () =>
      socket.send(encodeHello({ protocolVersion, epoch, documentSchemaVersion, clients: [Math.ceil(Math.random() * 2 ** 31)] })),
    )
    socket.once('error', reject)
    socket.once('close', (code) => reject(new Error(`closed with ${code}`)))
    socket.on('message', (bytes: Buffer) => {
      const frame = decodeServerFrame(bytes)
      if (frame.type === 'welcome') resolve()
      if (frame.type === 'event' && frame.event !== undefined) events.push(frame.event)
    })
  })
  return { events, close: () => socket.close() }
}
