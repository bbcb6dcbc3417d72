// Hocuspocus with its SQLite extension as its documentation sets it up: a file on disk, everything else at its defaults.
import { SQLite } from '@hocuspocus/extension-sqlite'
import { Server } from '@hocuspocus/server'

const [port, file] = process.argv.slice(2)
const server = new Server({
  port: Number(port),
  address: '127.0.0.1',
  quiet: true,
  extensions: [new SQLite({ database: file ?? ':memory:' })],
})
await server.listen()
console.log('listening')
