import { setTimeout as pause } from 'node:timers/promises'
import type { RoomAddress } from '../peers/peer.ts'
import { Typist } from '../typist.ts'

/** How many write beside whoever is measured: the first three in the first section, the others in the next ones. */
const colleagues = 10

/** @param charactersPerSecond - of each of them @returns what the work came to */
export async function besideColleagues<Result>(
  places: readonly RoomAddress[],
  charactersPerSecond: number,
  work: () => Promise<Result>,
): Promise<Result> {
  const typists = Array.from({ length: colleagues }, (_, i) => {
    const place = places[Math.max(0, i - 2) % places.length]
    if (place === undefined) throw new Error('nowhere to write')
    return new Typist(place, i + 1, null)
  })
  await Promise.all(typists.map((typist) => typist.join()))
  let isOver = false
  const writing = typists.map(async (typist, i) => {
    const started = performance.now() + (i * 1_000) / charactersPerSecond / colleagues
    for (let written = 0; !isOver; written++) {
      typist.type(written % 6 === 5 ? ' ' : 'å')
      await pause(Math.max(1, started + ((written + 1) * 1_000) / charactersPerSecond - performance.now()))
    }
  })
  try {
    return await work()
  } finally {
    isOver = true
    await Promise.all(writing)
    for (const typist of typists) typist.leave()
  }
}
