import { sectionRoot } from '@samskriv/document'
import type { ParticipantId, SectionKey } from '@samskriv/domain'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'

import { RawClient } from './testing/clients.ts'
import { aStudy, sectionKeys, serveRooms, type ServedRooms } from './testing/serve-rooms.ts'
import { until } from './testing/until.ts'
import { addParagraph, textOf } from './testing/writing.ts'

const minute = 60_000
const [summary = '' as SectionKey, partners = '' as SectionKey] = sectionKeys
const said = 'We know the stairs of this house and we want the lift to work'
let served: ServedRooms
let now = Date.now()

beforeEach(async () => {
  now = Date.now()
  served = await serveRooms({ clock: () => now })
  served.admit('bo', { sector: 'public', subtype: 'council' })
  served.admit('cato', { sector: 'third', subtype: 'charity' })
})
afterEach(() => served.close())

async function open(person: string): Promise<RawClient> {
  const client = await RawClient.open(served.url, person)
  await client.synced()
  return client
}

const root = (client: { readonly doc: Y.Doc }, section = summary): Y.XmlFragment => client.doc.getXmlFragment(sectionRoot(section))
const firstText = (client: RawClient): Y.XmlText => (root(client).get(0) as Y.XmlElement).get(0) as Y.XmlText

/** Amina has said fourteen words, and Bo of the council has them open. */
async function aminasWords(other = 'bo'): Promise<{ amina: RawClient; bo: RawClient }> {
  const [amina, bo] = [await open('amina'), await open(other)]
  addParagraph(amina.doc, said)
  await amina.saved()
  await until(() => textOf(bo.doc) === textOf(amina.doc), 'the words')
  return { amina, bo }
}

async function takeOut(client: RawClient, words: string): Promise<void> {
  const text = firstText(client)
  const at = plain(text).indexOf(words)
  if (at < 0) throw new Error(`“${words}” is not there`)
  text.delete(at, words.length)
  await client.saved()
}

const plain = (text: Y.XmlText): string => text.toDelta().reduce((all: string, { insert }: { insert: string }) => all + insert, '')

/** Writes the paragraph anew in one transaction, as an editor does for a list, a heading or a move. */
async function again(client: RawClient, ...blocks: readonly (readonly [string, string])[]): Promise<void> {
  client.doc.transact(() => {
    root(client).delete(0, root(client).length)
    for (const [name, text] of blocks) {
      const element = new Y.XmlElement(name)
      root(client).push([element])
      element.insert(0, [new Y.XmlText(text)])
    }
  })
  await client.saved()
}

/** Time passes, and it is looked at. */
async function told(): Promise<[string, string, number, number][]> {
  now += minute
  await served.rooms.tellAuthors(aStudy)
  return served.softened.map(({ author, by, lost, words }) => [nameOf(author), nameOf(by), lost, words])
}

const nameOf = (participant: ParticipantId): string => participant.replace('participant-', '')

describe('an author whose words another sector takes out', () => {
  test('[SS46] is told of more than 30 % of a paragraph, with what it was and which words went', async () => {
    const { bo } = await aminasWords()
    await takeOut(bo, 'and we want the lift to work')
    expect(await told()).toEqual([['amina', 'bo', 7, 14]])
    const [{ was, gone, place, bySector }] = served.softened as [(typeof served.softened)[number]]
    expect(was.content).toMatchObject([{ text: said }])
    expect(gone.map(([from, length]) => said.slice(from, from + length)).join(' ')).toBe('and we want the lift to work')
    expect([place, bySector]).toEqual([0, 'public'])
  })

  test('[SS46] is not told of 30 %, and is when many small ones add up', async () => {
    const { bo } = await aminasWords()
    for (const words of ['We ', 'know ', 'stairs ', 'house ']) {
      await takeOut(bo, words)
      expect(await told()).toEqual([])
      now += 2 * minute
    }
    await takeOut(bo, 'want ')
    expect(await told()).toEqual([['amina', 'bo', 5, 14]])
    await takeOut(bo, 'the lift')
    expect(await told()).toHaveLength(1)
  })

  test('[SS46] is told anew of another spell: what went before a long pause does not count', async () => {
    const { bo } = await aminasWords()
    for (const words of ['We know the stairs ', 'of this house ']) {
      await takeOut(bo, words)
      expect(await told()).toEqual([])
      now += 20 * minute
      await told()
    }
    await takeOut(bo, 'and we want the')
    expect(await told()).toEqual([['amina', 'bo', 4, 7]])
  })

  test('[SS46] is told of a rewriting word by word', async () => {
    const { bo } = await aminasWords()
    for (const [old, fresh] of [
      ['know', 'understand'],
      ['stairs', 'access'],
      ['house', 'property'],
      ['want', 'would like'],
      ['work', 'function'],
    ] as const) {
      const text = firstText(bo)
      const at = plain(text).indexOf(old)
      text.delete(at, old.length)
      text.insert(at, fresh)
      await bo.saved()
    }
    expect(await told()).toEqual([['amina', 'bo', 5, 14]])
  })

  test('[SS46] is not told of a list, a heading, a split, a join or a move', async () => {
    const { bo } = await aminasWords()
    await again(bo, ['heading', said])
    await again(bo, ['paragraph', said.slice(0, 20)], ['paragraph', said.slice(20)])
    await again(bo, ['paragraph', said])
    bo.doc.transact(() => {
      root(bo).delete(0, 1)
      addParagraph(bo.doc, said, partners)
    })
    await bo.saved()
    expect(await told()).toEqual([])
  })

  test('[SS46] is not told of what is cut and pasted, nor of what is undone before anybody looked', async () => {
    const { bo } = await aminasWords()
    root(bo).delete(0, 1)
    await bo.saved()
    now += 10_000
    addParagraph(bo.doc, said, partners)
    await bo.saved()
    expect(await told()).toEqual([])
    root(bo, partners).delete(0, 1)
    await bo.saved()
    addParagraph(bo.doc, said)
    await bo.saved()
    expect(await told()).toEqual([])
  })

  test('[SS46] is not told when they have put it back themself', async () => {
    const { amina, bo } = await aminasWords()
    root(bo).delete(0, 1)
    await bo.saved()
    await until(() => root(amina).length === 0, 'it is gone')
    addParagraph(amina.doc, said)
    await amina.saved()
    expect(await told()).toEqual([])
  })

  test('[SS46] is not told of what somebody of their own sector does, nor of their own doing', async () => {
    const { amina, bo } = await aminasWords('berit')
    await takeOut(bo, 'We know the stairs of ')
    await until(() => textOf(bo.doc) === textOf(amina.doc), 'the words')
    await takeOut(amina, 'and we want the lift to work')
    expect(await told()).toEqual([])
  })

  test('[SS46] is told what each of two took, and not of what went by their own hand', async () => {
    const { amina, bo } = await aminasWords()
    const cato = await open('cato')
    await takeOut(bo, 'We know the ')
    await until(() => textOf(cato.doc) === textOf(bo.doc) && textOf(amina.doc) === textOf(bo.doc), 'the words')
    await takeOut(amina, 'stairs of this ')
    await until(() => textOf(cato.doc) === textOf(amina.doc), 'the words')
    await takeOut(cato, 'lift to work')
    expect(await told()).toEqual([['amina', 'cato', 3, 8]])
  })

  test('[SS46] is told of words that they wrote after it had begun', async () => {
    const { amina, bo } = await aminasWords()
    await takeOut(bo, 'work')
    await until(() => textOf(bo.doc) === textOf(amina.doc), 'the words')
    addParagraph(amina.doc, 'And the light in the yard')
    await amina.saved()
    await until(() => textOf(bo.doc) === textOf(amina.doc), 'the words')
    root(bo).delete(1, 1)
    await bo.saved()
    expect(await told()).toEqual([['amina', 'bo', 6, 6]])
  })

  test('[SS46] is told after the server was killed: what it had acknowledged counts', async () => {
    const { bo } = await aminasWords()
    await takeOut(bo, 'We know the ')
    served.restart()
    const back = await open('bo')
    await takeOut(back, 'the lift')
    served.restart()
    expect(await told()).toEqual([['amina', 'bo', 5, 14]])
    served.restart()
    expect(await told()).toHaveLength(1)
  })

  test('[SS46] is told at the latest after five minutes of somebody who does not pause', async () => {
    const { bo } = await aminasWords()
    for (const words of ['We ', 'know ', 'the ', 'stairs ', 'of ', 'this ', 'house ', 'and ', 'we ', 'want ', 'the ', 'lift ']) {
      await takeOut(bo, words)
      now += 28_000
      await served.rooms.tellAuthors(aStudy)
    }
    expect(served.softened).toHaveLength(1)
  })

  test('[SS46] is told when a whole section is gone back in, which is one edit of the server’s', async () => {
    await aminasWords()
    const voice = { by: 'participant-bo' as ParticipantId, typedBy: null, sector: 'public', mode: 'typed_by_self' } as const
    await served.rooms.edit(aStudy, {
      voice,
      keepFirst: { section: summary, reason: 'before-restore', by: voice.by },
      change: ({ doc }) => root({ doc }).delete(0, 1),
    })
    expect(await told()).toEqual([['amina', 'bo', 14, 14]])
  })

  test('[SS46] is told in the same commit in which it is noted that they were, or not at all', async () => {
    const { bo } = await aminasWords()
    await takeOut(bo, 'and we want the lift to work')
    served.store.failures.push(new Error('no'))
    await expect(told()).rejects.toThrow()
    expect(served.softened).toEqual([])
    expect(await told()).toEqual([['amina', 'bo', 7, 14]])
  })

  test('[SS46] leaves nothing behind when the spell is over', async () => {
    const { bo } = await aminasWords()
    await takeOut(bo, 'and we want the lift to work')
    await told()
    expect(served.store.of(aStudy).before).toHaveLength(1)
    now += 20 * minute
    await told()
    expect([served.store.of(aStudy).before, served.store.of(aStudy).taken]).toEqual([[], []])
  })
})
