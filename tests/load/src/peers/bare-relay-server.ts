// The floor: a relay that stores nothing, checks nothing and answers a join with an in-memory Y.Doc.
import { createServer } from 'node:http'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocketServer, type WebSocket } from 'ws'
import * as Y from 'yjs'

interface Room {
  readonly doc: Y.Doc
  readonly sockets: Set<WebSocket>
}

const rooms = new Map<string, Room>()
const http = createServer()
const server = new WebSocketServer({ server: http, perMessageDeflate: false })

server.on('connection', (socket, request) => {
  const name = request.url ?? '/'
  let room = rooms.get(name)
  if (!room) rooms.set(name, (room = { doc: new Y.Doc(), sockets: new Set() }))
  const joined = room
  joined.sockets.add(socket)
  socket.on('error', () => socket.terminate())
  socket.on('close', () => joined.sockets.delete(socket))
  socket.on('message', (data: Buffer) => relay(joined, socket, data))
  socket.send(syncMessage(0, Y.encodeStateVector(joined.doc)))
})

function relay(room: Room, from: WebSocket, data: Buffer): void {
  const decoder = decoding.createDecoder(data)
  if (decoding.readVarUint(decoder) !== 0) return
  const kind = decoding.readVarUint(decoder)
  const payload = decoding.readVarUint8Array(decoder)
  if (kind === 0) {
    from.send(syncMessage(1, Y.encodeStateAsUpdate(room.doc, payload)))
    return
  }
  Y.applyUpdate(room.doc, payload)
  const message = syncMessage(2, payload)
  for (const socket of room.sockets) if (socket !== from) socket.send(message)
}

function syncMessage(kind: number, payload: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 0)
  encoding.writeVarUint(encoder, kind)
  encoding.writeVarUint8Array(encoder, payload)
  return encoding.toUint8Array(encoder)
}

http.listen(Number(process.argv[2]), '127.0.0.1', () => console.log('listening'))
