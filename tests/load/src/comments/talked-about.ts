import { setTimeout as pause } from 'node:timers/promises'
import type { Peer, RoomAddress } from '../peers/peer.ts'
import { seededRandom } from '../statistics.ts'
import { Typist } from '../typist.ts'

/** What one person may say in ten minutes is more, and what one address may say is a little more. */
const commentsOfOne = 20
const commentsBeforeRestart = 500
const wordsOfPassage = 7
const kinds = ['comment', 'question', 'concern', 'thanks'] as const

/** Words that stand once in a section. */
export interface Passage {
  readonly section: string
  readonly quote: string
}

const studyApi = ({ url }: RoomAddress): string => url.replace('ws:', 'http:').replace('/sync/', '/api/studies/')

/** Some words in a row, from all sections in turn. */
export async function passagesOf(places: readonly RoomAddress[], count: number): Promise<readonly Passage[]> {
  const random = seededRandom(5)
  const sections = await Promise.all(
    places.map(async (room) => ({ section: room.root.slice('s:'.length), paragraphs: await paragraphsOf(room) })),
  )
  return Array.from({ length: count }, (_, index) => {
    const { section = '', paragraphs = [] } = sections[index % sections.length] ?? {}
    const words = paragraphs[Math.floor(random() * paragraphs.length)] ?? []
    const from = Math.floor(random() * (words.length - wordsOfPassage))
    return { section, quote: words.slice(from, from + wordsOfPassage).join(' ') }
  })
}

export async function openForComments(room: RoomAddress): Promise<void> {
  await sent(`${studyApi(room)}/comments`, 'PUT', room.headers[0], { open: true })
}

/** Says something about each of these, as everybody in turn. A server counts what one address says, and forgets it when it starts again. */
export async function comment(peer: Peer, room: RoomAddress, passages: readonly Passage[]): Promise<void> {
  for (const [index, { section, quote }] of passages.entries()) {
    if (index > 0 && index % commentsBeforeRestart === 0) await peer.restart()
    await sent(`${studyApi(room)}/threads`, 'POST', room.headers[Math.floor(index / commentsOfOne)], {
      kind: kinds[index % kinds.length],
      text: `Number ${index}: what do those who live here say about it?`,
      token: `bench-${index}`.padEnd(20, '0'),
      anchor: { section, quote, epoch: 1, start: { client: 0, clock: 0 }, end: { client: 0, clock: 0 } },
    })
  }
}

async function paragraphsOf(room: RoomAddress): Promise<readonly (readonly string[])[]> {
  const reader = new Typist(room, 0, null)
  await reader.join()
  while (reader.doc.getXmlFragment(room.root).length === 0) await pause(50)
  const written = reader.doc.getXmlFragment(room.root).toString()
  reader.leave()
  return written
    .split('</paragraph>')
    .map((paragraph) => paragraph.replaceAll(/<[^>]*>/g, '').split(' '))
    .filter((words) => words.length > wordsOfPassage)
}

async function sent(address: string, method: string, headers: Readonly<Record<string, string>> = {}, body: object): Promise<void> {
  const { origin } = new URL(address)
  const answer = await fetch(address, {
    method,
    headers: { ...headers, origin, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${method} was answered with ${answer.status} ${await answer.text()}`)
}
