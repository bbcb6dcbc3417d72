// `pnpm bench taking-away`: what it does to those who write when others take the case study away meanwhile: twenty exports of 27 pages with
// ten pictures and sixty comments, in a real server, beside the same minute without them. Takes three minutes, with nothing else running.
import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { crc32, deflateSync } from 'node:zlib'
import * as Y from 'yjs'
import { comment, openForComments, passagesOf } from './comments/talked-about.ts'
import { samskriv, type RoomAddress } from './peers/peer.ts'
import { writeHistory } from './scenarios/typing.ts'
import { quantile } from './statistics.ts'
import { freshStudy } from './study-history.ts'
import { Meter, Typist } from './typist.ts'

const { values } = parseArgs({
  options: {
    format: { type: 'string', default: 'pdf' },
    words: { type: 'string', default: '9500' },
    typists: { type: 'string', default: '8' },
    exports: { type: 'string', default: '20' },
  },
})
const typists = Number(values.typists)
const charactersPerSecond = 5
/** As a camera's, when it was made small: what cannot be packed. */
const picture = { width: 260, height: 240 }

const peer = samskriv()
try {
  const [room] = await peer.start(1, typists + 1)
  if (room === undefined) throw new Error('no study was made')
  await openForComments(room)
  const places = room.roots.map((root) => ({ ...room, root }))
  for (const [order, place] of places.entries())
    await writeHistory(place, freshStudy(place.root, Math.ceil(Number(values.words) / places.length), 3, 1_000_000 * (order + 1)))
  await addPictures(room, 10)
  await comment(peer, room, await passagesOf(places, 60))
  await peer.restart()
  for (const exports of [0, Number(values.exports), 0, Number(values.exports)]) await measure(room, exports)
} finally {
  await peer.stop()
}

async function measure(room: RoomAddress, exports: number): Promise<void> {
  const meter = new Meter()
  const people = Array.from(
    { length: typists },
    (_none, person) => new Typist({ ...room, root: room.roots[0] ?? room.root }, person, meter),
  )
  for (const typist of people) await typist.join()
  let isOver = false
  const typing = people.map(async (typist) => {
    while (!isOver) {
      typist.type('a')
      await pause(1000 / charactersPerSecond)
    }
  })
  await pause(3_000)
  await lagSinceLast(room)
  meter.measuring = true
  const begins = performance.now()
  if (exports === 0) await pause(20_000)
  for (let done = 0; done < exports; done += 2) await Promise.all([takeAway(room), takeAway(room)])
  const spent = performance.now() - begins
  const { p99, max } = await lagSinceLast(room)
  isOver = true
  await Promise.all(typing)
  for (const typist of people) typist.leave()
  const what = exports === 0 ? 'without exports' : `${exports} × ${values.format}, two at once, ${(spent / exports).toFixed(0)} ms each`
  console.log(
    `${what.padEnd(44)} event-loop lag p99 ${p99.toFixed(1)} ms (wanted ≤ 30${p99 <= 30 ? '' : ', NOT REACHED'}), at most ${max.toFixed(1)}; ` +
      `a keystroke on the other screens p50 ${quantile(meter.latenciesMs, 0.5).toFixed(1)}, p99 ${quantile(meter.latenciesMs, 0.99).toFixed(1)} ms`,
  )
}

async function takeAway(room: RoomAddress): Promise<void> {
  const response = await fetch(`${apiOf(room)}/export?format=${values.format}&comments=all`, { headers: { ...room.headers[typists] } })
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  await response.arrayBuffer()
}

async function lagSinceLast(room: RoomAddress): Promise<{ p99: number; max: number }> {
  const text = await (await fetch(`${new URL(apiOf(room)).origin}/metrics`)).text()
  const of = (name: string): number => Number(new RegExp(`^samskriv_event_loop_lag_${name}_ms (\\S+)`, 'm').exec(text)?.[1] ?? Number.NaN)
  return { p99: of('p99'), max: of('max') }
}

async function addPictures(room: RoomAddress, count: number): Promise<void> {
  const writer = new Typist(room, 0, null)
  await writer.join()
  for (let index = 0; index < count; index += 1) {
    const body = noisyPng()
    const response = await fetch(`${apiOf(room)}/files`, { method: 'POST', headers: { ...room.headers[0] }, body: new Uint8Array(body) })
    const { hash } = (await response.json()) as { hash?: string }
    if (hash === undefined) throw new Error(`a picture was refused: ${response.status}`)
    const section = writer.doc.getXmlFragment(room.roots[index % room.roots.length])
    const image = new Y.XmlElement('image')
    image.setAttribute('hash', hash)
    image.setAttribute('alt', `Picture ${index + 1}`)
    section.insert(section.length, [image])
  }
  while (writer.unacked > 0) await pause(50)
  writer.leave()
}

function noisyPng(): Buffer {
  const { width, height } = picture
  const rows = Array.from({ length: height }, () => Buffer.concat([Buffer.of(0), randomBytes(width * 3)]))
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.byteLength)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

function apiOf({ url }: RoomAddress): string {
  return url.replace('ws:', 'http:').replace('/sync/', '/api/studies/')
}
