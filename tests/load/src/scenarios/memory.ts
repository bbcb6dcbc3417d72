import { setTimeout as pause } from 'node:timers/promises'
import type { Peer } from '../peers/peer.ts'
import { residentBytes } from '../process-stat.ts'
import { freshStudy } from '../study-history.ts'
import { Typist } from '../typist.ts'
import { joinAll, writeHistories } from './typing.ts'

export interface MemoryResult {
  readonly kilobytesPerOpenStudy: number
  readonly kilobytesPerConnection: number
}

/** Resident memory that 100 open idle studies of 5,000 words add, then what 400 more connections add. */
export async function memory(peer: Peer): Promise<MemoryResult> {
  const studies = 100
  const connections = 400
  const rooms = await peer.start(studies + 1, 10)
  await writeHistories(rooms, (root) => freshStudy(root, 5_000, 5))
  await pause(peer.name.startsWith('Hocuspocus') ? 11_000 : 1_500)
  await peer.restart()
  const [warm, ...rest] = rooms
  if (!warm) throw new Error('no room')
  const open: Typist[] = [new Typist(warm, 0, null)]
  await joinAll(open)
  await pause(3_000)
  const empty = residentBytes(peer.pid())
  const readers = rest.map((room) => new Typist(room, 0, null))
  await joinAll(readers, 5)
  await pause(5_000)
  const opened = residentBytes(peer.pid())
  const more = Array.from({ length: connections }, (_, i) => new Typist(rest[i % rest.length] ?? warm, i, null))
  await joinAll(more, 10)
  await pause(5_000)
  const connected = residentBytes(peer.pid())
  for (const typist of [...open, ...readers, ...more]) typist.leave()
  return {
    kilobytesPerOpenStudy: (opened - empty) / studies / 1000,
    kilobytesPerConnection: (connected - opened) / connections / 1000,
  }
}
