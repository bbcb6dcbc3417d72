import { sectionRoot } from '@samskriv/document'
import type { ParticipantId, SectionKey } from '@samskriv/domain'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { RawClient } from './testing/clients.ts'
import { aStudy, sectionKeys, serveRooms, type ServedRooms } from './testing/serve-rooms.ts'
import { until } from './testing/until.ts'
import { addParagraph, textOf } from './testing/writing.ts'

const [summary = '' as SectionKey, partners = '' as SectionKey] = sectionKeys
let served: ServedRooms
beforeEach(async () => {
  served = await serveRooms({ limits: { digestEveryMs: 3_600_000, digestQuietMs: 3_600_000 } })
})
afterEach(() => served.close())

const open = (person: string) => RawClient.joined(served.url, person)

const root = (client: RawClient, section = summary): Y.XmlFragment => client.doc.getXmlFragment(sectionRoot(section))

/** Whose hand, whose words, how many, since it was asked last. */
let told = 0
async function changes(): Promise<[string, string, number][]> {
  await served.rooms.count(aStudy)
  const { voices, wordChanges } = served.store.of(aStudy)
  const by = new Map(voices.map((voice) => [voice.id, String(voice.by).replace('participant-', '')]))
  const fresh = wordChanges.slice(told)
  told = wordChanges.length
  return fresh.map(({ hand, of, words }) => [by.get(hand) ?? '?', by.get(of) ?? '?', words])
}
beforeEach(() => {
  told = 0
})

/** Amina has said ten words, and Bo has them. */
async function tenWords(): Promise<{ amina: RawClient; bo: RawClient }> {
  const [amina, bo] = [await open('amina'), await open('bo')]
  addParagraph(amina.doc, 'The stairs are ours to look after, and we do.')
  await amina.saved()
  await until(() => textOf(bo.doc) === textOf(amina.doc), 'the words')
  expect(await changes()).toEqual([['amina', 'amina', 10]])
  return { amina, bo }
}

const firstText = (client: RawClient): Y.XmlText => (root(client).get(0) as Y.XmlElement).get(0) as Y.XmlText

describe('who puts in and takes out whose words', () => {
  test('[SS45] is counted to the word, by the hand that did it', async () => {
    const { bo } = await tenWords()
    // ", and we do" goes; the full stop stays.
    firstText(bo).delete(33, 11)
    addParagraph(bo.doc, 'So says the landlord')
    await bo.saved()
    expect(await changes()).toEqual([
      ['bo', 'amina', -3],
      ['bo', 'bo', 4],
    ])
    expect(await changes()).toEqual([])
  })

  test('[SS45] does not tell of what an editor does to make a list or a heading of a paragraph, or to move it', async () => {
    const { bo } = await tenWords()
    bo.doc.transact(() => {
      root(bo).delete(0, 1)
      const heading = new Y.XmlElement('heading')
      root(bo).insert(0, [heading])
      heading.insert(0, [new Y.XmlText('The stairs are ours to look after, and we do.')])
    })
    await bo.saved()
    expect(await changes()).toEqual([])
  })

  test('[SS45] tells of words that another hand brings back that they were put back', async () => {
    const { bo } = await tenWords()
    bo.doc.transact(() => root(bo).delete(0, 1))
    await bo.saved()
    expect(await changes()).toEqual([['bo', 'amina', -10]])
    addParagraph(bo.doc, 'The stairs are ours to look after, and we do.')
    await bo.saved()
    expect(await changes()).toEqual([['bo', 'amina', 10]])
  })

  test('[SS45] tells of an edit of the server’s that it was by whose asking it was made, and of nobody else', async () => {
    const { amina } = await tenWords()
    addParagraph(amina.doc, 'One more line')
    await amina.saved()
    const voiceOf = (person: string) =>
      ({ by: `participant-${person}` as ParticipantId, typedBy: null, sector: 'community', mode: 'typed_by_self' }) as const
    await served.rooms.edit(aStudy, {
      voice: voiceOf('bo'),
      change: (edit) => {
        root({ doc: edit.doc } as RawClient).delete(0, 2)
        edit.as(voiceOf('amina'))
        addParagraph(edit.doc, 'Hers again', partners)
        edit.as(voiceOf('bo'))
        addParagraph(edit.doc, 'And his', partners)
      },
    })
    expect(await changes()).toEqual([
      ['amina', 'amina', 3],
      ['bo', 'amina', -13],
      ['bo', 'amina', 2],
      ['bo', 'bo', 2],
    ])
  })

  test('[SS45] is counted before the rooms stop', async () => {
    const { bo } = await tenWords()
    bo.doc.transact(() => root(bo).delete(0, 1))
    await bo.saved()
    await served.rooms.drain(1_000)
    expect(served.store.of(aStudy).wordChanges.map(({ words }) => words)).toEqual([10, -10])
  })

  test('[SS45] goes on where it was when the study is loaded again', async () => {
    const { bo } = await tenWords()
    firstText(bo).insert(0, 'Well: ')
    await bo.saved()
    served.restart()
    await served.rooms.read(aStudy, () => {})
    expect(await changes()).toEqual([['bo', 'bo', 1]])
    const again = await open('bo')
    addParagraph(again.doc, 'Two words')
    await again.saved()
    expect(await changes()).toEqual([['bo', 'bo', 2]])
  })

  test('[SS45] tells of words that get another voice that they went from the one to the other', async () => {
    const { bo } = await tenWords()
    addParagraph(bo.doc, 'Whose are these?')
    await bo.saved()
    await served.rooms.edit(aStudy, {
      voice: { by: 'participant-bo' as ParticipantId, typedBy: null, sector: 'community', mode: 'typed_by_self' },
      change: (edit) =>
        edit.give([{ client: bo.doc.clientID, clock: 2, length: 16 }], {
          by: 'participant-amina' as ParticipantId,
          typedBy: null,
          sector: 'community',
          mode: 'typed_by_self',
        }),
    })
    expect(await changes()).toEqual([
      ['bo', 'bo', 3],
      ['bo', 'amina', 3],
      ['bo', 'bo', -3],
    ])
  })
})
