import { setTimeout as pause } from 'node:timers/promises'
import * as Y from 'yjs'
import type { Peer } from '../peers/peer.ts'
import { seededRandom } from '../statistics.ts'
import { Typist } from '../typist.ts'

export interface KillResult {
  readonly kills: number
  readonly ackedEdits: number
  readonly ackedLost: number
  readonly deliveredEdits: number
  readonly deliveredLost: number
}

/**
 * Six people type; the server gets SIGKILL at a random instant, starts again, and a person who never wrote opens the
 * study. What was acknowledged, and what anybody else had seen, must be in what they get. The typists of one round never
 * come back, so nothing of theirs can be sent a second time.
 */
export async function killing(peer: Peer, kills: number): Promise<KillResult> {
  const [room] = await peer.start(1, 7)
  if (!room) throw new Error('no room')
  const random = seededRandom(kills)
  const total = { kills, ackedEdits: 0, ackedLost: 0, deliveredEdits: 0, deliveredLost: 0 }
  for (let round = 0; round < kills; round++) {
    const typists = Array.from({ length: 6 }, (_, i) => new Typist(room, i, null))
    await Promise.all(typists.map((typist) => typist.join()))
    const before = new Map(typists.map((typist) => [typist.doc.clientID, typist.clock]))
    const until = performance.now() + 300 + random() * 700
    while (performance.now() < until) {
      for (const typist of typists) if (typist.isOpen) typist.type('x')
      await pause(5)
    }
    await peer.kill9()
    const acked = typists.map((typist) => [typist.doc.clientID, typist.ackedClock] as const)
    const delivered = new Map<number, number>()
    for (const typist of typists)
      for (const [client, clock] of typist.seen) if (before.has(client)) delivered.set(client, Math.max(delivered.get(client) ?? 0, clock))
    for (const typist of typists) typist.leave()
    await peer.restart()
    const reader = new Typist(room, 6, null)
    await reader.join()
    const stored = (client: number): number => Y.getState(reader.doc.store, client)
    for (const [client, clock] of acked) {
      total.ackedEdits += clock
      total.ackedLost += Math.max(0, clock - stored(client))
    }
    for (const [client, clock] of delivered) {
      total.deliveredEdits += clock
      total.deliveredLost += Math.max(0, clock - stored(client))
    }
    reader.leave()
  }
  return total
}
