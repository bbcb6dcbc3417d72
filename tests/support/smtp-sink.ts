import { createServer, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'

export interface SmtpSink {
  /** For `SMTP_URL`. */
  readonly url: string
  /** Every mail whose last byte has come, in order, with its headers. */
  readonly taken: readonly string[]
  /** Whether it answers that it has a mail. Else whoever sends waits. */
  answers: boolean
  /** Cuts every line. */
  cut(): void
  close(): Promise<void>
}

/** A mail server that takes whatever comes, as far as RFC 5321 is needed for that. */
export async function anSmtpSink(): Promise<SmtpSink> {
  const taken: string[] = []
  const lines = new Set<Socket>()
  const server = createServer((socket) => {
    lines.add(socket)
    socket.once('close', () => lines.delete(socket))
    socket.on('error', () => socket.destroy())
    socket.setEncoding('latin1')
    let mail: string | null = null
    let rest = ''
    socket.on('data', (chunk: string) => {
      rest += chunk
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end)
        rest = rest.slice(end + 2)
        if (mail !== null && line === '.') {
          taken.push(mail)
          mail = null
          if (sink.answers) socket.write('250 taken\r\n')
        } else if (mail !== null) mail += `${line}\r\n`
        else if (line === 'DATA') {
          mail = ''
          socket.write('354 go on\r\n')
        } else socket.write(line.startsWith('QUIT') ? '221 bye\r\n' : '250 ok\r\n')
      }
    })
    socket.write('220 sink\r\n')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const sink: SmtpSink = {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    answers: true,
    cut: () => {
      for (const line of lines) line.destroy()
    },
    close: async () => {
      sink.cut()
      server.close()
      await once(server, 'close')
    },
  }
  return sink
}
