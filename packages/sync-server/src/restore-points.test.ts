import { sectionRoot } from '@samskriv/document'
import type { SectionKey, VoiceId } from '@samskriv/domain'
import { limits } from '@samskriv/protocol/frames'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { StudyFull } from './errors.ts'
import { RawClient } from './testing/clients.ts'
import { aStudy, sectionKeys, serveRooms, type ServedRooms } from './testing/serve-rooms.ts'
import { addParagraph, textOf } from './testing/writing.ts'
import type { KeptBlock, KeptNode, RestorePoint } from './update-store.ts'

const minute = 60_000
const [summary = '' as SectionKey, partners = '' as SectionKey] = sectionKeys
let served: ServedRooms
let now = Date.now()

beforeEach(async () => {
  served = await serveRooms({ clock: () => now })
})
afterEach(() => served.close())

const open = (person: string) => RawClient.joined(served.url, person)

async function write(client: RawClient, text: string, section = summary): Promise<void> {
  addParagraph(client.doc, text, section)
  await client.saved()
}

async function clear(client: RawClient, section = summary): Promise<void> {
  const root = client.doc.getXmlFragment(sectionRoot(section))
  client.doc.transact(() => root.delete(0, root.length))
  await client.saved()
}

const points = (): readonly RestorePoint[] => served.store.of(aStudy).restorePoints
const reasons = () => points().map(({ section, reason, words, by }) => [section, reason, words, by])
const wordsOf = (count: number, word: string): string => Array.from({ length: count }, () => word).join(' ')

/** Each text of a point with whose it is. */
function said(point: RestorePoint | undefined): [string, string][] {
  const by = new Map(served.store.of(aStudy).voices.map((voice) => [voice.id, String(voice.by)]))
  const texts = (node: KeptNode): [string, string][] =>
    'voice' in node ? [[node.text, by.get(node.voice) ?? '']] : (node.content ?? []).flatMap(texts)
  return (point?.blocks ?? []).flatMap(texts)
}

describe('a section as it was', () => {
  test('[SS35] is kept before the first change in ten minutes, and not before the others', async () => {
    const amina = await open('amina')
    await write(amina, 'first')
    await write(amina, 'second')
    expect(reasons()).toEqual([])
    now += 10 * minute
    await write(amina, 'third')
    await write(amina, 'fourth')
    expect(reasons()).toEqual([[summary, 'edited', 2, 'participant-amina']])
    now += 9 * minute
    await write(amina, 'fifth')
    expect(points()).toHaveLength(1)
    now += minute
    await write(amina, 'sixth')
    expect(reasons().at(-1)).toEqual([summary, 'edited', 5, 'participant-amina'])
  })

  test('[SS35] is kept for itself: another section has its own', async () => {
    const amina = await open('amina')
    await write(amina, 'here')
    await write(amina, 'there', partners)
    now += 10 * minute
    await write(amina, 'more there', partners)
    expect(reasons()).toEqual([[partners, 'edited', 1, 'participant-amina']])
  })

  test('[SS35] is kept with whose words they are, by whose hand they went', async () => {
    const amina = await open('amina')
    const bo = await open('bo')
    await write(amina, 'We know the stairs.')
    await bo.synced()
    await write(bo, 'And we own them all.')
    await clear(bo)
    expect(reasons()).toEqual([[summary, 'before-deletion', 9, 'participant-bo']])
    expect(said(points()[0])).toEqual([
      ['We know the stairs.', 'participant-amina'],
      ['And we own them all.', 'participant-bo'],
    ])
  })

  test('[SS35] is kept before it loses more than 50 words at once, and not when they only move', async () => {
    const amina = await open('amina')
    await write(amina, wordsOf(60, 'stays'))
    await write(amina, wordsOf(51, 'goes'))
    const root = amina.doc.getXmlFragment(sectionRoot(summary))
    const moved = root.get(1)
    // As an editor writes a paragraph anew: everything goes, and comes back.
    amina.doc.transact(() => {
      root.delete(1, 1)
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText(wordsOf(51, 'goes'))])
      root.push([paragraph])
    })
    await amina.saved()
    expect(moved).toBeDefined()
    expect(points()).toHaveLength(0)
    amina.doc.transact(() => root.delete(1, 1))
    await amina.saved()
    expect(reasons()).toEqual([[summary, 'before-deletion', 111, 'participant-amina']])
  })

  test('[SS35] is kept whole when it is wiped in one go with what was written before', async () => {
    const amina = await open('amina')
    await write(amina, 'early')
    // All of it arrives in one message after the other, and is stored together.
    addParagraph(amina.doc, wordsOf(60, 'late'), summary)
    const root = amina.doc.getXmlFragment(sectionRoot(summary))
    amina.doc.transact(() => root.delete(0, root.length))
    addParagraph(amina.doc, 'after', summary)
    await amina.saved()
    expect(reasons()).toEqual([[summary, 'before-deletion', 61, 'participant-amina']])
  })

  test('[SS35] is known to be kept after a restart', async () => {
    const amina = await open('amina')
    await write(amina, 'first')
    now += 10 * minute
    await write(amina, 'second')
    served.restart()
    now += 5 * minute
    const again = await open('amina')
    await write(again, 'third')
    expect(points()).toHaveLength(1)
  })

  test('[SS35] comes back with every word its author’s, and what was there is kept', async () => {
    const amina = await open('amina')
    const bo = await open('bo')
    await write(amina, 'We know the stairs.')
    await bo.synced()
    await clear(bo)
    await write(bo, 'Something else')
    const voice = { by: 'participant-bo', typedBy: null, sector: 'community', mode: 'typed_by_self' } as never
    await served.rooms.edit(aStudy, {
      voice,
      keepFirst: { section: summary, reason: 'before-restore', by: null },
      change: ({ doc }) => addParagraph(doc, 'restored', summary),
    })
    expect(reasons().at(-1)).toEqual([summary, 'before-restore', 2, null])
    expect(said(points().at(-1))).toEqual([['Something else', 'participant-bo']])
  })
})

describe('bringing a section back into a study that is full', () => {
  const voice = { by: 'participant-bo', typedBy: null, sector: 'community', mode: 'typed_by_self' } as never
  const blocks: KeptBlock[] = [{ type: 'paragraph', content: [{ type: 'text', text: 'as it was', voice: 'voice-1' as VoiceId }] }]
  const keepFirst = { section: summary, reason: 'before-restore', by: null } as const
  const written = (section: SectionKey) => served.rooms.read(aStudy, ({ doc }) => textOf(doc, section))

  /** With nothing in the summary but a few words. */
  async function fill(): Promise<void> {
    await served.rooms.edit(aStudy, { voice, change: ({ doc }) => addParagraph(doc, 'here', summary) })
    await served.rooms.edit(aStudy, { voice, change: ({ doc }) => addParagraph(doc, 'x'.repeat(limits.maxBytesPerStudy), partners) })
  }

  test('[SS36] is refused, and nothing has changed', async () => {
    await fill()
    const commits = served.store.commits
    for (const replaces of [true, false]) {
      const writes = { section: summary, blocks, replaces }
      const edit = served.rooms.edit(aStudy, { voice, keepFirst, writes, change: ({ doc }) => addParagraph(doc, 'as it was', summary) })
      await expect(edit).rejects.toThrow(StudyFull)
    }
    expect(await written(summary)).toBe('<paragraph>here</paragraph>')
    expect([served.store.commits, points()]).toEqual([commits, []])
    expect(served.log.filter(({ event }) => event === 'study thrown away')).toEqual([])
  })

  test('[SS36] has room where more goes than comes: the study is smaller after it', async () => {
    await fill()
    await served.rooms.edit(aStudy, {
      voice,
      writes: { section: partners, blocks, replaces: true },
      change: ({ doc }) => {
        doc.getXmlFragment(sectionRoot(partners)).delete(0, 1)
        addParagraph(doc, 'as it was', partners)
      },
    })
    expect(await written(partners)).toBe('<paragraph>as it was</paragraph>')
    await served.rooms.edit(aStudy, {
      voice,
      writes: { section: summary, blocks, replaces: false },
      change: ({ doc }) => addParagraph(doc, 'as it was', summary),
    })
    expect(await written(summary)).toBe('<paragraph>here</paragraph><paragraph>as it was</paragraph>')
  })
})
