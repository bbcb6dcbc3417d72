import { setTimeout as pause } from 'node:timers/promises'
import type { Peer } from '../peers/peer.ts'
import { cpuMs } from '../process-stat.ts'
import type { StudyHistory } from '../study-history.ts'
import { Typist } from '../typist.ts'
import { writeHistory } from './typing.ts'

export interface JoinResult {
  readonly ms: number
  readonly serverCpuMs: number
  readonly kilobytes: number
}

/** First person to open a study after the server was restarted: from opening the socket to holding the whole text. */
export async function firstJoin(peer: Peer, history: (root: string) => StudyHistory): Promise<JoinResult> {
  const [room] = await peer.start(1, 4)
  if (!room) throw new Error('no room')
  await writeHistory(room, history(room.root))
  // Servers that store on a delay get the time they ask for (Hocuspocus: 2 s, at the latest 10 s).
  await pause(peer.name.startsWith('Hocuspocus') ? 11_000 : 1_500)
  await peer.restart()
  // Start-up work of the process itself is not part of a join.
  await pause(1_000)
  const cpuBefore = cpuMs(peer.pid())
  const typist = new Typist(room, 0, null)
  const started = performance.now()
  await typist.join()
  const ms = performance.now() - started
  await pause(200)
  const result = { ms, serverCpuMs: cpuMs(peer.pid()) - cpuBefore, kilobytes: typist.joinedBytes / 1000 }
  typist.leave()
  return result
}

/** 200 people whose connection broke come back at the same moment, each with the text they already have. */
export async function reconnect(peer: Peer, history: (root: string) => StudyHistory, clients = 200): Promise<JoinResult> {
  const [room] = await peer.start(1, clients)
  if (!room) throw new Error('no room')
  await writeHistory(room, history(room.root))
  const first = new Typist(room, 0, null)
  await first.join()
  first.leave()
  const typists = Array.from({ length: clients }, (_, i) => new Typist(room, i, null))
  const cpuBefore = cpuMs(peer.pid())
  const started = performance.now()
  await Promise.all(typists.map((typist) => typist.join({ applyState: false, holding: first.doc })))
  const ms = performance.now() - started
  await pause(300)
  const result = {
    ms,
    serverCpuMs: cpuMs(peer.pid()) - cpuBefore,
    kilobytes: typists.reduce((sum, typist) => sum + typist.joinedBytes, 0) / 1000,
  }
  for (const typist of typists) typist.leave()
  return result
}
