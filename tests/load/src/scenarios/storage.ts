import { setTimeout as pause } from 'node:timers/promises'
import * as Y from 'yjs'
import { inventedWords } from '../invented-words.ts'
import type { Peer, RoomAddress } from '../peers/peer.ts'
import { seededRandom } from '../statistics.ts'
import { freshStudy } from '../study-history.ts'
import { Typist } from '../typist.ts'
import { joinAll, writeHistory } from './typing.ts'

export interface StorageResult {
  /** What the file grew by for each run of words that somebody typed somewhere in the text, the words themselves included. */
  readonly bytesPerRun: number
  readonly textBytesPerRun: number
}

/** About three words. */
const runLength = 16

/** Three people put `runs` short runs anywhere in a text of 5,000 words; the file is measured after what a server does to make it small. */
export async function storage(peer: Peer, runs = 6_000): Promise<StorageResult> {
  const [room] = await peer.start(1, 4)
  if (!room) throw new Error('no room')
  await writeHistory(room, freshStudy(room.root, 5_000, 3))
  await settle(peer, room)
  const before = await peer.storedBytes()
  const random = seededRandom(7)
  const words = inventedWords(seededRandom(11))
  const writers = [0, 1, 2].map((person) => new Typist(room, person, null))
  await joinAll(writers)
  for (let run = 0; run < runs; run++) {
    const writer = writers[run % writers.length]
    if (!writer) throw new Error('no writer')
    const texts = textsOf(writer.doc, room.root)
    const text = texts[Math.floor(random() * texts.length)]
    text?.insert(Math.floor(random() * text.length), textOf(words))
    await pause(4)
  }
  while (peer.name === 'Samskriv' && writers.some(({ unacked }) => unacked > 0)) await pause(20)
  for (const writer of writers) writer.leave()
  await settle(peer, room)
  const after = await peer.storedBytes()
  return { bytesPerRun: (after - before) / runs, textBytesPerRun: runLength }
}

function textOf(word: () => string): string {
  let text = ''
  while (text.length < runLength) text += `${word()} `
  return text.slice(0, runLength)
}

/** Twice opened, changed a little and closed, so that a server which keeps the state before the last keeps no log of what came before. */
async function settle(peer: Peer, room: RoomAddress): Promise<void> {
  for (const _ of [1, 2]) {
    const writer = new Typist(room, 3, null)
    await writer.join()
    for (let edit = 0; edit < 60; edit++) {
      writer.type('.')
      await pause(60)
    }
    // Servers that store on a delay get the time they ask for (Hocuspocus: 2 s, at the latest 10 s).
    await pause(peer.name.startsWith('Hocuspocus') ? 11_000 : 1_500)
    writer.leave()
    await peer.restart()
  }
}

function textsOf(doc: Y.Doc, root: string): Y.XmlText[] {
  return doc
    .getXmlFragment(root)
    .toArray()
    .flatMap((block) => (block instanceof Y.XmlElement ? block.toArray() : []))
    .filter((node) => node instanceof Y.XmlText)
}
