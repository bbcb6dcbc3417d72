import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import type { RoomAddress } from '../peer.ts'

const kinds: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' }

export interface PlainPage {
  /** Of the page with one of Hocuspocus' documents. */
  readonly addressOf: (room: RoomAddress) => string
  readonly stop: () => void
}

/** Builds the page for production, and serves it on loopback. */
export async function servePlainPage(): Promise<PlainPage> {
  const folder = mkdtempSync(join(tmpdir(), 'samskriv-plain-'))
  await build({
    root: fileURLToPath(new URL('.', import.meta.url)),
    configFile: false,
    logLevel: 'warn',
    base: './',
    build: { outDir: folder, emptyOutDir: true, chunkSizeWarningLimit: 1_000 },
  })
  const server = createServer((asked, answer) => {
    const path = new URL(asked.url ?? '/', 'http://localhost').pathname
    const file = createReadStream(join(folder, path === '/' ? 'index.html' : path))
    file.once('error', () => answer.writeHead(404).end())
    file.once('open', () => {
      answer.writeHead(200, { 'content-type': kinds[extname(path) || '.html'] ?? 'application/octet-stream' })
      file.pipe(answer)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    addressOf: ({ url, root, framePrefix }) =>
      `http://127.0.0.1:${port}/?${new URLSearchParams({ server: url, name: framePrefix ?? '', root }).toString()}`,
    stop: () => {
      server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
